"""X and Z: one shift whole. X of a shift that is not closed, making it changes nothing; Z of one that is.

What was taken by tender, what moved without a receipt, expected and counted by tender, what is out of the ordinary, and
the postings by ledger account. Where several shifts fit the question it gives their list, and each opens.
"""

from dataclasses import replace

from sqlalchemy import select

from app import ledger_accounts
from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.counts import Close, read_close, standing_close
from app.drawers.movement_tables import drawer_movement
from app.drawers.queries import ShiftEvent, shift_sums
from app.reports import exceptions, ledger_summary, tender_list
from app.reports.fact_papers import paper_of
from app.reports.receipts_listed import receipts_in, tenders_in
from app.reports.report import (
    ColumnKind,
    Head,
    Paper,
    PaperKind,
    Question,
    ReportColumn,
    ReportKind,
    ReportRow,
    Section,
    code_column,
    count_column,
    day_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import ChainedShift, Scope

CLOSED = (ShiftEvent.CLOSED, ShiftEvent.ACCEPTED)
_SHIFTS = (
    day_column("business_date"),
    text_column("drawer"),
    text_column("cashier"),
    code_column("state"),
    moment_column("opened"),
    count_column("receipts"),
    money_column("amount"),
    money_column("difference"),
)
_MOVED = (moment_column("time"), code_column("kind"), text_column("person"), money_column("cash"))
_EXPECTED = (
    code_column("tender"),
    money_column("expected"),
    money_column("counted"),
    money_column("difference"),
)
TENDERS = ("cash", "check", "money_order", "card")


def is_closed(chained: ChainedShift) -> bool:
    """Whether it has a Z."""
    return chained.shift.state in CLOSED


def shifts_section(scope: Scope, shifts: tuple[ChainedShift, ...]) -> Section:
    """Shifts with what they took; each opens its X or Z, the total the list of receipts."""
    rows = tuple(_shift_row(scope, chained) for chained in shifts)
    return section("shifts", _SHIFTS, rows, scope.question.narrowed(ReportKind.CASHIER_LIST, of=""))


def of_shift(scope: Scope) -> tuple[tuple[Head, ...], tuple[Section, ...]]:
    """Heads and sections of the one shift of this scope, or the list of those that there are."""
    wanted = tuple(each for each in scope.shifts if is_closed(each) == (scope.question.report is ReportKind.Z))
    if len(wanted) != 1:
        return (), (shifts_section(scope, wanted),)
    chained = wanted[0]
    scope = replace(
        scope, question=scope.question.narrowed(scope.question.report, shift=chained.shift.shift), shifts=wanted
    )
    close = standing_close(scope.connection, chained.shift.shift)
    body = read_close(scope.connection, scope.services.kinds, close.fact_id) if close is not None else None
    heads = (*_opening(scope, chained), *(_closing(scope, close) if close is not None else ()))
    found = exceptions.exceptions_in(scope)
    parts = (
        tender_list.sums(scope, tenders_in(scope)),
        _moved(scope, chained),
        _expected(scope, chained, body, close.fact_id if close is not None else ""),
        exceptions.sums(scope, found),
        *ledger_summary.sections(scope),
    )
    return heads, tuple(part for part in parts if part.rows)


def _shift_row(scope: Scope, chained: ChainedShift) -> ReportRow:
    shift = chained.shift
    receipts = [each for each in receipts_in(scope, chained) if not each.voided]
    close = standing_close(scope.connection, shift.shift)
    cells = (
        shift.business_date,
        shift.drawer,
        scope.name_of(shift.person),
        shift.state or "open",
        shift.opened_at_us,
        len(receipts),
        sum(each.standing_cents for each in receipts),
        close.over_short_cents if close is not None else None,
    )
    report = ReportKind.Z if is_closed(chained) else ReportKind.X
    return ReportRow(shift.shift, cells, scope.question.narrowed(report, shift=shift.shift, of=""))


def _opening(scope: Scope, chained: ChainedShift) -> tuple[Head, ...]:
    shift = chained.shift
    receipts = list(receipts_in(scope, chained))
    return (
        Head(day_column("business_date"), shift.business_date),
        Head(text_column("drawer"), shift.drawer),
        Head(text_column("cashier"), scope.name_of(shift.person)),
        Head(code_column("state"), shift.state or "open"),
        Head(moment_column("opened"), shift.opened_at_us),
        Head(money_column("float"), shift.float_cents),
        Head(count_column("receipts"), len(receipts)),
        Head(count_column("voids"), sum(each.voided for each in receipts)),
        Head(text_column("first_receipt"), receipts[0].number if receipts else ""),
        Head(text_column("last_receipt"), receipts[-1].number if receipts else ""),
    )


def _closing(scope: Scope, close: Close) -> tuple[Head, ...]:
    return (
        Head(ReportColumn("z_number", ColumnKind.COUNT), close.number),
        Head(text_column("closed_by"), scope.name_of(close.closed_by)),
        Head(text_column("bag"), close.bag),
        Head(money_column("float_back"), close.float_cents),
    )


def _moved(scope: Scope, chained: ChainedShift) -> Section:
    moved = select(drawer_movement).where(drawer_movement.c.shift == chained.shift.shift)
    rows = tuple(
        ReportRow(
            row.fact_id,
            (row.at_us, row.kind, scope.name_of(row.person), row.cash_cents),
            paper_of(row.kind, row.fact_id),
        )
        for row in scope.connection.execute(moved.order_by(drawer_movement.c.generation, drawer_movement.c.sequence))
    )
    return section("movements", _MOVED, rows)


def _expected(scope: Scope, chained: ChainedShift, body: ShiftClosed | None, close_id: str) -> Section:
    """By tender; a row opens the drawer's postings, the total the shift's ledger; after the close both its paper."""
    sums = shift_sums(scope.connection, chained.shift.shift) if body is None else {}
    rows = []
    for tender in TENDERS:
        held = tender in ledger_accounts.TENDERS_HELD
        drawer = chained.shift.drawer
        account = ledger_accounts.drawer(drawer, tender) if held else ledger_accounts.CARD_CLEARING
        if body is None:
            cells: tuple[int | None, ...] = (sums.get(account, 0), None, None)
            opens: Question | Paper = scope.question.narrowed(ReportKind.POSTINGS, of=account)
        else:
            cells = (body.expected.of(tender), body.counted.of(tender), body.difference.of(tender))
            opens = Paper(PaperKind.DRAWER_SLIP, close_id)
        rows.append(ReportRow(tender, (tender, *cells), opens))
    whole = scope.question.narrowed(ReportKind.LEDGER, of="")
    return section("expected", _EXPECTED, tuple(rows), Paper(PaperKind.DRAWER_SLIP, close_id) if body else whole)
