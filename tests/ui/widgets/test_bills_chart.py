"""The chart can be walked by key and read aloud; a payment that came back is said in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.bills_chart import BillsChart
from ui.widgets.chart_data import ChartMonth

MONTHS = [
    ChartMonth("Jan", "January 2026", 22200, 22200),
    ChartMonth("Feb", "February 2026", 21400, None, returned="Check returned"),
    ChartMonth("Mar", "March 2026", 17600, 42926, remark="429.26 paid in cash"),
    ChartMonth("Apr", "April 2026", 14499),
]


@pytest.fixture
def chart(qtbot: QtBot) -> BillsChart:
    """A shown chart of four months."""
    shown = BillsChart(name="Bills and payments")
    qtbot.addWidget(shown)
    shown.resize(430, 250)
    shown.set_months(MONTHS)
    shown.show()
    return shown


def test_arrows_walk_and_values_are_read(qtbot: QtBot, chart: BillsChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleName() == "Bills and payments. April 2026: billed 144.99"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleName().endswith("March 2026: billed 176.00, paid 429.26")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleName().endswith("February 2026: billed 214.00, Check returned")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen == MONTHS[0]
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.chosen == MONTHS[3]
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.chosen is None


def test_the_pointer_shows_values_too(qtbot: QtBot, chart: BillsChart) -> None:
    QTest.mouseMove(chart, QPoint(60, 100))
    assert chart.chosen == MONTHS[0]


def test_it_paints_empty_full_and_chosen(chart: BillsChart) -> None:
    full = chart.grab().toImage()
    chart.choose(2)
    chosen = chart.grab().toImage()
    chart.set_months([])
    empty = chart.grab().toImage()
    assert full != chosen
    assert full != empty
