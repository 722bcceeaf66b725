"""What the result page shows after a count is stored: expected, counted and difference by tender, and likely causes.

For whoever may see it (`count_drawer.read_result`); others learn only that the count is stored.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, select

from app.drawers.close_shift import APPROVAL_KIND, Emptied, emptied, needs_approval
from app.drawers.count_drawer import CountRefusal, may_see_result
from app.drawers.count_drawer_facts import CountPurpose, DrawerCounted
from app.drawers.counts import Count, find_count
from app.drawers.likely_cause import Cause, MissingPaper, ShiftFacts, Taken, likely_causes
from app.drawers.movement_tables import drawer_movement
from app.drawers.queries import Shift, find_shift
from app.drawers.reasons import Reason, reasons
from app.drawers.tables import shift as shift_table
from app.drawers.tables import shift_close
from app.errors import Refused
from app.identity.approvals import approvers
from app.identity.permissions import Session
from app.identity.queries import person_name
from app.identity.types import Person
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.payments.shift_receipts import Paper, papers_in, taken_in
from app.print_jobs.printer_choice import read_choice
from app.workplace import Services

HISTORY_DAYS = 7


@dataclass(frozen=True)
class CashLine:
    """One step from the float to the expected cash. `what`: "float", "taken", or a kind of fact that moves cash."""

    what: str
    count: int
    cents: int


@dataclass(frozen=True)
class History:
    """How often the cashier closed over or short lately, and by how much in all (absolute cents)."""

    times: int
    cents: int


class CountResult(msgspec.Struct, frozen=True):
    """`seen` False: expected, difference, causes and cash lines are not for this person and stay empty.

    `causes` speak of `receipts`, fact id → what it took. `alone_cents`: what a cashier closes on without a second
    person; `needs_approval` whether this difference is above it; `approvers` who may sign; `prints`: on paper.
    """

    shift: Shift
    cashier: str
    count_id: str
    count: Count | None
    counted_at_us: int
    time_zone: str
    purpose: CountPurpose
    seen: bool
    papers: dict[str, int]
    causes: tuple[Cause, ...]
    receipts: dict[str, Taken]
    cash: tuple[CashLine, ...]
    goes: Emptied
    dropped_cents: int
    reasons: tuple[Reason, ...]
    alone_cents: int
    needs_approval: bool
    approvers: tuple[Person, ...]
    history: History
    prints: bool


def count_result(services: Services, session: Session, count_id: str) -> CountResult:
    """The result of a stored count. Raises Refused(CountRefusal.NO_SHIFT) for none, Unavailable."""
    with services.read_journal() as connection:
        count = find_count(connection, count_id)
        shift = find_shift(connection, count.shift) if count else None
        if count is None or shift is None:
            raise Refused(CountRefusal.NO_SHIFT)
        on = date.fromisoformat(shift.business_date)
        papers = papers_in(connection, services.kinds, shift.shift)
        taken = taken_in(connection, services.kinds, shift.shift)
        facts = _facts(services, connection, count, papers, taken, on)
        cash = cash_lines(connection, shift, count.expected.cash_cents)
        history = over_short_history(connection, shift.person, on)
        cashier = person_name(connection, shift.person)
        prints = read_choice(connection).is_printer
    seen = may_see_result(services, session, count, on)
    causes = likely_causes(facts, count.difference) if seen else ()
    named = {receipt for cause in causes for receipt in cause.receipts}
    approval = needs_approval(services, count.difference, on)
    policy = services.policies.at("cash_control", on).values
    return CountResult(
        shift=shift,
        cashier=cashier,
        count_id=count.fact_id,
        count=count if seen else None,
        counted_at_us=count.counted_at_us,
        time_zone=services.device.time_zone,
        purpose=count.purpose,
        seen=seen,
        papers=_paper_counts(papers),
        causes=causes,
        receipts={each.receipt: each for each in taken if each.receipt in named},
        cash=cash if seen else (),
        goes=emptied(count.counted, shift.float_cents),
        dropped_cents=-sum(line.cents for line in cash if line.what == "SafeDropped"),
        reasons=reasons(policy["over_short"]),
        alone_cents=policy["over_short_alone_cents"],
        needs_approval=approval and seen,
        approvers=tuple(approvers(services, session, APPROVAL_KIND)) if approval and seen else (),
        history=history,
        prints=prints,
    )


def cash_lines(connection: Connection, shift: Shift, expected_cents: int) -> tuple[CashLine, ...]:
    """From the float over what moved without a receipt to the expected cash; the rest was taken less change."""
    moved: dict[str, list[int]] = {}
    rows = select(drawer_movement.c.kind, drawer_movement.c.cash_cents).where(drawer_movement.c.shift == shift.shift)
    for kind, cents in connection.execute(rows.order_by(drawer_movement.c.sequence)):
        if cents:
            moved.setdefault(kind, []).append(cents)
    lines = tuple(CashLine(kind, len(cents), sum(cents)) for kind, cents in moved.items())
    taken_cents = expected_cents - shift.float_cents - sum(line.cents for line in lines)
    return (CashLine("float", 1, shift.float_cents), CashLine("taken", 0, taken_cents), *lines)


def over_short_history(connection: Connection, person: str, on: date) -> History:
    """The closes of a cashier that did not balance in the week before a business date."""
    since = (on - timedelta(days=HISTORY_DAYS)).isoformat()
    rows = (
        select(shift_close.c.shift, shift_close.c.over_short_cents, shift_close.c.number)
        .join(shift_table, shift_table.c.shift == shift_close.c.shift)
        .where(shift_table.c.person == person, shift_table.c.business_date > since)
        .where(shift_table.c.business_date <= on.isoformat())
        .order_by(shift_close.c.generation, shift_close.c.number)
    )
    newest = {row.shift: row.over_short_cents for row in connection.execute(rows)}
    off = [abs(cents) for cents in newest.values() if cents]
    return History(len(off), sum(off))


def _facts(
    services: Services, connection: Connection, count: Count, papers: list[Paper], taken: tuple[Taken, ...], on: date
) -> ShiftFacts:
    body = _counted(connection, services.kinds, count.fact_id)
    found = {(paper.receipt, paper.line) for paper in body.papers}
    policy, rules = services.policies.at("tenders", on).values, services.policies.at("cash_control", on).values
    values = tuple(policy["denominations_cents"])
    bundles = {value: rules["strap_pieces"] for value in values if value >= 100}
    bundles |= {int(value): pieces for value, pieces in rules["roll_pieces"].items() if int(value) in values}
    return ShiftFacts(
        receipts=taken,
        missing=tuple(
            MissingPaper(paper.tender, paper.amount_cents, paper.receipt)
            for paper in papers
            if (paper.receipt, paper.line) not in found
        ),
        counted={piece.value_cents: piece.count for piece in body.denominations},
        denominations_cents=values,
        bundles=bundles,
    )


def _counted(connection: Connection, kinds: Kinds, fact_id: str) -> DrawerCounted:
    stored = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == fact_id)
    row = connection.execute(stored).one()
    body = kinds.read(row.envelope, row.body).body
    if not isinstance(body, DrawerCounted):
        raise TypeError(f"{fact_id} is not a count")
    return body


def _paper_counts(papers: list[Paper]) -> dict[str, int]:
    counts = dict.fromkeys(("check", "money_order"), 0)
    for paper in papers:
        counts[paper.tender] += 1
    return counts
