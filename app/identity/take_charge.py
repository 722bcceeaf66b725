"""After a restore nobody can sign in: people came back with the facts, but passwords and PINs never leave a device.

So whoever restored the workstation, which took the recovery code, chooses a password and a PIN for one administrator,
once; that administrator gives the others new passwords (app/identity/lockout.py).
"""

from sqlalchemy import Connection, select

from app.errors import Refused
from app.identity.access_log import PERSON, Access, Entry, write_entries
from app.identity.attempts import keep_secret
from app.identity.permissions import Permission, Session
from app.identity.queries import PersonRow, list_people, people_to_sign_in, today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import permissions_of, roles, secret_rules
from app.identity.secret_rules import normal_password, refuse_password, refuse_pin
from app.identity.sign_in import new_session
from app.identity.tables import person_secret
from app.identity.types import Person
from app.identity.verifiers import make_verifier
from app.workplace import Services


def nobody_signs_in_yet(services: Services) -> bool:
    """Was the set-up or the restore interrupted before anybody could sign in? Then the wizard goes on where it was."""
    return not people_to_sign_in(services) or bool(who_can_take_charge(services))


def who_can_take_charge(services: Services) -> list[Person]:
    """The administrators of a workstation where nobody has a password; empty wherever somebody has one."""
    known = roles(services.policies, today(services))
    with services.read_journal() as connection:
        if _somebody_has_a_password(connection):
            return []
    return [one for one in people_to_sign_in(services) if Permission.PERSON_MANAGE in permissions_of(one.roles, known)]


def take_charge(services: Services, person_id: str, password: str, pin: str) -> Session:
    """Gives one administrator a password and a PIN, and signs them in. Not on the writer lane.

    Raises Refused: ALREADY_SET_UP, PERSON_UNKNOWN (or no administrator), PASSWORD_*, PIN_*.
    """
    rules = secret_rules(services.policies, today(services))
    with services.read_journal() as connection:
        _administrator(services, connection, person_id)
    refuse_password(password, rules)
    refuse_pin(pin, rules)
    verifiers = {
        "password_verifier": make_verifier(services, normal_password(password), rules),
        "pin_verifier": make_verifier(services, pin, rules),
    }

    def record() -> PersonRow:
        with services.plain_work() as work:
            person = _administrator(services, work.connection, person_id)
            keep_secret(work.connection, person_id, failures=0, **verifiers)
            now_us = services.clock.now_us()
            happened = (Access.PASSWORD_SET, Access.PIN_SET, Access.SIGNED_IN)
            write_entries(work.connection, [Entry(now_us, person_id, action, PERSON, person_id) for action in happened])
            work.commit()
        return person

    return new_session(services, services.lanes.write_now(record))


def _administrator(services: Services, connection: Connection, person_id: str) -> PersonRow:
    known = roles(services.policies, today(services))
    if _somebody_has_a_password(connection):
        raise Refused(IdentityRefusal.ALREADY_SET_UP)
    for person in list_people(connection):
        manages = Permission.PERSON_MANAGE in permissions_of(person.roles, known)
        if person.person_id == person_id and person.active and manages:
            return person
    raise Refused(IdentityRefusal.PERSON_UNKNOWN)


def _somebody_has_a_password(connection: Connection) -> bool:
    verifier = person_secret.c.password_verifier
    return connection.execute(select(verifier).where(verifier.is_not(None)).limit(1)).first() is not None
