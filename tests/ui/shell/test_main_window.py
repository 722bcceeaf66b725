"""The shell: keys of the page and of the window, Esc, search, palette, narrow windows, scans."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.fakes.keyboard import Keyboard
from ui.shell.command import Command
from ui.shell.keys_page import KeysPage
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, PageEntry
from ui.shell.pick_list import Pick
from ui.shell.scanner import Scanner
from ui.shell.status_strip import StripPart
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit


class NotePage(Page):
    """A page with a field, a button, and commands that write down what they did."""

    def __init__(self, title: str, done: list[str]) -> None:
        super().__init__(title)
        self.done = done
        self.field = LineEdit("Note", name="Note")
        self.button = Button("Print")
        self.button.clicked.connect(lambda: done.append(f"{title}: print"))
        self.steps_inside = 0
        self.blocked = ""
        column(self.field, self.button, parent=self)

    def commands(self) -> list[Command]:
        """Enter, an editing key of lines, a function key that can be blocked."""
        return [
            Command("Take", "Enter", lambda: self.done.append(f"{self.title}: take")),
            Command("Clear", "Ctrl+Backspace", lambda: self.done.append(f"{self.title}: clear")),
            Command("Tender", "F5", lambda: self.done.append(f"{self.title}: tender"), why_not=lambda: self.blocked),
        ]

    def step_back(self) -> bool:
        """Some steps inside the page, then out of it."""
        if self.steps_inside:
            self.steps_inside -= 1
            self.done.append(f"{self.title}: back")
            return True
        return False

    def show_page(self) -> None:
        """The cursor stands in the field."""
        self.field.setFocus()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """As Qt has it."""
        super().keyReleaseEvent(event)


@pytest.fixture
def done() -> list[str]:
    """What the commands did."""
    return []


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, done: list[str]) -> Iterator[MainWindow]:
    """The shell with two pages, one shown, and a scanner."""
    scanner = Scanner(qapp)
    entries = [
        PageEntry("counter", "Counter", "counter", "F3", lambda: NotePage("Counter", done)),
        PageEntry("drawer", "Drawer", "drawer", "Ctrl+4", lambda: NotePage("Drawer", done)),
    ]
    shell = MainWindow(entries, scanner)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.open("counter")
    yield shell
    qapp.removeEventFilter(scanner)
    scanner.deleteLater()
    theme().apply("light", 100)


def page_of(window: MainWindow) -> NotePage:
    """The page in front."""
    page = window.current_page
    if not isinstance(page, NotePage):
        raise TypeError(type(page).__name__)
    return page


def test_keys_of_the_page_and_of_the_window(window: MainWindow, done: list[str]) -> None:
    keyboard = Keyboard(window)
    for key in ("F5", "Ctrl+Backspace", "Enter", "Ctrl+4", "F5", "F3", "F5"):
        keyboard.press(key)
    assert done == ["Counter: tender", "Counter: clear", "Counter: take", "Drawer: tender", "Counter: tender"]


def test_a_blocked_command_does_not_run(window: MainWindow, done: list[str]) -> None:
    page_of(window).blocked = "Open a shift first"
    Keyboard(window).press("F5")
    assert done == []


def test_enter_belongs_to_the_control_first(window: MainWindow, done: list[str]) -> None:
    page_of(window).button.setFocus()
    Keyboard(window).press("Enter")
    assert done == ["Counter: print"]


def test_enter_runs_the_page_where_nothing_has_the_focus(window: MainWindow, done: list[str]) -> None:
    page_of(window).field.clearFocus()
    Keyboard(window).press("Enter")
    assert done == ["Counter: take"]


def test_enter_in_the_search_never_pays(qtbot: QtBot, window: MainWindow, done: list[str]) -> None:
    keyboard = Keyboard(window)
    keyboard.press("F2")
    keyboard.type("alva")
    with qtbot.waitSignal(window.search_entered) as signal:
        keyboard.press("Enter")
    assert signal.args == ["alva"]
    assert done == []


def test_hits_are_walked_and_opened_from_the_field(qtbot: QtBot, window: MainWindow) -> None:
    keyboard = Keyboard(window)
    keyboard.press("F2")
    window.results.show_hits(
        [Pick("a", "home", "Alvarez, Maria"), Pick("b", "home", "Alvarez, Jorge", "44 Cedar Ct", "0.00")]
    )
    keyboard.press("Down")
    window.results.grab()
    with qtbot.waitSignal(window.results.opened) as signal:
        keyboard.press("Enter")
    assert signal.args == ["b"]
    assert window.results.isHidden()


def test_a_message_in_the_results_cannot_be_opened(qtbot: QtBot, window: MainWindow) -> None:
    keyboard = Keyboard(window)
    keyboard.press("F2")
    keyboard.type("x")
    window.results.show_message("search", "Nothing found", "Try the street.")
    with qtbot.waitSignal(window.search_entered), qtbot.assertNotEmitted(window.results.opened):
        keyboard.press("Enter")
    keyboard.press("Esc")
    assert window.results.isHidden()


def test_esc_goes_one_step_back_and_keeps_what_was_entered(window: MainWindow, done: list[str]) -> None:
    keyboard = Keyboard(window)
    keyboard.type("half")
    counter = page_of(window)
    window.open("drawer")
    page_of(window).steps_inside = 1
    keyboard.press("Esc")
    assert (done, page_of(window).title) == (["Drawer: back"], "Drawer")
    keyboard.press("Esc")
    assert page_of(window) is counter
    assert counter.field.text() == "half"
    keyboard.press("Esc")
    assert page_of(window) is counter


def test_the_palette_runs_a_command_by_its_name(window: MainWindow, done: list[str]) -> None:
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+K")
    assert window.palette_panel.isVisible()
    keyboard.type("tend")
    keyboard.press("Enter")
    assert done == ["Counter: tender"]
    assert window.palette_panel.isHidden()
    assert QApplication.focusWidget() is page_of(window)


def test_f1_shows_the_keys_and_goes_back(window: MainWindow) -> None:
    keyboard = Keyboard(window)
    counter = page_of(window)
    counter.blocked = "Open a shift first"
    keyboard.press("F1")
    assert type(window.current_page) is KeysPage
    for key in ("F1", "F1", "Esc", "Esc"):
        keyboard.press(key)
    assert page_of(window) is counter


def test_commands_that_change_are_bound_anew(window: MainWindow, done: list[str]) -> None:
    assert not window.binds_key("Ctrl+L")
    window.set_commands([Command("Lock", "Ctrl+L", lambda: done.append("lock"))])
    page_of(window).commands_changed.emit()
    Keyboard(window).press("Ctrl+L")
    assert done == ["lock"]


def test_zoom_keys(window: MainWindow) -> None:
    keyboard = Keyboard(window)
    keyboard.press("Ctrl++")
    assert theme().zoom_percent == 110
    keyboard.press("Ctrl+-")
    keyboard.press("Ctrl+-")
    assert theme().zoom_percent == 90
    keyboard.press("Ctrl+0")
    assert theme().zoom_percent == 100


def test_the_rail_gives_way_in_a_narrow_window(window: MainWindow) -> None:
    assert window.rail.width() == 184
    window.resize(1199, 700)
    assert window.rail.minimumWidth() == 56
    window.resize(1366, 768)
    theme().apply(zoom_percent=150)
    assert window.rail.minimumWidth() == 84


def test_a_page_alone_has_no_rail_and_no_way_around_it(window: MainWindow, done: list[str]) -> None:
    alone = NotePage("Sign in", done)
    window.show_alone(alone)
    keyboard = Keyboard(window)
    for key in ("F3", "Ctrl+4", "Ctrl+K", "Esc", "F2"):
        keyboard.press(key)
    assert window.current_page is alone
    assert window.rail.isHidden()
    assert window.palette_panel.isHidden()
    keyboard.press("F1")
    keyboard.press("Esc")
    assert window.current_page is alone
    assert window.rail.isHidden()
    window.open("counter")
    assert not window.rail.isHidden()


def test_a_scan_is_routed_from_anywhere(qtbot: QtBot, window: MainWindow) -> None:
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+K")
    with qtbot.waitSignal(window.scanned) as signal:
        keyboard.scan("1000451270015743")
    assert signal.args == ["1000451270015743"]
    assert window.palette_panel.isHidden()
    assert window.palette_panel.field.text() == ""


def test_who_is_signed_in_and_the_strip(qtbot: QtBot, window: MainWindow) -> None:
    window.set_user(
        "M. Reyes", "Lead cashier", [Command("Lock", "Ctrl+L", list), Command("Sign out", "", list, "sign-out")]
    )
    assert window.top_bar.user.accessibleName() == "M. Reyes, Lead cashier"
    window.strip.set_parts([StripPart("printer", "printer", "Printer ready", "good")])
    with qtbot.waitSignal(window.strip.opened) as signal:
        window.strip.button("printer").click()
    assert signal.args == ["printer"]


def test_a_page_that_does_not_fit_scrolls(qtbot: QtBot, window: MainWindow) -> None:
    theme().apply(zoom_percent=200)
    window.resize(400, 300)
    window.grab()
    assert window.isVisible()


def test_a_click_beside_closes_what_lies_over_the_page(window: MainWindow) -> None:
    window.open_palette()
    window.palette_panel.close_panel()
    assert window.palette_panel.isHidden()
    assert window.focusPolicy() is not Qt.FocusPolicy.StrongFocus


def test_a_page_built_step_by_step_is_whole_whenever_it_is_opened(qtbot: QtBot) -> None:
    class Sliced(Page):
        def __init__(self) -> None:
            super().__init__("Sliced")
            self.built: list[int] = []
            self.steps = self._build()

        def _build(self) -> Iterator[None]:
            for number in range(3):
                self.built.append(number)
                yield

    for taken in range(7):
        window = MainWindow([PageEntry("sliced", "Sliced", "counter", "F3", Sliced)])
        qtbot.addWidget(window)
        steps = window.building("sliced")
        for _ in range(taken):
            next(steps, None)
        page = window.open("sliced")
        assert isinstance(page, Sliced) and page.built == [0, 1, 2]
        assert list(steps) in ([], [None]) and window.open("sliced") is page


def test_a_window_that_was_replaced_hears_no_scan(qtbot: QtBot, qapp: QApplication) -> None:
    scanner = Scanner(qapp)
    window = MainWindow([PageEntry("one", "One", "counter", "F3", lambda: Page("One"))], scanner)
    heard: list[str] = []
    qtbot.addWidget(window)
    window.scanned.connect(heard.append)
    window.open("one")
    scanner.scanned.emit("100045127")
    window.retire()
    scanner.scanned.emit("100045128")
    assert heard == ["100045127"]
    for _ in window.letting_go():
        scanner.scanned.emit("100045129")
    assert heard == ["100045127"] and not isValid(window)
