"""What a report is about: the shifts of a question, their facts and postings, and what belongs to no shift.

A shift's facts stand in one run of its chain, from its opening to the last thing that became of it; they are read by
the primary key. Under a blind count nobody without `drawer.see_expected` sees sums of a drawer that is not counted yet:
such shifts are left out, and the report says how many.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select, tuple_
from sqlalchemy import text as sql_text

from app.drawers.counts import people_of
from app.drawers.queries import SHIFTS, TO_BE_COUNTED, UNDER_WAY, Shift, shift_of
from app.drawers.tables import shift as shift_table
from app.drawers.tables import shift_event
from app.identity.mapped import same_people
from app.identity.permissions import Permission, Session, may
from app.identity.queries import person_name
from app.journal.fact import Fact
from app.journal.tables import fact as fact_table
from app.journal.tables import posting
from app.payments.facts import PaymentTaken, PaymentVoided
from app.reports.report import Question
from app.store.prepared import Prepared
from app.workplace import Services

_END = (2**31, 0)
WITHOUT_SHIFT = "posting.shift IS NULL"
"""Written out, so that the index over postings of no shift is used."""


@dataclass(frozen=True)
class ChainedShift:
    """A shift and the run of its chain: (generation, sequence) of its opening and of its end."""

    shift: Shift
    workstation: str
    begins: tuple[int, int]
    ends: tuple[int, int]


@dataclass
class Scope:
    """One question with what it needs: made anew for each report, on a read lane."""

    services: Services
    session: Session
    connection: Connection
    question: Question
    shifts: tuple[ChainedShift, ...] = ()
    hidden_shifts: int = 0
    _names: dict[str, str] = field(default_factory=dict)
    _same: dict[str, str] | None = None
    _payments: dict[str, list[Fact]] = field(default_factory=dict)

    def known_as(self, person: str) -> str:
        """The one id of a person who has several: those of a workstation that worked alone, and the city's."""
        if self._same is None:
            self._same = same_people(self.connection)
        return self._same.get(person, person)

    def asks_for(self, person: str | None) -> bool:
        """Whether the question is about this person, under whatever id; or about everybody."""
        asked = self.question.person
        return not asked or self.known_as(person or "") == self.known_as(asked)

    def name_of(self, person: str) -> str:
        """A person's name, asked once."""
        if person not in self._names:
            self._names[person] = person_name(self.connection, person) if person else ""
        return self._names[person]

    @property
    def beyond_shifts(self) -> bool:
        """Whether what belongs to no shift is part of it: not where drawer, person or shift are chosen."""
        return not (self.question.drawer or self.question.person or self.question.shift)

    def payments(self, chained: ChainedShift) -> list[Fact]:
        """A shift's receipts and voids, read once."""
        shift = chained.shift.shift
        if shift not in self._payments:
            self._payments[shift] = list(self.facts(chained, PaymentTaken.__name__, PaymentVoided.__name__))
        return self._payments[shift]

    def facts(self, chained: ChainedShift, *kinds: str) -> Iterator[Fact]:
        """A shift's own facts of these kinds, in the order of the chain."""
        statement = select(fact_table.c.envelope, fact_table.c.body).where(
            _run(fact_table.c, chained), fact_table.c.kind.in_(kinds)
        )
        for row in self.connection.execute(statement.order_by(fact_table.c.generation, fact_table.c.sequence)):
            found = self.services.kinds.read(row.envelope, row.body)
            if found.envelope.shift == chained.shift.shift:
                yield found

    def facts_without_shift(self, *kinds: str) -> Iterator[Fact]:
        """Facts that moved money in no shift, of these kinds and the question's dates; none where shifts are chosen."""
        if not self.beyond_shifts:
            return
        keys = select(posting.c.workstation, posting.c.generation, posting.c.sequence).where(self._of_no_shift())
        key = tuple_(fact_table.c.workstation, fact_table.c.generation, fact_table.c.sequence)
        statement = select(fact_table.c.envelope, fact_table.c.body).where(key.in_(keys), fact_table.c.kind.in_(kinds))
        in_order = (fact_table.c.workstation, fact_table.c.generation, fact_table.c.sequence)
        for row in self.connection.execute(statement.order_by(*in_order)):
            yield self.services.kinds.read(row.envelope, row.body)

    def facts_at(self, keys: set[tuple[str, int, int]]) -> dict[tuple[str, int, int], Fact]:
        """Facts by (workstation, generation, sequence)."""
        of_chain = fact_table.c
        one = select(of_chain.envelope, of_chain.body).where(
            of_chain.workstation == bindparam("workstation"),
            of_chain.generation == bindparam("generation"),
            of_chain.sequence == bindparam("sequence"),
        )
        prepared, found = Prepared(one), {}
        for workstation, generation, sequence in sorted(keys):
            row = prepared.first(self.connection, workstation=workstation, generation=generation, sequence=sequence)
            found[workstation, generation, sequence] = self.services.kinds.read(row.envelope, row.body)
        return found

    def postings(self, *columns: ColumnElement[Any], account: str = "") -> Iterator[Any]:
        """These columns of every posting, by shift, then those of no shift; of one ledger account where it is given."""
        for where in self._places():
            statement = select(*columns).where(where)
            yield from self.connection.execute(_narrowed(statement, account))

    def posting_sums(self, columns: tuple[ColumnElement[Any], ...], *grouped: ColumnElement[Any]) -> Iterator[Any]:
        """Sums of postings a group, once a shift and once for what has none."""
        for where in self._places():
            yield from self.connection.execute(select(*columns).where(where).group_by(*grouped))

    def _places(self) -> Iterator[ColumnElement[bool]]:
        for chained in self.shifts:
            yield and_(_run(posting.c, chained), posting.c.shift == chained.shift.shift)
        if self.beyond_shifts:
            yield self._of_no_shift()

    def _of_no_shift(self) -> ColumnElement[bool]:
        days = (self.question.from_on.isoformat(), self.question.to_on.isoformat())
        return and_(sql_text(WITHOUT_SHIFT), posting.c.business_date.between(*days))


