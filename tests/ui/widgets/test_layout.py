"""Rows, columns and sizes."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.layout import column, four, grid, hold, row, scrolled, stretch
from ui.widgets.scaling import remember_widget


@pytest.mark.parametrize(
    ("margins", "sides"), [(16, (16, 16, 16, 16)), ((8, 4), (8, 4, 8, 4)), ((1, 2, 3, 4), (1, 2, 3, 4))]
)
def test_margins_can_be_said_in_three_ways(margins: int | tuple[int, int], sides: tuple[int, ...]) -> None:
    assert four(margins) == sides


def test_parts_stand_in_order(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first, second, third = QLabel("a"), QLabel("b"), QLabel("c")
    column(first, row(second, stretch(), third), grid(spacing=4, row_spacing=2), parent=page, margins=16, spacing=12)
    page.resize(300, 200)
    page.show()
    assert first.geometry().left() == 16
    assert second.geometry().left() == 16
    assert third.geometry().right() == 300 - 16 - 1


def test_an_unknown_length_is_a_bug(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(KeyError):
        remember_widget(widget, {"Depth": 3})


def test_all_lengths_can_be_held(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    hold(widget, min_width=10, max_width=20, min_height=30, max_height=40)
    assert (widget.minimumWidth(), widget.maximumWidth()) == (10, 20)
    assert (widget.minimumHeight(), widget.maximumHeight()) == (30, 40)
    hold(widget, width=50, height=60)
    assert widget.minimumSize() == widget.maximumSize()


def test_what_scrolls_has_no_ground_of_its_own(qtbot: QtBot) -> None:
    content = QWidget()
    area = scrolled(content)
    qtbot.addWidget(area)
    assert not content.autoFillBackground()
    assert not area.viewport().autoFillBackground()
