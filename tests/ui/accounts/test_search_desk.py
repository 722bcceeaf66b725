"""The search field at work on a small city, by keys: as one types, Enter, receipts, misreads, rubbish, late answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.accounts.scan_line import check_digits
from app.accounts.search.find import shipped_layouts
from app.drawers.queries import open_shift
from app.payments.types import AccountPayment
from tests.factories.city import ALVAREZ
from tests.factories.counter import Counter
from tests.factories.payments import pay
from tests.factories.program import Running, held_lanes, open_copy
from tests.factories.workstation import open_workstation
from ui.accounts.search_desk import SearchDesk
from ui.operations import Operations
from ui.shell.main_window import MainWindow

ALVAREZ_NUMBER = "10-004512-7"


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """M. Reyes at work at the counter page."""
    running = Running(qtbot, open_copy(tmp_path)).start_as()
    yield running
    running.close()


def search(running: Running, typed: str, *, enter: bool = False) -> None:
    """F2, then keys."""
    running.keyboard.press("F2")
    running.keyboard.type(typed)
    if enter:
        running.keyboard.press("Enter")


def paste(running: Running, text: str) -> None:
    """F2, then Ctrl+V, as from a web page."""
    QGuiApplication.clipboard().setText(text)
    running.keyboard.press("F2")
    running.keyboard.press("Ctrl+V")


def titles(running: Running) -> list[str]:
    """What the results show."""
    results = running.program.window.results
    return [pick.title for pick in results.list.picks] if results.isVisible() else []


def stub(account: str, cents: int = 15743) -> str:
    """The digits of a stub as the city prints them."""
    layout = shipped_layouts()[0]
    values = {"account": account, "amount": str(cents), "due": "20261123"}
    body = "".join(values[field].zfill(width) for field, width in layout.fields)
    return body + check_digits(body, layout.check)


# -- as one types


def test_hits_come_as_one_types_and_enter_takes_the_first(running: Running) -> None:
    search(running, "alvar")
    running.until(lambda: any("Alvarez, Maria" in title for title in titles(running)))
    running.keyboard.press("Enter")
    running.until(lambda: len(running.sale_lines()) == 1)
    assert not titles(running) and running.program.window.top_bar.search.text() == ""


def test_a_single_hit_joins_the_sale_at_the_counter(running: Running) -> None:
    search(running, ALVAREZ_NUMBER, enter=True)
    running.until(lambda: running.sale_lines() == [ALVAREZ_NUMBER])


@pytest.mark.parametrize("page", ["accounts", "drawer", "work", "settings"])
def test_a_single_hit_opens_the_account_elsewhere(running: Running, page: str) -> None:
    running.open(page)
    search(running, ALVAREZ_NUMBER, enter=True)
    running.until(lambda: running.ways.page_key == "accounts")
    running.until(lambda: "Alvarez, Maria" in words_of(running.program.window))


def words_of(window: QWidget) -> str:
    """Every word that a screen reader would find."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return " ".join(f"{one.accessibleName()} {one.text() if isinstance(one, QLabel) else ''}" for one in shown)


def test_enter_before_the_answer_means_what_was_typed_and_not_the_first_hit_shown(running: Running) -> None:
    search(running, "1")
    running.until(lambda: len(titles(running)) > 1)
    first = titles(running)[0]
    assert ALVAREZ_NUMBER not in first
    with held_lanes(running.services):
        search(running, ALVAREZ_NUMBER)
        assert titles(running)[0] == first  # the answer is on its way
        running.keyboard.press("Enter")
    running.until(lambda: running.sale_lines() == [ALVAREZ_NUMBER])


def test_a_stale_question_is_interrupted(running: Running) -> None:
    desk = running.ways.search
    assert desk is not None
    with held_lanes(running.services):
        search(running, "al")
        stale = desk._asked
        running.keyboard.type("v")
        assert stale is not None and stale.interrupted and stale.future.cancelled()
    running.until(lambda: any("Alvarez" in title for title in titles(running)))


def test_an_answer_that_is_ready_but_no_longer_wanted_is_not_shown(running: Running) -> None:
    desk, field = running.ways.search, running.program.window.top_bar.search
    assert desk is not None
    ways: list[Callable[[], object]] = [lambda: field.textEdited.emit(""), running.program.lock]
    for give_up in ways:
        field.textEdited.emit("alvar")
        asked = desk._asked
        assert asked is not None
        asked.future.result(timeout=10)  # ready on its lane, not yet told here
        give_up()
        running.rest()
        assert titles(running) == [] and desk._asked is None


def test_nothing_found_says_what_to_try(running: Running) -> None:
    search(running, "zzyzzx", enter=True)
    running.until(lambda: titles(running) == ["Nothing found"])
    running.keyboard.press("Enter")  # there is nothing to open
    assert titles(running) == ["Nothing found"] and running.counter.sale.is_empty
    running.keyboard.press("Esc")
    assert titles(running) == [] and running.program.window.top_bar.search.text() == ""


