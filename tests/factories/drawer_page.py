"""The drawer's tab of a window, loaded."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.drawers.drawer_page import DrawerPage
from ui.drawers.this_drawer_page import ThisDrawerPage
from ui.shell.main_window import MainWindow
from ui.shell.tabbed_page import TabbedPage


def this_drawer(window: MainWindow) -> ThisDrawerPage:
    """The tab *This drawer*, opened."""
    page = window.open("drawer")
    assert isinstance(page, TabbedPage)
    tab = page.page
    assert isinstance(tab, ThisDrawerPage)
    return tab


def drawer_page(qtbot: QtBot, window: MainWindow) -> DrawerPage:
    """The drawer's page in its tab, loaded: the open shift, or all that opens one."""
    page = this_drawer(window).drawer
    qtbot.waitUntil(lambda: page.state is not None and (page.state.shift is not None or page.opening is not None))
    return page


def stop_timers() -> None:
    """No window asks anything of services that are about to be closed."""
    for window in QApplication.topLevelWidgets():
        for timer in window.findChildren(QTimer):
            timer.stop()
