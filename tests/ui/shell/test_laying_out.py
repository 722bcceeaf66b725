"""A window that was laid out in steps before it is shown is as it would be without them."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.keyboard import Keyboard
from ui.shell.laying_out import laying_out
from ui.widgets.label import Label
from ui.widgets.layout import column, row
from ui.widgets.side_by_side import SideBySide


class Window(QWidget):
    """Parts that turn by their own width, and a paragraph that is as high as its width asks for."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.labels = [Label(f"Words that are long enough to wrap, {number}. " * 9, wrap=True) for number in range(20)]
        left, right = QWidget(), QWidget()
        column(*self.labels[:10], parent=left)
        column(*self.labels[10:], parent=right)
        self.beside = SideBySide(left, right, under=500)
        row(self.beside, parent=self)
        qtbot.addWidget(self)
        self.resize(480, 900)


def places(window: Window) -> list[tuple[int, int, int, int]]:
    return [label.geometry().getRect() for label in window.labels]  # type: ignore[misc] # the stubs say object


@pytest.mark.parametrize("width", [480, 900])
def test_everything_stands_where_it_would_when_shown(qtbot: QtBot, width: int) -> None:
    ready, plain = Window(qtbot), Window(qtbot)
    for window in (ready, plain):
        window.resize(width, 900)
    assert len([*laying_out(ready)]) > 1
    before = places(ready)
    for window in (ready, plain):
        window.show()
        Keyboard(window)
    assert ready.beside.is_stacked == plain.beside.is_stacked == (width == 480)
    assert before == places(ready) == places(plain)
