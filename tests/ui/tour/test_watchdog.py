"""The watchdog measures a blocked Qt thread, names who blocked it, and leaves out what is not the program's."""

import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.lanes import Lanes
from ui.tour.passing import let_pass
from ui.tour.watchdog import BLOCKED_MS_MAX, Watchdog

LONG = 0.6


@pytest.fixture
def watchdog(qtbot: QtBot) -> Iterator[Watchdog]:
    lanes = Lanes()
    watchdog = Watchdog(lanes)
    let_pass(30)
    yield watchdog
    watchdog.stop()
    lanes.stop()


def test_a_blocked_thread_is_measured_and_named(watchdog: Watchdog) -> None:
    watchdog.during = lambda: "step 1"
    time.sleep(LONG)
    let_pass(30)
    assert 1000 * LONG * 0.9 < watchdog.longest_ms < 60_000
    block = max(watchdog.blocks, key=lambda block: block.milliseconds)
    assert block.during == "step 1"
    assert block.computed_ms < 1000 * LONG / 2, "sleeping is no computing"
    assert any("test_watchdog.py" in call for call in block.stack)


def test_what_the_thread_computes_itself_is_told_apart(watchdog: Watchdog) -> None:
    until = time.thread_time() + LONG
    while time.thread_time() < until:
        pass
    let_pass(30)
    assert watchdog.longest_computed_ms >= 1000 * LONG


def test_what_is_not_the_programs_own_is_left_out(watchdog: Watchdog) -> None:
    let_pass(20)
    before = watchdog.longest_ms
    with watchdog.paused():
        time.sleep(LONG)
    assert watchdog.longest_ms < before + 1000 * LONG / 2
    assert all(block.milliseconds < 1000 * LONG for block in watchdog.blocks)


def test_a_short_time_is_no_block(watchdog: Watchdog) -> None:
    assert all(block.milliseconds > BLOCKED_MS_MAX for block in watchdog.blocks)
