"""Parts turn when there is little room, and ask for no more than the widest."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.button import Button
from ui.widgets.layout import hold
from ui.widgets.side_by_side import SideBySide


def test_it_turns_under_its_width_and_back(qtbot: QtBot) -> None:
    left, right = Button("Left"), Button("Right")
    parts = SideBySide(left, right, under=400)
    qtbot.addWidget(parts)
    parts.resize(500, 100)
    parts.show()
    assert not parts.is_stacked
    parts.resize(400, 100)
    qtbot.waitUntil(lambda: right.y() > left.y())
    assert parts.is_stacked
    parts.resize(500, 100)
    assert not parts.is_stacked


def test_it_turns_where_the_parts_do_not_fit(qtbot: QtBot) -> None:
    left, right = Button("Left"), Button("Right")
    hold(left, min_width=300)
    hold(right, min_width=300)
    page = QWidget()
    qtbot.addWidget(page)
    parts = SideBySide(left, right, under=100, stretches=(1, 0), parent=page)
    parts.resize(500, 100)
    page.show()
    assert parts.is_stacked
    assert parts.minimumSizeHint().width() == 300
