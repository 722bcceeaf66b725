"""What of an account is open: the city's charges less what was paid, elsewhere and here. A pure function of sums.

Balance = opening balance + Σ charges and corrections − Σ outside receipts + Σ our own receivable postings. A recorded
allocation never changes: open = max(0, charge − allocated), surplus = max(0, allocated − charge), shown as credit.
What came without an allocation (outside receipts, negative opening balances and corrections) pays the oldest due date
first, at read time only. A previous-balance line is shown and never summed; an outside receipt with our fact_id only
confirms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.accounts.types import Charge, ChargeKind, OutsideReceipt, is_returned_key

AGE_BUCKETS = ("not_due", "1-30", "31-60", "61+")
"""Days overdue, as the account page shows them."""


@dataclass(frozen=True)
class OwnPostings:
    """What this program's facts say of an account, in cents: paid by charge key, and what became account credit."""

    paid_cents: Mapping[str, int]
    credit_cents: int = 0


@dataclass(frozen=True)
class OpenCharge:
    """A charge and what is still open of it (`open_cents` ≥ 0)."""

    charge: Charge
    open_cents: int


@dataclass(frozen=True)
class OpenAccount:
    """`balance_cents` = Σ open + `returned_cents` − `credit_cents`, always.

    `returned_cents`: what came back elsewhere beyond all that is known as paid, less what was paid here toward it;
    owed, but of no charge.
    """

    charges: tuple[OpenCharge, ...]
    credit_cents: int
    returned_cents: int
    balance_cents: int


def open_account(charges: Iterable[Charge], own: OwnPostings, outside: Iterable[OutsideReceipt]) -> OpenAccount:
    """What is open now. The order of the arguments' rows makes no difference."""
    counted = [charge for charge in charges if charge.kind is not ChargeKind.PREVIOUS_BALANCE]
    receipts = [receipt for receipt in outside if receipt.fact_id is None]
    allocated = dict(own.paid_cents)
    loose = -sum(charge.amount_cents for charge in counted if charge.amount_cents < 0)
    for receipt in receipts:
        loose += receipt.amount_cents
        for part in receipt.allocations:
            allocated[part.charge_key] = allocated.get(part.charge_key, 0) + part.amount_cents
            loose -= part.amount_cents
    owed = sorted((c for c in counted if c.amount_cents > 0), key=lambda c: (c.due_on, c.key))
    returned = max(0, -loose)
    paid_back = min(returned, sum(cents for key, cents in own.paid_cents.items() if is_returned_key(key)))
    surplus = sum(allocated.values()) - paid_back
    still_open = []
    for charge in owed:
        paid = allocated.get(charge.key, 0)
        settled = min(paid, charge.amount_cents)
        surplus -= settled
        still_open.append(charge.amount_cents - settled)
    taken, left = _consume(still_open, max(0, loose))
    balance = sum(c.amount_cents for c in counted) - sum(r.amount_cents for r in receipts)
    balance -= sum(own.paid_cents.values()) + own.credit_cents
    return OpenAccount(
        tuple(OpenCharge(charge, cents) for charge, cents in zip(owed, taken, strict=True)),
        surplus + left + own.credit_cents,
        returned - paid_back,
        balance,
    )


def _consume(open_cents: Sequence[int], pool_cents: int) -> tuple[list[int], int]:
    """Pays from the front; gives what stays open and what is left of the pool."""
    rest = []
    for cents in open_cents:
        used = min(cents, pool_cents)
        pool_cents -= used
        rest.append(cents - used)
    return rest, pool_cents


def by_service_and_age(account: OpenAccount, on: date) -> dict[str, dict[str, int]]:
    """Service category → age bucket → open cents, for the account page; categories with nothing open are left out."""
    table: dict[str, dict[str, int]] = {}
    for item in account.charges:
        if item.open_cents:
            row = table.setdefault(item.charge.category, dict.fromkeys(AGE_BUCKETS, 0))
            row[age_bucket(item.charge.due_on, on)] += item.open_cents
    return table


def age_bucket(due_on: date, on: date) -> str:
    """In which column a due date falls on a day."""
    days = (on - due_on).days
    if days <= 0:
        return AGE_BUCKETS[0]
    if days <= 30:
        return AGE_BUCKETS[1]
    return AGE_BUCKETS[2] if days <= 60 else AGE_BUCKETS[3]
