"""Notes about an account: those the city gives and those written at counters, newest first; and writing one.

A note is a fact; its words are private data that can be erased later. A card number in it is refused (PCI).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, and_, bindparam, select

from app.accounts import queries
from app.accounts.facts import NoteAdded
from app.accounts.tables import counter_note
from app.card_numbers import holds_card_number
from app.changed import Changed
from app.clock import local_date
from app.errors import Refused
from app.identity.mapped import central_id, names_of
from app.identity.mapping_facts import Subject
from app.identity.names import has_hidden_characters
from app.identity.permissions import Permission, Session, require
from app.identity.queries import list_people
from app.journal.append import Author, is_recorded
from app.journal.tables import private_data
from app.workplace import Services

NOTE_LENGTH_MAX = 1_000
"""Characters of one note."""


class NoteRefusal(StrEnum):
    """Why a note is not kept, in the order in which it is tested (after the permission)."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"
    CARD_NUMBER_TYPED = "card_number_typed"
    ACCOUNT_UNKNOWN = "account_unknown"


@dataclass(frozen=True)
class AddNote:
    """`intent` is the id made when writing began: the same intent twice is one note. `account`: its key as text."""

    intent: str
    account: str
    text: str


class AccountNote(msgspec.Struct, frozen=True):
    """One note as the page shows it. `fact_id` is None for the city's; `text` None when it was erased."""

    key: str
    written_on: date
    author: str
    text: str | None
    fact_id: str | None = None


def record(services: Services, session: Session, command: AddNote) -> Changed:
    """Keeps the note. Raises Refused(NOT_PERMITTED or NoteRefusal) or Unavailable."""
    require(session, Permission.ACCOUNT_NOTE)
    words = clean_note(command.text)
    with services.reference.read() as reference:
        if queries.find_account(reference, queries.account_key(command.account)) is None:
            raise Refused(NoteRefusal.ACCOUNT_UNKNOWN, account=command.account[:80])
    with services.unit_of_work() as work:
        if not is_recorded(work.connection, command.intent):
            body = NoteAdded(account=command.account, text=work.private("note", words))
            work.append(body, Author(session.person_id), fact_id=command.intent)
            work.commit()
        return _changed(work.changed, command.account)


def _changed(changed: Changed, account: str) -> Changed:
    """A note moves no money, so the account it concerns is not among the postings."""
    return Changed(changed.kinds, changed.accounts | {account}, changed.ledger_accounts)


def clean_note(text: str) -> str:
    """What is kept of what was typed. Raises Refused(NoteRefusal)."""
    if len(text) > 4 * NOTE_LENGTH_MAX:
        raise Refused(NoteRefusal.TOO_LONG, limit=NOTE_LENGTH_MAX)
    words = text.strip()
    if not words:
        raise Refused(NoteRefusal.EMPTY)
    if len(words) > NOTE_LENGTH_MAX:
        raise Refused(NoteRefusal.TOO_LONG, limit=NOTE_LENGTH_MAX)
    if has_hidden_characters(words.replace("\n", " ")):
        raise Refused(NoteRefusal.CHARACTERS)
    if holds_card_number(words):
        raise Refused(NoteRefusal.CARD_NUMBER_TYPED)
    return words


_WRITTEN = (
    select(counter_note, private_data.c.value)
    .outerjoin(
        private_data,
        and_(private_data.c.fact_id == counter_note.c.fact_id, private_data.c.digest == counter_note.c.text_digest),
    )
    .where(
        counter_note.c.account.in_(bindparam("names", expanding=True)),
        central_id(Subject.ACCOUNT, counter_note.c.workstation, counter_note.c.account) == bindparam("account"),
    )
    .order_by(counter_note.c.written_at_us.desc(), counter_note.c.fact_id.desc())
)


def account_notes(
    journal: Connection, reference: Connection, account_id: int, account: str, time_zone: str
) -> list[AccountNote]:
    """The city's notes and our own, newest first; ours before the city's of the same day."""
    people = {person.person_id: person.display_name for person in list_people(journal)}
    names = names_of(journal, Subject.ACCOUNT, account)
    own = [
        AccountNote(
            row.fact_id, local_date(row.written_at_us, time_zone), people.get(row.person, "—"), row.value, row.fact_id
        )
        for row in journal.execute(_WRITTEN, {"account": account, "names": names})
    ]
    given = [
        AccountNote(note.external_id, note.written_on, note.author, note.text)
        for note in queries.notes(reference, account_id)
    ]
    return sorted([*own, *given], key=lambda note: note.written_on, reverse=True)
