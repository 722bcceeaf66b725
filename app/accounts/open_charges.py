"""What of an account is open: the city's charges less what was paid, elsewhere and here. A pure function of sums.

Balance = opening balance + Σ charges and corrections − Σ outside receipts + Σ our own receivable postings. A recorded
allocation never changes: open = max(0, charge − allocated), surplus = max(0, allocated − charge), shown as credit.
What came without an allocation (outside receipts, negative opening balances and corrections) pays the oldest due date
first, at read time only; but never a deposit, nor, once there is a bankruptcy petition, what was due until then: money
that came before the petition still pays for that time (domain rules §3 and §5). A previous-balance line is shown and
never summed; an outside receipt with our fact_id only confirms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.accounts.types import Alert, AlertKind, Charge, ChargeKind, OutsideReceipt, is_returned_key

AGE_BUCKETS = ("not_due", "1-30", "31-60", "61+")
"""Days overdue, as the account page shows them."""


@dataclass(frozen=True)
class OwnPostings:
    """What this program's facts say of an account, in cents: paid by charge key, and what became account credit.

    `charges`: those that our own facts raised, such as the fee of a returned check; payable like the city's.
    """

    paid_cents: Mapping[str, int] = field(hash=False)
    credit_cents: int = 0
    charges: tuple[Charge, ...] = ()


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


@dataclass(frozen=True)
class _Loose:
    """Money that names no charge, in cents ≥ 0: what came before the petition, and since (all where there is none)."""

    before_cents: int
    since_cents: int


def open_account(
    charges: Iterable[Charge], own: OwnPostings, outside: Iterable[OutsideReceipt], petition: date | None = None
) -> OpenAccount:
    """What is open now. The order of the arguments' rows makes no difference."""
    counted = [charge for charge in (*charges, *own.charges) if charge.kind is not ChargeKind.PREVIOUS_BALANCE]
    receipts = [receipt for receipt in outside if receipt.fact_id is None]
    allocated = dict(own.paid_cents)
    loose = [(charge.due_on, -charge.amount_cents) for charge in counted if charge.amount_cents < 0]
    for receipt in receipts:
        loose.append((receipt.received_on, receipt.amount_cents - sum(p.amount_cents for p in receipt.allocations)))
        for part in receipt.allocations:
            allocated[part.charge_key] = allocated.get(part.charge_key, 0) + part.amount_cents
    owed = sorted((c for c in counted if c.amount_cents > 0), key=lambda c: (c.due_on, c.key))
    returned = max(0, -sum(cents for _, cents in loose))
    paid_back = min(returned, sum(cents for key, cents in own.paid_cents.items() if is_returned_key(key)))
    surplus = sum(allocated.values()) - paid_back
    still_open = []
    for charge in owed:
        paid = allocated.get(charge.key, 0)
        settled = min(paid, charge.amount_cents)
        surplus -= settled
        still_open.append(OpenCharge(charge, charge.amount_cents - settled))
    taken, left = _pay_loose(still_open, _loose(loose, petition), petition)
    balance = sum(c.amount_cents for c in counted) - sum(r.amount_cents for r in receipts)
    balance -= sum(own.paid_cents.values()) + own.credit_cents
    return OpenAccount(tuple(taken), surplus + left + own.credit_cents, returned - paid_back, balance)


def petition_date(alerts: Iterable[Alert]) -> date | None:
    """When the debt split by a bankruptcy stay; None without one."""
    return next((alert.starts_on for alert in alerts if alert.kind is AlertKind.BANKRUPTCY_STAY), None)


def is_prepetition(charge: Charge, petition: date | None) -> bool:
    """Does the stay hold for this charge?"""
    return petition is not None and charge.due_on <= petition


def _loose(dated: Iterable[tuple[date, int]], petition: date | None) -> _Loose:
    """What is left of both times after what came back, which lessens the other time's where its own is too little.

    The day of the petition itself belongs to the time since.
    """
    before = since = 0
    for on, cents in dated:
        if petition is not None and on < petition:
            before += cents
        else:
            since += cents
    total = max(0, before + since)
    kept = min(max(0, before), total)
    return _Loose(kept, total - kept)


def _pay_loose(charges: Sequence[OpenCharge], loose: _Loose, petition: date | None) -> tuple[list[OpenCharge], int]:
    """Charges after the loose money, and what of it is left."""
    taken, left_before = _consume(charges, loose.before_cents, None)
    taken, left_since = _consume(taken, loose.since_cents, petition)
    return taken, left_before + left_since


def _consume(charges: Sequence[OpenCharge], pool_cents: int, petition: date | None) -> tuple[list[OpenCharge], int]:
    """Pays from the front what needs no direction; gives what stays open and what is left of the pool."""
    rest = []
    for item in charges:
        directed_only = item.charge.kind is ChargeKind.DEPOSIT or is_prepetition(item.charge, petition)
        used = 0 if directed_only else min(item.open_cents, pool_cents)
        pool_cents -= used
        rest.append(OpenCharge(item.charge, item.open_cents - used))
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
