"""Every field that somebody can type into, on every page and form: what is pasted stays as it was or is exact.

The fields are found, not listed: a form of tomorrow is tried as soon as a place below opens it. Whatever is pasted, the
window goes on: no bug, nothing recorded that was not asked for, and each named invariant holds at the end.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.bootstrap import check
from app.identity.demo_people import BRANDT, REYES, DemoPerson
from app.journal.tables import posting
from tests.factories.program import Running, open_copy
from ui.accounts.accounts_page import AccountsPage
from ui.drawers.pieces_field import PiecesField
from ui.widgets.amount_field import AmountField
from ui.widgets.text_area import TextArea

STUB = "100045127"
TEN_MEGABYTES = "7" * 10_000_000
ODD = (
    *("1,5", "1.005", "9223372036854775808", "-5", "٣٫٥", "12\x0050", "\u202e12.50\u2066", "4*", "1e3"),
    *("'; DROP TABLE fact; --", "%_\\", "<b>bold</b>&amp;", "{0}{name}%s", "𝔘💵 Nguyễn العربية"),
)
SLOWEST_SECONDS = 2.0

PLACES: dict[str, tuple[DemoPerson, tuple[str, ...]]] = {
    "search": (REYES, ("F2",)),
    "commands": (REYES, ("Ctrl+K",)),
    "sale": (REYES, ("scan",)),
    "directed": (REYES, ("scan", "F4")),
    "check": (REYES, ("scan other", "F6")),
    "card": (REYES, ("scan other", "F7", "Enter")),
    "money order": (REYES, ("scan", "F8")),
    "other line": (REYES, ("F10",)),
    "hand-written receipt": (REYES, ("Ctrl+B",)),
    "receipts": (REYES, ("Ctrl+H",)),
    "note": (REYES, ("account", "Ctrl+N")),
    "contact": (REYES, ("account", "Ctrl+D")),
    "trips": (REYES, ("Ctrl+3",)),
    "departures": (REYES, ("Ctrl+3", "Alt+2")),
    "routes": (REYES, ("Ctrl+3", "Alt+3")),
    "pay in": (REYES, ("Ctrl+4", "F7")),
    "pay out": (REYES, ("Ctrl+4", "F8")),
    "drop": (REYES, ("Ctrl+4", "F9")),
    "hand over": (REYES, ("Ctrl+4", "F11")),
    "count": (REYES, ("Ctrl+4", "F5")),
    "receive bags": (BRANDT, ("Ctrl+4", "Alt+3", "F6")),
    "put cash in": (BRANDT, ("Ctrl+4", "Alt+3", "F7")),
    "take cash out": (BRANDT, ("Ctrl+4", "Alt+3", "F8")),
    "count the safe": (BRANDT, ("Ctrl+4", "Alt+3", "F9")),
    "refunds": (REYES, ("Ctrl+5", "Alt+3")),
    "returned payments": (BRANDT, ("Ctrl+5", "Alt+4")),
    "reports": (BRANDT, ("Ctrl+6",)),
    "printer": (BRANDT, ("Ctrl+7", "Alt+2")),
    "scanner": (BRANDT, ("Ctrl+7", "Alt+3")),
    "second copy": (BRANDT, ("Ctrl+7", "Alt+4")),
    "city data": (BRANDT, ("Ctrl+7", "Alt+5")),
    "export": (BRANDT, ("Ctrl+7", "Alt+6")),
    "people": (BRANDT, ("Ctrl+7", "Alt+7")),
    "office": (BRANDT, ("Ctrl+7", "Alt+O")),
}


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not yet shown; closed afterwards."""
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def go(running: Running, keys: tuple[str, ...]) -> None:
    """Where the keys lead; `scan` begins a sale, `scan other` one that may be paid by check, `account` opens one."""
    for key in keys:
        if key == "scan":
            running.keyboard.scan(STUB)
            running.until(lambda: bool(running.counter.sale.lines))
        elif key == "scan other":
            running.keyboard.press("F2")
            running.keyboard.type("10-000012-2")
            running.keyboard.press("Enter")
            running.until(lambda: bool(running.counter.sale.lines))
        elif key == "account":
            running.context.account_wanted.emit(f"cis/{STUB}")
            running.until(lambda: is_account_shown(running))
        else:
            running.keyboard.press(key)
        running.qtbot.wait(120)  # what a page asks a little later is asked by now
        running.rest()


