"""Steps of the Qt thread in slices: in order, with the window alive between them, none lost and none twice."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.shell.idle_builder import SLICE_SECONDS, IdleBuilder, take_all


@pytest.fixture
def parent(qapp: object) -> Iterator[QObject]:
    """Whose end is the builder's."""
    owner = QObject()
    yield owner
    owner.deleteLater()


def _steps(done: list[str], name: str, count: int, seconds: float = 0.0) -> Iterator[None]:
    for number in range(count):
        time.sleep(seconds)
        done.append(f"{name}{number}")
        yield


def test_steps_are_taken_in_order_and_once(qtbot: QtBot, parent: QObject) -> None:
    done: list[str] = []
    builder = IdleBuilder(parent)
    builder.add(_steps(done, "a", 3))
    builder.add(_steps(done, "b", 2))
    assert builder.busy and not done
    qtbot.waitUntil(lambda: not builder.busy)
    assert done == ["a0", "a1", "a2", "b0", "b1"]


def test_the_window_lives_between_slices(qtbot: QtBot, parent: QObject) -> None:
    done: list[str] = []
    beats: list[int] = []
    beat = QTimer(parent, interval=0)
    beat.timeout.connect(lambda: beats.append(len(done)))
    beat.start()
    builder = IdleBuilder(parent)
    builder.add(_steps(done, "a", 4, SLICE_SECONDS))
    qtbot.waitUntil(lambda: not builder.busy)
    assert {1, 2, 3} <= set(beats)


def test_what_is_forgotten_is_not_taken_and_can_be_taken_at_once(qtbot: QtBot, parent: QObject) -> None:
    done: list[str] = []
    builder, steps = IdleBuilder(parent), _steps(done, "a", 20, SLICE_SECONDS)
    builder.add(steps)
    qtbot.waitUntil(lambda: bool(done))
    builder.forget()
    taken = len(done)
    assert taken < 20
    qtbot.wait(40)
    assert len(done) == taken and not builder.busy
    take_all(steps)
    assert done == [f"a{number}" for number in range(20)]


def test_steps_may_forget_the_builder_they_run_in(qtbot: QtBot, parent: QObject) -> None:
    builder = IdleBuilder(parent)

    def ending() -> Iterator[None]:
        builder.forget()
        yield

    builder.add(ending())
    qtbot.waitUntil(lambda: not builder.busy)
