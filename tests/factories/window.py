"""The real shell around the pages under test, its window shown at the smallest counter screen, active."""

from functools import partial

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.identity.permissions import Session
from tests.factories.counter import Counter
from ui.context import WindowContext
from ui.operations import Operations
from ui.pages import page_entries
from ui.shell.main_window import MainWindow


class TestWindow:
    """A window with the program's own pages at one counter. `window.open(...)` and `context` do the rest."""

    __test__ = False

    def __init__(self, qtbot: QtBot, counter: Counter, session: Session | None = None) -> None:
        self.counter = counter
        self.context = WindowContext(
            Operations(counter.services), session or counter.session, counter.services.clock.now_us
        )
        self.window = MainWindow(page_entries(self.context))
        self.context.account_wanted.connect(partial(self._go, "accounts"))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def _go(self, page: str, _key: str) -> None:
        self.window.open(page)
