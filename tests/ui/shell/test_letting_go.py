"""A window that was replaced goes in steps and leaves nothing for the collector."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.shell.letting_go import let_go, letting_go


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
    let_go(widget)
    del widget, inside
    assert [one() for one in gone] == [None, None]


def test_a_part_is_one_step_and_never_gone_by_half(qapp: object) -> None:
    window = QWidget()
    first, second = Knot(window), Knot(window)
    inside = Knot(first)
    steps = letting_go([first, second, window])
    next(steps)
    assert not isValid(first) and not isValid(inside) and isValid(second) and isValid(window)
    assert [*steps] == [None, None]
    assert not isValid(window)


def test_what_went_already_is_passed_over(qapp: object) -> None:
    widget = Knot()
    let_go(widget)
    assert [*letting_go([widget])] == []
