"""What a customer hands over: cash, check, money order, card; what is refused; change, quick cash, cash rounding.

Only cash gives change. Non-cash tenders may not exceed the total: to overpay, raise a line. A card number never comes
in: the terminal stands outside and gives an authorisation and the last four digits (PCI; 15 USC 1681c(g)).
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Literal

import msgspec

from app.card_numbers import holds_card_number
from app.errors import Refused
from app.payments.routing_number import routing_number_is_valid
from app.policies import Policy

TenderKind = Literal["cash", "check", "money_order", "card"]


class TenderRefusal(StrEnum):
    """Why tenders are refused, in the order in which it is tested."""

    NO_TENDERS = "no_tenders"
    TOO_MANY_TENDERS = "too_many_tenders"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    AMOUNT_TOO_LARGE = "amount_too_large"
    CARD_NUMBER_TYPED = "card_number_typed"
    DETAIL_NOT_EXPECTED = "detail_not_expected"
    ROUTING_NUMBER_WRONG = "routing_number_wrong"
    CHECK_NUMBER_WRONG = "check_number_wrong"
    MONEY_ORDER_NUMBER_WRONG = "money_order_number_wrong"
    CARD_LAST_FOUR_WRONG = "card_last_four_wrong"
    CARD_AUTHORIZATION_WRONG = "card_authorization_wrong"
    CASH_ONLY = "cash_only"
    NON_CASH_OVER_TOTAL = "non_cash_over_total"
    CASH_NOT_NEEDED = "cash_not_needed"
    TOO_LITTLE = "too_little"
    CHANGE_OVER_LIMIT = "change_over_limit"
    CARD_NOT_ATTEMPTED = "card_not_attempted"


class Tender(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing handed over, as it was. Cash is what was tendered, before change. Amounts in cents.

    `number`: of a check or money order. `routing_number`: of a check, nine digits (ABA); a fact keeps a salted hash of
    it. `authorization` and `last_four`: of a card, with the `attempt` that was stored before the terminal was used.
    """

    kind: TenderKind
    amount_cents: int
    number: str | None = None
    routing_number: str | None = None
    authorization: str | None = None
    last_four: str | None = None
    attempt: str | None = None

    @property
    def reference(self) -> str | None:
        """What a receipt says of it: the number, or last four and authorisation."""
        if self.kind == "card":
            return f"•••• {self.last_four} {self.authorization}"
        return self.number


class Settlement(msgspec.Struct, frozen=True):
    """How the tenders settle the total: `change_cents` ≥ 0 goes back; `rounding_cents` > 0 is the city's gain."""

    change_cents: int
    rounding_cents: int


_CHECK_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_MONEY_ORDER_NUMBER = re.compile(r"[A-Za-z0-9-]{4,20}", re.ASCII)
_AUTHORIZATION = re.compile(r"[A-Za-z0-9]{4,12}", re.ASCII)
_LAST_FOUR = re.compile(r"\d{4}", re.ASCII)

_DETAILS: dict[str, tuple[str, ...]] = {
    "cash": (),
    "check": ("number", "routing_number"),
    "money_order": ("number",),
    "card": ("authorization", "last_four", "attempt"),
}
"""What each kind of tender carries besides its amount."""
_NOT_EXPECTED = {
    kind: tuple(name for names in _DETAILS.values() for name in names if name not in own)
    for kind, own in _DETAILS.items()
}

_RULES: tuple[tuple[TenderKind, TenderRefusal, Callable[[Tender], object]], ...] = (
    ("check", TenderRefusal.ROUTING_NUMBER_WRONG, lambda t: routing_number_is_valid(t.routing_number or "")),
    ("check", TenderRefusal.CHECK_NUMBER_WRONG, lambda t: _CHECK_NUMBER.fullmatch(t.number or "")),
    ("money_order", TenderRefusal.MONEY_ORDER_NUMBER_WRONG, lambda t: _MONEY_ORDER_NUMBER.fullmatch(t.number or "")),
    ("card", TenderRefusal.CARD_LAST_FOUR_WRONG, lambda t: _LAST_FOUR.fullmatch(t.last_four or "")),
    ("card", TenderRefusal.CARD_AUTHORIZATION_WRONG, lambda t: _AUTHORIZATION.fullmatch(t.authorization or "")),
)
"""What must hold of each tender of a kind, in the order in which it is tested."""


