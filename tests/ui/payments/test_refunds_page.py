"""Refunds, moves, tender corrections and the suspense list in the real shell, with the second person's PIN."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.approvals.queries import RequestState, requests_of
from app.drawers import open_shift
from app.identity.demo_people import BRANDT, REYES
from app.payments.queries import find_receipt
from app.payments.refund import RefundPayment
from app.payments.refund_approval import action_of
from app.payments.suspense import in_suspense
from app.payments.types import AccountPayment, UnidentifiedPayment
from app.print_jobs.queries import latest
from app.print_jobs.types import JobKind
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, line
from tests.factories.approvals import approve, ask_for, state_of
from tests.factories.counter import OKAFOR, Counter, write_reference
from tests.factories.ledger import ledger
from tests.factories.payments import pay
from tests.factories.people import Office, open_office
from tests.factories.program import held_lanes
from tests.factories.window import TestWindow
from tests.fakes.looks import until_whole
from ui.payments.refunds_page import RefundsPage
from ui.payments.suspense_page import SuspensePage
from ui.payments.undo_forms import MoveForm, RefundForm, TenderForm
from ui.shell.tabbed_page import TabbedPage
from ui.theme import theme
from ui.widgets.table_data import Cell

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "data")
    write_reference(office.services, ACCOUNTS)
    yield office
    office.services.close()
    theme().apply("light", 100)


@pytest.fixture
def counter(office: Office) -> Counter:
    session = office.session(REYES)
    opened = open_shift.record(office.services, session, open_shift.OpenShift(office.services.ids.new_id(), {2000: 10}))
    counter = Counter(office.services, session, opened.shift)
    pay(counter, AccountPayment(BAKERY, 7415))
    pay(counter, UnidentifiedPayment(7415, "Blue envelope"))
    return counter


def tab(desk: TestWindow, key: str) -> QWidget:
    tabs = desk.window.open("work")
    assert isinstance(tabs, TabbedPage)
    return tabs.open_tab(key)


def refunds(qtbot: QtBot, desk: TestWindow, receipt: str) -> RefundsPage:
    """The page with a receipt open."""
    page = tab(desk, "refunds")
    assert isinstance(page, RefundsPage)
    qtbot.waitUntil(page.field.hasFocus)
    typed(receipt)
    qtbot.waitUntil(lambda: len(page.table.rows) == 1)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is not None)
    return page


def test_enter_before_the_answer_opens_what_was_typed_and_not_the_first_of_the_list(
    qtbot: QtBot, counter: Counter
) -> None:
    page = tab(TestWindow(qtbot, counter), "refunds")
    assert isinstance(page, RefundsPage)
    qtbot.waitUntil(lambda: page.field.hasFocus() and len(page.table.rows) == 2)
    with held_lanes(counter.services):
        typed("A2-000001")
        qtbot.waitUntil(lambda: not page._typing.isActive())
        pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is not None)
    assert page.desk.view is not None and page.desk.view.number == "A2-000001"


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(words: str) -> None:
    QTest.keyClicks(focused(), words)


def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def test_cash_goes_back_by_keys_alone(qtbot: QtBot, counter: Counter) -> None:
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F6)
    form = page.desk.form
    assert isinstance(form, RefundForm)
    qtbot.waitUntil(form.amounts[1].hasFocus)
    pressed(Qt.Key.Key_Return, CONTROL)
    assert form.lines[1].error.startswith("Type how much goes back")
    form.amounts[1].setFocus()
    typed("4.15")
    form.reason.set_value("overpaid")
    pressed(Qt.Key.Key_Return, CONTROL)
    assert form.second.fields[1].error == "They type their PIN."
    typed(BRANDT.pin)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is None)
    assert ledger(counter.services)["drawer/A2/cash"] == 20000 + 2 * 7415 - 415
    with counter.services.read_journal() as journal:
        kinds = [job.kind for job in latest(journal)]
    assert JobKind.UNDO_SLIP in kinds and "refund of A2-000001" in page.outcome.words
    qtbot.waitUntil(lambda: page.table.rows[0].cells[-1] == Cell("Changed", "warn"))


def test_an_approval_is_asked_for_and_waits(qtbot: QtBot, counter: Counter) -> None:
    desk = TestWindow(qtbot, counter)
    page = refunds(qtbot, desk, "A2-000001")
    pressed(Qt.Key.Key_F6)
    form = page.desk.form
    assert isinstance(form, RefundForm)
    qtbot.waitUntil(lambda: form.ask_button.isVisible() and form.ask_field.isVisible())
    qtbot.waitUntil(form.amounts[1].hasFocus)
    pressed(Qt.Key.Key_E, CONTROL)
    assert form.lines[1].error.startswith("Type how much goes back")
    form.amounts[1].setFocus()
    typed("4.15")
    form.reason.set_value("overpaid")
    form.ask_note.setText("4111 1111 1111 1111")
    pressed(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: bool(form.ask_field.error))
    form.ask_note.setText("Paid twice")
    pressed(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: page.desk.view is None)
    assert page.outcome.words.startswith("You asked for an approval.")
    with counter.services.read_journal() as journal:
        (request,) = requests_of(journal, counter.session.person_id, 9)
    assert (request.kind, request.amount_cents, request.state) == ("refund", 415, RequestState.WAITING)
    assert ledger(counter.services)["drawer/A2/cash"] == 20000 + 2 * 7415


def test_the_pin_on_the_spot_does_what_waits_once(qtbot: QtBot, counter: Counter) -> None:
    with counter.services.read_journal() as journal:
        receipt = find_receipt(journal, "A2-000001")
    assert receipt is not None
    wanted = RefundPayment(counter.services.ids.new_id(), receipt, {1: 415}, "overpaid", "cash")
    request = ask_for(counter, action_of(wanted))
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F6)
    form = page.desk.form
    assert isinstance(form, RefundForm)
    qtbot.waitUntil(form.waits.isVisible)
    assert form.ask_button.isHidden()
    assert form.why_not_ask() == "Not needed"
    form.amounts[1].set_cents(415)
    form.reason.set_value("overpaid")
    form.second.pin.setFocus()
    typed(BRANDT.pin)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is None)
    assert state_of(counter, request) is RequestState.DONE
    assert ledger(counter.services)["drawer/A2/cash"] == 20000 + 2 * 7415 - 415


def test_a_move_and_a_correction_are_asked_for_too(qtbot: QtBot, counter: Counter) -> None:
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F7)
    move = page.desk.form
    assert isinstance(move, MoveForm)
    move.account.line.setText("10-007733-9")
    move.account.look_up()
    qtbot.waitUntil(lambda: move.account.account == OKAFOR)
    move.reason.set_value("wrong_account")
    pressed(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: page.desk.view is None)
    page.desk.open(page.table.current_key)
    qtbot.waitUntil(lambda: page.desk.view is not None)
    pressed(Qt.Key.Key_F8)
    tender = page.desk.form
    assert isinstance(tender, TenderForm)
    tender.kind.set_value("check")
    tender.routing.setText("021000021")
    tender.number.setText("1041")
    pressed(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: page.desk.view is None)
    with counter.services.read_journal() as journal:
        kinds = {request.kind for request in requests_of(journal, counter.session.person_id, 9)}
    assert kinds == {"correct_account", "correct_tender"}


def test_more_than_is_left_is_said_at_the_line(qtbot: QtBot, counter: Counter) -> None:
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F6)
    form = page.desk.form
    assert isinstance(form, RefundForm)
    form.amounts[1].set_cents(7416)
    form.reason.set_value("overpaid")
    form.second.person.set_value(form.second.person.value)
    form.second.pin.setFocus()
    typed(BRANDT.pin)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.lines[1].error.startswith("Only 74.15"))


def test_a_payment_is_put_on_the_right_account(qtbot: QtBot, counter: Counter) -> None:
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F7)
    form = page.desk.form
    assert isinstance(form, MoveForm)
    qtbot.waitUntil(form.account.line.hasFocus)
    form.submit()
    assert form.account.hits_field.error == "Choose the account that the payment is for."
    form.account.line.setFocus()
    typed("10-007733-9")
    qtbot.waitUntil(lambda: form.account.account == OKAFOR)
    form.reason.set_value("wrong_account")
    form.second.pin.setFocus()
    typed(BRANDT.pin)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is None)
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000, 0)


def test_a_check_keyed_as_cash_is_corrected(qtbot: QtBot, counter: Counter) -> None:
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F8)
    form = page.desk.form
    assert isinstance(form, TenderForm)
    form.kind.set_value("check")
    form.kind.chosen.emit("check")
    form.routing.setText("021000022")
    form.number.setText("1041")
    form.second.pin.setFocus()
    typed(BRANDT.pin)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.routing_field.error.startswith("The routing number"))
    form.routing.setText("021000021")
    form.second.pin.setFocus()
    typed(BRANDT.pin)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is None)
    assert ledger(counter.services)["drawer/A2/check"] == 7415


def test_money_in_suspense_is_identified(qtbot: QtBot, counter: Counter) -> None:
    page = tab(TestWindow(qtbot, counter), "suspense")
    assert isinstance(page, SuspensePage)
    qtbot.waitUntil(lambda: len(page.items) == 1)
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.view is not None)
    pressed(Qt.Key.Key_F7)
    form = page.desk.form
    assert isinstance(form, MoveForm) and not form.second.needed
    form.account.line.setText("10-007733-9")
    form.account.look_up()
    qtbot.waitUntil(lambda: form.account.account == OKAFOR)
    form.reason.set_value("customer_came_back")
    form.submit()
    qtbot.waitUntil(lambda: not page.items)
    assert in_suspense(counter.services, counter.session) == [] and line(counter, OKAFOR).balance_cents == 0


def test_esc_goes_back_from_form_to_receipt_to_list(qtbot: QtBot, counter: Counter) -> None:
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    pressed(Qt.Key.Key_F6)
    assert page.step_back() and page.desk.form is None and page.desk.view is not None
    assert page.step_back() and page.desk.view is None
    assert not page.step_back()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8])
def test_nothing_is_cut_or_unnamed(qtbot: QtBot, counter: Counter, size: tuple[int, int], key: Qt.Key) -> None:
    desk = TestWindow(qtbot, counter)
    desk.window.resize(*size)
    page = refunds(qtbot, desk, "A2-000001")
    until_whole(qtbot, page)
    pressed(key)
    qtbot.waitUntil(lambda: page.desk.form is not None)
    until_whole(qtbot, page)


def test_the_last_slip_of_a_receipt_is_printed_again(qtbot: QtBot, counter: Counter) -> None:
    with counter.services.read_journal() as journal:
        receipt = find_receipt(journal, "A2-000001")
    assert receipt is not None
    wanted = RefundPayment(counter.services.ids.new_id(), receipt, {1: 415}, "overpaid", "cash")
    approve(counter, ask_for(counter, action_of(wanted)))
    page = refunds(qtbot, TestWindow(qtbot, counter), "A2-000001")
    assert page.desk.why_no_slip() == ""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    pressed(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: page.outcome.words.startswith("Copy 1 goes to the printer."))