def test_esc_ends_a_search_that_shows_nothing_yet(running: Running) -> None:
    with held_lanes(running.services):
        search(running, "alvarez")
        running.keyboard.press("Esc")
        assert running.program.window.top_bar.search.text() == ""
    running.rest()
    assert titles(running) == []
    running.keyboard.press("Esc")
    assert running.counter.isVisible()


def test_an_empty_field_asks_nothing(running: Running) -> None:
    search(running, "a")
    running.until(lambda: bool(titles(running)))
    running.keyboard.press("Backspace")
    running.keyboard.press("Enter")
    running.qtbot.wait(40)
    assert titles(running) == []


# -- receipts and stubs


def test_a_receipt_s_number_opens_the_receipt(running: Running) -> None:
    number = take_payment(running)
    running.open("accounts")
    search(running, number)
    running.until(lambda: titles(running)[:1] == [f"Receipt {number}"])
    running.keyboard.press("Enter")
    running.until(lambda: running.ways.page_key == "counter" and running.counter.views.shows_receipt)


def test_a_scanned_receipt_opens_at_once(running: Running) -> None:
    number = take_payment(running)
    running.keyboard.scan(number)
    running.until(lambda: running.counter.views.shows_receipt)


def test_a_stub_joins_the_sale_and_a_misread_one_is_one_sentence(running: Running) -> None:
    good = stub("100045127")
    running.keyboard.scan(good)
    running.until(lambda: running.sale_lines() == [ALVAREZ_NUMBER])
    running.keyboard.scan(good[:4] + str((int(good[4]) + 1) % 10) + good[5:])
    running.until(lambda: titles(running) == ["The check digit does not fit; scan again or type the account number."])
    running.keyboard.scan(stub("999999999"))
    running.until(lambda: [title[:37] for title in titles(running)] == ["No account has the number on this stu"])
    assert running.sale_lines() == [ALVAREZ_NUMBER]
    pick = running.program.window.results.list.picks[0]
    assert pick.color == "bad"
    running.until(lambda: running.counter.views.sale_card.notices.words == [pick.title])


def take_payment(running: Running) -> str:
    with running.services.read_journal() as journal:
        shift = open_shift(journal, running.services.device.code)
    assert shift is not None
    recorded = pay(Counter(running.services, running.session(), shift), AccountPayment(ALVAREZ, 1000))
    return recorded.receipt.number


# -- rubbish

RUBBISH = {
    "ten megabytes": "9" * 10_000_000,
    "ten megabytes of words": "alvarez " * 1_250_000,
    "a NUL": "alva\0rez",
    "right-to-left marks": "\u202ealvarez\u202c \u200f\u200e",
    "an end of a statement": "'; DROP TABLE account; --",
    "an end of a quotation": 'alvarez" OR "1',
    "operators of the index": "NOT (alvarez* NEAR AND OR",
    "no number": "NaN",
    "too large a number": str(2**63),
    "a comma for a point": "1,5",
    "lines": "alvarez\nmaria\r\n",
    "a smile": "😀" * 100,
}


def test_rubbish_is_answered_in_words_or_hits_and_the_next_search_works(running: Running) -> None:
    """One program for all: what one input leaves must not harm the next."""
    field = running.program.window.top_bar.search
    for name, rubbish in RUBBISH.items():
        paste(running, rubbish)
        running.until(lambda: bool(titles(running)))
        assert 0 < len(field.text()) <= field.maxLength() == 4096, name
        running.keyboard.press("Esc")
        assert titles(running) == [], name
        field.clear()
    search(running, ALVAREZ_NUMBER, enter=True)
    running.until(lambda: running.sale_lines() == [ALVAREZ_NUMBER])


@pytest.mark.parametrize("page", ["counter", "accounts", "drawer", "work", "settings"])
def test_a_scan_leaves_every_field_of_a_page_as_it_was(running: Running, page: str) -> None:
    running.open(page)
    window = running.program.window
    fields = [
        field
        for kind in (QLineEdit, QPlainTextEdit)
        for field in window.findChildren(kind)
        if field.isVisible() and field.isEnabled()
    ]
    assert fields
    for field in fields:
        running.open(page)
        field.setFocus()
        if QApplication.focusWidget() is not field:
            continue
        before = content(field)
        running.keyboard.scan(stub("100045127"))
        assert content(field) == before, field.accessibleName()
        running.until(lambda: running.ways.page_key == "counter")
        running.until(lambda: running.sale_lines() == [ALVAREZ_NUMBER])


def content(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined] # a QPlainTextEdit


# -- before the first import


def test_without_the_city_s_data_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    window = MainWindow([])
    qtbot.addWidget(window)
    desk = SearchDesk(window, Operations(services))
    window.show()
    desk.look_up("alvarez")
    qtbot.waitUntil(window.results.isVisible)
    (pick,) = window.results.list.picks
    assert pick.icon == "warning" and pick.title.endswith(".")
    services.close()
