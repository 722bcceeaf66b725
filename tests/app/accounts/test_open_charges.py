"""What is open: sums that always agree, whatever order the rows come in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.open_charges import OpenAccount, OwnPostings, age_bucket, by_service_and_age, open_account
from app.accounts.types import (
    Charge,
    ChargeKind,
    OutsideAllocation,
    OutsideReceipt,
    ReceiptChannel,
    ServiceCategory,
)

DUE = date(2026, 11, 23)


def _charge(key: str, cents: int, due_on: date = DUE, kind: ChargeKind = ChargeKind.CHARGE) -> Charge:
    return Charge(key, "B", 1, "2026-11", ServiceCategory.WATER, kind, due_on, cents, "")


def _receipt(cents: int, fact_id: str | None = None, on: date = DUE, **lines: int) -> OutsideReceipt:
    parts = tuple(OutsideAllocation(key, part) for key, part in lines.items())
    return OutsideReceipt("R", on, ReceiptChannel.WEB, cents, fact_id, parts)


def _open(account: OpenAccount) -> dict[str, int]:
    return {item.charge.key: item.open_cents for item in account.charges if item.open_cents}


def test_nothing_paid_everything_open() -> None:
    found = open_account([_charge("a", 100), _charge("b", 50)], OwnPostings({}), [])
    assert (_open(found), found.balance_cents, found.credit_cents) == ({"a": 100, "b": 50}, 150, 0)


def test_ours_and_theirs_pay_a_charge_together() -> None:
    found = open_account([_charge("a", 100)], OwnPostings({"a": 30}), [_receipt(50, a=50)])
    assert (_open(found), found.balance_cents) == ({"a": 20}, 20)


def test_the_same_charge_paid_twice_shows_as_credit_and_moves_nowhere() -> None:
    found = open_account([_charge("a", 100), _charge("b", 40)], OwnPostings({"a": 100}), [_receipt(100, a=100)])
    assert (_open(found), found.credit_cents, found.balance_cents) == ({"b": 40}, 100, -60)


def test_a_payment_without_lines_pays_the_oldest_due_first() -> None:
    rows = [_charge("new", 100), _charge("old", 80, DUE - timedelta(days=30))]
    found = open_account(rows, OwnPostings({}), [_receipt(100)])
    assert _open(found) == {"new": 80}


def test_credits_of_the_city_pay_the_oldest_too() -> None:
    rows = [_charge("a", 100), _charge("c", -30, DUE, ChargeKind.CORRECTION)]
    found = open_account(rows, OwnPostings({}), [])
    assert (_open(found), found.balance_cents) == ({"a": 70}, 70)


def test_what_is_left_of_a_payment_is_credit() -> None:
    found = open_account([_charge("a", 100)], OwnPostings({}, credit_cents=5), [_receipt(130)])
    assert (found.credit_cents, found.balance_cents) == (35, -35)


def test_money_without_lines_never_pays_a_deposit() -> None:
    rows = [_charge("deposit", 80, DUE - timedelta(days=30), ChargeKind.DEPOSIT), _charge("a", 100)]
    found = open_account(rows, OwnPostings({}), [_receipt(130)])
    assert (_open(found), found.credit_cents, found.balance_cents) == ({"deposit": 80}, 30, 50)


PETITION = DUE - timedelta(days=10)
STAYED = [_charge("stayed", 80, PETITION), _charge("since", 100)]


def test_money_without_lines_that_came_since_the_petition_never_pays_what_is_stayed() -> None:
    found = open_account(STAYED, OwnPostings({}), [_receipt(150, on=PETITION)], PETITION)
    assert (_open(found), found.credit_cents, found.balance_cents) == ({"stayed": 80}, 50, 30)


def test_money_without_lines_that_came_before_the_petition_paid_what_was_due_then() -> None:
    early = PETITION - timedelta(days=1)
    found = open_account(STAYED, OwnPostings({}), [_receipt(50, on=early), _receipt(20)], PETITION)
    assert (_open(found), found.credit_cents) == ({"stayed": 30, "since": 80}, 0)


def test_what_came_back_lessens_the_money_of_either_time() -> None:
    early = PETITION - timedelta(days=1)
    found = open_account(STAYED, OwnPostings({}), [_receipt(50, on=early), _receipt(-20)], PETITION)
    assert (_open(found), found.returned_cents) == ({"stayed": 50, "since": 100}, 0)
    found = open_account(STAYED, OwnPostings({}), [_receipt(-50, on=early), _receipt(70)], PETITION)
    assert (_open(found), found.returned_cents) == ({"stayed": 80, "since": 80}, 0)


def test_a_directed_payment_elsewhere_pays_what_is_stayed() -> None:
    found = open_account(STAYED, OwnPostings({}), [_receipt(80, stayed=80)], PETITION)
    assert _open(found) == {"since": 100}


def test_a_previous_balance_is_shown_never_summed() -> None:
    found = open_account([_charge("p", 999, kind=ChargeKind.PREVIOUS_BALANCE)], OwnPostings({}), [])
    assert (found.balance_cents, found.charges) == (0, ())


def test_a_receipt_with_our_fact_id_confirms_and_never_counts() -> None:
    found = open_account([_charge("a", 100)], OwnPostings({"a": 100}), [_receipt(100, "fact-1", a=100)])
    assert (found.balance_cents, found.credit_cents) == (0, 0)


def test_more_came_back_than_was_paid_is_owed() -> None:
    found = open_account([_charge("a", 100)], OwnPostings({}), [_receipt(-60)])
    assert (_open(found), found.returned_cents, found.balance_cents) == ({"a": 100}, 60, 160)


def test_what_came_back_is_owed_once() -> None:
    own = OwnPostings({"cis/returned/A": 60, "a": 100})
    found = open_account([_charge("a", 100), _charge("b", 40)], own, [_receipt(-60)])
    assert (_open(found), found.returned_cents, found.credit_cents, found.balance_cents) == ({"b": 40}, 0, 0, 40)


def test_money_that_is_no_longer_missing_makes_what_was_paid_for_it_a_credit() -> None:
    own = OwnPostings({"cis/returned/A": 60})
    found = open_account([_charge("a", 100)], own, [_receipt(-60), _receipt(20)])
    assert (_open(found), found.returned_cents, found.credit_cents, found.balance_cents) == ({"a": 100}, 0, 20, 80)


def test_a_returned_payment_opens_its_charge_again() -> None:
    found = open_account([_charge("a", 100)], OwnPostings({}), [_receipt(100, a=100), _receipt(-100, a=-100)])
    assert (_open(found), found.balance_cents) == ({"a": 100}, 100)


def test_a_payment_of_a_charge_that_is_gone_is_credit() -> None:
    found = open_account([], OwnPostings({"gone": 70}), [])
    assert (found.credit_cents, found.balance_cents) == (70, -70)


_KEYS = [f"k{n}" for n in range(6)]
_CHARGES = st.lists(
    st.builds(
        lambda key, cents, days, kind: _charge(key, cents, DUE + timedelta(days=days), kind),
        st.sampled_from(_KEYS),
        st.integers(-500, 5_000),
        st.integers(-90, 30),
        st.sampled_from(list(ChargeKind)),
    ),
    max_size=6,
    unique_by=lambda charge: charge.key,
)
_PARTS = st.dictionaries(st.sampled_from(_KEYS), st.integers(-3_000, 3_000), max_size=3)
_RECEIPTS = st.lists(
    st.builds(
        lambda cents, fact, days, parts: _receipt(cents, fact, DUE + timedelta(days=days), **parts),
        st.integers(-5_000, 9_000),
        st.sampled_from([None, None, None, "fact-1"]),
        st.integers(-90, 30),
        _PARTS,
    ),
    max_size=4,
)
_PAID = st.dictionaries(st.sampled_from([*_KEYS, "cis/returned/A"]), st.integers(-3_000, 3_000), max_size=4)
_OWN = st.builds(OwnPostings, _PAID, st.integers(-500, 3_000))


_PETITIONS = st.one_of(st.none(), st.integers(-90, 30).map(lambda days: DUE + timedelta(days=days)))


@given(_CHARGES, _OWN, _RECEIPTS, _PETITIONS, st.data())
def test_open_less_credit_is_the_balance_in_any_order(
    charges: list[Charge], own: OwnPostings, receipts: list[OutsideReceipt], petition: date | None, data: st.DataObject
) -> None:
    found = open_account(charges, own, receipts, petition)
    assert sum(item.open_cents for item in found.charges) + found.returned_cents - found.credit_cents == (
        found.balance_cents
    )
    assert all(item.open_cents >= 0 for item in found.charges)
    assert found.returned_cents >= 0
    counted = [c for c in charges if c.kind is not ChargeKind.PREVIOUS_BALANCE]
    assert (
        found.balance_cents
        == sum(c.amount_cents for c in counted)
        - sum(r.amount_cents for r in receipts if r.fact_id is None)
        - sum(own.paid_cents.values())
        - own.credit_cents
    )
    again = open_account(data.draw(st.permutations(charges)), own, data.draw(st.permutations(receipts)), petition)
    assert again == found


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-5, "not_due"), (0, "not_due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61+")],
)
def test_age_counts_days_after_the_due_date(days: int, bucket: str) -> None:
    assert age_bucket(DUE, DUE + timedelta(days=days)) == bucket


def test_the_table_by_service_and_age_adds_up() -> None:
    rows = [_charge("a", 100), _charge("b", 40, DUE - timedelta(days=40)), _charge("paid", 10)]
    found = open_account(rows, OwnPostings({"paid": 10}), [])
    assert by_service_and_age(found, DUE) == {"water": {"not_due": 100, "1-30": 0, "31-60": 40, "61+": 0}}
