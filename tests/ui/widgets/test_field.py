"""A field names its entry and keeps what was typed when it complains."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column, gap, scrolled


def test_label_names_the_entry(qtbot: QtBot) -> None:
    field = Field("Check number", help="Bottom right")
    qtbot.addWidget(field)
    field.line.setText("12a")
    field.set_error("A check number has 1 to 12 digits.")
    assert field.line.accessibleName() == "Check number"
    assert field.line.accessibleDescription() == "A check number has 1 to 12 digits."
    assert field.line.text() == "12a"
    assert field.line.is_wrong
    field.set_error("")
    assert not field.line.is_wrong


def test_another_control_is_not_a_line(qtbot: QtBot) -> None:
    field = Field("Language", ComboBox([("en", "English")], name="Language"))
    qtbot.addWidget(field)
    field.set_help("On this screen")
    with pytest.raises(TypeError, match="ComboBox"):
        _ = field.line


def test_what_is_wrong_is_scrolled_into_view_whole(qtbot: QtBot) -> None:
    field, content = Field("Number of the bank's bag"), QWidget()
    column(gap(150), field, gap(400), parent=content)
    area = scrolled(content)
    qtbot.addWidget(area)
    area.resize(300, 220)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    field.set_error("The cash is 20.00 off what the closes say. Count again; if it stays so, choose why.")
    field.line.setFocus()

    def seen_whole() -> None:
        foot = field.mapTo(area.viewport(), field.rect().bottomLeft())
        assert foot.y() <= area.viewport().height()

    qtbot.waitUntil(seen_whole)