def is_account_shown(running: Running) -> bool:
    """Is it there? A key that comes before it asks nothing."""
    page = running.program.window.current_page
    return isinstance(page, AccountsPage) and page.view.page is not None


def entries(running: Running) -> list[QLineEdit | TextArea]:
    """What can be typed into now; the search field has its own place."""
    window = running.program.window
    found: list[QLineEdit | TextArea] = [*window.findChildren(QLineEdit), *window.findChildren(TextArea)]
    open_to_all = [field for field in found if field.isVisible() and field.isEnabled() and not field.isReadOnly()]
    pieces = [field for field in open_to_all if isinstance(field, PiecesField)][1:]  # the rows of a count are alike
    return [field for field in open_to_all if field not in pieces]


def typed(field: QLineEdit | TextArea) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def paste(field: QLineEdit | TextArea, words: str) -> str:
    """Puts it where the whole text was; gives what stands there then."""
    QGuiApplication.clipboard().setText(words)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.selectAll()
    field.paste()
    return typed(field)


def leave(running: Running, field: QWidget) -> None:
    """As Tab does: the field has to say what it makes of it."""
    if field.hasFocus():
        field.focusNextChild()
    QApplication.processEvents()


def lost(field: QLineEdit | TextArea, words: str, pasted: str) -> str:
    """What is wrong with the text after a paste and after leaving; "" when nothing is."""
    longest = field.maxLength() if isinstance(field, QLineEdit) else len(pasted)
    if not words.startswith(pasted) or (len(pasted) < len(words) and len(pasted.encode("utf-16-le")) // 2 < longest):
        return f"{field.accessibleName()}: {words[:30]!r} came in as {pasted[:30]!r}"
    after = typed(field)
    if after != pasted:
        return f"{field.accessibleName()}: {words[:30]!r} became {after[:30]!r}"
    if isinstance(field, AmountField) and (field.cents is not None or not field.error):
        return f"{field.accessibleName()}: {words[:30]!r} is taken for {field.cents} cents, error {field.error!r}"
    if isinstance(field, PiecesField) and (field.pieces is not None or not field.error):
        return f"{field.accessibleName()}: {words[:30]!r} is taken for {field.pieces} pieces, error {field.error!r}"
    return ""


def postings(running: Running) -> int:
    """How many there are in the journal."""
    with running.services.read_journal() as journal:
        return journal.execute(select(func.count()).select_from(posting)).scalar_one()


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_is_pasted_is_lost_or_taken_for_something_else(running: Running, place: str) -> None:
    person, keys = PLACES[place]
    running.start_as(person)
    go(running, keys)
    count, wrong, slowest = len(entries(running)), list[str](), 0.0
    for number in range(count):
        for words in (*ODD, TEN_MEGABYTES):
            field = entries(running)[number]
            begun = time.thread_time()
            pasted = paste(field, words)
            leave(running, field)
            slowest = max(slowest, time.thread_time() - begun)
            wrong += filter(None, [lost(field, words, pasted)])
        entries(running)[number].clear()
    assert wrong == []
    assert count >= 2 or place in ("printer", "search", "departures")
    assert slowest < SLOWEST_SECONDS


@pytest.mark.parametrize("place", PLACES)
def test_enter_on_what_makes_no_sense_records_nothing_and_breaks_nothing(running: Running, place: str) -> None:
    """Ctrl+Enter sends a form off; free texts take any words, so only what moves money is counted."""
    person, keys = PLACES[place]
    running.start_as(person)
    go(running, keys)
    before = postings(running)
    for words in ODD[:8]:
        for number, field in enumerate(entries(running)):
            paste(field, words)
            if number:
                running.keyboard.press("Enter")
        running.keyboard.press("Ctrl+Enter")
        running.qtbot.wait(20)
    running.qtbot.wait(100)
    assert postings(running) == before
    assert check(running.services, thorough=True) == ()
