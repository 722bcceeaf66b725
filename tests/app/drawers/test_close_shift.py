"""Closing a shift: the drawer goes to zero, its content where it belongs; nothing but a missing count stops it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.bootstrap import check
from app.drawers import close_shift, open_shift
from app.drawers.close_shift import CloseRefusal, CloseShift, closing_postings, emptied
from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.count_drawer_facts import ByTender, FoundPaper
from app.drawers.counts import find_close, standing_close
from app.drawers.movement_tables import sealed_bag
from app.drawers.open_shift import OpenShift
from app.drawers.queries import ShiftEvent, drawer_content, find_shift
from app.drawers.queries import open_shift as find_open_shift
from app.drawers.sealed_bags import BagRefusal
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from app.workplace import Whereabouts
from tests.factories.closing import ORACLE_PIECES, close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact, stored_bytes
from tests.factories.movements import drop, pay_out
from tests.factories.outcomes import refused
from tests.factories.payments import pay

INTENT = "0000005a-0000-7000-8000-000000000001"
OTHER = MiscellaneousReceipt("369-9000", 5000)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def body_of(counter: Counter, fact_id: str) -> ShiftClosed:
    body = read_fact(counter.services, fact_id).body
    assert isinstance(body, ShiftClosed)
    return body


def drawer_sums(counter: Counter) -> dict[str, int]:
    return {name: cents for name, cents in ledger(counter.services).items() if name.startswith("drawer/")}


def test_the_worked_drawer_closes(counter: Counter) -> None:
    """Domain rules §8: 637.30 counted, short 0.05; bank deposit 3,000 of drops and 437.30."""
    pay(counter, MiscellaneousReceipt("369-9000", 348235))
    for bag in ("B-1", "B-2", "B-3"):
        drop(counter, {10000: 10}, bag)
    pay_out(counter, 4500)
    closed = close(counter, count(counter, ORACLE_PIECES), "b-4").close
    sums = ledger(counter.services)
    assert drawer_sums(counter) == {}
    assert (sums["sealed_bags/cash"], sums["over_short"], sums.get("safe")) == (343730, 5, None)
    assert (closed.number, closed.float_cents, closed.over_short_cents, closed.bag) == (1, 20000, -5, "B-4")
    assert not closed.approval_pending
    body = body_of(counter, closed.fact_id)
    assert body.bagged == ByTender(43730) and body.approval == Approval(CASHIER.person_id, "policy", 5)
    assert check(counter.services, thorough=True) == ()


def test_checks_and_money_orders_go_into_the_bag_too(counter: Counter) -> None:
    tender = Tender(kind="check", amount_cents=5000, routing_number="021000021", number="1042")
    receipt = pay(counter, OTHER, tenders=(tender,)).receipt
    order = Tender(kind="money_order", amount_cents=5000, number="17-220113344")
    pay(counter, OTHER, tenders=(order,))
    found = FoundPaper("check", 5000, receipt.fact_id, 1)
    closed = close(counter, count(counter, {2000: 10}, found), "B-9", approver=SUPERVISOR)
    sums = ledger(counter.services)
    assert drawer_sums(counter) == {} and sums["over_short"] == 5000
    assert sums["sealed_bags/check"] == 5000 and "sealed_bags/money_order" not in sums
    with counter.services.read_journal() as journal:
        (bag,) = journal.execute(select(sealed_bag))
    assert (bag.fact_id, bag.bag, bag.check_cents, bag.cash_cents) == (closed.close.fact_id, "B-9", 5000, 0)


def test_a_shift_without_sales_closes_and_the_drawer_is_free(counter: Counter) -> None:
    closed = close(counter, count(counter, {2000: 10}))
    assert ledger(counter.services) == {} and closed.close.bag == ""
    with counter.services.read_journal() as journal:
        shift = find_shift(journal, counter.shift.shift)
        assert shift is not None and shift.state is ShiftEvent.CLOSED and shift.person == CASHIER.person_id
        assert find_open_shift(journal, "A2") is None
        assert standing_close(journal, counter.shift.shift) == closed.close
        assert list(journal.execute(select(sealed_bag))) == []
    again = OpenShift(counter.services.ids.new_id(), {2000: 5})
    assert open_shift.record(counter.services, SUPERVISOR, again).shift.float_cents == 10000


def test_less_than_the_float_goes_to_the_pouch_as_it_is(counter: Counter) -> None:
    close(counter, count(counter, {2000: 9}), approver=SUPERVISOR)
    assert ledger(counter.services) == {"safe": -2000, "over_short": 2000}


def test_an_empty_float_and_an_empty_drawer(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, float_pieces={})
    closed = close(counter, count(counter, {}))
    assert body_of(counter, closed.close.fact_id).postings == ()
    counter.services.close()


def test_closes_are_numbered_without_a_gap(counter: Counter) -> None:
    numbers = [close(counter, count(counter, {2000: 10})).close.number]
    for _ in range(2):
        shift = counter.services.ids.new_id()
        open_shift.record(counter.services, CASHIER, OpenShift(shift, {2000: 10}))
        numbers.append(close(counter, count(counter, {2000: 10})).close.number)
    assert numbers == [1, 2, 3]


def test_the_same_intent_again_is_the_same_close(counter: Counter) -> None:
    command = CloseShift(INTENT, count(counter, {2000: 10}))
    first = close_shift.record(counter.services, CASHIER, command)
    facts = fact_count(counter.services)
    again = close_shift.record(counter.services, CASHIER, command)
    assert again.again and again.close == first.close and fact_count(counter.services) == facts
    used = replace(command, intent=command.count)
    assert refused(lambda: close_shift.record(counter.services, CASHIER, used)) is CloseRefusal.INTENT_TAKEN


@pytest.mark.parametrize(("short_cents", "pending"), [(500, False), (501, True)])
def test_over_the_limit_a_close_waits_for_approval_and_is_not_stopped(
    counter: Counter, short_cents: int, pending: bool
) -> None:
    pay(counter, MiscellaneousReceipt("369-9000", short_cents))
    closed = close(counter, count(counter, {2000: 10}))
    body = body_of(counter, closed.close.fact_id)
    assert closed.close.approval_pending is pending and (body.approval is None) is pending


def test_a_second_person_signs_for_a_large_difference(counter: Counter) -> None:
    closed = close(counter, count(counter, {2000: 9}), approver=SUPERVISOR)
    body = body_of(counter, closed.close.fact_id)
    assert body.approval == Approval(SUPERVISOR.person_id, "pin", 2000) and not body.approval_pending


def test_somebody_who_may_not_sign_is_refused_and_the_close_goes_on_without(counter: Counter) -> None:
    counted = count(counter, {2000: 9})
    nobody = replace(SUPERVISOR, permissions=frozenset())
    assert refused(lambda: close(counter, counted, approver=CASHIER)) is ApprovalRefusal.SECOND_PERSON_IS_THE_SAME
    assert refused(lambda: close(counter, counted, approver=nobody)) is ApprovalRefusal.SECOND_PERSON_MAY_NOT
    assert close(counter, counted).close.approval_pending


def test_a_card_difference_posts_nothing(counter: Counter) -> None:
    close(counter, count(counter, {2000: 10}, batch_cents=9900))
    assert ledger(counter.services) == {}


def test_what_was_typed_stands_beside_the_chain(counter: Counter) -> None:
    closed = close(counter, count(counter, {2000: 9}), reason="change_wrong", note=" gave Mrs Alvarez a twenty ")
    body = body_of(counter, closed.close.fact_id)
    assert body.reason == "change_wrong" and body.reason_names["en"] == "Change given wrongly"
    assert body.policies == ("cash_control/1", "approvals/1")
    assert body.note and b"Alvarez a twenty" not in stored_bytes(counter.services, "private_data", "new_print_job")
    assert b"gave Mrs Alvarez a twenty" in stored_bytes(counter.services)


def test_a_bag_number_is_typed_right_or_left_out(counter: Counter) -> None:
    pay(counter, OTHER)
    counted = count(counter, {2000: 10, 5000: 1})
    assert refused(lambda: close(counter, counted, "no digits")) is BagRefusal.BAG_NOT_A_NUMBER
    assert close(counter, counted, "  ").close.bag == ""
    assert ledger(counter.services)["sealed_bags/cash"] == 5000


def test_a_bag_is_used_once(counter: Counter) -> None:
    pay(counter, OTHER)
    drop(counter, {5000: 1}, "B-77")
    pay(counter, OTHER)
    counted = count(counter, {2000: 10, 5000: 1})
    assert refused(lambda: close(counter, counted, "b-077")) is BagRefusal.BAG_USED


def test_a_supervisor_closes_in_the_cashier_s_place(counter: Counter) -> None:
    counted = count(counter, {2000: 10}, session=SUPERVISOR)
    closed = close_shift.record(counter.services, SUPERVISOR, CloseShift(INTENT, counted))
    assert closed.close.closed_by == SUPERVISOR.person_id
    assert body_of(counter, INTENT).cashier == CASHIER.person_id


def test_after_a_sale_the_drawer_is_counted_again(counter: Counter) -> None:
    counted = count(counter, {2000: 10})
    pay(counter, OTHER)
    assert refused(lambda: close(counter, counted)) is CloseRefusal.COUNT_OUT_OF_DATE
    older, newer = count(counter, {2000: 10, 5000: 1}), count(counter, {2000: 10, 5000: 1})
    assert refused(lambda: close(counter, older)) is CloseRefusal.COUNT_OUT_OF_DATE
    assert close(counter, newer).close.over_short_cents == 0


WRONG: dict[str, Any] = {"reason": "none", "note": "4111 1111 1111 1111" * 10}
ROWS: list[tuple[CloseRefusal, dict[str, Any]]] = [
    (CloseRefusal.REASON_UNKNOWN, WRONG),
    (CloseRefusal.NOTE_TOO_LONG, {**WRONG, "reason": ""}),
    (CloseRefusal.CARD_NUMBER_TYPED, {"note": "4111 1111 1111 1111"}),
]


@pytest.mark.parametrize(("code", "typed"), ROWS, ids=[code.name for code, _ in ROWS])
def test_words_that_are_no_reason(counter: Counter, code: CloseRefusal, typed: dict[str, Any]) -> None:
    counted = count(counter, {2000: 9})
    facts = fact_count(counter.services)
    assert refused(lambda: close(counter, counted, **typed)) is code
    assert fact_count(counter.services) == facts


def test_refusals_about_the_shift_come_in_their_order(counter: Counter) -> None:
    counted = count(counter, {2000: 10})
    stranger = replace(SUPERVISOR, permissions=frozenset({Permission.DRAWER_OPEN_SHIFT}))
    nobody = replace(CASHIER, permissions=frozenset())
    wrong = CloseShift(INTENT, "none", **WRONG)
    services, there = counter.services, replace(wrong, count=counted)
    elsewhere = replace(services, here=Whereabouts(replace(services.device, code="B1"), services.place))
    pay(counter, OTHER)  # the count is out of date, which comes after all others about the shift
    codes = [
        refused(lambda: close_shift.record(services, nobody, wrong)),
        refused(lambda: close_shift.record(services, stranger, wrong)),
        refused(lambda: close_shift.record(elsewhere, stranger, there)),
        refused(lambda: close_shift.record(services, stranger, there)),
        refused(lambda: close_shift.record(services, CASHIER, there)),
    ]
    last = count(counter, {2000: 10, 5000: 1})
    close(counter, last)
    codes.insert(3, refused(lambda: close_shift.record(services, stranger, replace(wrong, count=last))))
    assert codes == [IdentityRefusal.NOT_PERMITTED, *list(CloseRefusal)[1:6]]
    assert list(CloseRefusal)[6:] == [code for code, _ in ROWS]


def test_an_unknown_close(counter: Counter) -> None:
    with counter.services.read_journal() as journal:
        assert find_close(journal, "none") is None and standing_close(journal, counter.shift.shift) is None


CENTS = st.integers(-10_000, 1_000_000)
AMOUNTS = st.builds(ByTender, CENTS, CENTS, CENTS, st.none() | CENTS)


@given(AMOUNTS, st.builds(ByTender, *(st.integers(0, 1_000_000),) * 3), st.integers(0, 100_000))
def test_a_close_sums_to_zero_and_empties_the_drawer(expected: ByTender, counted: ByTender, float_cents: int) -> None:
    lines = closing_postings("A2", expected, counted, float_cents)
    sums = {line.ledger_account: line.amount_cents for line in lines}
    assert sum(sums.values()) == 0 and len(sums) == len(lines)
    for tender in ("cash", "check", "money_order"):
        assert sums.get(f"drawer/A2/{tender}", 0) == -expected.of(tender)
    assert sums.get("over_short", 0) == expected.held_cents - counted.held_cents
    assert 0 <= sums.get("safe", 0) <= float_cents
    bagged = sum(sums.get(f"sealed_bags/{tender}", 0) for tender in ("cash", "check", "money_order"))
    assert bagged + sums.get("safe", 0) == counted.held_cents


def test_the_float_comes_first() -> None:
    assert emptied(ByTender(100, 5, 6, 7), 80) == close_shift.Emptied(80, ByTender(20, 5, 6))
    assert emptied(ByTender(100), 180) == close_shift.Emptied(100, ByTender())


def test_after_a_close_the_shift_s_drawer_holds_nothing(counter: Counter) -> None:
    pay(counter, OTHER)
    close(counter, count(counter, {2000: 10}), approver=SUPERVISOR)
    with counter.services.read_journal() as journal:
        content = drawer_content(journal, counter.shift)
    assert (content.cash_cents, content.check_cents, content.money_order_cents) == (0, 0, 0)
