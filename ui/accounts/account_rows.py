"""From an `AccountPage` to what its tables show: rows of cells and their keys. Pure; decides nothing about money.

Row keys name what a row opens: `bill/…`, `opening`, `outside/…`, `receipt/…` (a fact id), `service/…`.
"""

from datetime import date

from app.accounts.types import ChargeKind, ReceiptChannel
from app.money import format_cents
from app.payments.account_activity import Activity, ActivityKind
from app.reports.account_months import Month
from app.reports.account_page import AccountPage, BillDetail, ServiceAges
from resources.texts import text
from ui.accounts.words import activity_words, channel_name, charge_name, service_name
from ui.dates import day_and_month, day_cell, day_words, month_label, month_name, period_words
from ui.widgets.chart_data import ChartMonth
from ui.widgets.table_data import Cell, Column, Row, money, money_column

CREDIT = "credit"
RETURNED = "returned"


def balance_columns() -> list[Column]:
    """Service, four ages, total."""
    return [
        Column(text("Service"), 104, stretch=3),
        money_column(text("Not due"), 72, stretch=1),
        money_column("1–30", 62, stretch=1),
        money_column("31–60", 58, stretch=1),
        money_column("61+", 54, stretch=1),
        money_column(text("Total"), 80, weight=600, stretch=1),
    ]


def balance_rows(page: AccountPage) -> list[Row]:
    """One row a service, then what is owed or held outside the bills, then the total."""
    rows = [_service_row(ages) for ages in page.ages]
    nothing = [money(None) for _ in range(4)]
    if page.returned_cents:
        rows.append(Row(RETURNED, (text("Returned payments"), *nothing, money(page.returned_cents, color="bad"))))
    if page.credit_cents:
        rows.append(Row(CREDIT, (text("Credit"), *nothing, money(-page.credit_cents, color="good-text"))))
    sums = [sum(ages.cents[n] for ages in page.ages) for n in range(4)]
    overdue = [money(cents, color="bad" if cents else "") for cents in sums[1:]]
    total = money(page.balance_cents, color="good-text" if page.balance_cents < 0 else "")
    return [*rows, Row("total", (text("Total"), money(sums[0]), *overdue, total), total=True)]


def _service_row(ages: ServiceAges) -> Row:
    first, *overdue = ages.cents
    late = [money(cents, color="bad" if cents else "", weight=500, zero_is_nothing=True) for cents in overdue]
    cells: tuple[Cell | str, ...] = (
        service_name(ages.category),
        money(first, zero_is_nothing=True),
        *late,
        money(ages.total_cents, zero_is_nothing=True),
    )
    return Row(f"service/{ages.category}", cells)


ACTIVITY_WIDTH = 862
"""Narrower than this (at 100 %), the activity leaves out where it happened."""
_WHERE = 3


def activity_columns(*, narrow: bool = False) -> list[Column]:
    """Date, what, document, where, charge, payment, balance."""
    columns = [
        Column(text("Date"), 110),
        Column(text("What"), 158, stretch=3),
        Column(text("Document"), 176, stretch=2),
        Column(text("Where"), 152, stretch=3, color="muted"),
        money_column(text("Charge"), 84),
        money_column(text("Payment"), 90, stretch=1),
        money_column(text("Balance"), 92, weight=500, stretch=1),
    ]
    return [*columns[:_WHERE], *columns[_WHERE + 1 :]] if narrow else columns


def activity_rows(page: AccountPage, *, narrow: bool = False) -> list[Row]:
    """What happened, newest first; `narrow` as for the columns."""
    rows = [_activity_row(page, row) for row in page.activity]
    if not narrow:
        return rows
    return [Row(row.key, (*row.cells[:_WHERE], *row.cells[_WHERE + 1 :])) for row in rows]


_UNDOING = (ActivityKind.OUTSIDE_RETURN, ActivityKind.VOID, ActivityKind.RETURN, ActivityKind.REFUND)


def activity_key(row: Activity) -> str:
    """The key of an activity row."""
    match row.kind:
        case ActivityKind.OPENING:
            return "opening"
        case ActivityKind.BILL:
            return f"bill/{row.key}"
        case ActivityKind.OUTSIDE_RECEIPT | ActivityKind.OUTSIDE_RETURN:
            return f"outside/{row.key}"
        case ActivityKind.PAYMENT:
            return f"receipt/{row.key}"
        case ActivityKind.VOID | ActivityKind.RETURN | ActivityKind.REFUND | ActivityKind.MOVE | ActivityKind.OTHER:
            return f"{row.kind}/{row.behind[0]}/{row.key}"


def _activity_row(page: AccountPage, row: Activity) -> Row:
    is_charge = row.kind in (ActivityKind.OPENING, ActivityKind.BILL, ActivityKind.OTHER)
    bad = row.kind in _UNDOING
    struck = "muted" if row.undone else "bad" if bad else ""
    amount = money(row.amount_cents, color=struck)
    empty = Cell("")
    return Row(
        activity_key(row),
        (
            day_cell(row.on) if row.on else "–",
            Cell(
                activity_words(row),
                struck,
                icon=_activity_icon(row),
                icon_color="bad" if bad else "muted",
                tooltip=activity_words(row),
            ),
            Cell(_document(row), link=True),
            _where(page, row),
            amount if is_charge else empty,
            empty if is_charge else amount,
            money(row.balance_cents),
        ),
    )


