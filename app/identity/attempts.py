"""One try to be somebody, with a PIN or a password: counted durably *before* the secret is compared.

So ten tries are ten tries, whoever pulls the plug in between: after `failures_max` the person is locked until a
supervisor unlocks them (app/identity/lockout.py). Success sets the count back to nothing.
"""

from enum import StrEnum

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.errors import Refused
from app.identity.access_log import PERSON, Access, Entry, write_entries
from app.identity.names import has_hidden_characters
from app.identity.queries import PersonRow, find_person
from app.identity.refusals import IdentityRefusal
from app.identity.rules import SecretRules
from app.identity.secret_rules import normal_password
from app.identity.tables import person_secret
from app.identity.verifiers import matches
from app.workplace import Services

NOBODY = "unknown"


class Secret(StrEnum):
    """Which of the two secrets is tried."""

    PIN = "pin"
    PASSWORD = "password"  # noqa: S105 - the name of a kind


def check_secret(services: Services, person_id: str, kind: Secret, typed: str, rules: SecretRules) -> PersonRow:
    """The person, if `typed` is their secret; the caller then stores what follows with `keep_secret`.

    Raises Refused: PIN_NOT_SET, LOCKED, WRONG_PIN or WRONG_PASSWORD. Not on the writer lane.
    """
    person = services.lanes.write_now(lambda: _begin(services, person_id, kind, rules))
    if person is not None and _is_secret(services, person, kind, typed, rules):
        return person
    if person is None:
        matches(services, None, "", rules)
    locked = services.lanes.write_now(lambda: _fail(services, person, rules))
    wrong = IdentityRefusal.WRONG_PIN if kind is Secret.PIN else IdentityRefusal.WRONG_PASSWORD
    raise Refused(IdentityRefusal.LOCKED if locked else wrong)


def keep_secret(connection: Connection, person_id: str, **columns: str | int | None) -> None:
    """Stores verifiers or the count of failures in the caller's transaction; what is not named stays."""
    row = {"person": person_id, "failures": 0, **columns}
    statement = insert(person_secret).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=columns))


def _begin(services: Services, person_id: str, kind: Secret, rules: SecretRules) -> PersonRow | None:
    with services.plain_work() as work:
        person = find_person(work.connection, person_id)
        if person is None or not person.active:
            return None
        if kind is Secret.PIN and person.pin_verifier is None:
            raise Refused(IdentityRefusal.PIN_NOT_SET)
        if person.failures >= rules.failures_max:
            raise Refused(IdentityRefusal.LOCKED)
        keep_secret(work.connection, person_id, failures=person.failures + 1)
        work.commit()
    return person


def _is_secret(services: Services, person: PersonRow, kind: Secret, typed: str, rules: SecretRules) -> bool:
    if len(typed) > max(rules.password_length_max, rules.pin_digits_max) or has_hidden_characters(typed):
        return False
    if kind is Secret.PIN:
        return matches(services, person.pin_verifier, typed, rules)
    return matches(services, person.password_verifier, normal_password(typed), rules)


def _fail(services: Services, person: PersonRow | None, rules: SecretRules) -> bool:
    """Writes the failure down; is the person locked now?"""
    with services.plain_work() as work:
        subject = person.person_id if person else NOBODY
        failures = (
            work.connection.scalar(select(person_secret.c.failures).where(person_secret.c.person == subject)) or 0
        )
        locked = failures >= rules.failures_max
        happened = [Access.SIGN_IN_FAILED, Access.LOCKED] if locked else [Access.SIGN_IN_FAILED]
        now_us = services.clock.now_us()
        write_entries(work.connection, [Entry(now_us, None, action, PERSON, subject) for action in happened])
        work.commit()
    return locked
