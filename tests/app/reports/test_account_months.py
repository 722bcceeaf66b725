"""Thirteen months of bills and payments: what came back counts nowhere and says so."""

from datetime import date

from app.accounts.types import ReceiptChannel
from app.payments.account_activity import Activity, ActivityKind
from app.reports.account_months import Month, months

TODAY = date(2026, 11, 20)


def _row(kind: ActivityKind, on: date | None, cents: int, **more: object) -> Activity:
    return Activity(kind, "k", on, cents, **more)  # type: ignore[arg-type] # fields by name from the test


def _by_month(rows: list[Activity]) -> dict[tuple[int, int], Month]:
    return {(month.year, month.month): month for month in months(rows, TODAY)}


def test_thirteen_months_end_with_this_one() -> None:
    found = months([], TODAY)
    assert [(month.year, month.month) for month in (found[0], found[-1])] == [(2025, 11), (2026, 11)]
    assert len(found) == 13 and all(month.billed_cents is None and month.paid_cents is None for month in found)


def test_bills_and_payments_of_a_month_are_sums() -> None:
    rows = [
        _row(ActivityKind.BILL, date(2026, 9, 2), 1000),
        _row(ActivityKind.BILL, date(2026, 9, 30), 500),
        _row(ActivityKind.PAYMENT, date(2026, 9, 5), -400),
        _row(ActivityKind.OUTSIDE_RECEIPT, date(2026, 9, 6), -300),
        _row(ActivityKind.OPENING, None, 900),
        _row(ActivityKind.BILL, date(2020, 1, 1), 7),
    ]
    assert _by_month(rows)[2026, 9] == Month(2026, 9, 1500, 700)


def test_a_month_without_payment_is_zero_unless_it_is_not_over_or_before_everything() -> None:
    found = _by_month([_row(ActivityKind.BILL, date(2026, 8, 2), 1000)])
    paid = {month: found[2026, month].paid_cents for month in (7, 8, 9, 10, 11)}
    assert paid == {7: None, 8: 0, 9: 0, 10: 0, 11: None}


def test_a_returned_payment_marks_its_month_and_the_next_makes_it_good() -> None:
    rows = [
        _row(ActivityKind.BILL, date(2026, 2, 2), 21590),
        _row(ActivityKind.OUTSIDE_RECEIPT, date(2026, 2, 19), -21590, undone=True, channel=ReceiptChannel.MAIL),
        _row(ActivityKind.OUTSIDE_RETURN, date(2026, 3, 3), 21590),
        _row(ActivityKind.BILL, date(2026, 3, 2), 21336),
        _row(ActivityKind.OUTSIDE_RECEIPT, date(2026, 3, 18), -42926),
    ]
    found = _by_month(rows)
    assert found[2026, 2] == Month(2026, 2, 21590, 0, True, ReceiptChannel.MAIL)
    assert found[2026, 3] == Month(2026, 3, 21336, 42926, made_good=True)
    assert not found[2026, 4].made_good


def test_a_voided_payment_counts_nowhere_and_is_no_return() -> None:
    rows = [
        _row(ActivityKind.PAYMENT, date(2026, 10, 5), -400, undone=True),
        _row(ActivityKind.VOID, date(2026, 10, 5), 400),
    ]
    assert _by_month(rows)[2026, 10] == Month(2026, 10, None, 0)
