"""The page Reports by keys alone, in the running program: from a day to a receipt and back, dates, three files."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.drawers.queries import open_shift
from app.identity.demo_people import BRANDT, OKAFOR
from app.payments.types import AccountPayment
from printing.reports.save_report import save_report
from tests.factories.city import ALVAREZ
from tests.factories.counter import Counter
from tests.factories.payments import pay
from tests.factories.program import Running, open_copy
from tests.factories.reports import void
from tests.fakes.looks import until_whole
from ui.reports.reports_page import ReportsPage
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
        pay(counter, AccountPayment(ALVAREZ, cents))
    void(counter, pay(counter, AccountPayment(ALVAREZ, 9900)).receipt.fact_id)
    running.start_as(BRANDT)
    yield running
    running.close()
    theme().apply("light", 100)


def page_of(running: Running) -> ReportsPage:
    """The page, opened by its key, with today's day close."""
    running.keyboard.press("Ctrl+6")
    page = reports_of(running)
    running.until(lambda: page.view is not None)
    running.rest()
    return page


def reports_of(running: Running) -> ReportsPage:
    """The first tab."""
    tabs = running.page(TabbedPage)
    assert isinstance(tabs.page, ReportsPage)
    return tabs.page


def turned(running: Running, page: ReportsPage, act: Callable[[], object]) -> None:
    """Does something and waits for the report that it gives."""
    before = page.view
    act()
    running.until(lambda: page.view is not before)


def shown(page: ReportsPage) -> list[str]:
    """Names of the sections."""
    return [part.section.name for part in page.view.shown.sections] if page.view is not None else []


def is_there(documents: Path, ending: str) -> bool:
    """Whether a file of a kind was saved."""
    return any(documents.rglob(f"*.{ending}"))


def test_from_the_day_to_a_receipt_and_back(running: Running) -> None:
    page, keys = page_of(running), running.keyboard
    assert shown(page)[0] == "shifts" and page.way.text() == "Day close"
    assert page.view is not None and page.view.tables[0].hasFocus()
    keys.press("Down")  # the total: every receipt
    turned(running, page, lambda: keys.press("Enter"))
    assert shown(page) == ["receipts"] and page.way.text() == "Day close › Cashier's list"
    keys.press("Down")
    keys.press("Enter")
    running.until(lambda: bool(page.detail.key))
    assert page.detail.title_label.text() == "Receipt A2-000002"
    keys.press("Esc")
    assert not page.detail.key and page.view.tables[0].hasFocus()
    turned(running, page, lambda: keys.press("Esc"))
    assert shown(page)[0] == "shifts" and page.view.chosen == (0, "total")


def test_every_report_opens_by_its_key_and_can_be_read(running: Running) -> None:
    page = page_of(running)
    for number, kind in enumerate(page._items, 1):
        turned(running, page, partial(running.keyboard.press, f"Alt+{number}"))
        assert page.question is not None and page.question.report is kind
        until_whole(running.qtbot, page)


def test_dates_drawer_and_person_are_filtered_by_keys(running: Running) -> None:
    page, keys = page_of(running), running.keyboard
    turned(running, page, lambda: keys.press("Ctrl+PageUp"))
    assert page.view is not None and not page.view.shown.sections[0].rows
    turned(running, page, lambda: keys.press("Ctrl+PageDown"))
    keys.press("F6")
    keys.type("11/20/2026x")
    keys.press("Enter")
    assert page.filters.from_field.error.startswith("Such as")
    keys.press("Backspace")
    turned(running, page, lambda: keys.press("Enter"))
    assert page.filters.from_field.error == ""
    page.filters.to_field.line.setText("2026-11-01")
    keys.press("Enter")
    running.until(lambda: page._stack.currentWidget() is page._failure)
    page.filters.to_field.line.setText("2026-11-21")
    turned(running, page, lambda: keys.press("Enter"))
    assert len(page.view.shown.sections[0].rows) == 2
    page.filters.person.set_value(running.id_of(OKAFOR))
    turned(running, page, lambda: page.filters.person.chosen.emit(running.id_of(OKAFOR)))
    assert page.question is not None and page.question.person == running.id_of(OKAFOR)


def test_three_files_are_saved(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = tmp_path / "documents"
    monkeypatch.setattr("ui.reports.report_saving.save_report", partial(save_report, documents=documents))
    page = page_of(running)
    for key, ending in (("Ctrl+S", "pdf"), ("F7", "csv"), ("F8", "xlsx")):
        running.keyboard.press(key)
        running.until(partial(is_there, documents, ending))
    running.until(lambda: page.outcome.isVisible())


def test_a_cashier_is_told_that_it_is_not_in_their_role(running: Running) -> None:
    running.program.lock()
    running.until_asked()
    running.program.enter(running.session(OKAFOR))
    running.keyboard.press("Ctrl+6")
    page = reports_of(running)
    assert page.view is None
    running.until(lambda: page._stack.currentWidget() is page._failure)


def test_a_report_without_a_row_leaves_the_focus_in_the_list(running: Running) -> None:
    page = page_of(running)
    page.filters.to_field.line.setText("11/01/2026")
    page.filters.from_field.line.setText("11/01/2026")
    turned(running, page, lambda: running.keyboard.press("Alt+8"))
    assert shown(page) and page.view is not None and page.view.tables == []
    assert page._list_item.hasFocus() and page._list_item.text() == "Exceptions"


def test_in_a_narrow_window_the_list_is_icons_and_all_else_fits(running: Running) -> None:
    page = page_of(running)
    running.window.resize(900, 768)
    running.until(lambda: page._list.width() < 100)
    person = page.filters.person
    running.until(lambda: person.mapTo(running.window, person.rect().topRight()).x() < 900)
