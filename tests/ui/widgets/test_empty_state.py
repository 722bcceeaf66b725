"""What an empty list says: words first, the icon where there is room for it."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import IconLabel


@pytest.mark.parametrize(("height", "has_icon"), [(300, True), (96, False), (64, False)])
def test_in_little_room_the_words_come_without_the_icon(qtbot: QtBot, height: int, has_icon: bool) -> None:
    empty = EmptyState("lock", "No bag is on its way", "Drops and closes seal bags for the safe.")
    table = QWidget()
    empty.setParent(table)
    qtbot.addWidget(table)
    table.show()
    empty.setGeometry(0, 0, 600, height)
    empty.show()
    (icon,) = empty.findChildren(IconLabel)
    assert icon.isVisible() is has_icon
    empty.setGeometry(0, 0, 600, 300)
    assert icon.isVisible()
