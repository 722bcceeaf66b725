"""Which charges a payment pays: the worked numbers of the domain rules, and what always holds."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payments.allocate import AllocationRefusal, Payable, allocate
from app.policies import Policy
from tests.factories.outcomes import refused
from tests.factories.policies import policy

SHIPPED = policy("allocation")
PRO_RATA = policy("allocation", method="pro_rata")

# Domain rules §3: past due water 40 and electric 120; current waste 28.50, stormwater 10.71, sewer 35.20, …
ORACLE = (
    Payable("b1/1", "water", "2026-10-23", 4000),
    Payable("b1/2", "electric", "2026-10-23", 12000),
    Payable("b2/1", "solid_waste", "2026-11-23", 2850),
    Payable("b2/2", "stormwater", "2026-11-23", 1071),
    Payable("b2/3", "sewer", "2026-11-23", 3520),
    Payable("b2/4", "water", "2026-11-23", 2215),
    Payable("b2/5", "electric", "2026-11-23", 13104),
)


def amounts(
    cents: int,
    payables: Sequence[Payable] = ORACLE,
    rule: Policy = SHIPPED,
    directed: Mapping[str, int] | None = None,
) -> list[tuple[str, int]]:
    return [(paid.charge, paid.amount_cents) for paid in allocate(cents, payables, rule, directed).paid]


def test_two_hundred_pay_as_the_domain_rules_work_it_out() -> None:
    assert amounts(20000) == [("b1/1", 4000), ("b1/2", 12000), ("b2/1", 2850), ("b2/2", 1071), ("b2/3", 79)]


def test_what_is_paid_says_what_it_was_then() -> None:
    payable = Payable("b1/1", "water", "2026-10-23", 4000, "2026-10", "Water, October")
    (paid,) = allocate(1, [payable], SHIPPED).paid
    assert (paid.charge, paid.service_category, paid.due_on) == ("b1/1", "water", "2026-10-23")
    assert (paid.amount_cents, paid.period, paid.description) == (1, "2026-10", "Water, October")


def test_what_is_left_over_becomes_credit() -> None:
    allocation = allocate(50000, ORACLE, SHIPPED)
    assert allocation.credit_cents == 50000 - 38760
    assert sum(paid.amount_cents for paid in allocation.paid) == 38760
    assert allocate(100, [], SHIPPED).credit_cents == 100
    assert allocate(100, [], PRO_RATA).credit_cents == 100


def test_the_directed_part_comes_first_and_stands_in_the_usual_order() -> None:
    assert amounts(20000, directed={"b2/5": 10000}) == [("b1/1", 4000), ("b1/2", 6000), ("b2/5", 10000)]
    assert amounts(13000, directed={"b1/2": 10000}) == [("b1/1", 3000), ("b1/2", 10000)]
    assert amounts(16001, directed={"b1/2": 1}) == [("b1/1", 4000), ("b1/2", 12000), ("b2/1", 1)]


@pytest.mark.parametrize(
    ("group", "is_paid"), [("", True), ("fee", True), ("loan", True), ("deposit", False), ("prepetition", False)]
)
def test_some_debts_are_paid_only_when_directed(group: str, is_paid: bool) -> None:
    payable = Payable("x", "other", "2026-01-01", 500, group=group)
    assert bool(amounts(500, [payable])) is is_paid
    assert amounts(500, [payable], directed={"x": 400})[0][1] == (500 if is_paid else 400)


def test_one_due_date_pays_services_then_fees_then_loans_and_the_unknown_last() -> None:
    groups = ("", "loan", "fee")
    payables = [Payable(f"x{n}", "other", "2026-01-01", 1, group=group) for n, group in enumerate(groups)]
    electric = Payable("e", "electric", "2026-01-01", 1)
    assert [charge for charge, _ in amounts(4, [*payables, electric])] == ["e", "x2", "x1", "x0"]


@pytest.mark.parametrize(
    ("order", "first"),
    [(["newest_due"], "b2/1"), (["newest_due", "service_rank"], "b2/1"), (["service_rank"], "b2/1"), ([], "b1/1")],
)
def test_other_cities_order_otherwise(order: list[str], first: str) -> None:
    assert amounts(1, rule=policy("allocation", order=order))[0][0] == first


def test_pro_rata_shares_by_what_is_open_with_largest_remainder() -> None:
    three = [Payable(charge, "water", "2026-01-01", 100) for charge in "abc"]
    assert amounts(100, three, PRO_RATA) == [("a", 34), ("b", 33), ("c", 33)]
    assert amounts(301, three, PRO_RATA) == [("a", 100), ("b", 100), ("c", 100)]
    assert amounts(100, three, PRO_RATA, {"b": 60}) == [("a", 17), ("b", 67), ("c", 16)]


# Each row breaks its own rule and all later ones.
@pytest.mark.parametrize(
    ("code", "directed"),
    [
        (AllocationRefusal.CHARGE_UNKNOWN, {"b1/1": 4001, "b1/2": 0, "unknown": 1}),
        (AllocationRefusal.AMOUNT_NOT_POSITIVE, {"b1/1": 4001, "b1/2": 0}),
        (AllocationRefusal.OVER_OPEN, {"b1/2": 1, "b1/1": 4001}),
        (AllocationRefusal.OVER_LINE, {"b1/2": 1, "b1/1": 4000}),
    ],
)
@pytest.mark.parametrize("method", [SHIPPED, PRO_RATA], ids=["in_order", "pro_rata"])
def test_a_direction_that_does_not_fit_is_refused(
    method: Policy, code: AllocationRefusal, directed: dict[str, int]
) -> None:
    assert refused(lambda: allocate(4000, ORACLE, method, directed)) is code


def test_every_refusal_has_its_row() -> None:
    assert list(AllocationRefusal) == ["charge_unknown", "amount_not_positive", "over_open", "over_line"]


CATEGORIES = ["water", "electric", "sewer", "solid_waste", "natural_gas", "other"]
GROUPS = ["", "", "", "fee", "loan", "deposit", "prepetition"]


@st.composite
def sales(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(0, 8))
    payables = [
        Payable(
            charge=f"c{n}",
            service_category=draw(st.sampled_from(CATEGORIES)),
            due_on=f"2026-{draw(st.integers(1, 12)):02d}-23",
            open_cents=draw(st.integers(1, 50_000)),
            group=draw(st.sampled_from(GROUPS)),
        )
        for n in range(count)
    ]
    chosen = draw(st.lists(st.sampled_from(payables), unique_by=lambda p: p.charge)) if payables else []
    directed = {payable.charge: draw(st.integers(1, payable.open_cents)) for payable in chosen}
    cents = sum(directed.values()) + draw(st.integers(0, 200_000))
    return {"amount_cents": cents, "payables": payables, "directed": directed}


@given(sales(), st.sampled_from([SHIPPED, PRO_RATA]), st.randoms(use_true_random=False))
def test_what_always_holds(sale: dict[str, Any], rule: Policy, random: Any) -> None:
    allocation = allocate(sale["amount_cents"], sale["payables"], rule, sale["directed"])
    by_charge = {paid.charge: paid.amount_cents for paid in allocation.paid}
    assert sum(by_charge.values()) + allocation.credit_cents == sale["amount_cents"]
    assert allocation.credit_cents >= 0
    for payable in sale["payables"]:
        paid_cents, directed_cents = by_charge.get(payable.charge, 0), sale["directed"].get(payable.charge, 0)
        assert directed_cents <= paid_cents <= payable.open_cents
        if payable.ranked_as in rule.values["never"]:
            assert paid_cents == directed_cents
        elif allocation.credit_cents:
            assert paid_cents == payable.open_cents
    mixed = list(sale["payables"])
    random.shuffle(mixed)
    assert allocate(sale["amount_cents"], mixed, rule, dict(reversed(sale["directed"].items()))) == allocation


@given(sales())
def test_in_order_no_later_charge_is_paid_while_an_earlier_one_is_open(sale: dict[str, Any]) -> None:
    rule = policy("allocation", never=[])
    allocation = allocate(sale["amount_cents"], sale["payables"], rule)
    in_turn = sorted(sale["payables"], key=lambda p: (p.due_on, _rank(p.ranked_as), p.charge))
    by_charge = {paid.charge: paid.amount_cents for paid in allocation.paid}
    rest = [payable.open_cents - by_charge.get(payable.charge, 0) for payable in in_turn]
    first_open = next((n for n, cents in enumerate(rest) if cents), len(rest))
    assert all(payable.charge not in by_charge for payable in in_turn[first_open + 1 :])


@given(sales())
def test_pro_rata_shares_differ_from_the_exact_quotient_by_less_than_a_cent(sale: dict[str, Any]) -> None:
    payables = [payable for payable in sale["payables"] if payable.ranked_as not in PRO_RATA.values["never"]]
    whole = sum(payable.open_cents for payable in payables)
    shared = min(sale["amount_cents"], whole)
    by_charge = dict(amounts(sale["amount_cents"], payables, PRO_RATA))
    for payable in payables:
        assert abs(by_charge.get(payable.charge, 0) * whole - shared * payable.open_cents) < whole


def _rank(category: str) -> int:
    ranks: list[str] = SHIPPED.values["service_rank"]
    return ranks.index(category) if category in ranks else len(ranks)
