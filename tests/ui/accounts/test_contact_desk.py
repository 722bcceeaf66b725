"""Contact details are changed beside the account, by keys: refused under the right field, kept, marked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.accounts import change_contact
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_facts import ContactField
from app.identity.permissions import Permission
from tests.factories.city_counter import open_city_counter
from tests.factories.counter import ALVAREZ, Counter
from tests.factories.window import TestWindow
from tests.fakes.looks import until_whole
from ui.accounts.account_view import AccountView
from ui.accounts.accounts_page import AccountsPage
from ui.accounts.contact_panel import ContactPanel
from ui.accounts.contact_rows import contact_rows
from ui.theme import theme
from ui.widgets.table_data import Cell

PHONE = ContactField.PHONE


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_city_counter(tmp_path)
    counter.session = replace(counter.session, permissions=frozenset(Permission))
    yield counter
    counter.services.close()


@pytest.fixture
def desk(qtbot: QtBot, counter: Counter) -> Iterator[TestWindow]:
    yield TestWindow(qtbot, counter, counter.session)
    theme().apply("light", 100)


def _form(qtbot: QtBot, desk: TestWindow) -> tuple[AccountView, ContactPanel]:
    page = desk.window.open("accounts")
    assert isinstance(page, AccountsPage)
    with qtbot.waitSignal(page.view.shown):
        page.open_account(ALVAREZ)
    _run(page.view, "Ctrl+D")
    panel = page.view.contact.panel()
    assert panel is not None
    return page.view, panel


def _run(view: AccountView, key: str) -> None:
    next(command for command in view.commands() if command.key == key).run_if_possible()


def test_a_wrong_number_is_said_under_its_field_and_a_right_one_is_kept(qtbot: QtBot, desk: TestWindow) -> None:
    view, panel = _form(qtbot, desk)
    line = panel.fields[PHONE].line
    line.clear()
    QTest.keyClicks(line, "9001")
    _run(view, "Ctrl+Return")
    qtbot.waitUntil(lambda: bool(panel.fields[PHONE].error))
    assert "ten digits" in panel.fields[PHONE].error and panel.keep.isEnabled() and line.text() == "9001"
    line.setText("555-010-9001")
    with qtbot.waitSignal(view.shown):
        _run(view, "Ctrl+Return")
    assert view.contact.panel() is None and view.parts.detail.key == ""
    assert "555-010-9001" in view.parts.heading.facts.text()
    assert view.parts.history.view is view.parts.history.contacts, "what was kept is seen"
    assert view.page is not None
    said = [cell.words for row in contact_rows(view.page) for cell in row.cells if isinstance(cell, Cell)]
    assert "555-010-9001 · changed here, not yet in the billing system" in said


def test_what_belongs_to_no_field_is_said_above_the_button(qtbot: QtBot, desk: TestWindow) -> None:
    view, panel = _form(qtbot, desk)
    _run(view, "Ctrl+Return")
    qtbot.waitUntil(lambda: panel.problem.isVisible())
    assert "Nothing is different" in panel.problem.text()
    until_whole(qtbot, panel)


def test_who_was_overtaken_is_told_and_loses_nothing(qtbot: QtBot, desk: TestWindow) -> None:
    view, panel = _form(qtbot, desk)
    counter = desk.counter
    change_contact.record(counter.services, counter.session, ChangeContact("x", ALVAREZ, {PHONE: "555-010-0001"}))
    panel.fields[PHONE].line.setText("555-010-0002")
    _run(view, "Ctrl+Return")
    qtbot.waitUntil(lambda: bool(panel.fields[PHONE].error))
    assert "after you opened" in panel.fields[PHONE].error
    _run(view, "Ctrl+D")
    assert view.contact.panel() is panel and panel.fields[PHONE].line.text() == "555-010-0002"
