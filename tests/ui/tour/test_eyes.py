"""Eyes read what a person could read, and nothing that is hidden."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.tour.eyes import Eyes
from ui.widgets.chip import Chip
from ui.widgets.combo_box import ComboBox
from ui.widgets.data_table import DataTable
from ui.widgets.label import Label
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit
from ui.widgets.table_data import Column, Row


@pytest.fixture
def eyes(qtbot: QtBot) -> Eyes:
    window = QWidget()
    table = DataTable([Column("Tender"), Column("Expected")], name="Expected by tender")
    table.set_rows([Row("cash", ("Cash", "618.64")), Row("check", ("Check", "–"))])
    hidden, people = Label("Nobody sees this"), ComboBox([("b", "L. Brandt"), ("r", "M. Reyes")], name="Second person")
    field = LineEdit("Type a name", name="Search")
    column(Label("Total  due"), table, hidden, field, people, Chip("Dark", checked=True), parent=window)
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    hidden.hide()
    field.setFocus()
    return Eyes(lambda: window)


def test_words_rows_heads_and_invitations_are_read(eyes: Eyes) -> None:
    assert eyes.reads("Total due")
    assert eyes.reads("Cash 618.64")
    assert eyes.reads("Tender Expected")
    assert eyes.reads("Search Type a name")
    assert not eyes.reads("Nobody sees this")


def test_tables_fields_and_choices_by_name(eyes: Eyes) -> None:
    assert eyes.table("Expected by tender") == {"Cash": "618.64", "Check": "–"}
    assert eyes.table("Nothing of that name") == {}
    assert (eyes.line("Search"), eyes.line("Other")) == ("", "")
    assert (eyes.choices("Second person"), eyes.choices("Other")) == (2, 0)
    assert eyes.is_on("Dark")
    assert not eyes.is_on("Light")
    assert eyes.control("Dark") is not None
    assert eyes.control("Light") is None
