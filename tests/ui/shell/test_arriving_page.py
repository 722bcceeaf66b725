"""A page that is opened before it is built: its frame at once, then the page with all that was typed."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.fakes.keyboard import Keyboard
from ui.shell.arriving_page import ArrivingPage, key_of
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, PageEntry
from ui.widgets.layout import column


class Slow(Page):
    """Built for as long as `held`; types into a line, and Alt+2 is a command of its own."""

    held, ready = False, True

    def __init__(self, title: str = "Slow") -> None:
        super().__init__(title)
        self.line, self.ran = QLineEdit(), 0
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        column(self.line, parent=self)
        yield
        while Slow.held:
            yield

    @property
    def is_ready(self) -> bool:
        """As the test says."""
        return Slow.ready

    def commands(self) -> list[Command]:
        """One command."""
        return [Command("Second", "Alt+2", self._run)]

    def show_page(self) -> None:
        """Typing goes into the line."""
        self.line.setFocus()

    def _run(self) -> None:
        self.ran += 1


@pytest.fixture
def held() -> Iterator[None]:
    """No page comes to its end."""
    Slow.held = True
    yield
    Slow.held, Slow.ready = False, True


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    entries = [
        PageEntry("quick", "Quick", "counter", "F3", partial(Page, "Quick")),
        PageEntry("slow", "Slow", "drawer", "Ctrl+4", Slow),
        PageEntry("other", "Other", "drawer", "Ctrl+5", partial(Slow, "Other")),
    ]
    window = MainWindow(entries)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.open("quick")
    return window


def shown(window: MainWindow) -> Page:
    page = window.current_page
    assert page is not None
    return page


def test_the_frame_stands_at_once_with_its_place_in_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    window.go("slow")
    assert isinstance(shown(window), ArrivingPage) and shown(window).title == "Slow"
    assert window.windowTitle().startswith("Slow") and not window.has_page("slow")
    qtbot.waitUntil(lambda: isinstance(shown(window), Slow))
    qtbot.waitUntil(lambda: window.findChildren(ArrivingPage) == [])


def test_what_is_typed_meanwhile_goes_to_the_page(window: MainWindow, qtbot: QtBot, held: None) -> None:
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+4")
    assert isinstance(shown(window), ArrivingPage)
    for key in ("a", "Alt+2", "b"):
        keyboard.press(key)
    Slow.held = False
    qtbot.waitUntil(lambda: isinstance(shown(window), Slow))
    page = shown(window)
    assert isinstance(page, Slow)
    qtbot.waitUntil(lambda: page.line.text() == "ab")
    assert page.ran == 1


def test_it_waits_for_what_the_page_asks_first(window: MainWindow, qtbot: QtBot, held: None) -> None:
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+4")
    keyboard.press("a")
    Slow.held, Slow.ready = False, False
    qtbot.waitUntil(lambda: isinstance(shown(window), Slow))
    page = shown(window)
    assert isinstance(page, Slow)
    qtbot.wait(60)
    assert page.line.text() == ""
    Slow.ready = True
    qtbot.waitUntil(lambda: page.line.text() == "a")


def test_esc_goes_back_and_never_to_the_frame(window: MainWindow, qtbot: QtBot, held: None) -> None:
    keyboard, before = Keyboard(window), shown(window)
    keyboard.press("Ctrl+4")
    keyboard.press("Esc")
    assert shown(window) is before
    Slow.held = False
    window.go("slow")
    qtbot.waitUntil(lambda: isinstance(shown(window), Slow))
    keyboard.press("Esc")
    assert shown(window) is before


def test_who_has_gone_elsewhere_is_left_there(window: MainWindow, qtbot: QtBot) -> None:
    window.go("slow")
    window.go("other")
    qtbot.waitUntil(lambda: shown(window).title == "Other" and not isinstance(shown(window), ArrivingPage))
    window.go("slow")
    window.open("quick")
    qtbot.wait(60)
    assert shown(window).title == "Quick"


def test_whoever_asked_gets_the_page_when_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    got: list[Page] = []
    window.go("slow", got.append)
    assert got == []
    qtbot.waitUntil(lambda: bool(got))
    window.go("slow", got.append)
    assert got == [shown(window), shown(window)]


def test_keys_are_kept_as_they_were(window: MainWindow) -> None:
    frame = ArrivingPage("Slow")
    window.show_page(frame)
    for key in ("Tab", "Alt+5"):
        Keyboard(window).press(key)
    assert [key_of(event) for event in frame.keys] == ["Tab", "Alt+5"]
