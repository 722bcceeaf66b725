"""Erasing the words of a note, or contact details, for good: here, at the center and at every counter that has them.

What happened stays: the fact says that there was a note, and another who had it erased. The chain does not change. The
second copy keeps the words until it is begun anew (choose its folder again), and a backup of the center until it ends.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.accounts.contact_facts import ContactDetailsChanged
from app.accounts.facts import NoteAdded
from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.journal.erased_values import erase_values
from app.journal.read_facts import fact_of
from app.journal.values_beside import SHARED
from app.reports.tape_question import TapeRefusal
from app.workplace import Services


@dataclass(frozen=True)
class EraseWords:
    """`fact`: the note's or the change's id. `intent`: made when somebody was asked whether to do it."""

    intent: str
    fact: str


def record(services: Services, session: Session, command: EraseWords) -> Changed:
    """Erases them. Raises Refused(NOT_PERMITTED, NOTHING_TO_ERASE) or Unavailable."""
    require(session, Permission.ACCOUNT_ERASE)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return Changed()
        if not erase_values(work, Author(session.person_id), command.intent, command.fact):
            raise Refused(TapeRefusal.NOTHING_TO_ERASE)
        work.commit()
        return Changed(work.changed.kinds, _accounts(services, work.connection, command.fact))


def _accounts(services: Services, journal: Connection, fact_id: str) -> frozenset[str]:
    """On whose page the words stood."""
    stored = fact_of(journal.exec_driver_sql, fact_id)
    body = services.kinds.read(stored.sealed.envelope_bytes, stored.sealed.body_bytes).body if stored else None
    return frozenset({body.account}) if isinstance(body, NoteAdded | ContactDetailsChanged) else frozenset()


def has_words(services: Services, fact_id: str) -> bool:
    """Is there anything to erase?"""
    sql = f"SELECT 1 FROM private_data WHERE fact_id = ? AND value IS NOT NULL AND field IN ({SHARED}) LIMIT 1"
    with services.read_journal() as journal:
        return journal.exec_driver_sql(sql, (fact_id,)).first() is not None
