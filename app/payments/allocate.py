"""Which charges a payment pays: by policy `allocation`, or as the customer directs.

Default order: directed → oldest due date → service rank → fees → loan; a deposit shortfall or a prepetition debt only
when directed; what is left becomes account credit (domain rules §3). Pro rata uses largest remainder. Pure functions.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter

import msgspec

from app.errors import Refused
from app.money import share_pro_rata
from app.policies import Policy


class AllocationRefusal(StrEnum):
    """Why a directed payment is refused, in the order in which it is tested."""

    CHARGE_UNKNOWN = "charge_unknown"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    OVER_OPEN = "over_open"
    OVER_LINE = "over_line"


class Payable(msgspec.Struct, frozen=True):
    """A charge with something open. `charge` is its stable key, `due_on` ISO text, `open_cents` > 0.

    `group` is what the policy ranks: the service category, or "fee", "loan", "deposit", "prepetition" ("" = category).
    """

    charge: str
    service_category: str
    due_on: str
    open_cents: int
    period: str | None = None
    description: str | None = None
    group: str = ""

    @property
    def ranked_as(self) -> str:
        """What the policy ranks or leaves alone."""
        return self.group or self.service_category


class Paid(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one payment pays of one charge; recorded in the fact, never computed again."""

    charge: str
    service_category: str
    due_on: str
    amount_cents: int
    period: str | None = None
    description: str | None = None


class Allocation(msgspec.Struct, frozen=True):
    """The outcome: `sum(paid) + credit_cents` is the amount of the line."""

    paid: tuple[Paid, ...]
    credit_cents: int


def allocate(
    amount_cents: int, payables: Sequence[Payable], policy: Policy, directed: Mapping[str, int] | None = None
) -> Allocation:
    """Shares `amount_cents` ≥ 0 among the payables: the directed part first, the rest by policy.

    Raises Refused(AllocationRefusal) when `directed` (charge key → cents) does not fit.
    """
    shares = dict(directed or {})
    _refuse(amount_cents, payables, shares)
    rest = amount_cents - sum(shares.values())
    open_after = {p.charge: p.open_cents - shares.get(p.charge, 0) for p in payables}
    ordered, never = _in_order(payables, policy), set(policy.values["never"])
    in_turn = [p for p in ordered if open_after[p.charge] > 0 and p.ranked_as not in never]
    for charge, cents in _METHODS[policy.values["method"]](rest, in_turn, open_after):
        shares[charge] = shares.get(charge, 0) + cents
    paid = tuple(_paid(p, shares[p.charge]) for p in ordered if shares.get(p.charge))
    return Allocation(paid, amount_cents - sum(line.amount_cents for line in paid))


def _refuse(amount_cents: int, payables: Sequence[Payable], directed: Mapping[str, int]) -> None:
    if not directed:
        return
    open_cents = {payable.charge: payable.open_cents for payable in payables}
    for charge in directed:
        if charge not in open_cents:
            raise Refused(AllocationRefusal.CHARGE_UNKNOWN, charge=charge[:80])
    for charge, cents in directed.items():
        if cents <= 0:
            raise Refused(AllocationRefusal.AMOUNT_NOT_POSITIVE, charge=charge)
    for charge, cents in directed.items():
        if cents > open_cents[charge]:
            raise Refused(AllocationRefusal.OVER_OPEN, charge=charge, open_cents=open_cents[charge])
    if sum(directed.values()) > amount_cents:
        raise Refused(AllocationRefusal.OVER_LINE, directed_cents=sum(directed.values()), amount_cents=amount_cents)


def _in_order(payables: Sequence[Payable], policy: Policy) -> list[Payable]:
    """First to be paid first; those that only a directed payment may pay included."""
    ordered = sorted(payables, key=attrgetter("charge"))
    for name in reversed(policy.values["order"]):
        _ORDERS[name](ordered, policy)
    return ordered


def _by_service_rank(payables: list[Payable], policy: Policy) -> None:
    rank = {category: n for n, category in enumerate(policy.values["service_rank"])}
    last = len(rank)
    payables.sort(key=lambda payable: rank.get(payable.ranked_as, last))


_ORDERS: dict[str, Callable[[list[Payable], Policy], None]] = {
    "oldest_due": lambda payables, _policy: payables.sort(key=attrgetter("due_on")),
    "newest_due": lambda payables, _policy: payables.sort(key=attrgetter("due_on"), reverse=True),
    "service_rank": _by_service_rank,
}
"""Each sorts in place and leaves equals as they were, so that what counts most sorts last."""

Shares = list[tuple[str, int]]


def _charge_after_charge(rest: int, in_turn: Sequence[Payable], open_cents: Mapping[str, int]) -> Shares:
    shares = []
    for payable in in_turn:
        cents = min(rest, open_cents[payable.charge])
        shares.append((payable.charge, cents))
        rest -= cents
    return shares


def _pro_rata(rest: int, in_turn: Sequence[Payable], open_cents: Mapping[str, int]) -> Shares:
    weights = [open_cents[payable.charge] for payable in in_turn]
    if not weights:
        return []
    parts = share_pro_rata(min(rest, sum(weights)), weights)
    return [(payable.charge, part) for payable, part in zip(in_turn, parts, strict=True)]


_METHODS = {"in_order": _charge_after_charge, "pro_rata": _pro_rata}


def _paid(payable: Payable, cents: int) -> Paid:
    return Paid(payable.charge, payable.service_category, payable.due_on, cents, payable.period, payable.description)
