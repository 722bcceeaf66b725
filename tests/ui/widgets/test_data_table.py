"""Lists: keys walk, Enter opens, totals cannot be chosen, an empty list says what to do."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_data import Cell, Column, Row, money, money_column

COLUMNS = [Column("Time", 66), Column("For", 140, 1), money_column("Amount", 100)]
ROWS = [
    Row("a", ("10:36", Cell("Receipt A", link=True), money(21208))),
    Row("b", ("10:31", Cell("All sent", tag="good"), money(None))),
    Row("total", ("Total", "", money(21208)), total=True),
]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    """A shown table with the focus and its rows."""
    shown = DataTable(COLUMNS, name="Last receipts", empty=EmptyState("receipt", "No receipts yet", "Scan a bill."))
    qtbot.addWidget(shown)
    shown.resize(500, 200)
    shown.set_rows(ROWS)
    shown.show()
    shown.activateWindow()
    shown.setFocus()
    QApplication.processEvents()
    return shown


def test_keys_walk_and_stop_before_the_total(qtbot: QtBot, table: DataTable) -> None:
    told: list[str] = []
    table.current_key_changed.connect(told.append)
    for _ in range(4):
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert told == ["b"]
    assert table.current_key == "b"


def test_enter_opens_the_chosen_row(qtbot: QtBot, table: DataTable) -> None:
    table.choose("b")
    with qtbot.waitSignal(table.activated_key) as signal:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert signal.args == ["b"]


def test_arriving_in_the_list_chooses_its_first_row(table: DataTable) -> None:
    assert table.current_key == "a"


def test_enter_in_an_empty_list_is_not_taken(qtbot: QtBot, table: DataTable) -> None:
    table.set_rows([])
    with qtbot.assertNotEmitted(table.activated_key):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_a_click_on_a_link_tells_which(qtbot: QtBot, table: DataTable) -> None:
    place = table.visualRect(table.model().index(0, 1))
    with qtbot.waitSignal(table.link_clicked) as signal:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(20, 10))
    assert signal.args == ["a", 1]
    with qtbot.assertNotEmitted(table.link_clicked):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.topRight() - QPoint(4, -10))


def test_the_choice_survives_other_rows(table: DataTable) -> None:
    table.choose("b")
    table.set_rows([Row("new", ("10:40", "x", money(1))), *ROWS])
    assert table.current_key == "b"
    table.set_rows(ROWS[:1])
    assert table.current_key == ""
    assert not table.choose("gone")


def test_an_empty_list_says_what_to_do(table: DataTable) -> None:
    table.set_rows([])
    state = table.findChild(EmptyState)
    assert isinstance(state, EmptyState)
    assert state.isVisible()
    assert state.accessibleName() == "No receipts yet Scan a bill."
    table.set_rows(ROWS)
    assert not state.isVisible()


def test_screen_readers_get_words(table: DataTable) -> None:
    model = table.model()
    assert model.data(model.index(0, 2)) == "212.08"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Amount"


def test_columns_fill_the_width(table: DataTable) -> None:
    widths = [table.columnWidth(number) for number in range(3)]
    assert (widths[0], widths[2], sum(widths)) == (66, 100, table.viewport().width())


def test_a_column_that_gives_way_comes_back_with_the_room(qtbot: QtBot) -> None:
    columns = [Column("Time", 200), Column("For", 140, 1), money_column("Fees", 100, gives_way=True)]
    table = DataTable(columns, name="Returned")
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show()
    assert not table.isColumnHidden(2)
    table.resize(400, 200)
    assert table.isColumnHidden(2)
    assert sum(table.columnWidth(number) for number in range(2)) == table.viewport().width()
    table.resize(500, 200)
    assert not table.isColumnHidden(2)


def test_a_table_that_fits_its_rows_is_as_high_as_they_are(qtbot: QtBot) -> None:
    table = DataTable(COLUMNS, name="Balance", compact=True, fit_rows=True, choosable=False)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.set_rows(ROWS)
    assert table.sizeHint().height() == 26 + 3 * 28
    assert table.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_it_paints_chosen_and_focused_rows(table: DataTable) -> None:
    plain = table.grab().toImage()
    table.choose("b")
    assert table.grab().toImage() != plain
