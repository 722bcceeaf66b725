"""The virtual tape by keys alone, in the running program: search, narrow, open, follow, verify, save."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drawers.queries import open_shift
from app.identity.demo_people import BRANDT, OKAFOR
from app.payments.types import AccountPayment
from app.reports import tape, tape_index
from printing.reports.tape_csv import save_tape
from tests.factories.city import ALVAREZ
from tests.factories.counter import Counter
from tests.factories.journal import tamper
from tests.factories.payments import pay
from tests.factories.program import Running, open_copy
from tests.factories.reports import void
from tests.fakes.looks import until_whole
from ui.reports.tape_fact_view import TapeFactView
from ui.reports.tape_page import VirtualTapePage
from ui.shell.idle_builder import take_all
from ui.shell.tabbed_page import TabbedPage
from ui.theme import theme


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    running = Running(qtbot, open_copy(tmp_path))
    with running.services.read_journal() as journal:
        shift = open_shift(journal, "A2")
    assert shift is not None
    counter = Counter(running.services, running.session(), shift)
    for cents in (5000, 1250, 7415):
        pay(counter, AccountPayment(ALVAREZ, cents), payor_name="Quirk, Zelda")
    void(counter, pay(counter, AccountPayment(ALVAREZ, 9900)).receipt.fact_id)
    running.start_as(BRANDT)
    yield running
    running.close()
    theme().apply("light", 100)


def opened(running: Running) -> VirtualTapePage:
    """The tab of the reports, once it stands."""
    running.keyboard.press("Ctrl+6")
    tabs = running.page(TabbedPage)
    running.keyboard.press("Alt+9")
    assert isinstance(tabs.page, VirtualTapePage)
    return tabs.page


def page_of(running: Running) -> VirtualTapePage:
    """The page, opened by its keys."""
    page = opened(running)
    running.until(lambda: bool(page.table.rows))
    running.rest()
    return page


def rows(page: VirtualTapePage) -> int:
    return len(page.table.rows)


def is_longer(page: VirtualTapePage, before: int) -> bool:
    return rows(page) > before or not page.more.isVisible()


def words(page: VirtualTapePage) -> str:
    return " ".join(str(cell) for row in page.table.rows for cell in row.cells)


def view_of(page: VirtualTapePage) -> TapeFactView:
    assert isinstance(page.detail.content, TapeFactView)
    return page.detail.content


def test_a_receipt_is_found_by_its_number_and_followed_to_its_void(running: Running) -> None:
    page, keys = page_of(running), running.keyboard
    assert page.table.hasFocus() and page.table.current_key
    everything = rows(page)
    keys.press("F6")
    keys.type("a2-4")
    keys.press("Enter")
    running.until(lambda: rows(page) == 2)
    assert "Receipt" in words(page) and "Voided receipt" in words(page) and "99.00" in words(page)
    assert page.count.text() == "2 facts"
    keys.press("Enter")
    running.until(lambda: bool(page.detail.key))
    view = view_of(page)
    assert page.detail.title_label.text().startswith("Voided receipt A2-1-") and view.shown.verified
    keys.press("Tab")
    keys.press("Tab")
    assert QApplication.focusWidget() is view.tables[2]
    keys.press("Enter")
    running.until(lambda: page.detail.title_label.text() == "Receipt A2-000004")
    keys.press("F8")
    running.until(lambda: not isinstance(page.detail.content, TapeFactView))
    keys.press("Esc")
    assert view_of(page).shown.fact.row.receipt == "A2-000004"
    keys.press("Esc")
    running.until(lambda: page.detail.title_label.text().startswith("Voided receipt"))
    keys.press("Esc")
    assert not page.detail.key and page.table.hasFocus()
    keys.press("Ctrl+Backspace")
    running.until(lambda: rows(page) == everything)
    keys.press("Esc")
    tabs = running.program.window.current_page
    assert isinstance(tabs, TabbedPage) and tabs.page is not page


def test_every_filter_narrows_and_says_what_it_cannot_read(running: Running) -> None:
    page, keys = page_of(running), running.keyboard
    page.filters.amount.setFocus()
    keys.type("74.15")
    keys.press("Enter")
    running.until(lambda: rows(page) == 1)
    page.filters.up_to.setFocus()
    keys.type("80")
    keys.press("Enter")
    running.until(lambda: rows(page) == 1)
    page.filters.amount.set_cents(None)
    page.filters.up_to.set_cents(None)
    page.filters.kind.set_value("PaymentTaken")
    page.filters.kind.chosen.emit("PaymentTaken")
    running.until(lambda: rows(page) == 4)
    page.filters.person.set_value(running.id_of(OKAFOR))
    page.filters.person.chosen.emit("")
    running.until(lambda: rows(page) == 0)
    page.filters.person.set_value("")
    page.filters.from_field.line.setFocus()
    keys.type("11/31")
    keys.press("Enter")
    assert page.filters.from_field.error
    for _ in range(5):
        keys.press("Backspace")
    keys.type("11/20 9:00")
    keys.press("Enter")
    running.until(lambda: rows(page) == 4)
    assert not page.filters.from_field.error
    page.filters.to_field.line.setFocus()
    page.filters.to_field.line.setText("11/19")
    keys.press("Enter")
    running.until(lambda: page._stack.currentWidget() is page._failure)
    page.filters.to_field.line.setText("11/20")
    page.filters.to_field.line.setFocus()
    keys.press("Enter")
    running.until(lambda: page._stack.currentWidget() is page._found)
    page.filters.amount.setText("1,5")
    page.search()
    assert page.filters.question() is None


def test_further_back_goes_on_below(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape, "ROWS_A_PAGE", 4)
    page = page_of(running)
    assert rows(page) == 4 and page.more.isVisible() and page.count.text().startswith("The newest 4")
    running.keyboard.press("F9")
    running.until(lambda: rows(page) == 8)
    assert page.table.current_key == page.table.rows[4].key
    while page.more.isVisible():
        page.more.click()
        running.until(partial(is_longer, page, rows(page)))
    assert len({row.key for row in page.table.rows}) == rows(page)


def test_a_tampered_fact_says_so(running: Running) -> None:
    with running.services.read_journal() as journal:
        fact_id = journal.exec_driver_sql("SELECT fact_id FROM receipt WHERE number = 2").scalar_one()
    body = "CAST(replace(body, '1250', '9250') AS BLOB)"
    tamper(running.services, f"UPDATE fact SET body = {body} WHERE fact_id = '{fact_id}'")
    page = page_of(running)
    states = {row.key: row.cells[0] for row in page.table.rows}
    assert [key for key, cell in states.items() if "Broken" in str(cell)] == [fact_id]
    page.table.choose(fact_id)
    running.keyboard.press("Enter")
    running.until(lambda: bool(page.detail.key))
    shown = view_of(page).shown
    assert not shown.verified and [holds for _, holds in shown.checks] == [False, True, True, True, True, False]
    assert "changed after it was recorded" in shown.checks[0][0]


def test_what_the_index_does_not_know_yet_is_told_and_then_searched(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "UNINDEXED_READ_MAX", 1)
    tape_index.forget(running.services.folder)
    page = page_of(running)
    assert not page.unread.isVisible()  # nothing is looked for: no index is needed
    page.filters.words.setText("10-004512-7")
    page.search()
    running.until(lambda: rows(page) == 4 and not page.unread.isVisible())


def test_what_is_found_is_saved(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = tmp_path / "documents"
    monkeypatch.setattr("ui.reports.tape_page.save_tape", partial(save_tape, documents=documents))
    page = page_of(running)
    page.filters.kind.set_value("PaymentTaken")
    page.search()
    running.until(lambda: rows(page) == 4)
    running.keyboard.press("F7")
    running.until(lambda: page.outcome.isVisible())
    (saved,) = documents.rglob("*.csv")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == 5 and lines[1][3:7] == ["Receipt", "A2-000004", "99.00", "Verified"]


def test_it_can_be_read_everywhere(running: Running) -> None:
    page = page_of(running)
    for look, zoom in (("light", 100), ("dark", 100), ("light", 150)):
        theme().apply(look, zoom)
        page.table.choose_first()
        page.open_fact(page.table.current_key)
        running.until(lambda: bool(page.detail.key))
        until_whole(running.qtbot, page)


def test_it_may_be_given_its_room_before_it_is_built(running: Running) -> None:
    page = VirtualTapePage(running.context)
    size = running.program.window.size()
    QApplication.sendEvent(page, QResizeEvent(size, size))
    take_all(page.steps)
    assert page.table.rows == []
    page.deleteLater()


def test_a_lead_cashier_is_told_that_it_is_not_in_their_role(running: Running) -> None:
    running.program.lock()
    running.until_asked()
    running.program.enter(running.session(OKAFOR))
    page, tabs = opened(running), running.page(TabbedPage)
    assert page._stack.currentWidget() is page._failure and not page.table.rows
    running.keyboard.press("Alt+0")
    assert tabs.page is not page
