"""The safe: bags come in unopened, those that were not brought are named, and every movement takes two people."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import safe
from app.drawers.bags import bags_called, bags_expected, bags_here
from app.drawers.custody import custody_log
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.safe import BagsRefusal, GiveBack, MoveCash, ReceiveBags, SafeMoveRefusal
from app.drawers.safe_content import loose_pieces, safe_content
from app.drawers.safe_facts import BagEvent, SafeBagsReceived, SafeMoved
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from tests.factories.closing import accept, close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import drop
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.safe import (
    bag_called,
    count_safe,
    expected,
    give_back,
    move,
    pieces_of,
    prepare,
    receive,
    send,
    verify,
)

INTENT = "0000005a-0000-7000-8000-000000000001"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def dropped(counter: Counter) -> tuple[str, str]:
    """Two drops, of 40 and 60: the facts that sealed them."""
    return (
        drop(counter, {2000: 2}, "B-1").slip.fact_id,
        drop(counter, {1000: 6}, "B-2").slip.fact_id,
    )


def test_a_bag_that_is_not_brought_is_named(counter: Counter) -> None:
    first, second = dropped(counter)
    assert [bag.bag for bag in expected(counter)] == ["B-1", "B-2"]
    safe.receive_bags(counter.services, CASHIER, ReceiveBags(INTENT, (first,), SUPERVISOR))
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, SafeBagsReceived)
    assert [bag.bag for bag in body.bags] == ["B-1"] and [bag.bag for bag in body.not_there] == ["B-2"]
    assert body.approval == Approval(SUPERVISOR.person_id, "pin", 4000)
    assert ledger(counter.services) == {"drawer/A2/cash": 10000, "sealed_bags/cash": 6000, "safe": -20000 + 4000}
    (left,) = expected(counter)
    assert (left.sealed_by, left.state) == (second, BagEvent.NOT_THERE)
    receive(counter)
    assert expected(counter) == [] and check(counter.services, thorough=True) == ()


def test_the_same_intent_again_receives_nothing(counter: Counter) -> None:
    first, _ = dropped(counter)
    command = ReceiveBags(INTENT, (first,), SUPERVISOR)
    assert safe.receive_bags(counter.services, CASHIER, command).kinds
    facts = fact_count(counter.services)
    assert not safe.receive_bags(counter.services, CASHIER, command).kinds and fact_count(counter.services) == facts


def test_bags_are_found_by_number_however_it_is_typed(counter: Counter) -> None:
    dropped(counter)
    with counter.services.read_journal() as journal:
        waiting = bags_expected(journal)
        assert [bag.bag for bag in bags_called(waiting, " b-001")] == ["B-1"]
        assert bags_called(waiting, "B-3") == []


def test_a_bag_of_a_close_without_number_is_expected_too(counter: Counter) -> None:
    pay(counter)
    closed = close(counter, count(counter, pieces_of(27415)))
    (bag,) = expected(counter)
    assert (bag.sealed_by, bag.bag, bag.held.cash_cents) == (closed.close.fact_id, "", 7415)
    receive(counter)
    assert ledger(counter.services)["safe"] == 7415
    assert check(counter.services, thorough=True) == ()


def test_a_bag_goes_back_to_be_counted_again(counter: Counter) -> None:
    first, _ = dropped(counter)
    receive(counter)
    before = ledger(counter.services)
    give_back(counter, bag_called(counter, "B-1"))
    assert ledger(counter.services)["sealed_bags/cash"] == 4000
    assert [(bag.sealed_by, bag.state) for bag in expected(counter)] == [(first, BagEvent.GIVEN_BACK)]
    receive(counter)
    assert ledger(counter.services) == before and check(counter.services, thorough=True) == ()


def test_every_hand_that_touched_a_bag_is_named(counter: Counter) -> None:
    pay(counter)
    closed = close(counter, count(counter, pieces_of(27415)), "D-1").close
    accept(counter, closed.fact_id)
    receive(counter)
    count_safe(counter, 180000, *(bag_called(counter, "D-1"),))
    send(counter, verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit)
    with counter.services.read_journal() as journal:
        log = custody_log(journal, counter.services.kinds, closed.fact_id)
    said = ["sealed", "received", "counted", "deposit_prepared", "deposit_verified", "deposit_sent"]
    assert [hand.event for hand in log] == said
    assert [bool(hand.second) for hand in log] == [False, True, True, False, False, True]
    with counter.services.read_journal() as journal:
        assert custody_log(journal, counter.services.kinds, "none") == []


def test_change_comes_and_goes_with_two_people(counter: Counter) -> None:
    count_safe(counter, 180000)
    move(counter, 50000)
    command = MoveCash(INTENT, "move_out", "change_fund_reduced", {2000: 5}, " to finance ", SUPERVISOR)
    safe.move_cash(counter.services, CASHIER, command)
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, SafeMoved) and body.amount_cents == -10000 and body.note is not None
    found = ledger(counter.services)
    assert (found["safe"], found["bank"], found["change_fund"]) == (220000, -50000, -200000 + 10000)
    with counter.services.read_journal() as journal:
        assert safe_content(journal).loose_cents == 220000
        assert loose_pieces(journal, counter.services.kinds) == {10000: 23, 2000: -5}
    assert check(counter.services, thorough=True) == ()


def test_a_float_that_is_handed_out_is_posted_by_its_shift(counter: Counter) -> None:
    count_safe(counter, 180000)
    before = ledger(counter.services)
    move(counter, -20000, "float_issued")
    assert ledger(counter.services) == before


def _bags(counter: Counter, *bags: str, give: str = "") -> object:
    if give:
        return safe.give_back(counter.services, CASHIER, GiveBack(INTENT, bags, give, None))
    return safe.receive_bags(counter.services, CASHIER, ReceiveBags(INTENT, bags))


def _in_a_deposit(counter: Counter) -> object:
    pay(counter)
    accept(counter, close(counter, count(counter, pieces_of(27415)), "D-1").close.fact_id)
    receive(counter)
    prepare(counter, 7415, "BANK-1")
    with counter.services.read_journal() as journal:
        (bag,) = bags_here(journal)
    return give_back(counter, bag)


def _received(counter: Counter) -> str:
    first, _ = dropped(counter)
    receive(counter)
    return first


BAG_ROWS: list[tuple[object, Callable[[Counter], object]]] = [
    (BagsRefusal.INTENT_TAKEN, lambda c: safe.receive_bags(c.services, CASHIER, ReceiveBags(c.shift.shift, ()))),
    (BagsRefusal.NO_BAGS, _bags),
    (BagsRefusal.BAG_NAMED_TWICE, lambda c: _bags(c, "x", "x")),
    (BagsRefusal.BAG_UNKNOWN, lambda c: _bags(c, "x")),
    (BagsRefusal.BAG_IN_THE_SAFE, lambda c: _bags(c, _received(c))),
    (BagsRefusal.BAG_NOT_IN_THE_SAFE, lambda c: _bags(c, dropped(c)[0], give="none")),
    (BagsRefusal.BAG_IN_A_DEPOSIT, _in_a_deposit),
    (BagsRefusal.REASON_UNKNOWN, lambda c: _bags(c, _received(c), give="none")),
    (ApprovalRefusal.SECOND_PERSON_MISSING, lambda c: _bags(c, dropped(c)[0])),
    (ApprovalRefusal.SECOND_PERSON_IS_THE_SAME, lambda c: receive(c, *[bag_called(c, dropped(c) and "B-1")],
                                                                 second=CASHIER)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "call"), BAG_ROWS, ids=[str(code) for code, _ in BAG_ROWS])
def test_bag_refusals(counter: Counter, code: object, call: Callable[[Counter], object]) -> None:
    assert refused(lambda: call(counter)) is code
    assert check(counter.services, thorough=True) == ()


def _move(counter: Counter, **also: object) -> object:
    count_safe(counter, 10000)
    command = replace(MoveCash(INTENT, "move_out", "change_to_bank", {100: 1}), **also)  # type: ignore[arg-type] # by name
    return safe.move_cash(counter.services, CASHIER, command)


MOVE_ROWS: list[tuple[object, Callable[[Counter], object]]] = [
    (SafeMoveRefusal.INTENT_TAKEN, lambda c: _move(c, intent=c.shift.shift)),
    (SafeMoveRefusal.NOT_COUNTED_YET, lambda c: move(c, 100, "none")),
    (SafeMoveRefusal.REASON_UNKNOWN, lambda c: _move(c, reason="none", pieces={7: 1})),
    (OpenShiftRefusal.DENOMINATION_UNKNOWN, lambda c: _move(c, pieces={7: 1})),
    (SafeMoveRefusal.NOTHING_COUNTED, lambda c: _move(c, pieces={100: 0})),
    (SafeMoveRefusal.AMOUNT_TOO_LARGE, lambda c: _move(c, pieces={10000: 1001}, note="\0")),
    (SafeMoveRefusal.NOTE_NOT_PLAIN, lambda c: _move(c, pieces={10000: 900}, note="\0")),
    (SafeMoveRefusal.CARD_NUMBER_TYPED, lambda c: _move(c, pieces={10000: 900}, note="4111111111111111")),
    (SafeMoveRefusal.NOT_IN_THE_SAFE, lambda c: _move(c, pieces={10000: 2})),
    (ApprovalRefusal.SECOND_PERSON_MISSING, _move),
]


@pytest.mark.parametrize(("code", "call"), MOVE_ROWS, ids=[str(code) for code, _ in MOVE_ROWS])
def test_move_refusals(counter: Counter, code: object, call: Callable[[Counter], object]) -> None:
    assert refused(lambda: call(counter)) is code


def test_every_refusal_has_its_row() -> None:
    codes = [code for code, _ in (*BAG_ROWS, *MOVE_ROWS)]
    assert [code for code in BagsRefusal if code not in codes] == []
    assert [code for code in SafeMoveRefusal if code not in codes] == [SafeMoveRefusal.NOTE_MISSING]


def test_the_permission_comes_first(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.SAFE_USE})
    calls: list[Callable[[], object]] = [
        lambda: safe.receive_bags(counter.services, nobody, ReceiveBags("", ())),
        lambda: safe.give_back(counter.services, nobody, GiveBack("", (), "")),
        lambda: safe.move_cash(counter.services, nobody, MoveCash("", "move_in", "", {})),
    ]
    assert [refused(call) for call in calls] == [IdentityRefusal.NOT_PERMITTED] * 3
