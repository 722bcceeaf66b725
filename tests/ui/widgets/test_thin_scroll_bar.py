"""Scroll bars: over a list they take no room, and they follow it both ways."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.data_table import DataTable
from ui.widgets.layout import hold, scrolled
from ui.widgets.overlay_scroll import OverlayScrollBar
from ui.widgets.table_data import Column, Row
from ui.widgets.thin_scroll_bar import ThinScrollBar


def test_it_lies_over_the_list_and_follows(qtbot: QtBot) -> None:
    table = DataTable([Column("Time", 100)], name="Receipts")
    qtbot.addWidget(table)
    table.resize(200, 150)
    table.show()
    bar = table.findChild(OverlayScrollBar)
    assert isinstance(bar, OverlayScrollBar)
    assert bar.isHidden()
    width = table.viewport().width()
    table.set_rows([Row(str(number), (str(number),)) for number in range(50)])
    qtbot.waitUntil(bar.isVisible)
    assert table.viewport().width() == width
    table.choose("40")
    assert bar.value() == table.verticalScrollBar().value() > 0
    bar.setValue(0)
    assert table.verticalScrollBar().value() == 0
    assert bar.width() == 12


def test_a_scrolling_part_has_thin_bars(qtbot: QtBot) -> None:
    content = QWidget()
    hold(content, min_height=900)
    area = scrolled(content)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    assert isinstance(area.verticalScrollBar(), ThinScrollBar)
    assert area.verticalScrollBar().width() == 12
    top = area.grab().toImage()
    area.verticalScrollBar().setValue(400)
    assert area.grab().toImage() != top
