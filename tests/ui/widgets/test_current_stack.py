"""A stack asks for the room of what it shows, not of what stands behind."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.current_stack import CurrentStack


def test_the_front_widget_alone_decides(qtbot: QtBot) -> None:
    small, large = QWidget(), QWidget()
    small.setMinimumSize(100, 50)
    large.setMinimumSize(2000, 900)
    stack = CurrentStack(small, large)
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint().toTuple() == (100, 50)
    stack.setCurrentWidget(large)
    assert stack.minimumSizeHint().toTuple() == (2000, 900)
    assert not stack.hasHeightForWidth() and stack.sizeHint() == large.sizeHint()


def test_an_empty_stack_needs_nothing(qtbot: QtBot) -> None:
    stack = CurrentStack()
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint().toTuple() == (0, 0)
    assert stack.sizeHint() is not None
