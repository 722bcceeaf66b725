"""The page of returned payments in the real shell, by keys alone: find, record, letter, the bank's file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.identity.permissions import Permission
from app.payments.load_returns import load_returns
from app.payments.types import AccountPayment
from app.reports.returned_payments import returned_payments
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, check_of, line, returned
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.nacha import NachaEntry, nacha_file
from tests.factories.payments import pay
from tests.factories.window import TestWindow
from tests.fakes.looks import until_whole
from ui.payments.return_follow_up_forms import LetterForm, LiftForm
from ui.payments.returned_payments_page import ReturnedPaymentsPage
from ui.shell.tabbed_page import TabbedPage
from ui.theme import theme
from ui.widgets.empty_state import EmptyState

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    pay(counter, AccountPayment(BAKERY, 25000), tenders=(check_of(25000),))
    yield counter
    counter.services.close()
    theme().apply("light", 100)


def shown(qtbot: QtBot, desk: TestWindow) -> ReturnedPaymentsPage:
    tabs = desk.window.open("work")
    assert isinstance(tabs, TabbedPage)
    page = tabs.open_tab("returned")
    assert isinstance(page, ReturnedPaymentsPage)
    qtbot.waitUntil(lambda: page.state is not None)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(words: str) -> None:
    QTest.keyClicks(focused(), words)


def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def test_a_return_is_recorded_by_keys_alone(qtbot: QtBot, counter: Counter) -> None:
    desk = TestWindow(qtbot, counter)
    page = shown(qtbot, desk)
    qtbot.waitUntil(page.field.hasFocus)
    typed("10-002003-3")
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form is not None)
    form = page.form
    assert form is not None and form.reason.hasFocus()
    pressed(Qt.Key.Key_Return, CONTROL)
    assert form.reason_field.error == "Choose the bank's reason, such as R01."
    form.reason.set_value("R01")
    form.bank_fee.setFocus(Qt.FocusReason.TabFocusReason)
    typed("8")
    pressed(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.form is None and bool(page.state and page.state.newest))
    assert line(counter).balance_cents == 28800
    assert page.outcome.isVisibleTo(page)


@pytest.mark.parametrize(
    ("words", "sentence"), [("13/45", "Type the date"), ("11/21/2026", "That day is still to come")]
)
def test_a_wrong_day_is_said_at_its_field(qtbot: QtBot, counter: Counter, words: str, sentence: str) -> None:
    page = shown(qtbot, TestWindow(qtbot, counter))
    page.field.setText("A2-000001")
    page.search()
    qtbot.waitUntil(lambda: page.form is not None)
    form = page.form
    assert form is not None
    form.reason.set_value("R01")
    form.day.setText(words)
    form.submit()
    qtbot.waitUntil(lambda: form.day_field.error.startswith(sentence))
    assert line(counter).balance_cents == 0


def test_what_nobody_has_is_said(qtbot: QtBot, counter: Counter) -> None:
    page = shown(qtbot, TestWindow(qtbot, counter))
    page.field.setText("A2-000099")
    page.search()
    qtbot.waitUntil(lambda: page.search_error.isVisibleTo(page))


def test_the_bank_s_file_is_posted_and_what_fits_nothing_waits(qtbot: QtBot, counter: Counter, tmp_path: Path) -> None:
    desk = TestWindow(qtbot, counter)
    page = shown(qtbot, desk)
    file = tmp_path / "returns.ach"
    file.write_bytes(nacha_file(NachaEntry(25000, "1041"), NachaEntry(5, "9", trace="021000020000002")))
    page.desk.load(file)
    qtbot.waitUntil(lambda: bool(page.state and page.state.waiting and page.state.newest))
    assert line(counter).balance_cents == 28000
    page.desk.load(tmp_path / "nothing.ach")
    qtbot.waitUntil(lambda: "not posted" in page.desk.outcome.accessibleName())


def test_an_entry_that_waits_fills_the_form(qtbot: QtBot, counter: Counter) -> None:
    load_returns(counter.services, CASHIER, nacha_file(NachaEntry(25000, "1042", reason="R08")))
    page = shown(qtbot, TestWindow(qtbot, counter))
    page.waiting.activated_key.emit("021000020000001")
    page.field.setText("10-002003-3")
    page.search()
    qtbot.waitUntil(lambda: page.form is not None)
    form = page.form
    assert form is not None and (form.reason.value, form.day.text()) == ("R08", "11/20/2026")
    form.submit()
    qtbot.waitUntil(lambda: page.form is None)
    assert returned_payments(counter.services, CASHIER).waiting == ()


def test_the_letter_is_saved(qtbot: QtBot, counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    load_returns(counter.services, CASHIER, nacha_file(NachaEntry(25000, "1041")))
    page = shown(qtbot, TestWindow(qtbot, counter))
    qtbot.waitUntil(lambda: bool(page.newest.current_key))
    page.save_letter()
    qtbot.waitUntil(lambda: page.outcome.isVisibleTo(page))
    (letter,) = tmp_path.rglob("Returned payment 10-002003-3 A2-000001 2026-11-20.pdf")
    words = pypdfium2.PdfDocument(letter.read_bytes())[0].get_textpage().get_text_range()
    assert "Dubois Bakery LLC" in words and "280.00" in words and "R01, Insufficient funds" in words


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_cut_or_unnamed(qtbot: QtBot, counter: Counter, size: tuple[int, int], look: str) -> None:
    theme().apply(look, 100)
    load_returns(counter.services, CASHIER, nacha_file(NachaEntry(5, "9", trace="021000020000002")))
    desk = TestWindow(qtbot, counter)
    page = shown(qtbot, desk)
    desk.window.resize(*size)
    page.field.setText("10-002003-3")
    page.search()
    qtbot.waitUntil(lambda: page.form is not None)
    until_whole(qtbot, page)


def test_whose_role_does_not_allow_it_is_told_so_and_nothing_else(qtbot: QtBot, counter: Counter) -> None:
    session = replace(CASHIER, permissions=CASHIER.permissions - {Permission.PAYMENT_RETURN})
    tabs = TestWindow(qtbot, counter, session).window.open("work")
    assert isinstance(tabs, TabbedPage)
    page = tabs.open_tab("returned")
    assert isinstance(page, ReturnedPaymentsPage)
    (empty,) = page.newest.findChildren(EmptyState)
    assert empty.isVisible() and empty.accessibleName().startswith("Not in your role")
    assert not page.field.isEnabled() and not page.outcome.isVisibleTo(page)


def test_the_letter_is_recorded_and_checks_are_taken_again(qtbot: QtBot, counter: Counter) -> None:
    returned(counter, AccountPayment(BAKERY, 5000), tenders=(check_of(5000, "9"),))
    page = shown(qtbot, TestWindow(qtbot, counter))
    qtbot.waitUntil(lambda: bool(page.newest.current_key))
    page.newest.setFocus()
    pressed(Qt.Key.Key_F6)
    letter = page.follow_up.form
    assert isinstance(letter, LetterForm)
    qtbot.waitUntil(letter.how.hasFocus)
    pressed(Qt.Key.Key_Escape)
    assert page.newest.hasFocus()
    pressed(Qt.Key.Key_F6)
    letter = page.follow_up.form
    assert isinstance(letter, LetterForm)
    qtbot.waitUntil(letter.how.hasFocus)
    pressed(Qt.Key.Key_Return, CONTROL)
    assert letter.how_field.error == "Choose how the letter was sent."
    letter.how.set_value("certified_mail")
    letter.day.setText("soon")
    pressed(Qt.Key.Key_Return, CONTROL)
    assert letter.day_field.error
    letter.day.setText("11/21/2026")
    pressed(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: letter.day_field.error.startswith("That day is still to come."))
    letter.day.setText("11/20/2026")
    until_whole(qtbot, page)
    pressed(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.outcome.words.startswith("The letter is recorded as sent."))
    qtbot.waitUntil(lambda: page.state is not None and page.state.newest[0].letter is not None)
    assert page.newest.hasFocus()
    pressed(Qt.Key.Key_F7)
    lift = page.follow_up.form
    assert isinstance(lift, LiftForm)
    qtbot.waitUntil(lift.reason.hasFocus)
    pressed(Qt.Key.Key_Return, CONTROL)
    assert lift.reason_field.error == "Choose why the account takes checks again."
    lift.reason.set_value("bank_error")
    pressed(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.outcome.words.startswith("The account takes checks again."))
    qtbot.waitUntil(lambda: page.follow_up.why_no_lift() == "Not cash only")
    assert not line(counter).cash_only


def test_without_the_role_nothing_follows(qtbot: QtBot, counter: Counter) -> None:
    desk = TestWindow(qtbot, counter)
    page = shown(qtbot, desk)
    assert (page.follow_up.why_no_letter(), page.follow_up.why_no_lift()) == ("No account", "Not cash only")
    page.follow_up.open_letter()
    page.follow_up.open_lift()
    assert page.follow_up.form is None
