"""Typed money: exact or a sentence, nothing lost; sums with their tape; scans taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.money import AmountRefusal
from ui.widgets.amount_field import AmountField, amount_sentence
from ui.widgets.field import Field


@pytest.fixture
def field(qtbot: QtBot) -> AmountField:
    """A shown field with the focus."""
    amount = AmountField("Cash tendered", size="cash")
    qtbot.addWidget(amount)
    amount.show()
    amount.activateWindow()
    amount.setFocus()
    return amount


@pytest.mark.parametrize(
    ("typed", "cents", "shown", "tape"),
    [
        ("12", 1200, "12.00", ""),
        ("12.5", 1250, "12.50", ""),
        ("12.50", 1250, "12.50", ""),
        ("1,234.5", 123450, "1,234.50", ""),
        ("4*50", 20000, "200.00", "4 × 50.00 ="),
        ("4*50+2.50-1", 20150, "201.50", "4 × 50.00 + 2.50 − 1.00 ="),
    ],
)
def test_what_is_accepted(qtbot: QtBot, field: AmountField, typed: str, cents: int, shown: str, tape: str) -> None:
    QTest.keyClicks(field, typed)
    assert field.cents == cents
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.tape, field.error) == (shown, tape, "")


@pytest.mark.parametrize(
    "typed",
    [
        "1,5",
        "1.005",
        "abc",
        "-5",
        "9223372036854775808",
        "1\u202e2",
        "1\x002",
        "٣",
        "5-9",
        "4**5",
        "1e5",
        "NaN",
        "'; --",
    ],
)
def test_what_cannot_be_read_stays_and_is_explained(qtbot: QtBot, field: AmountField, typed: str) -> None:
    field.setText(typed)
    before = field.text()
    assert not field.settle()
    assert field.text() == before
    assert field.cents is None
    assert field.error.endswith(".")


def test_a_paste_of_ten_megabytes_is_refused_whole(qtbot: QtBot, field: AmountField) -> None:
    QApplication.clipboard().setText("1+" * 5_000_000 + "1")
    field.paste()
    assert not field.settle()
    assert field.cents is None
    assert "too long" in field.error


@pytest.mark.parametrize("code", list(AmountRefusal))
def test_every_refusal_has_its_sentence(code: AmountRefusal) -> None:
    assert amount_sentence(Refused(code)).endswith(".")


def test_typing_is_told_as_it_goes(qtbot: QtBot, field: AmountField) -> None:
    told: list[int | None] = []
    field.amount_changed.connect(told.append)
    QTest.keyClicks(field, "12.")
    QTest.keyClicks(field, "x")
    assert told == [100, 1200, None]


def test_the_equals_key_settles(qtbot: QtBot, field: AmountField) -> None:
    QTest.keyClicks(field, "2*3=")
    assert (field.text(), field.tape) == ("6.00", "2 × 3.00 =")


def test_an_empty_field_is_no_error(field: AmountField) -> None:
    field.set_cents(500)
    field.set_cents(None)
    assert field.settle()
    assert (field.cents, field.error, field.text()) == (None, "", "")


def test_an_enter_that_cannot_be_read_stays_in_the_field(qtbot: QtBot, field: AmountField) -> None:
    field.setText("1,5")
    with qtbot.assertNotEmitted(field.returnPressed):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.error


def test_arriving_by_key_selects_the_amount(qtbot: QtBot) -> None:
    amount = AmountField("Amount")
    qtbot.addWidget(amount)
    amount.set_cents(15743)
    amount.show()
    amount.activateWindow()
    amount.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert amount.selectedText() == "157.43"


def test_a_snapshot_brings_everything_back(qtbot: QtBot, field: AmountField) -> None:
    QTest.keyClicks(field, "4*50=")
    before = field.snapshot()
    QTest.keyClicks(field, "123")
    field.restore(before)
    assert (field.text(), field.tape, field.cents) == ("200.00", "4 × 50.00 =", 20000)


def test_the_field_around_shows_the_sentence(qtbot: QtBot) -> None:
    field = AmountField("Cash tendered")
    around = Field("Cash tendered", field, help="Type 12.50")
    qtbot.addWidget(around)
    field.setText("abc")
    field.settle()
    assert around.error == field.error
    assert field.accessibleDescription() == field.error
    field.set_cents(100)
    assert around.error == ""
