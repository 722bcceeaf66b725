"""Scans through the real window: wherever the focus is, nothing stays in a field and nothing is pressed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.keyboard import Keyboard
from ui.shell.burst import ScannerSettings
from ui.shell.scanner import Scanner
from ui.widgets.amount_field import AmountField
from ui.widgets.button import Button
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit
from ui.widgets.pin_field import PinField

SCAN = "1000451270015743"


class Counter(QWidget):
    """Every kind of control that can have the focus when a scan comes."""

    def __init__(self) -> None:
        super().__init__()
        self.amount, self.line, self.pin = AmountField("Cash"), LineEdit("Note"), PinField()
        self.button = Button("Take payment", key="Enter", kind="primary")
        self.pressed = 0
        self.scans: list[str] = []
        self.button.clicked.connect(self._press)
        column(self.amount, self.line, self.pin, self.button, parent=self)

    def _press(self) -> None:
        self.pressed += 1


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    """A scanner that watches this test only."""
    watching = Scanner(qapp)
    yield watching
    watching.deleteLater()


@pytest.fixture
def counter(qtbot: QtBot, scanner: Scanner) -> Counter:
    """The controls in a shown window, what was scanned in `scans`."""
    window = Counter()
    qtbot.addWidget(window)
    scanner.scanned.connect(window.scans.append)
    window.show()
    return window


def test_digits_never_land_in_the_amount_field(counter: Counter) -> None:
    keyboard = Keyboard(counter)
    counter.amount.setFocus()
    keyboard.type("4*50")
    keyboard.scan(SCAN)
    assert counter.scans == [SCAN]
    assert (counter.amount.text(), counter.amount.cents) == ("4*50", 20000)


def test_a_half_typed_line_keeps_text_cursor_and_selection(counter: Counter) -> None:
    counter.line.setFocus()
    counter.line.setText("Left at the desk")
    counter.line.setSelection(5, 2)
    Keyboard(counter).scan(SCAN)
    assert (counter.line.text(), counter.line.selectedText()) == ("Left at the desk", "at")


def test_a_badge_leaves_the_pin_alone(counter: Counter) -> None:
    keyboard = Keyboard(counter)
    counter.pin.setFocus()
    keyboard.type("12")
    keyboard.scan("BADGE00417")
    keyboard.scan("0041700417")
    assert counter.scans == ["BADGE00417", "0041700417"]
    assert counter.pin.take() == "12"


@pytest.mark.parametrize("enter", [True, False])
def test_a_button_with_the_focus_is_not_pressed(qtbot: QtBot, counter: Counter, enter: bool) -> None:
    counter.button.setFocus()
    Keyboard(counter).scan("10 0045 12 70 0157", enter=enter)
    qtbot.waitUntil(lambda: bool(counter.scans))
    assert (counter.scans, counter.pressed) == (["10 0045 12 70 0157"], 0)


def test_a_late_enter_of_the_scanner_is_swallowed(qtbot: QtBot, counter: Counter) -> None:
    counter.button.setFocus()
    keyboard = Keyboard(counter)
    keyboard.scan(SCAN, enter=False)
    qtbot.waitUntil(lambda: bool(counter.scans))
    keyboard.late_enter(200)
    assert counter.pressed == 0
    keyboard.press("Enter")
    assert counter.pressed == 1


def test_shortcuts_do_not_take_the_scanners_keys(qtbot: QtBot, counter: Counter) -> None:
    taken: list[str] = []
    for key in ("7", "Return"):
        shortcut = QShortcut(key, counter)
        shortcut.activated.connect(lambda key=key: taken.append(key))
    counter.button.setFocus()
    Keyboard(counter).scan("100045127")
    assert (counter.scans, taken) == (["100045127"], [])


def test_a_person_types_as_ever(counter: Counter) -> None:
    keyboard = Keyboard(counter)
    counter.line.setFocus()
    keyboard.type("Alvarez 42")
    counter.button.setFocus()
    keyboard.press("Enter")
    assert (counter.line.text(), counter.scans, counter.pressed) == ("Alvarez 42", [], 1)


def test_a_scan_with_nothing_in_focus(counter: Counter) -> None:
    counter.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    Keyboard(counter).scan(SCAN)
    assert counter.scans == [SCAN]


def test_two_scans_after_each_other(counter: Counter) -> None:
    counter.amount.setFocus()
    keyboard = Keyboard(counter)
    keyboard.scan(SCAN)
    keyboard.scan("2000998120004200")
    assert counter.scans == [SCAN, "2000998120004200"]
    assert counter.amount.text() == ""


def test_other_settings_count_from_the_next_key(scanner: Scanner, counter: Counter) -> None:
    scanner.use(ScannerSettings(prefix="~"))
    counter.line.setFocus()
    keyboard = Keyboard(counter)
    keyboard.scan(SCAN, enter=False)
    keyboard.scan(f"~{SCAN}")
    assert counter.scans == [SCAN]
    assert counter.line.text() == SCAN
