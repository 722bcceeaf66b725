"""Thirteen months of bills and payments for the account page's chart, from the account's activity alone.

A payment that came back counts in no month; the month in which it was made says so. Calendar months of the office.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from app.accounts.types import ReceiptChannel
from app.payments.account_activity import Activity, ActivityKind

MONTHS = 13
_PAYMENTS = (ActivityKind.PAYMENT, ActivityKind.OUTSIDE_RECEIPT)


class Month(msgspec.Struct, frozen=True):
    """Amounts in cents. `billed_cents` None: no bill. `paid_cents` None: nothing paid, and the month is not over or
    was before the account's first row. `returned`: a payment of this month came back, taken by `returned_channel`;
    `made_good`: this month paid what came back in the month before.
    """

    year: int
    month: int
    billed_cents: int | None = None
    paid_cents: int | None = None
    returned: bool = False
    returned_channel: ReceiptChannel | None = None
    made_good: bool = False


def months(rows: Iterable[Activity], on: date) -> tuple[Month, ...]:
    """The thirteen months that end with the one of `on`, the oldest first."""
    by_month: dict[int, list[Activity]] = {}
    for row in rows:
        if row.on is not None:
            by_month.setdefault(_number(row.on), []).append(row)
    first, last = min(by_month, default=_number(on)), _number(on)
    found: list[Month] = []
    for number in range(last - MONTHS + 1, last + 1):
        month = _month(number, by_month.get(number, []), may_be_empty=number < first or number == last)
        found.append(_with_remark(month, found[-1] if found else None))
    return tuple(found)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int, rows: list[Activity], *, may_be_empty: bool) -> Month:
    bills = [row.amount_cents for row in rows if row.kind is ActivityKind.BILL]
    paid = [-row.amount_cents for row in rows if row.kind in _PAYMENTS and not row.undone]
    returned = [row.channel for row in rows if row.kind is ActivityKind.OUTSIDE_RECEIPT and row.undone]
    return Month(
        year=number // 12,
        month=number % 12 + 1,
        billed_cents=sum(bills) if bills else None,
        paid_cents=sum(paid) if paid or not may_be_empty else None,
        returned=bool(returned),
        returned_channel=returned[0] if returned else None,
    )


def _with_remark(month: Month, before: Month | None) -> Month:
    made_good = (
        before is not None
        and before.returned
        and month.billed_cents is not None
        and (month.paid_cents or 0) > month.billed_cents
    )
    return msgspec.structs.replace(month, made_good=made_good)
