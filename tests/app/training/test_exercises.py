"""Exercises read what is done from the facts since they began; nobody ticks anything off."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import EXERCISES
from app.drawers import count_drawer
from app.drawers.count_drawer import CountDrawer
from app.drawers.count_drawer_facts import CountPurpose
from app.payments import void_receipt
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from app.payments.void_receipt import VoidReceipt
from app.store.settings import write_setting
from app.training.exercises import Exercise, begin, exercises
from app.training_mode import TrainingRefusal
from tests.factories.closing import close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.movements import drop
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.training import training


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path / "data")
    with counter.services.plain_work() as work:
        write_setting(work.connection, EXERCISES, " ".join(f"{exercise.value}=0" for exercise in Exercise))
        work.commit()
    yield counter
    counter.services.close()


def done(counter: Counter, exercise: Exercise) -> list[bool]:
    found = next(one for one in exercises(counter.services) if one.exercise is exercise)
    assert found.begun
    return [is_done for _, is_done in found.steps]


def cash(amount_cents: int) -> Tender:
    return Tender(kind="cash", amount_cents=amount_cents)


def test_at_first_nothing_is_begun(tmp_path: Path) -> None:
    with training(tmp_path / "training") as services:
        found = exercises(services)
        assert [one.exercise for one in found] == list(Exercise)
        assert not any(one.begun or one.done for one in found)


def test_exact_cash(counter: Counter) -> None:
    pay(counter, MiscellaneousReceipt("369-9000", 500))
    assert done(counter, Exercise.EXACT_CASH) == [False, False]
    pay(counter, tenders=(cash(8000),))
    assert done(counter, Exercise.EXACT_CASH) == [True, False]
    pay(counter)
    assert done(counter, Exercise.EXACT_CASH) == [True, True]


def test_split_tender(counter: Counter) -> None:
    check = Tender(kind="check", amount_cents=4000, number="118", routing_number="063100277")
    pay(counter, tenders=(cash(3000), cash(4415)))
    assert done(counter, Exercise.SPLIT_TENDER) == [True, False]
    pay(counter, tenders=(check, cash(3415)))
    assert done(counter, Exercise.SPLIT_TENDER) == [True, True]


def test_a_void_counts_for_its_reason_only(counter: Counter) -> None:
    for reason, expected in (("wrong_amount", [True, False]), ("wrong_account", [True, True])):
        receipt = pay(counter).receipt.fact_id
        command = VoidReceipt(counter.services.ids.new_id(), receipt, reason, SUPERVISOR)
        void_receipt.record(counter.services, CASHIER, command)
        assert done(counter, Exercise.VOID) == expected


def test_a_safe_drop(counter: Counter) -> None:
    assert done(counter, Exercise.SAFE_DROP) == [False]
    drop(counter, {2000: 2}, "B-1")
    assert done(counter, Exercise.SAFE_DROP) == [True]


def test_count_and_close_tick_off_one_after_the_other(counter: Counter) -> None:
    surprise = CountDrawer(counter.services.ids.new_id(), {2000: 10}, purpose=CountPurpose.SURPRISE)
    count_drawer.record(counter.services, SUPERVISOR, surprise)
    assert done(counter, Exercise.CLOSE) == [False, False]
    counted = count(counter, {2000: 10})
    assert done(counter, Exercise.CLOSE) == [True, False]
    close(counter, counted)
    assert done(counter, Exercise.CLOSE) == [True, True]


def test_what_happened_before_does_not_count(tmp_path: Path) -> None:
    with training(tmp_path / "training") as services:
        begin(services, Exercise.SAFE_DROP)
        begin(services, Exercise.CLOSE)
        begun = {one.exercise for one in exercises(services) if one.begun}
        assert begun == {Exercise.SAFE_DROP, Exercise.CLOSE}
        assert not any(one.done for one in exercises(services))


def test_there_are_no_exercises_at_a_real_counter(counter: Counter) -> None:
    assert refused(lambda: begin(counter.services, Exercise.CLOSE)) is TrainingRefusal.ONLY_IN_TRAINING
