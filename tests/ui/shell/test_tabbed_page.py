"""A page made of several: tabs are made when first opened, and keys, scans and Esc go to the one that is shown."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes.keyboard import Keyboard
from ui.shell.command import Command
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, PageEntry
from ui.shell.tabbed_page import PageTab, TabbedPage


class LeafPage(Page):
    """Writes down what happens to it."""

    def __init__(self, name: str, done: list[str]) -> None:
        super().__init__(name)
        self.name, self.done = name, done
        self.inside = False
        done.append(f"{name} made")

    def commands(self) -> list[Command]:
        """One."""
        return [Command(f"Act {self.name}", "F6", lambda: self.done.append(f"{self.name} acts"))]

    def help_name(self) -> str:
        """Its own."""
        return self.name

    def show_page(self) -> None:
        """Is told."""
        super().show_page()
        self.done.append(f"{self.name} shown")

    def step_back(self) -> bool:
        """One step, when it went inside."""
        was, self.inside = self.inside, False
        return was

    def take_scan(self, scan: str) -> bool:
        """Takes every scan."""
        self.done.append(f"{self.name} scans {scan}")
        return True


def _shown(qtbot: QtBot) -> tuple[MainWindow, TabbedPage, list[str]]:
    done: list[str] = []
    tabs = [PageTab(name, name.title(), lambda name=name: LeafPage(name, done)) for name in ("one", "two")]  # type: ignore[misc] # bound now
    window = MainWindow([PageEntry("both", "Both", "drawer", "Ctrl+4", lambda: TabbedPage("Both", tabs))])
    qtbot.addWidget(window)
    window.show()
    page = window.open("both")
    assert isinstance(page, TabbedPage)
    return window, page, done


def test_a_tab_is_made_when_first_opened(qtbot: QtBot) -> None:
    window, page, done = _shown(qtbot)
    keyboard = Keyboard(window)
    assert done == ["one made", "one shown"]
    for key in ("Alt+2", "F6", "Alt+1", "F6", "Alt+2"):
        keyboard.press(key)
    assert done[2:] == ["two made", "two shown", "two acts", "one shown", "one acts", "two shown"]
    assert page.help_name() == "two" and page.take_scan("123") and done[-1] == "two scans 123"


def test_esc_goes_back_inside_the_tab_then_to_the_first(qtbot: QtBot) -> None:
    _window, page, _done = _shown(qtbot)
    leaf = page.open_tab("two")
    assert isinstance(leaf, LeafPage)
    leaf.inside = True
    assert page.step_back() and page.page is leaf
    assert page.step_back() and page.page is not leaf
    assert not page.step_back()


def test_the_mouse_opens_a_tab_too(qtbot: QtBot) -> None:
    _window, page, done = _shown(qtbot)
    QTest.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=page.bar.tabRect(1).center())
    assert done[-1] == "two shown" and page.bar.currentIndex() == 1
