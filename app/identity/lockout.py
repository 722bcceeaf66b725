"""Letting a person in again: a supervisor unlocks them, takes a PIN back, or gives a new password.

Unlocking is a fact, because it lets somebody try again; PINs and passwords stay on this device and in its access log.
"""

from app.errors import Refused
from app.identity.access_log import PERSON, Access, Entry, write_entries
from app.identity.attempts import keep_secret
from app.identity.facts import PersonUnlocked
from app.identity.permissions import Permission, Session, require
from app.identity.queries import PersonRow, find_person, today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import secret_rules
from app.identity.secret_rules import normal_password, refuse_password
from app.identity.verifiers import make_verifier
from app.journal.append import Author, JournalWork
from app.workplace import Services


def unlock(services: Services, session: Session, person_id: str) -> None:
    """Sets a locked person's count of failures back to nothing.

    Raises Refused: NOT_PERMITTED, PERSON_UNKNOWN, NOT_LOCKED, OWN_LOCK (somebody else has to).
    """
    require(session, Permission.PERSON_UNLOCK)

    def record() -> None:
        with services.unit_of_work() as work:
            refuse_unlocked(services, known_person(work, person_id))
            if person_id == session.person_id:
                raise Refused(IdentityRefusal.OWN_LOCK)
            record_unlock(work, person_id, "supervisor", session.person_id)
            work.commit()

    services.lanes.write_now(record)


def reset_pin(services: Services, session: Session, person_id: str) -> None:
    """Takes a PIN back; its owner chooses another with the password. Raises Refused: NOT_PERMITTED, PERSON_UNKNOWN."""
    require(session, Permission.PERSON_UNLOCK)
    _change(services, session, person_id, Access.PIN_RESET, {"pin_verifier": None})


def reset_password(services: Services, session: Session, person_id: str, password: str) -> None:
    """Gives a person a new password; their PIN is taken back too. Not on the writer lane.

    Raises Refused: NOT_PERMITTED, PERSON_UNKNOWN, PASSWORD_*.
    """
    require(session, Permission.PERSON_MANAGE)
    rules = secret_rules(services.policies, today(services))
    with services.read_journal() as connection:
        if find_person(connection, person_id) is None:
            raise Refused(IdentityRefusal.PERSON_UNKNOWN)
    refuse_password(password, rules)
    verifier = make_verifier(services, normal_password(password), rules)
    columns: dict[str, str | None] = {"password_verifier": verifier, "pin_verifier": None}
    _change(services, session, person_id, Access.PASSWORD_SET, columns)


def refuse_unlocked(services: Services, person: PersonRow) -> None:
    """Raises Refused(NOT_LOCKED) for a person who can still try."""
    if person.failures < secret_rules(services.policies, today(services)).failures_max:
        raise Refused(IdentityRefusal.NOT_LOCKED)


def record_unlock(work: JournalWork, person_id: str, method: str, by: str | None) -> None:
    """Appends the fact and sets the count back; the caller commits."""
    keep_secret(work.connection, person_id, failures=0)
    fact = work.append(PersonUnlocked(person_id=person_id, method=method), Author(person=by))
    write_entries(work.connection, [Entry(fact.envelope.recorded_at_us, by, Access.UNLOCKED, PERSON, person_id)])


def known_person(work: JournalWork, person_id: str) -> PersonRow:
    """Raises Refused(PERSON_UNKNOWN)."""
    person = find_person(work.connection, person_id)
    if person is None:
        raise Refused(IdentityRefusal.PERSON_UNKNOWN)
    return person


def _change(
    services: Services, session: Session, person_id: str, action: Access, columns: dict[str, str | None]
) -> None:
    def record() -> None:
        with services.unit_of_work() as work:
            known_person(work, person_id)
            keep_secret(work.connection, person_id, **columns)
            entry = Entry(services.clock.now_us(), session.person_id, action, PERSON, person_id)
            write_entries(work.connection, [entry])
            work.commit()

    services.lanes.write_now(record)
