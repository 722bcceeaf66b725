"""Signing in with a PIN, and choosing the PIN with the password: on each device once, because verifiers stay on it.

Rules: docs of the policy `identity`. None of these runs on the writer lane (Argon2); each writes there by itself.
"""

from app.errors import Refused
from app.identity.access_log import PERSON, Access, Entry, write_entries
from app.identity.attempts import Secret, check_secret, keep_secret
from app.identity.names import initials_of
from app.identity.permissions import Session
from app.identity.queries import PersonRow, title_of, today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import permissions_of, roles, secret_rules
from app.identity.secret_rules import normal_password, refuse_password, refuse_pin
from app.identity.verifiers import is_dated, make_verifier
from app.workplace import Services


def sign_in(services: Services, person_id: str, pin: str) -> Session:
    """The session of the person whose PIN it is.

    Raises Refused: PIN_NOT_SET (they choose one with their password first), LOCKED, WRONG_PIN.
    """
    rules = secret_rules(services.policies, today(services))
    person = check_secret(services, person_id, Secret.PIN, pin, rules)
    kept = person.pin_verifier or ""
    verifier = make_verifier(services, pin, rules) if is_dated(kept, rules) else kept
    services.lanes.write_now(lambda: _keep(services, person_id, Access.SIGNED_IN, pin_verifier=verifier))
    return new_session(services, person)


def set_pin(services: Services, person_id: str, password: str, pin: str) -> None:
    """Chooses the PIN on this device: the first one, a forgotten one, or after a reset.

    Raises Refused: PIN_* for the new PIN, LOCKED, WRONG_PASSWORD.
    """
    rules = secret_rules(services.policies, today(services))
    refuse_pin(pin, rules)
    check_secret(services, person_id, Secret.PASSWORD, password, rules)
    _store_pin(services, person_id, pin)


def change_pin(services: Services, person_id: str, pin: str, new_pin: str) -> None:
    """Another PIN instead of the one known. Raises Refused: PIN_*, PIN_UNCHANGED, LOCKED, WRONG_PIN."""
    rules = secret_rules(services.policies, today(services))
    refuse_pin(new_pin, rules)
    if new_pin == pin:
        raise Refused(IdentityRefusal.PIN_UNCHANGED)
    check_secret(services, person_id, Secret.PIN, pin, rules)
    _store_pin(services, person_id, new_pin)


def change_password(services: Services, person_id: str, password: str, new_password: str) -> None:
    """Another password instead of the one known. Raises Refused: PASSWORD_*, LOCKED, WRONG_PASSWORD."""
    rules = secret_rules(services.policies, today(services))
    refuse_password(new_password, rules)
    check_secret(services, person_id, Secret.PASSWORD, password, rules)
    verifier = make_verifier(services, normal_password(new_password), rules)
    services.lanes.write_now(lambda: _keep(services, person_id, Access.PASSWORD_SET, password_verifier=verifier))


def new_session(services: Services, person: PersonRow) -> Session:
    """What a person may do from now on, by the roles policy of the day."""
    known = roles(services.policies, today(services))
    return Session(
        person_id=person.person_id,
        display_name=person.display_name,
        initials=initials_of(person.display_name),
        role_title=title_of(person.roles, known),
        roles=person.roles,
        permissions=permissions_of(person.roles, known),
        signed_in_at_us=services.clock.now_us(),
    )


def _store_pin(services: Services, person_id: str, pin: str) -> None:
    verifier = make_verifier(services, pin, secret_rules(services.policies, today(services)))
    services.lanes.write_now(lambda: _keep(services, person_id, Access.PIN_SET, pin_verifier=verifier))


def _keep(services: Services, person_id: str, action: Access, **verifiers: str) -> None:
    """Stores what a success brings: the count of failures back to nothing, the verifier, a line in the log."""
    with services.plain_work() as work:
        keep_secret(work.connection, person_id, failures=0, **verifiers)
        write_entries(work.connection, [Entry(services.clock.now_us(), person_id, action, PERSON, person_id)])
        work.commit()
