"""The tender list: every check, money order, card and cash of a day or shift, with a sum a tender above them."""

from collections.abc import Iterable

from app.reports.receipts_listed import ListedTender, tenders_in
from app.reports.report import (
    ReportKind,
    ReportRow,
    Section,
    code_column,
    count_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import Scope

_SUMS = (code_column("tender"), count_column("items"), money_column("amount"))
_TENDERS = (
    code_column("tender"),
    text_column("number"),
    text_column("receipt"),
    moment_column("time"),
    text_column("drawer"),
    text_column("cashier"),
    money_column("amount"),
)
ORDER = ("cash", "check", "money_order", "card")


def sections(scope: Scope) -> tuple[Section, ...]:
    """A sum a tender where there is more than one, then each."""
    tenders = list(tenders_in(scope))
    tenders.sort(key=lambda each: (_place(each.tender), each.at_us))
    listed = section("tenders", _TENDERS, tuple(_row(scope, each) for each in tenders))
    return (listed,) if scope.question.of else (sums(scope, tenders), listed)


def sums(scope: Scope, tenders: Iterable[ListedTender]) -> Section:
    """One row a tender; each opens its list. What a correction takes away is counted off again."""
    groups: dict[str, list[int]] = {}
    for tender in tenders:
        groups.setdefault(tender.tender, []).append(tender.amount_cents)
    rows = tuple(
        ReportRow(
            tender, (tender, _many(cents), sum(cents)), scope.question.narrowed(ReportKind.TENDER_LIST, of=tender)
        )
        for tender, cents in sorted(groups.items(), key=lambda item: _place(item[0]))
    )
    return section("by_tender", _SUMS, rows, scope.question.narrowed(ReportKind.TENDER_LIST, of=""))


def _many(cents: list[int]) -> int:
    """How many there are in truth: one that was keyed wrongly stands there twice, as it was keyed and taken back."""
    return sum(-1 if each < 0 else 1 for each in cents)


def _place(tender: str) -> tuple[int, str]:
    return ORDER.index(tender) if tender in ORDER else len(ORDER), tender


def _row(scope: Scope, each: ListedTender) -> ReportRow:
    who = (each.receipt_number, each.at_us, each.drawer, scope.name_of(each.person))
    return ReportRow(each.key, (each.tender, each.number, *who, each.amount_cents), each.opens)