def refuse_tenders(tenders: Sequence[Tender], policy: Policy) -> None:
    """Raises Refused for the first rule that a tender breaks by itself; a card's attempt is asked for elsewhere."""
    if not tenders:
        raise Refused(TenderRefusal.NO_TENDERS)
    if len(tenders) > policy.values["tenders_max"]:
        raise Refused(TenderRefusal.TOO_MANY_TENDERS, limit=policy.values["tenders_max"])
    for tender in tenders:
        if tender.amount_cents <= 0:
            raise Refused(TenderRefusal.AMOUNT_NOT_POSITIVE, kind=tender.kind)
    for tender in tenders:
        if tender.amount_cents > policy.values["payment_cents_max"]:
            raise Refused(TenderRefusal.AMOUNT_TOO_LARGE, limit_cents=policy.values["payment_cents_max"])
    for tender in tenders:
        refuse_card_number(tender.number, tender.routing_number, tender.authorization, tender.last_four)
    for tender in tenders:
        for name in _NOT_EXPECTED[tender.kind]:
            if getattr(tender, name) is not None:
                raise Refused(TenderRefusal.DETAIL_NOT_EXPECTED, kind=tender.kind)
    for kind, refusal, holds in _RULES:
        for tender in tenders:
            if tender.kind == kind and not holds(tender):
                raise Refused(refusal)


def without_change(tenders: Sequence[Tender], change_cents: int) -> list[Tender]:
    """What stayed of each tender: change is taken off the last cash first."""
    kept = list(tenders)
    for place, tender in reversed(list(enumerate(kept))):
        if tender.kind == "cash":
            off_cents = min(change_cents, tender.amount_cents)
            kept[place] = msgspec.structs.replace(tender, amount_cents=tender.amount_cents - off_cents)
            change_cents -= off_cents
    return kept


def refuse_card_number(*typed: str | None) -> None:
    """Raises Refused(CARD_NUMBER_TYPED) when any text holds 13 to 19 digits that pass the Luhn check (ISO 7812)."""
    for text in typed:
        if text and holds_card_number(text):
            raise Refused(TenderRefusal.CARD_NUMBER_TYPED)


def settle(
    total_cents: int, tenders: Sequence[Tender], policy: Policy, rounding: Policy, *, in_full: bool
) -> Settlement:
    """Change and rounding. `in_full`: every line pays all that is due, so that the cash part may be rounded.

    Raises Refused(TenderRefusal) when the tenders do not fit the total.
    """
    cash_cents = sum(tender.amount_cents for tender in tenders if tender.kind == "cash")
    cash_due = total_cents - sum(tender.amount_cents for tender in tenders if tender.kind != "cash")
    if cash_due < 0:
        raise Refused(TenderRefusal.NON_CASH_OVER_TOTAL, over_cents=-cash_due)
    if cash_cents and not cash_due:
        raise Refused(TenderRefusal.CASH_NOT_NEEDED)
    rounded = cash_that_settles(cash_due, cash_cents, rounding, in_full=in_full)
    if cash_cents < rounded:
        raise Refused(TenderRefusal.TOO_LITTLE, missing_cents=rounded - cash_cents)
    change_cents = cash_cents - rounded
    if change_cents > policy.values["change_cents_max"]:
        raise Refused(TenderRefusal.CHANGE_OVER_LIMIT, limit_cents=policy.values["change_cents_max"])
    return Settlement(change_cents, rounded - cash_due)


def cash_that_settles(cash_due_cents: int, cash_cents: int, rounding: Policy, *, in_full: bool) -> int:
    """The cash that settles what is due in cash, when `cash_cents` were handed over.

    Exact cash is taken as it is: cents remain legal tender, and nobody can be given one back.
    """
    if not in_full or cash_cents in (0, cash_due_cents):
        return cash_due_cents
    return round_cash(cash_due_cents, rounding)


def round_cash(cash_due_cents: int, rounding: Policy) -> int:
    """The cash part to the nearest coin still minted, symmetrically (.42 → .40, .43 → .45); as it is where off."""
    if not rounding.values["enabled"]:
        return cash_due_cents
    unit = rounding.values["unit_cents"]
    return int((cash_due_cents + unit // 2) // unit * unit)


def suggest_cash(due_cents: int, policy: Policy) -> list[int]:
    """Four amounts that a customer is likely to hand over, rising: exact, next dollar, five, ten, then usual notes."""
    notes = policy.values["quick_cash_notes_cents"]
    units = (1, 100, 500, 1000, *notes, *(notes[-1] * n for n in range(2, 6)))
    amounts = sorted({-(-due_cents // unit) * unit for unit in units})[:4]
    while len(amounts) < 4:  # a large round amount: what else is handed over is one more of the largest notes
        amounts.append((amounts[-1] // notes[-1] + 1) * notes[-1])
    return amounts


def pieces_of(change_cents: int, policy: Policy) -> list[tuple[int, int]]:
    """Notes and coins to give back: [(value in cents, how many)], largest first."""
    pieces = []
    for value in policy.values["denominations_cents"]:
        count, change_cents = divmod(change_cents, value)
        if count:
            pieces.append((value, count))
    return pieces
