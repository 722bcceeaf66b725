"""The virtual tape: every fact of the journal, found by time, person, kind, amount and words, newest first.

Newest is the order of arrival here, which no jump of a clock changes. The index (`tape_index`) says where to look; each
fact is then read, compared with the question and verified in its chain. One that does not verify is shown where the
index found it, whatever it says now. Private words find a fact for those who may see accounts; facts of a drawer that
is not counted yet are left out for those who may not see what should be in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from sqlalchemy import Connection

from app.drawers.queries import find_shift
from app.errors import Unavailable
from app.identity.permissions import Permission, Session, may, require
from app.identity.queries import list_people, today
from app.journal.read_facts import StoredFact, facts_at, head_position
from app.journal.verify_nearby import Verdict, verify_facts
from app.reports import tape_tokens as tokens
from app.reports.report_scope import may_see
from app.reports.tape_index import TapeIndex, forget, open_index
from app.reports.tape_question import Sought, TapeQuestion, matches, refuse, sought, tokens_of_question
from app.reports.tape_traits import TapeFact, amount_of, receipt_of, tape_fact
from app.store.database import StoreFailure
from app.store.prepared import driver
from app.workplace import Services

ROWS_A_PAGE = 50
UNINDEXED_READ_MAX = 500
"""Facts that the index does not know yet and that one question reads all the same, newest first."""
LOOKED_AT_MAX = 1000
"""Facts that one question compares; the page says where the next one goes on."""
_AT_ONCE = 50


@dataclass(frozen=True)
class TapeRow:
    """One fact found. `place` is workstation-generation-sequence; `receipt` the number of the receipt it made."""

    fact_id: str
    position: int
    recorded_at_us: int
    place: str
    person: str
    kind: str
    amount_cents: int | None
    receipt: str
    verified: bool


@dataclass(frozen=True)
class TapePage:
    """Rows newest first. `further`: what lies at positions up to it was not looked at yet; 0: all was.

    `unread`: facts that were passed over, because the index does not know them yet.
    """

    rows: tuple[TapeRow, ...]
    further: int
    unread: int
    time_zone: str


@dataclass(frozen=True)
class TapeChoices:
    """What the filters offer: people (id, name), kinds of fact; the office's day and time zone."""

    people: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    on: date
    time_zone: str


def tape_choices(services: Services, session: Session) -> TapeChoices:
    """For the filters. Raises Refused(NOT_PERMITTED) without `tape.see`."""
    require(session, Permission.TAPE_SEE)
    with services.read_journal() as journal:
        people = tuple((row.person_id, row.display_name) for row in list_people(journal))
    return TapeChoices(people, services.kinds.names, today(services), services.device.time_zone)


def search_tape(services: Services, session: Session, question: TapeQuestion, further: int | None = None) -> TapePage:
    """The newest facts that match, at positions up to `further`. Raises Refused(NOT_PERMITTED or TapeRefusal).

    A damaged index is thrown away: what it knew is unread until it is made anew.
    """
    require(session, Permission.TAPE_SEE)
    refuse(question)
    try:
        return _search(services, session, question, further)
    except Unavailable as failure:
        if failure.code is not StoreFailure.WRONG_KEY_OR_DAMAGED:
            raise
        forget(services.folder)
        return _search(services, session, question, further)


def _search(services: Services, session: Session, question: TapeQuestion, further: int | None) -> TapePage:
    with services.read_journal() as journal, open_index(services, journal) as index:
        head = head_position(journal.exec_driver_sql)
        search = _Search(services, journal, index, sought(journal, session, question))
        found, left = search.page(head if further is None else min(further, head))
        rows = rows_of(services, journal, found)
    return TapePage(rows, left, search.unread, services.device.time_zone)


def search_all(services: Services, session: Session, question: TapeQuestion, at_most: int) -> tuple[TapeRow, ...]:
    """The newest facts that match, `at_most` so many, for a file. Raises as `search_tape` does."""
    found: list[TapeRow] = []
    further: int | None = None
    while (further is None or further) and len(found) < at_most:
        page = search_tape(services, session, question, further)
        found += page.rows
        further = page.further
    return tuple(found[:at_most])


def rows_of(services: Services, journal: Connection, facts: Iterable[TapeFact]) -> tuple[TapeRow, ...]:
    """Facts as rows of the tape, each verified now."""
    facts = list(facts)
    names = {row.person_id: row.display_name for row in list_people(journal)}
    verdicts = verify_facts(driver(journal).execute, services.kinds, [fact.stored for fact in facts])
    return tuple(_row(fact, verdict, names) for fact, verdict in zip(facts, verdicts, strict=True))


def may_see_fact(session: Session, journal: Connection, fact: TapeFact) -> bool:
    """Under a blind count, a drawer's facts are not for everybody before it is counted."""
    if may(session, Permission.DRAWER_SEE_EXPECTED) or not fact.envelope.shift:
        return True
    shift = find_shift(journal, fact.envelope.shift)
    return shift is None or may_see(session, shift)


@dataclass
class _Search:
    """One question on its way from the newest facts to the oldest."""

    services: Services
    journal: Connection
    index: TapeIndex
    sought: Sought
    unread: int = 0

    def page(self, last: int) -> tuple[list[TapeFact], int]:
        """What fits on a page of the facts up to `last`, and the position up to which nothing was looked at."""
        found: list[TapeFact] = []
        for looked, (stored, by_index) in enumerate(self._walk(last), 1):
            fact = tape_fact(stored)
            if self._is_shown(fact, by_index=by_index):
                found.append(fact)
            if len(found) == ROWS_A_PAGE or looked == LOOKED_AT_MAX:
                return found, stored.position - 1
        return found, 0

    def _walk(self, last: int) -> Iterator[tuple[StoredFact, bool]]:
        """What the index does not know yet, one by one; then what it finds, which is told by True."""
        asked = tokens.question(tokens_of_question(self.sought))
        indexed = min(last, self.index.indexed) if asked else last
        read = max(indexed, last - UNINDEXED_READ_MAX)
        self.unread = read - indexed
        found = self.index.newest(asked, indexed) if asked else iter(range(indexed, 0, -1))
        positions = chain(range(last, read, -1), found)
        while chunk := list(islice(positions, _AT_ONCE)):
            for stored in facts_at(self.journal.exec_driver_sql, chunk):
                yield stored, stored.position <= indexed

    def _is_shown(self, fact: TapeFact, *, by_index: bool) -> bool:
        if not may_see_fact(self.sought.session, self.journal, fact):
            return False
        return matches(self.journal, fact, self.sought) or (by_index and not self._verifies(fact))

    def _verifies(self, fact: TapeFact) -> bool:
        return next(verify_facts(self.journal.exec_driver_sql, self.services.kinds, [fact.stored])).verified


def _row(fact: TapeFact, verdict: Verdict, names: dict[str, str]) -> TapeRow:
    envelope = fact.envelope
    return TapeRow(
        fact.stored.fact_id,
        fact.stored.position,
        envelope.recorded_at_us,
        fact.place,
        names.get(envelope.person or "", envelope.person or ""),
        envelope.kind,
        amount_of(fact.body),
        receipt_of(fact),
        verdict.verified,
    )
