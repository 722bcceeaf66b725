"""The settings page in its window, on a real office; and waiting for what lanes bring back."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.identity.demo_people import BRANDT, DemoPerson
from tests.factories.people import Office, open_office
from tests.fakes.keyboard import Keyboard
from ui.context import WindowContext
from ui.operations import Operations
from ui.settings.section import Section
from ui.settings.settings_page import SettingsPage
from ui.shell.main_window import MainWindow
from ui.shell.page import PageEntry
from ui.shell.scanner import Scanner


class OpenSettings:
    """L. Brandt's settings unless said otherwise; `heard`: keys of settings that were changed."""

    def __init__(
        self, qtbot: QtBot, folder: Path, demo: DemoPerson = BRANDT, *, scanner: Scanner | None = None
    ) -> None:
        self.qtbot, self.office = qtbot, open_office(folder)
        services = self.office.services
        self.context = WindowContext(Operations(services), self.office.session(demo), services.clock.now_us)
        entry = PageEntry("settings", "Settings", "settings", "Ctrl+7", lambda: SettingsPage(self.context))
        self.window = MainWindow([entry], scanner)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        page = self.window.open("settings")
        if not isinstance(page, SettingsPage):
            raise TypeError(page)
        self.page = page
        self.heard: list[str] = []
        self.context.setting_changed.connect(self.heard.append)
        self.keyboard = Keyboard(self.window)

    def section(self, number: int) -> Section:
        """Opens a section by its key and gives it."""
        self.keyboard.press(f"Alt+{number % 10}")
        self.settle()
        return self.page.section

    def until(self, done: Callable[[], bool]) -> None:
        """Lets the window live until something holds."""
        self.qtbot.waitUntil(done)

    def settle(self) -> None:
        """Waits until all that was asked is answered."""
        self.qtbot.wait(1)  # what a key began asks in the next turn
        self.until(lambda: not self.context.operations._asked)

    def close(self) -> Office:
        """Closes the window, then the files; the office still tells who is who."""
        self.window.hide()
        self.office.services.close()
        return self.office
