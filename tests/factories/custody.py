"""The pages Safe and Bank deposits in a window of their own, with hands at the keyboard."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.identity.demo_people import DemoPerson
from app.identity.permissions import Session
from tests.factories.counter import Counter
from tests.fakes.keyboard import Keyboard
from ui.context import WindowContext
from ui.drawers.bank_deposits_page import BankDepositsPage
from ui.drawers.custody_page import CustodyPage
from ui.drawers.movement_form import MovementForm
from ui.drawers.safe_page import SafePage
from ui.operations import Operations
from ui.shell.main_window import MainWindow
from ui.shell.page import PageEntry

Form = TypeVar("Form", bound=MovementForm)


class CustodyDesk:
    """Both pages of one counter, whoever is signed in."""

    def __init__(self, qtbot: QtBot, counter: Counter, session: Session | None = None) -> None:
        self.qtbot, self.counter = qtbot, counter
        operations = Operations(counter.services)
        self.context = WindowContext(operations, session or counter.session, counter.services.clock.now_us)
        self.window = MainWindow(
            [
                PageEntry("safe", "Safe", "lock", "Ctrl+8", lambda: SafePage(self.context)),
                PageEntry("bank", "Bank deposits", "bank", "Ctrl+9", lambda: BankDepositsPage(self.context)),
            ]
        )
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.keys = Keyboard(self.window)

    def safe(self) -> SafePage:
        """The page Safe, loaded."""
        page = self.window.open("safe")
        assert isinstance(page, SafePage)
        self.until(lambda: page.state is not None)
        return page

    def bank(self) -> BankDepositsPage:
        """The page Bank deposits, loaded."""
        page = self.window.open("bank")
        assert isinstance(page, BankDepositsPage)
        self.until(lambda: page.state is not None)
        return page

    def begin(self, page: CustodyPage, key: str, kind: type[Form]) -> Form:
        """Opens a form by its key."""
        self.keys.press(key)
        self.until(lambda: isinstance(page.form, kind))
        form = page.form
        assert isinstance(form, kind)
        return form

    def sign(self, form: MovementForm, who: DemoPerson) -> None:
        """The second person chooses their name and types their PIN."""
        person = form.second.person
        person.setCurrentIndex(person.findText(who.display_name, Qt.MatchFlag.MatchStartsWith))
        form.second.pin.setFocus()
        self.keys.type(who.pin)
        self.keys.press("Enter")

    def until(self, met: Callable[[], bool]) -> None:
        """Waits for what must come."""
        self.qtbot.waitUntil(met)
