"""The real counter page in the real window on a real encrypted database, driven by keys."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.config import PRINTER
from app.drawers import open_shift
from app.identity.demo_people import REYES
from app.payments.queries import last_receipts
from app.payments.receipt import Receipt
from app.store.settings import write_setting
from tests.factories.counter import ORACLE_ACCOUNT, SMALL_ACCOUNT, Counter, NewAccount, write_reference
from tests.factories.people import Office, open_office
from tests.factories.window import TestWindow
from tests.fakes.patience import SOON
from ui.payments.take_payment_page import TakePaymentPage
from ui.shell.page import Page
from ui.tour.passing import let_pass

NOBODY = NewAccount("100000001", "10-000001-5", "Nothing, Due", "1 Oak Way")
CASH_ONLY = NewAccount("100045200", "10-004520-0", "Cash, Only", "2 Oak Way", SMALL_ACCOUNT.charges, cash_only=True)
ACCOUNTS = (ORACLE_ACCOUNT, SMALL_ACCOUNT, NOBODY, CASH_ONLY)
DUE_CENTS = 7415


@dataclass
class Driver:
    """Keys in, what the page shows out."""

    qtbot: QtBot
    office: Office
    counter: Counter
    window: TestWindow
    page: TakePaymentPage

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()))

    def scan(self, account: str) -> None:
        """What the shell does with a scan or a chosen hit."""
        self.window.context.payment_wanted.emit(account)
        self.until(lambda: self.page.sale.line(account) is not None)

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence({"Enter": "Return"}.get(key, key))[0]  # type: ignore[index]  # it can be
            handle = self.window.window.windowHandle()
            QTest.keyClick(handle, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        if focus is None:
            raise LookupError("nothing has the focus")
        if text.isascii():
            QTest.keyClicks(focus, text)
        elif isinstance(focus, QLineEdit):  # QTest has no keys for other scripts
            focus.insert(text)
            focus.textEdited.emit(focus.text())

    def focused(self) -> object:
        return QApplication.focusWidget()

    def pay(self, *keys: str) -> Receipt:
        """Enter, Enter, or other keys; gives the receipt once it is shown."""
        self.press(*(keys or ("Enter", "Enter")))
        self.until(lambda: self.page.views.shows_receipt and self.page.receipts.receipt is not None)
        receipt = self.page.receipts.receipt
        if receipt is None:
            raise LookupError("no receipt is shown")
        return receipt

    def receipts(self) -> int:
        """How many there are in the journal."""
        with self.counter.services.read_journal() as journal:
            return len(last_receipts(journal, self.counter.shift.shift, 100))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "data")
    write_reference(office.services, ACCOUNTS)
    with office.services.plain_work() as work:
        write_setting(work.connection, PRINTER, "network:127.0.0.1:9100")
        work.commit()
    yield office
    while _opened:
        come_to_rest(_opened.pop())
    office.services.close()


_opened: list[TestWindow] = []


def open_window(qtbot: QtBot, counter: Counter) -> TestWindow:
    """A window that comes to rest before the data under it is closed."""
    window = TestWindow(qtbot, counter)
    _opened.append(window)
    return window


def come_to_rest(window: TestWindow) -> None:
    """Pytest-qt closed the window; what it still asked is answered to nobody before the lanes go."""
    until = time.monotonic() + SOON / 1000
    let_pass(1)
    while window.context.operations._asked and time.monotonic() < until:
        let_pass(1)


@pytest.fixture
def counter(office: Office) -> Counter:
    """M. Reyes' shift, float 100."""
    session = office.session(REYES)
    opened = open_shift.record(office.services, session, open_shift.OpenShift(office.services.ids.new_id(), {2000: 5}))
    return Counter(office.services, session, opened.shift)


@pytest.fixture
def driver(qtbot: QtBot, office: Office, counter: Counter) -> Driver:
    return start(qtbot, office, counter)


def start(qtbot: QtBot, office: Office, counter: Counter) -> Driver:
    """The counter page, open and loaded."""
    window = open_window(qtbot, counter)
    page: Page = window.window.open("counter")
    if not isinstance(page, TakePaymentPage):
        raise TypeError(type(page).__name__)
    window.context.receipt_wanted.connect(lambda _fact: window.window.open("counter"))
    driver = Driver(qtbot, office, counter, window, page)
    driver.until(lambda: page.desk.state is not None)
    return driver