def _activity_icon(row: Activity) -> str:
    if row.kind in _UNDOING:
        return "undo"
    return "document" if row.kind in (ActivityKind.BILL, ActivityKind.OPENING) else "receipt"


def _document(row: Activity) -> str:
    if row.kind is ActivityKind.OPENING:
        return text("Balances at the start")
    if row.kind is ActivityKind.BILL and row.due_on:
        return text("{period}, due {day}", period=period_words(row.period), day=day_and_month(row.due_on))
    return text("Receipt {number}", number=row.number) if row.number else text("Entry")


def _where(page: AccountPage, row: Activity) -> str:
    if row.kind in (ActivityKind.OPENING, ActivityKind.BILL):
        return text("City billing")
    if row.channel is not None:
        return channel_name(row.channel)
    counter = page.counters.get(f"{row.workstation}/{row.generation}", row.workstation)
    person = page.people.get(row.person, "")
    return f"{counter}, {person}" if person else counter


def bill_columns() -> list[Column]:
    """Bill, issued, due, charges, open, state."""
    return [
        Column(text("Bill"), 120, stretch=2),
        Column(text("Issued"), 112, stretch=1),
        Column(text("Due"), 112, stretch=1),
        money_column(text("Charges"), 96, stretch=1),
        money_column(text("Open"), 96, weight=500, stretch=1),
        Column("", 132, align="right"),
    ]


def bill_rows(page: AccountPage) -> list[Row]:
    """Every bill, newest first; the opening balance last."""
    return [_bill_row(detail, page.on) for detail in page.bills]


def bill_key(detail: BillDetail) -> str:
    """The key of a bill's row."""
    if detail.bill is None:
        return "raised" if detail.raised_here else "opening"
    return f"bill/{detail.bill.external_id}"


def bill_title(detail: BillDetail) -> str:
    """What the bill is called."""
    if detail.bill is None:
        return text("Raised at the counter") if detail.raised_here else text("Balances at the start")
    return text("Bill {period}", period=period_words(detail.bill.period))


def _bill_row(detail: BillDetail, on: date) -> Row:
    bill = detail.bill
    return Row(
        bill_key(detail),
        (
            Cell(period_words(bill.period) if bill else bill_title(detail), link=True),
            day_cell(bill.issued_on) if bill else "–",
            day_cell(bill.due_on) if bill else "–",
            money(detail.counted_cents),
            money(detail.open_cents, zero_is_nothing=True),
            _bill_state(detail, on),
        ),
    )


def _bill_state(detail: BillDetail, on: date) -> Cell:
    late = any(line.open_cents and line.charge.due_on < on for line in detail.lines)
    if late:
        return Cell(text("Overdue"), tag="bad")
    if detail.open_cents:
        return Cell(text("Not due"), tag="plain")
    return Cell(text("Paid"), tag="good")


def line_rows(detail: BillDetail) -> list[Row]:
    """The lines of one bill with what is open of each, and their sum."""
    rows = [
        Row(
            line.charge.key,
            (
                Cell(
                    charge_name(line.charge.kind, line.charge.category, line.charge.description),
                    "muted" if line.charge.kind is ChargeKind.PREVIOUS_BALANCE else "",
                ),
                money(
                    line.charge.amount_cents,
                    color="muted" if line.charge.kind is ChargeKind.PREVIOUS_BALANCE else "",
                ),
                money(line.open_cents, zero_is_nothing=True),
            ),
        )
        for line in detail.lines
    ]
    sums = (text("Total"), money(detail.counted_cents), money(detail.open_cents))
    return [*rows, Row("total", sums, total=True)]


def open_rows(page: AccountPage, category: str = "") -> list[Row]:
    """Every charge that is open, oldest due date first; of one service when `category` is given."""
    found = sorted(
        (
            (line, detail)
            for detail in page.bills
            for line in detail.lines
            if line.open_cents and category in ("", line.charge.category)
        ),
        key=lambda pair: (pair[0].charge.due_on, pair[0].charge.key),
    )
    rows = []
    for line, detail in found:
        late = line.charge.due_on < page.on
        name = charge_name(line.charge.kind, line.charge.category, line.charge.description)
        period = period_words(detail.bill.period) if detail.bill else ""
        due = Cell(day_words(line.charge.due_on), "bad" if late else "muted")
        what = f"{name}, {period}" if period else name
        rows.append(Row(bill_key(detail) + "#" + line.charge.key, (what, due, money(line.open_cents))))
    return rows


def chart_months(page: AccountPage) -> list[ChartMonth]:
    """The thirteen months as the chart shows them."""
    return [_chart_month(month) for month in page.months]


def _chart_month(month: Month) -> ChartMonth:
    day = date(month.year, month.month, 1)
    return ChartMonth(
        label=month_label(day),
        name=month_name(day),
        billed_cents=month.billed_cents,
        paid_cents=month.paid_cents,
        returned=_returned_words(month),
        remark=text("{amount} paid", amount=format_cents(month.paid_cents or 0)) if month.made_good else "",
    )


def _returned_words(month: Month) -> str:
    if not month.returned:
        return ""
    by_post = month.returned_channel in (ReceiptChannel.MAIL, ReceiptChannel.LOCKBOX)
    return text("Check returned") if by_post else text("Payment returned")
