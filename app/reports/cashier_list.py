"""The cashier's list: every receipt of a cashier and business day, with sums a cashier and day above them."""

from collections.abc import Iterable

from app.reports.receipts_listed import ListedReceipt, receipts_in
from app.reports.report import (
    Paper,
    PaperKind,
    Question,
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
from app.reports.report_scope import Scope

_SUMS = (
    text_column("cashier"),
    day_column("business_date"),
    count_column("receipts"),
    money_column("amount"),
    money_column("voided"),
)
_RECEIPTS = (
    text_column("receipt"),
    moment_column("time"),
    text_column("drawer"),
    text_column("cashier"),
    code_column("paid_for"),
    code_column("tenders"),
    money_column("amount"),
    money_column("voided"),
)


def sections(scope: Scope) -> tuple[Section, ...]:
    """Sums where there is more than one cashier or day, whose total opens the receipts alone; then every receipt."""
    receipts = list(receipts_in(scope))
    sums = _sums(scope, receipts)
    listed = section("receipts", _RECEIPTS, tuple(_row(scope, receipt) for receipt in receipts))
    return (sums, listed) if len(sums.rows) > 1 and scope.question.of != listed.name else (listed,)


def _sums(scope: Scope, receipts: Iterable[ListedReceipt]) -> Section:
    groups: dict[tuple[str, str], list[ListedReceipt]] = {}
    for receipt in receipts:
        groups.setdefault((scope.known_as(receipt.person), receipt.business_date), []).append(receipt)
    rows = []
    for (person, day), group in sorted(groups.items(), key=lambda item: (scope.name_of(item[0][0]), item[0][1])):
        standing, voided = sum(each.standing_cents for each in group), sum(each.voided_cents for each in group)
        cells = (scope.name_of(person), day, len(group), standing, voided)
        rows.append(ReportRow(f"{person}/{day}", cells, _one_day(scope.question, person, day)))
    return section("by_cashier", _SUMS, tuple(rows), scope.question.narrowed(ReportKind.CASHIER_LIST, of="receipts"))


def _one_day(question: Question, person: str, day: str) -> Question:
    on = type(question.from_on).fromisoformat(day)
    return Question(ReportKind.CASHIER_LIST, on, on, question.drawer, person, question.shift)


def _row(scope: Scope, receipt: ListedReceipt) -> ReportRow:
    tenders = " ".join(dict.fromkeys(tender.kind for tender in receipt.body.tenders))
    cells = (
        receipt.number,
        receipt.taken_at_us,
        receipt.drawer,
        scope.name_of(receipt.person),
        receipt.accounts,
        tenders,
        receipt.standing_cents,
        receipt.voided_cents,
    )
    return ReportRow(receipt.fact_id, cells, Paper(PaperKind.RECEIPT, receipt.fact_id))
