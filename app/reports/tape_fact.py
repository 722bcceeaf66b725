"""One fact of the tape whole: envelope, body, postings, what it names and what names it, and its chain verified now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.errors import Refused
from app.identity.access_log import note_look
from app.identity.permissions import Permission, Session, may, require
from app.journal.read_facts import fact_of
from app.journal.verify_journal import public_keys
from app.journal.verify_nearby import Verdict, verify_nearby
from app.reports.erase_words import has_words
from app.reports.tape import TapeRow, may_see_fact, rows_of, search_tape
from app.reports.tape_question import TapeQuestion, TapeRefusal
from app.reports.tape_traits import TapeFact, tape_fact, texts_of
from app.workplace import Services

_NAMED_MAX = 60


@dataclass(frozen=True)
class BodyPair:
    """One value of the body. `name` is its way, such as `lines.1.amount_cents`.

    `private`: it stands beside the chain; None when it was erased, or `hidden` from this person.
    """

    name: str
    value: str | int | bool | None
    private: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class PostedLine:
    """One posting; positive is a debit."""

    ledger_account: str
    amount_cents: int
    account: str


@dataclass(frozen=True)
class WholeFact:
    """Everything about one fact. `verdicts` are those of the fact and its neighbours in the chain.

    `known`: this program can read its kind. `names`: facts that it names; `named_by`: the newest that name it. Hashes,
    signature and the chain's public key in hex; the key is "" where it is not here.
    """

    row: TapeRow
    sequence: int
    schema_version: int
    office: str
    business_date: str
    shift: str
    known: bool
    body: tuple[BodyPair, ...]
    postings: tuple[PostedLine, ...]
    names: tuple[TapeRow, ...]
    named_by: tuple[TapeRow, ...]
    previous_hash: str
    hash: str
    signature: str
    public_key: str
    verdicts: tuple[Verdict, ...]
    time_zone: str
    erasable: bool = False
    """Words of a note or contact details stand beside it."""

    @property
    def verdict(self) -> Verdict:
        """That of the fact itself."""
        return next(verdict for verdict in self.verdicts if verdict.sequence == self.sequence)


def whole_fact(services: Services, session: Session, fact_id: str) -> WholeFact:
    """Reads and verifies one fact. Raises Refused: NOT_PERMITTED without `tape.see`, FACT_UNKNOWN, NOT_COUNTED."""
    require(session, Permission.TAPE_SEE)
    allowed = may(session, Permission.ACCOUNT_SEE)
    with services.read_journal() as journal:
        execute = journal.exec_driver_sql
        fact = _find(journal, session, fact_id)
        private = _private(journal, fact_id)
        rows = rows_of(services, journal, (fact, *_named(journal, session, fact)))
        verdicts = verify_nearby(execute, services.kinds, fact.stored)
        key = public_keys(execute).get((fact.stored.workstation, fact.stored.generation), b"")
    if private and allowed:
        note_look(services, session, "fact", fact_id)
    envelope, sealed = fact.envelope, fact.stored.sealed
    return WholeFact(
        row=rows[0],
        sequence=fact.stored.sequence,
        schema_version=envelope.schema_version,
        office=envelope.office,
        business_date=envelope.business_date or "",
        shift=envelope.shift or "",
        known=services.kinds.knows(envelope),
        body=tuple(_pairs("", fact.body, private, allowed)),
        postings=tuple(_postings(fact.body)),
        names=rows[1:],
        named_by=_naming(services, session, fact_id),
        previous_hash=sealed.previous_hash.hex(),
        hash=sealed.hash.hex(),
        signature=sealed.signature.hex(),
        public_key=key.hex(),
        verdicts=verdicts,
        time_zone=services.device.time_zone,
        erasable=has_words(services, fact_id),
    )


def fact_at_place(services: Services, session: Session, place: str) -> str:
    """The id of the fact at `workstation-generation-sequence`. Raises Refused as `whole_fact` does."""
    require(session, Permission.TAPE_SEE)
    workstation, generation, sequence = [*place.rsplit("-", 2), "", ""][:3]
    with services.read_journal() as journal:
        found = journal.exec_driver_sql(_PLACE, (workstation, generation, sequence)).scalar()
    if found is None:
        raise Refused(TapeRefusal.FACT_UNKNOWN)
    return str(found)


def _find(journal: Connection, session: Session, fact_id: str) -> TapeFact:
    stored = fact_of(journal.exec_driver_sql, fact_id)
    if stored is None:
        raise Refused(TapeRefusal.FACT_UNKNOWN)
    fact = tape_fact(stored)
    if not may_see_fact(session, journal, fact):
        raise Refused(TapeRefusal.NOT_COUNTED)
    return fact


def _naming(services: Services, session: Session, fact_id: str) -> tuple[TapeRow, ...]:
    """The newest facts whose body names this one."""
    page = search_tape(services, session, TapeQuestion(text=fact_id))
    return tuple(row for row in page.rows if row.fact_id != fact_id)


def _named(journal: Connection, session: Session, fact: TapeFact) -> Iterator[TapeFact]:
    """The facts whose ids stand in a body, and the opening of its shift; each once, in the body's order."""
    ids = dict.fromkeys([*texts_of(fact.body), fact.envelope.shift or ""])
    for fact_id in list(ids)[:_NAMED_MAX]:
        stored = fact_of(journal.exec_driver_sql, fact_id) if fact_id != fact.stored.fact_id else None
        if stored is not None and may_see_fact(session, journal, named := tape_fact(stored)):
            yield named


def _private(journal: Connection, fact_id: str) -> dict[str, str | None]:
    """Values by the digest that stands for them; None for an erased one."""
    return {row[0]: row[1] for row in journal.exec_driver_sql(_PRIVATE, (fact_id,))}


def _pairs(way: str, value: Any, private: dict[str, str | None], allowed: bool) -> Iterator[BodyPair]:
    """A body as pairs of way and value; postings are shown by themselves. Counts in a way begin with 1."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value, 1)
        for name, each in inner:
            if way or name != "postings":
                yield from _pairs(f"{way}.{name}" if way else str(name), each, private, allowed)
    elif isinstance(value, str) and value in private:
        yield BodyPair(way, private[value] if allowed else None, private=True, hidden=not allowed)
    else:
        yield BodyPair(way, value)


def _postings(body: dict[str, Any]) -> Iterator[PostedLine]:
    postings = body.get("postings")
    for posting in postings if isinstance(postings, list) else ():
        if isinstance(posting, dict) and isinstance(posting.get("amount_cents"), int):
            account = str(posting.get("account", ""))
            yield PostedLine(str(posting.get("ledger_account", "")), posting["amount_cents"], account)


_PLACE = "SELECT fact_id FROM fact WHERE workstation = ? AND generation = ? AND sequence = ?"
_PRIVATE = "SELECT digest, value FROM private_data WHERE fact_id = ?"
