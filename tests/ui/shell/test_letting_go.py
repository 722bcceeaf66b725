"""A window that was replaced goes in steps and leaves nothing for the collector."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.shell.letting_go import letting_go


class Knot(QWidget):
    """Holds itself by a lambda, as pages do that connect their own buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.me = lambda: self


@pytest.fixture(autouse=True)
def no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_what_goes_leaves_no_cycles(qapp: object) -> None:
    widget = Knot()
    inside = Knot(widget)
    gone = [weakref.ref(widget), weakref.ref(inside)]
    assert len([*letting_go([widget])]) == 2
    del widget, inside
    assert [one() for one in gone] == [None, None]


def test_a_part_is_never_gone_by_half(qapp: object) -> None:
    window = QWidget()
    first, second = Knot(window), Knot(window)
    inside = Knot(first)
    steps = letting_go([first, second, window])
    next(steps)
    assert not isValid(first) and not isValid(inside) and isValid(second) and isValid(window)
    for _ in steps:
        continue
    assert not isValid(window)


def test_the_memory_of_a_large_part_goes_in_steps(qapp: object) -> None:
    window = QWidget()
    knots = [weakref.ref(Knot(window)) for _ in range(500)]
    steps = letting_go([window])
    next(steps)
    left = [sum(knot() is not None for knot in knots) for _ in steps]
    assert left == [300, 100, 0]


def test_what_went_already_is_passed_over(qapp: object) -> None:
    widget = Knot()
    for _ in letting_go([widget]):
        continue
    assert [*letting_go([widget])] == []
