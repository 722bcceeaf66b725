"""What may be handed over, what goes back, and how cash is rounded."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.payments.tenders import (
    Settlement,
    Tender,
    TenderRefusal,
    cash_that_settles,
    pieces_of,
    refuse_card_number,
    refuse_tenders,
    round_cash,
    settle,
    suggest_cash,
)
from tests.factories.outcomes import refused
from tests.factories.policies import policy

RULES = policy("tenders", tenders_max=4)
OFF = policy("cash_rounding")
ON = policy("cash_rounding", enabled=True)
VISA = "4111 1111 1111 1111"


def cash(cents: int, **details: str) -> Tender:
    return Tender(kind="cash", amount_cents=cents, **details)


def check(cents: int, routing: str | None = "021000021", number: str | None = "1041") -> Tender:
    return Tender(kind="check", amount_cents=cents, routing_number=routing, number=number)


def money_order(cents: int, number: str | None = "17-220113344") -> Tender:
    return Tender(kind="money_order", amount_cents=cents, number=number)


def card(cents: int, last_four: str | None = "4242", authorization: str | None = "083215", **details: Any) -> Tender:
    return Tender(kind="card", amount_cents=cents, last_four=last_four, authorization=authorization, **details)


WRONG_AUTHORIZATION = card(1, authorization="0")
WRONG_LAST_FOUR = card(1, last_four="424", authorization="0")
WRONG_MONEY_ORDER = money_order(1, "1")
WRONG_CHECK = check(1, number="x")
WRONG_ROUTING = check(1, "021000022", "x")

# Each row breaks its own rule and all later ones that a list of tenders can break besides.
ROWS = [
    (TenderRefusal.NO_TENDERS, ()),
    (TenderRefusal.TOO_MANY_TENDERS, (cash(2**63), cash(0), card(1, VISA), WRONG_ROUTING, WRONG_MONEY_ORDER)),
    (TenderRefusal.AMOUNT_NOT_POSITIVE, (cash(2**63), cash(0), card(1, VISA), WRONG_ROUTING)),
    (TenderRefusal.AMOUNT_TOO_LARGE, (cash(1, number="1"), cash(2**63), card(1, VISA), WRONG_ROUTING)),
    (TenderRefusal.CARD_NUMBER_TYPED, (WRONG_AUTHORIZATION, cash(1, number="1"), card(1, VISA), WRONG_ROUTING)),
    (TenderRefusal.DETAIL_NOT_EXPECTED, (WRONG_AUTHORIZATION, WRONG_ROUTING, cash(1, number="1"))),
    (TenderRefusal.ROUTING_NUMBER_WRONG, (WRONG_AUTHORIZATION, WRONG_MONEY_ORDER, WRONG_CHECK, WRONG_ROUTING)),
    (TenderRefusal.CHECK_NUMBER_WRONG, (WRONG_LAST_FOUR, WRONG_MONEY_ORDER, WRONG_CHECK)),
    (TenderRefusal.MONEY_ORDER_NUMBER_WRONG, (WRONG_LAST_FOUR, WRONG_MONEY_ORDER)),
    (TenderRefusal.CARD_LAST_FOUR_WRONG, (WRONG_AUTHORIZATION, WRONG_LAST_FOUR)),
    (TenderRefusal.CARD_AUTHORIZATION_WRONG, (cash(1), WRONG_AUTHORIZATION)),
]


@pytest.mark.parametrize(("code", "tenders"), ROWS, ids=[code.name for code, _ in ROWS])
def test_the_first_broken_rule_is_said(code: TenderRefusal, tenders: tuple[Tender, ...]) -> None:
    assert refused(lambda: refuse_tenders(tenders, RULES)) is code


# After the tenders themselves: CASH_ONLY and CARD_NOT_ATTEMPTED are asked by take_payment, the others by settle.
SETTLE_ROWS = [
    (TenderRefusal.NON_CASH_OVER_TOTAL, 100, (check(101), cash(99_999_99))),
    (TenderRefusal.CASH_NOT_NEEDED, 100, (check(100), cash(99_999_99))),
    (TenderRefusal.TOO_LITTLE, 60_000_00, (cash(59_999_99),)),
    (TenderRefusal.CHANGE_OVER_LIMIT, 100, (cash(501_01),)),
]


@pytest.mark.parametrize(("code", "total", "tenders"), SETTLE_ROWS, ids=[row[0].name for row in SETTLE_ROWS])
@pytest.mark.parametrize("rounding", [OFF, ON], ids=["exact", "rounded"])
def test_tenders_that_do_not_fit_the_total_are_refused(
    code: TenderRefusal, total: int, tenders: tuple[Tender, ...], rounding: Any
) -> None:
    assert refused(lambda: settle(total, tenders, RULES, rounding, in_full=True)) is code


def test_every_refusal_has_its_row_in_the_order_of_the_enum() -> None:
    rows = [row[0] for row in ROWS] + [TenderRefusal.CASH_ONLY] + [row[0] for row in SETTLE_ROWS]
    assert list(TenderRefusal) == [*rows, TenderRefusal.CARD_NOT_ATTEMPTED]


@pytest.mark.parametrize(
    "tenders",
    [
        (cash(1),),
        (check(1, "063100277", "123456789012345"), check(1, number="1")),
        (money_order(1, "AB-9"), card(100_000_000, "0000", "A1b2")),
        (card(1, attempt="any id at all, 4111111111111111"),),
    ],
)
def test_what_the_rules_allow_passes(tenders: tuple[Tender, ...]) -> None:
    refuse_tenders(tenders, RULES)


@pytest.mark.parametrize("detail", ["number", "routing_number", "authorization", "last_four"])
@pytest.mark.parametrize("kind", ["cash", "check", "money_order", "card"])
def test_a_card_number_is_refused_in_every_field_of_every_kind(kind: Any, detail: str) -> None:
    details: dict[str, Any] = {detail: "x" + VISA.replace(" ", "-")}
    tender = Tender(kind=kind, amount_cents=1, **details)
    assert refused(lambda: refuse_tenders((tender,), RULES)) is TenderRefusal.CARD_NUMBER_TYPED


DETAILS: dict[str, Callable[[str | None], Tender]] = {
    "routing": lambda text: check(1, routing=text),
    "check": lambda text: check(1, number=text),
    "money_order": lambda text: money_order(1, text),
    "last_four": lambda text: card(1, text),
    "authorization": lambda text: card(1, "4242", text),
}
NOT_ITS_OWN = ("1,5", "1.005", "NUL\0", "\u202e1041", f"{2**64}9", "x" * 10_000_000, "", None, "١٢٣٤")


@pytest.mark.parametrize("text", NOT_ITS_OWN, ids=range(len(NOT_ITS_OWN)))
@pytest.mark.parametrize("detail", DETAILS)
def test_no_field_takes_what_is_not_its_own(detail: str, text: str | None) -> None:
    tender = DETAILS[detail](text)
    assert refused(lambda: refuse_tenders((tender,), RULES)).name.endswith("_WRONG")


def test_other_long_numbers_are_no_card_numbers() -> None:
    refuse_card_number("", None, "041 000 0124 and 0310 0001", "1795189327000000")


@pytest.mark.parametrize("text", [VISA, "pay with 5500000000000004 please", "378282246310005"])
def test_a_typed_card_number_is_refused(text: str) -> None:
    assert refused(lambda: refuse_card_number("fine", text)) is TenderRefusal.CARD_NUMBER_TYPED


@pytest.mark.parametrize(
    ("tender", "said"),
    [(cash(1), None), (check(1), "1041"), (money_order(1), "17-220113344"), (card(1), "•••• 4242 083215")],
)
def test_what_a_receipt_says_of_a_tender(tender: Tender, said: str | None) -> None:
    assert tender.reference == said


# Domain rules §3: 87.41 and .42 → 87.40; .43 and .44 → .45; .46 and .47 → .45.
@pytest.mark.parametrize(
    ("due", "rounded"),
    [(8740, 8740), (8741, 8740), (8742, 8740), (8743, 8745), (8744, 8745), (8745, 8745), (8746, 8745), (8747, 8745)],
)
def test_the_cash_part_is_rounded_to_the_nearest_five_cents(due: int, rounded: int) -> None:
    assert round_cash(due, ON) == rounded
    assert round_cash(due, OFF) == due
    assert settle(due, (cash(10000),), RULES, ON, in_full=True) == Settlement(10000 - rounded, rounded - due)
    assert settle(due, (cash(10000),), RULES, ON, in_full=False) == Settlement(10000 - due, 0)
    assert settle(due, (cash(10000),), RULES, OFF, in_full=True) == Settlement(10000 - due, 0)


@pytest.mark.parametrize("due", [8741, 8743])
def test_exact_cash_is_neither_refused_nor_given_change(due: int) -> None:
    assert settle(due, (cash(due),), RULES, ON, in_full=True) == Settlement(0, 0)
    assert cash_that_settles(due, due, ON, in_full=True) == due


def test_only_the_cash_part_is_rounded() -> None:
    assert settle(8741, (check(5000), cash(3740)), RULES, ON, in_full=True) == Settlement(0, -1)
    assert settle(8741, (check(8741),), RULES, ON, in_full=True) == Settlement(0, 0)
    assert refused(lambda: settle(8743, (cash(8744),), RULES, ON, in_full=True)) is TenderRefusal.TOO_LITTLE


@given(st.integers(0, 10_000_000))
def test_rounding_is_symmetrical_and_never_off_by_more_than_two_cents(due: int) -> None:
    gain = round_cash(due, ON) - due
    assert abs(gain) <= 2 and (due + gain) % 5 == 0
    assert sum(round_cash(due + n, ON) - due - n for n in range(5)) == 0


amounts = st.integers(1, 300_000)


@given(st.lists(st.tuples(st.booleans(), amounts), min_size=1, max_size=4), amounts, st.booleans(), st.booleans())
def test_tenders_less_change_are_the_total_and_its_rounding(
    handed: list[tuple[bool, int]], total: int, rounding: bool, in_full: bool
) -> None:
    tenders = [cash(cents) if is_cash else check(cents) for is_cash, cents in handed]
    no_limit = policy("tenders", change_cents_max=10**9)
    tendered = sum(tender.amount_cents for tender in tenders)
    try:
        settlement = settle(total, tenders, no_limit, ON if rounding else OFF, in_full=in_full)
    except Refused:
        raise_if_it_fits(total, tenders)
        return
    assert tendered - settlement.change_cents == total + settlement.rounding_cents
    assert 0 <= settlement.change_cents <= sum(t.amount_cents for t in tenders if t.kind == "cash")
    assert abs(settlement.rounding_cents) <= (2 if rounding and in_full else 0)


def raise_if_it_fits(total: int, tenders: list[Tender]) -> None:
    """A refusal is right only when the tenders are too little by more than a cent or two, or too much without cash."""
    other = sum(tender.amount_cents for tender in tenders if tender.kind != "cash")
    tendered = sum(tender.amount_cents for tender in tenders)
    assert other > total or tendered < total + 2 or (other == total and tendered > other)


@given(st.integers(1, 100_000_000))
def test_quick_cash_is_four_rising_amounts_from_the_exact_one(due: int) -> None:
    suggested = suggest_cash(due, RULES)
    assert suggested[0] == due and len(suggested) == 4
    assert all(lower < higher for lower, higher in pairwise(suggested))
    assert all(cents % 100 == 0 for cents in suggested[1:])


@pytest.mark.parametrize(
    ("due", "suggested"),
    [
        (18743, [18743, 18800, 19000, 20000]),
        (2000, [2000, 5000, 10000, 20000]),
        (50000, [50000, 60000, 80000, 90000]),
        (100_000_000, [100_000_000, 100_020_000, 100_030_000, 100_040_000]),
    ],
)
def test_quick_cash_is_what_people_hand_over(due: int, suggested: list[int]) -> None:
    assert suggest_cash(due, RULES) == suggested


@given(st.integers(0, 1_000_000))
def test_the_pieces_to_give_back_are_the_change_with_the_fewest_pieces(change: int) -> None:
    pieces = pieces_of(change, RULES)
    assert sum(value * count for value, count in pieces) == change
    values = [value for value, _ in pieces]
    assert values == sorted(values, reverse=True) and all(count > 0 for _, count in pieces)
    larger = {value: bigger for bigger, value in pairwise(_DENOMINATIONS)}
    assert all(value * count < larger[value] for value, count in pieces if value in larger)


_DENOMINATIONS: list[int] = RULES.values["denominations_cents"]
