"""A field names its entry and keeps what was typed when it complains."""

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field


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
