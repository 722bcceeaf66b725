"""Repeated background work: in rounds, woken early, told to stop, and a round that fails does not end the next."""

import threading
import time
from collections.abc import Callable

from app.lanes import Lanes

LONG = 3600.0


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:
        time.sleep(0.001)
    assert condition()


def test_rounds_follow_each_other_until_the_lanes_stop() -> None:
    lanes, rounds = Lanes(), [0]

    def work(_stopping: Callable[[], bool]) -> None:
        rounds[0] += 1

    repeating = lanes.repeat("copy", work, 0.001)
    wait_for(lambda: rounds[0] > 3)
    lanes.stop()
    after = rounds[0]
    repeating.wake()
    time.sleep(0.01)
    assert rounds[0] == after


def test_a_wake_does_not_wait_for_the_clock() -> None:
    lanes, rounds = Lanes(), [0]

    def work(_stopping: Callable[[], bool]) -> None:
        rounds[0] += 1

    repeating = lanes.repeat("copy", work, LONG)
    wait_for(lambda: rounds[0] == 1)
    repeating.wake()
    wait_for(lambda: rounds[0] == 2)
    lanes.stop()


def test_a_long_round_is_told_to_stop() -> None:
    lanes, began = Lanes(), threading.Event()

    def work(stopping: Callable[[], bool]) -> None:
        began.set()
        while not stopping():
            time.sleep(0.001)

    lanes.repeat("copy", work, LONG)
    assert began.wait(20)
    start = time.monotonic()
    lanes.stop()
    assert time.monotonic() - start < 5


def test_a_round_that_fails_is_logged_once_and_tried_again(expect_log: Callable[[str], None]) -> None:
    expect_log("background work failed")
    lanes, rounds = Lanes(), [0]

    def work(_stopping: Callable[[], bool]) -> None:
        rounds[0] += 1
        if rounds[0] < 4:
            raise ValueError("a bug")

    repeating = lanes.repeat("copy", work, 0.001)
    wait_for(lambda: rounds[0] > 5)
    assert repeating.failure is None
    lanes.stop()