def scope_of(services: Services, session: Session, connection: Connection, question: Question) -> Scope:
    """The shifts that a question is about, oldest first, without those that this person may not see yet."""
    found = [
        _chained(connection, row) for row in connection.execute(_asked(question).order_by(shift_table.c.opened_at_us))
    ]
    if question.person:
        found = [each for each in found if question.person in people_of(connection, each.shift.shift)]
    seen = [each for each in found if may_see(session, each.shift)]
    return Scope(services, session, connection, question, tuple(seen), len(found) - len(seen))


def may_see(session: Session, shift: Shift) -> bool:
    """Whether a person may see what a drawer should hold: before its count only with leave."""
    uncounted = shift.state in UNDER_WAY or shift.state in TO_BE_COUNTED
    return not uncounted or may(session, Permission.DRAWER_SEE_EXPECTED)


def _asked(question: Question) -> Any:
    place = (shift_table.c.workstation, shift_table.c.generation, shift_table.c.sequence)
    asked = SHIFTS.add_columns(*place)
    if question.shift:
        return asked.where(shift_table.c.shift == question.shift)
    asked = asked.where(shift_table.c.business_date.between(question.from_on.isoformat(), question.to_on.isoformat()))
    return asked.where(shift_table.c.drawer == question.drawer) if question.drawer else asked


def _chained(connection: Connection, row: Any) -> ChainedShift:
    shift = shift_of(row)
    begins = (row.generation, row.sequence)
    ends = _END
    if shift.state not in UNDER_WAY and shift.state not in TO_BE_COUNTED:
        newest = (shift_event.c.generation.desc(), shift_event.c.sequence.desc())
        events = select(shift_event.c.generation, shift_event.c.sequence).where(shift_event.c.shift == shift.shift)
        last = connection.execute(events.order_by(*newest).limit(1)).one()
        ends = (last.generation, last.sequence)
    return ChainedShift(shift, row.workstation, begins, ends)


def _run(columns: Any, chained: ChainedShift) -> ColumnElement[bool]:
    place = tuple_(columns.generation, columns.sequence)
    return and_(
        columns.workstation == chained.workstation,
        place >= tuple_(*chained.begins),
        place <= tuple_(*chained.ends),
    )


def _narrowed(statement: Any, account: str) -> Any:
    return statement.where(posting.c.ledger_account == account) if account else statement
