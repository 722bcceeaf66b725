"""Lanes: who goes first, what can be given up, what happens to exceptions, batches, and the end."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError

import pytest

from app.lanes import Lanes, Priority, Task, current_task

WAIT = 10.0


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.stop()


class Gate:
    """Work that a lane begins and that ends when the test says so."""

    def __init__(self) -> None:
        self.begun, self.open = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        if not self.open.wait(WAIT):
            raise TimeoutError("the test forgot the gate")
        return "passed"


class FakeConnection:
    """A database connection whose query ends only by interruption."""

    def __init__(self) -> None:
        self.interrupted = threading.Event()

    def interrupt(self) -> None:
        self.interrupted.set()


def fail() -> None:
    raise ZeroDivisionError("on purpose")


def test_payments_go_before_spool_and_background(lanes: Lanes) -> None:
    gate, order = Gate(), list[str]()
    lanes.write(gate)
    gate.begun.wait(WAIT)
    given = [
        (Priority.BACKGROUND, "background 1"),
        (Priority.SPOOL, "spool 1"),
        (Priority.PAYMENT, "payment 1"),
        (Priority.BACKGROUND, "background 2"),
        (Priority.PAYMENT, "payment 2"),
        (Priority.SPOOL, "spool 2"),
    ]

    def note(name: str) -> Callable[[], None]:
        return lambda: order.append(name)

    tasks = [lanes.write(note(name), priority) for priority, name in given]
    gate.open.set()
    for task in tasks:
        task.future.result(WAIT)
    assert order == ["payment 1", "payment 2", "spool 1", "spool 2", "background 1", "background 2"]


def test_one_writer_and_two_readers_at_a_time(lanes: Lanes) -> None:
    gates = [Gate() for _ in range(3)]
    written = [lanes.write(gate) for gate in gates[:2]]
    assert gates[0].begun.wait(WAIT)
    assert not gates[1].begun.wait(0.05)
    for gate in gates:
        gate.open.set()
    for task in written:
        assert task.future.result(WAIT) == "passed"

    gates = [Gate() for _ in range(3)]
    read = [lanes.read(gate) for gate in gates]
    assert gates[0].begun.wait(WAIT) and gates[1].begun.wait(WAIT)
    assert not gates[2].begun.wait(0.05)
    for gate in gates:
        gate.open.set()
    for task in read:
        assert task.future.result(WAIT) == "passed"


def test_each_printer_and_each_background_task_has_its_own_lane(lanes: Lanes) -> None:
    gate = Gate()
    held = lanes.printer("receipts").submit(gate)
    gate.begun.wait(WAIT)
    assert lanes.printer("labels").submit(lambda: 1).future.result(WAIT) == 1
    assert lanes.background("second_copy").submit(lambda: 2).future.result(WAIT) == 2
    assert lanes.write(lambda: 3).future.result(WAIT) == 3
    assert lanes.printer("receipts") is lanes.printer("receipts")
    gate.open.set()
    assert held.future.result(WAIT) == "passed"


def test_an_exception_comes_back_and_the_lane_goes_on(lanes: Lanes) -> None:
    with pytest.raises(ZeroDivisionError, match="on purpose"):
        lanes.write(fail).future.result(WAIT)

    def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        lanes.write(leave).future.result(WAIT)
    assert lanes.write(lambda: "still here").future.result(WAIT) == "still here"


def test_what_has_not_begun_is_given_up_without_running(lanes: Lanes) -> None:
    gates, ran = [Gate(), Gate()], list[str]()
    for gate in gates:
        lanes.read(gate)
    waiting = lanes.read(lambda: ran.append("ran"))
    waiting.interrupt()
    for gate in gates:
        gate.open.set()
    with pytest.raises(CancelledError):
        waiting.future.result(WAIT)
    lanes.read(lambda: None).future.result(WAIT)
    assert ran == []
    assert waiting.interrupted


def test_a_running_query_is_interrupted(lanes: Lanes) -> None:
    connection, watching = FakeConnection(), threading.Event()

    def query() -> None:
        task = current_task()
        assert task is not None
        task.watch(connection)
        watching.set()
        connection.interrupted.wait(WAIT)
        raise OSError("interrupted")

    task = lanes.read(query)
    watching.wait(WAIT)
    task.interrupt()
    with pytest.raises(CancelledError):
        task.future.result(WAIT)
    assert connection.interrupted.is_set()


def test_an_interrupted_task_begins_no_further_query(lanes: Lanes) -> None:
    begun, interrupted, connection = threading.Event(), threading.Event(), FakeConnection()

    def slow() -> str:
        begun.set()
        interrupted.wait(WAIT)
        task = current_task()
        assert task is not None
        task.watch(connection)
        return "queried"

    task = lanes.read(slow)
    begun.wait(WAIT)
    task.interrupt()
    interrupted.set()
    with pytest.raises(CancelledError):
        task.future.result(WAIT)


def test_a_connection_that_went_back_is_left_alone() -> None:
    connection, other = FakeConnection(), FakeConnection()
    task = Task(lambda: None)
    task.watch(connection)
    task.watch(other)
    task.unwatch(connection)
    task.interrupt()
    assert not connection.interrupted.is_set()
    assert other.interrupted.is_set()


def test_an_answer_that_came_first_stands(lanes: Lanes) -> None:
    task = lanes.read(lambda: 42)
    assert task.future.result(WAIT) == 42
    task.interrupt()
    assert task.future.result(WAIT) == 42


def test_a_thread_knows_its_task_only_while_it_runs(lanes: Lanes) -> None:
    assert current_task() is None
    task = lanes.write(current_task)
    assert task.future.result(WAIT) is task


def test_write_now_waits_and_does_not_wait_for_itself(lanes: Lanes) -> None:
    assert lanes.write_now(lambda: 1) == 1
    assert lanes.write(lambda: lanes.write_now(lambda: 2)).future.result(WAIT) == 2
    assert lanes.write(lanes.on_writer).future.result(WAIT)
    assert not lanes.read(lanes.on_writer).future.result(WAIT)
    assert not lanes.on_writer()
    with pytest.raises(ZeroDivisionError):
        lanes.write_now(fail)


def test_stop_finishes_what_was_handed_in() -> None:
    lanes, done = Lanes(), list[int]()
    gate = Gate()
    lanes.write(gate)
    tasks = [lanes.write(lambda n=n: done.append(n), Priority.BACKGROUND) for n in range(50)]  # type: ignore[misc] # a default binds the loop's value
    gate.open.set()
    lanes.stop()
    assert done == list(range(50))
    assert all(task.future.done() for task in tasks)


def test_background_work_may_still_write_while_the_lanes_stop() -> None:
    lanes, gate = Lanes(), Gate()

    def copy() -> int:
        gate()
        return lanes.write_now(lambda: 7)

    task = lanes.background("second_copy").submit(copy)
    gate.begun.wait(WAIT)
    stopping = Lanes()
    done = stopping.background("stops the others").submit(lanes.stop)
    gate.open.set()
    done.future.result(WAIT)
    stopping.stop()
    assert task.future.result(WAIT) == 7


def test_a_task_that_finishes_while_the_lanes_stop_is_given_up_and_no_bug() -> None:
    lanes, stopping = Lanes(), threading.Event()

    def look() -> None:
        stopping.wait(10)
        while not lanes._stopped:
            time.sleep(0.001)
        lanes.gather("looks", 1, lambda _items: None, 60)

    task = lanes.read(look)
    stopping.set()
    lanes.stop()
    assert isinstance(task.future.exception(), CancelledError)


def test_a_stopped_lane_takes_nothing_more() -> None:
    lanes = Lanes()
    printer = lanes.printer("receipts")
    lanes.stop()
    for hand_in in (
        lambda: lanes.write(fail),
        lambda: lanes.read(fail),
        lambda: lanes.printer("receipts"),
        lambda: lanes.background("new"),
        lambda: printer.submit(fail),
    ):
        with pytest.raises(RuntimeError, match="stopped"):
            hand_in()
    lanes.stop()


def test_stop_does_not_wait_for_ever() -> None:
    lanes, gate = Lanes(), Gate()
    lanes.printer("stuck").submit(gate)
    gate.begun.wait(WAIT)
    lanes.stop(0.05)
    gate.open.set()


def test_what_is_gathered_comes_together(lanes: Lanes) -> None:
    batches, arrived = list[list[int]](), threading.Event()

    def hand_on(items: list[int]) -> None:
        batches.append(items)
        arrived.set()

    for n in range(5):
        lanes.gather("looks", n, hand_on, 0.05)
    assert arrived.wait(WAIT)
    assert batches == [[0, 1, 2, 3, 4]]


def test_stop_hands_on_what_waits() -> None:
    lanes, batches = Lanes(), list[list[int]]()
    lanes.gather("looks", 1, batches.append, 3600)
    lanes.gather("looks", 2, batches.append, 3600)
    lanes.stop()
    lanes.stop()
    assert batches == [[1, 2]]


def test_a_batch_that_failed_is_handed_on_again(lanes: Lanes) -> None:
    tries = list[list[int]]()

    def hand_on(items: list[int]) -> None:
        tries.append(items)
        if len(tries) == 1:
            fail()

    lanes.gather("looks", 1, hand_on, 0)
    lanes.background("looks").submit(lambda: None).future.result(WAIT)
    lanes.gather("looks", 2, hand_on, 0)
    lanes.background("looks").submit(lambda: None).future.result(WAIT)
    assert tries == [[1], [1, 2]]


def test_a_batch_that_failed_is_tried_once_more_at_the_end() -> None:
    lanes, tries = Lanes(), list[list[int]]()

    def hand_on(items: list[int]) -> None:
        tries.append(items)
        fail()

    lanes.gather("looks", 1, hand_on, 0)
    lanes.background("looks").submit(lambda: None).future.result(WAIT)
    lanes.stop()
    assert tries == [[1], [1]]


def test_repeated_work_goes_on_after_a_failure_and_ends_with_the_lanes(expect_log: Callable[[str], None]) -> None:
    expect_log("background work failed")
    lanes, rounds, third = Lanes(), list[bool](), threading.Event()

    def work(stopping: Callable[[], bool]) -> None:
        rounds.append(stopping())
        if len(rounds) < 3:
            fail()
        third.set()

    repeating = lanes.repeat("copy", work, 0.001)
    assert third.wait(WAIT)
    lanes.stop()
    assert repeating.failure is None
    done = len(rounds)
    repeating.wake()
    assert len(rounds) == done
    assert rounds[:3] == [False, False, False]


def test_repeated_work_can_be_woken() -> None:
    lanes, rounds = Lanes(), threading.Semaphore(0)
    repeating = lanes.repeat("copy", lambda _stopping: rounds.release(), 3600)
    assert rounds.acquire(timeout=WAIT)
    repeating.wake()
    assert rounds.acquire(timeout=WAIT)
    lanes.stop()
