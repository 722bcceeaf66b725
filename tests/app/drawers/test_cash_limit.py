"""The limit of cash in a drawer: two levels, and a sum that is remembered and stays right."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawers.cash_limit import CashLevel, cash_level, level_here, takes_no_more_cash
from app.payments import void_receipt
from app.payments.types import MiscellaneousReceipt
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import ledger
from tests.factories.movements import drop, pay_in, pay_out
from tests.factories.payments import pay
from tests.factories.policies import policy
from tests.factories.workstation import open_workstation


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def stops(counter: Counter, at_cents: int) -> bool:
    with counter.services.unit_of_work() as work:
        return takes_no_more_cash(work, counter.shift, policy("cash_control", drawer_stop_cents=at_cents))


@pytest.mark.parametrize(
    ("cents", "warn", "stop", "level"),
    [
        (9999, 10000, 20000, CashLevel.BELOW),
        (10000, 10000, 20000, CashLevel.WARN),
        (19999, 10000, 20000, CashLevel.WARN),
        (20000, 10000, 20000, CashLevel.STOP),
        (20000, 10000, 0, CashLevel.WARN),
        (20000, 0, 30000, CashLevel.BELOW),
        (10**9, 0, 0, CashLevel.BELOW),
    ],
)
def test_levels(cents: int, warn: int, stop: int, level: CashLevel) -> None:
    assert cash_level(cents, policy("cash_control", drawer_warn_cents=warn, drawer_stop_cents=stop)) is level


def test_without_a_limit_nothing_is_summed(counter: Counter) -> None:
    assert not stops(counter, 0)


STEPS = st.lists(st.sampled_from(["pay", "void", "pay_in", "pay_out", "drop", "ask"]), max_size=12)


@settings(max_examples=15)
@given(STEPS)
def test_what_is_remembered_is_what_the_postings_say(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Asked after each step, or only after some: the level changes at exactly the sum of the postings."""
    counter = open_counter(tmp_path_factory.mktemp("limit"))
    receipts: list[str] = []
    for number, step in enumerate(steps):
        if step == "pay":
            receipts.append(pay(counter, MiscellaneousReceipt("369-9000", 1234)).receipt.fact_id)
        elif step == "void" and receipts:
            undo = VoidReceipt(counter.services.ids.new_id(), receipts.pop(), "wrong_amount", SUPERVISOR)
            void_receipt.record(counter.services, CASHIER, undo)
        elif step == "pay_in":
            pay_in(counter, 501)
        elif step == "pay_out":
            pay_out(counter, 100)
        elif step == "drop":
            drop(counter, {100: 1}, f"B{number}")
        else:
            _is_exact(counter)
    _is_exact(counter)
    counter.services.close()


def _is_exact(counter: Counter) -> None:
    cents = ledger(counter.services)["drawer/A2/cash"]
    assert (stops(counter, cents), stops(counter, cents + 1)) == (True, False)


def test_another_shift_begins_anew(counter: Counter) -> None:
    assert stops(counter, 20000)
    other = replace(counter, shift=replace(counter.shift, shift="another"))
    assert not stops(other, 1) and stops(counter, 20000)


def test_what_the_counter_asks(counter: Counter, tmp_path: Path) -> None:
    assert level_here(counter.services) is CashLevel.BELOW
    pay(counter, MiscellaneousReceipt("369-9000", 230000))
    assert level_here(counter.services) is CashLevel.WARN
    pay(counter, MiscellaneousReceipt("369-9000", 750000))
    assert level_here(counter.services) is CashLevel.STOP
    closed = open_workstation(tmp_path / "closed")
    level = level_here(closed)
    closed.close()
    assert level is CashLevel.BELOW
