"""The accounts page in the real shell on a real encrypted database, driven by keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.changed import Changed
from app.identity.permissions import Permission
from app.payments.types import AccountPayment
from tests.factories.city_counter import open_city_counter
from tests.factories.counter import ALVAREZ, Counter
from tests.factories.payments import pay
from tests.factories.window import TestWindow
from tests.fakes.looks import until_whole
from ui.accounts.account_view import AccountView
from ui.accounts.accounts_page import AccountsPage
from ui.accounts.note_panel import NotePanel
from ui.theme import theme
from ui.widgets.data_table import DataTable
from ui.widgets.paper_view import PaperView

NEIGHBOUR = "cis/100000015"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_city_counter(tmp_path)
    yield counter
    counter.services.close()


@pytest.fixture
def desk(qtbot: QtBot, counter: Counter) -> Iterator[TestWindow]:
    yield TestWindow(qtbot, counter)
    theme().apply("light", 100)


def _page(desk: TestWindow) -> AccountsPage:
    page = desk.window.open("accounts")
    assert isinstance(page, AccountsPage)
    return page


def _shown(qtbot: QtBot, desk: TestWindow, account: str = ALVAREZ) -> AccountView:
    """The view with an account on it."""
    page = _page(desk)
    with qtbot.waitSignal(page.view.shown):
        page.open_account(account)
    return page.view


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def _detail(view: AccountView) -> QWidget:
    content = view.parts.detail.content
    assert content is not None
    return content


def _opened(qtbot: QtBot, view: AccountView, key: str) -> QWidget:
    qtbot.waitUntil(lambda: view.parts.detail.key == key)
    return _detail(view)


def test_before_an_account_the_list_says_what_to_do(qtbot: QtBot, desk: TestWindow) -> None:
    page = _page(desk)
    assert not page.shows_account
    qtbot.waitUntil(lambda: page.recent.table.hasFocus())
    assert page.recent.table.rows == []


def test_an_account_that_was_wanted_opens_even_on_a_page_made_for_it(qtbot: QtBot, desk: TestWindow) -> None:
    desk.context.account_wanted.emit(ALVAREZ)
    page = desk.window.current_page
    assert isinstance(page, AccountsPage)
    qtbot.waitUntil(lambda: page.view.page is not None)
    desk.context.account_wanted.emit(NEIGHBOUR)
    qtbot.waitUntil(lambda: page.view.page is not None and page.view.page.account == NEIGHBOUR)


def test_what_the_page_says(qtbot: QtBot, desk: TestWindow) -> None:
    parts = _shown(qtbot, desk).parts
    assert (parts.heading.name.text(), parts.heading.number.text()) == ("Alvarez, Maria", "10-004512-7")
    assert (parts.heading.balance.text(), parts.heading.state.text()) == ("$157.43", "12.44 overdue")
    assert parts.heading.as_of.text() == "Balance as of 20 Nov 06:00"
    assert parts.heading.status.words == "Active since 2019"
    assert parts.alerts.words == [
        "Cash only until 3 Mar 2027. Check returned 3 Mar 2026.",
        "Life support at this address. Do not cut. Certificate to 30 Jun 2027.",
    ]
    assert [row.key for row in parts.balance.rows][-1] == "total" and len(parts.balance.rows) == 8
    assert parts.history.names == ["Activity", "Bills", "Contacts", "Notes"]
    assert len(parts.history.activity.rows) == 26


def test_down_walks_into_the_activity_and_enter_opens_the_receipt(qtbot: QtBot, desk: TestWindow) -> None:
    recorded = pay(desk.counter, AccountPayment(ALVAREZ, 1244))
    view = _shown(qtbot, desk)
    _press(Qt.Key.Key_Down)
    activity = view.parts.history.activity
    assert activity.hasFocus() and activity.current_key == f"receipt/{recorded.receipt.fact_id}"
    _press(Qt.Key.Key_Return)
    paper = _opened(qtbot, view, activity.current_key)
    assert isinstance(paper, PaperView) and "A2-000001" in paper.sheet.accessibleName()
    assert activity.hasFocus()
    _press(Qt.Key.Key_Escape)
    assert view.parts.detail.key == "" and activity.hasFocus()


def test_up_walks_into_the_activity_too(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    _press(Qt.Key.Key_Up)
    assert view.parts.history.activity.hasFocus()


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("bill/B100045127-2610", "Bill Oct 2026"),
        ("outside/R100045127-11", "Receipt R100045127-11"),
        ("outside/R100045127-03X", "Receipt R100045127-03X"),
        ("service/electric", "Electric, open"),
        ("balance", "What is open"),
        ("credit", "What is open"),
        ("other/f/f", "Entry"),
    ],
)
def test_every_figure_opens_what_it_consists_of(qtbot: QtBot, desk: TestWindow, key: str, title: str) -> None:
    view = _shown(qtbot, desk)
    view.details.open(key)
    assert _opened(qtbot, view, key) is not None
    assert view.parts.detail.title_label.text() == title
    until_whole(qtbot, view.parts.detail)


@pytest.mark.parametrize("key", ["bill/none", "outside/none", "opening", "nothing"])
def test_what_is_not_there_opens_nothing(qtbot: QtBot, desk: TestWindow, key: str) -> None:
    view = _shown(qtbot, desk)
    view.details.open(key)
    assert view.parts.detail.key == ""


def test_a_receipt_that_cannot_be_read_says_so(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    view.details.open("receipt/none")
    assert "There is no such receipt" in _opened(qtbot, view, "receipt/none").accessibleName()


def test_the_open_charges_lead_to_their_bills(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    _press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    _opened(qtbot, view, "balance")
    table = QApplication.focusWidget()
    assert isinstance(table, DataTable) and len(table.rows) == 8
    assert table.choose(table.rows[0].key)
    _press(Qt.Key.Key_Return)
    assert view.parts.detail.key == "bill/B100045127-2610"


def test_tabs_turn_by_key(qtbot: QtBot, desk: TestWindow) -> None:
    history = _shown(qtbot, desk).parts.history
    keys = [Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1]
    for key, view in zip(keys, [history.bills, history.contacts, history.notes, history.activity], strict=True):
        _press(key, Qt.KeyboardModifier.AltModifier)
        assert history.view is view and view.isVisible()
        assert view.hasFocus() or view.focusProxy() is QApplication.focusWidget()


def test_a_month_of_the_chart_leads_to_its_activity(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    chart = view.parts.chart
    chart.setFocus()
    _press(Qt.Key.Key_Home)
    assert chart.chosen is not None and chart.chosen.name == "November 2025"
    _press(Qt.Key.Key_Return)
    assert view.parts.history.activity.current_key == "outside/R100045127-00"
    assert view.parts.history.activity.hasFocus()


def test_a_payment_is_asked_for_with_f5(qtbot: QtBot, desk: TestWindow) -> None:
    _shown(qtbot, desk)
    with qtbot.waitSignal(desk.context.payment_wanted) as wanted:
        _press(Qt.Key.Key_F5)
    assert wanted.args == [ALVAREZ]


def test_what_a_role_may_not_do_says_so(qtbot: QtBot, counter: Counter) -> None:
    session = replace(counter.session, permissions=frozenset({Permission.ACCOUNT_SEE}))
    view = _shown(qtbot, TestWindow(qtbot, counter, session))
    assert [button.reason for button in view.parts.doing.buttons] == ["Not in your role"] * 3
    _press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert view.parts.detail.key == ""


def test_a_note_is_written_refused_kept(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    control = Qt.KeyboardModifier.ControlModifier
    _press(Qt.Key.Key_N, control)
    panel = _opened(qtbot, view, "note/new")
    assert isinstance(panel, NotePanel) and panel.area.hasFocus() and not panel.keep.isEnabled()
    QTest.keyClicks(panel.area, "Card 4242 4242 4242 4242 declined")
    _press(Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: bool(panel.field.error))
    assert "card number" in panel.field.error and "4242" in panel.area.toPlainText()
    panel.area.setPlainText("Will call back on Friday.")
    _press(Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: view.page is not None and len(view.page.notes) == 3)
    assert view.parts.detail.key == "" and view.page is not None
    assert (view.page.notes[0].text, view.page.notes[0].author) == ("Will call back on Friday.", "M. Reyes")


def test_esc_keeps_what_was_written(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    control = Qt.KeyboardModifier.ControlModifier
    _press(Qt.Key.Key_N, control)
    panel = _opened(qtbot, view, "note/new")
    assert isinstance(panel, NotePanel)
    QTest.keyClicks(panel.area, "Half a sen")
    _press(Qt.Key.Key_Escape)
    assert view.parts.detail.key == ""
    _press(Qt.Key.Key_N, control)
    again = _opened(qtbot, view, "note/new")
    assert isinstance(again, NotePanel) and again.area.toPlainText() == "Half a sen"


def test_the_page_follows_a_payment(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    view.details.open("balance")
    pay(desk.counter, AccountPayment(ALVAREZ, 15743))
    desk.context.announce(Changed(accounts=frozenset({NEIGHBOUR})))
    with qtbot.waitSignal(view.shown):
        desk.context.announce(Changed(accounts=frozenset({ALVAREZ})))
    assert (view.parts.heading.balance.text(), view.parts.heading.state.text()) == ("$0.00", "Nothing owed")
    table = _detail(view).focusProxy()
    assert isinstance(table, DataTable) and table.rows == []


def test_a_credit_is_said_in_words(qtbot: QtBot, desk: TestWindow) -> None:
    pay(desk.counter, AccountPayment(ALVAREZ, 20000))
    view = _shown(qtbot, desk)
    assert (view.parts.heading.balance.text(), view.parts.heading.state.text()) == ("−$42.57", "Credit")
    assert [row.key for row in view.parts.balance.rows][-2:] == ["credit", "total"]


def test_the_last_account_asked_for_is_the_one_shown(qtbot: QtBot, desk: TestWindow) -> None:
    page = _page(desk)
    shown: list[str] = []
    page.view.shown.connect(lambda found: shown.append(found.account))
    page.open_account(NEIGHBOUR)
    page.open_account(ALVAREZ)
    qtbot.waitUntil(lambda: ALVAREZ in shown)
    assert page.view.parts.heading.name.text() == "Alvarez, Maria"


def test_another_account_closes_what_was_open(qtbot: QtBot, desk: TestWindow) -> None:
    view = _shown(qtbot, desk)
    view.details.open("balance")
    _shown(qtbot, desk, NEIGHBOUR)
    assert view.parts.detail.key == ""


def test_an_unknown_account_says_why_and_can_be_tried_again(qtbot: QtBot, desk: TestWindow) -> None:
    page = _page(desk)
    page.open_account("cis/none")
    qtbot.waitUntil(page.view.failure.isVisible)
    assert "not in the city's data" in page.view.failure.accessibleName()
    assert [command.key for command in page.view.commands()] == ["Ctrl+R"]
    with qtbot.waitSignal(page.view.shown):
        page.open_account(ALVAREZ)


def test_the_list_leads_back_to_where_one_was(qtbot: QtBot, desk: TestWindow) -> None:
    _shown(qtbot, desk)
    page = _page(desk)
    _press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.recent.table.current_key == ALVAREZ and page.recent.table.hasFocus())
    with qtbot.waitSignal(page.view.shown):
        _press(Qt.Key.Key_Return)
    assert page.shows_account
    _press(Qt.Key.Key_Escape)
    assert not page.shows_account
    assert not page.step_back()


def test_esc_on_an_account_opened_elsewhere_leaves_the_page(qtbot: QtBot, desk: TestWindow) -> None:
    _shown(qtbot, desk)
    assert not _page(desk).step_back()


def test_a_list_that_cannot_be_read_says_why(qtbot: QtBot, counter: Counter) -> None:
    session = replace(counter.session, permissions=frozenset({Permission.PAYMENT_TAKE}))
    page = _page(TestWindow(qtbot, counter, session))
    qtbot.waitUntil(page.recent.failure.isVisible)
    assert "Your role does not allow this" in page.recent.failure.text()


Look = Callable[[AccountView], None]
_DETAILS = ["", "balance", "bill/B100045127-2610", "outside/R100045127-11"]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize(("look", "zoom"), [("light", 100), ("dark", 80), ("high_contrast", 150), ("light", 200)])
def test_nothing_is_cut_in_any_look(
    qtbot: QtBot, desk: TestWindow, width: int, height: int, look: str, zoom: int
) -> None:
    desk.window.resize(width, height)
    view = _shown(qtbot, desk)
    theme().apply(look, zoom)
    for key in _DETAILS:
        if key:
            view.details.open(key)
        until_whole(qtbot, view)
        assert view.minimumSizeHint().width() <= desk.window.stack.width()
