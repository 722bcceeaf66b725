"""Text keeps the design's line height, wraps, or is cut with the whole in the tooltip."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.label import Label

LONG = "The printer is out of paper. The payment is recorded; load paper and the receipt prints."


@pytest.mark.parametrize(("size", "height"), [(12, 17), (13, 18), (15, 21), (18, 25), (24, 34), (40, 49)])
def test_lines_are_one_point_four_high(qtbot: QtBot, size: int, height: int) -> None:
    label = Label("12.44 overdue", size=size)
    qtbot.addWidget(label)
    assert label.sizeHint().height() == height


def test_a_paragraph_takes_whole_lines(qtbot: QtBot) -> None:
    label = Label(LONG, wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(2000) == 18
    assert label.heightForWidth(300) % 18 == 0
    assert label.heightForWidth(150) > label.heightForWidth(300) > 18
    label.resize(300, label.heightForWidth(300))
    assert label.grab().toImage().pixelColor(0, 0) is not None


def test_a_narrow_text_is_cut_and_whole_in_the_tooltip(qtbot: QtBot) -> None:
    label = Label(LONG, elide=True)
    qtbot.addWidget(label)
    label.resize(120, 18)
    label.show()
    label.grab()
    assert label.toolTip() == LONG
    label.resize(2000, 18)
    label.grab()
    assert label.toolTip() == ""


def test_markup_is_shown_as_typed(qtbot: QtBot) -> None:
    label = Label("<b>Maria</b>")
    qtbot.addWidget(label)
    plain = Label("Maria", weight=600)
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()


def test_inside_a_button_it_keeps_its_color(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    label = Label("Lead cashier", color="muted", parent=button)
    assert label.palette().color(label.foregroundRole()) == theme().color("muted")
    label.set_color("bad")
    label.set_look(15, 600)
    assert label.palette().color(label.foregroundRole()) == theme().color("bad")
    assert label.font().pixelSize() == 15
