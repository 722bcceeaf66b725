"""The access log: who looked at which customer's private data, who signed in, failed to, was locked, let in again.

It is a feed of its own, not part of the chain: looks are gathered in memory and written a few seconds later in one
small transaction; what concerns sign-in is written in the same transaction as the thing itself. It holds ids and keys,
never names or secrets.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from app.errors import Unavailable
from app.identity.permissions import Permission, Session, require
from app.identity.tables import access_log
from app.lanes import Priority
from app.workplace import Services

_log = logging.getLogger(__name__)

LOOKS_WAIT_SECONDS = 3.0
KEY_LENGTH_MAX = 80
PERSON = "person"
"""The subject's kind where the subject is one of our own people."""


class Access(StrEnum):
    """What somebody did or tried."""

    LOOKED = "looked"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    PIN_SET = "pin_set"
    PIN_RESET = "pin_reset"
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of an event


@dataclass(frozen=True)
class Entry:
    """One line; `person` is who did it, None where nobody was signed in."""

    at_us: int
    person: str | None
    action: Access
    subject_kind: str
    subject_key: str


def note_look(services: Services, session: Session, subject_kind: str, subject_key: str) -> None:
    """Says that a person saw private data of a subject such as ("account", "10-004512-7"). Returns at once."""
    entry = Entry(
        services.clock.now_us(),
        session.person_id,
        Access.LOOKED,
        subject_kind[:KEY_LENGTH_MAX],
        subject_key[:KEY_LENGTH_MAX],
    )
    services.lanes.gather("access_log", entry, lambda entries: _keep(services, entries), LOOKS_WAIT_SECONDS)


def write_entries(connection: Connection, entries: list[Entry]) -> None:
    """Inserts entries in the caller's transaction."""
    rows = [
        {
            "at_us": entry.at_us,
            "person": entry.person,
            "action": entry.action.value,
            "subject_kind": entry.subject_kind,
            "subject_key": entry.subject_key,
        }
        for entry in entries
    ]
    connection.execute(insert(access_log), rows)


def read_access_log(services: Services, session: Session, *, limit: int = 200) -> list[Entry]:
    """The newest lines first. Raises Refused(NOT_PERMITTED) without `access_log.see`."""
    require(session, Permission.ACCESS_LOG_SEE)
    with services.read_journal() as connection:
        found = connection.execute(select(access_log).order_by(access_log.c.entry.desc()).limit(limit))
        return [Entry(row.at_us, row.person, Access(row.action), row.subject_kind, row.subject_key) for row in found]


def _keep(services: Services, entries: list[Entry]) -> None:
    try:
        services.lanes.write_now(lambda: _store(services, _without_repeats(entries)), Priority.BACKGROUND)
    except Unavailable as failure:
        _log.warning("the access log waits with %d looks: %s", len(entries), failure.code.value)
        raise


def _store(services: Services, entries: list[Entry]) -> None:
    with services.plain_work() as work:
        write_entries(work.connection, entries)
        work.commit()


def _without_repeats(entries: list[Entry]) -> list[Entry]:
    """The first of several looks at one subject within a batch: a page that reloads is one look."""
    seen: dict[tuple[str | None, str, str], Entry] = {}
    for entry in entries:
        seen.setdefault((entry.person, entry.subject_kind, entry.subject_key), entry)
    return list(seen.values())
