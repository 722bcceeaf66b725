"""The inbox in the real window, by keyboard: asked for at the receipt, signed by another, declined, asked back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.approvals.queries import RequestState, requests_of
from app.approvals.settle_request import SettleRequest, ask_back, give
from app.drawers.queries import open_shift
from app.identity.demo_people import BRANDT, REYES
from app.payments.queries import is_voided
from app.payments.types import MiscellaneousReceipt
from tests.factories.approvals import ask, state_of, void_request
from tests.factories.counter import Counter
from tests.factories.payments import pay
from tests.factories.program import Running, open_copy
from ui.payments.refunds_page import RefundsPage
from ui.payments.void_form import VoidForm
from ui.shell.tabbed_page import TabbedPage
from ui.work.approvals_page import ApprovalsPage
from ui.work.request_foot import Mode


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not yet shown."""
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


@pytest.fixture
def counter(running: Running) -> Counter:
    """M. Reyes' drawer behind the window."""
    with running.services.read_journal() as connection:
        shift = open_shift(connection, "A2")
    assert shift is not None
    return Counter(running.services, running.session(REYES), shift)


def other(counter: Counter, cents: int = 7415) -> str:
    return pay(counter, MiscellaneousReceipt("369-9000", cents)).receipt.fact_id


def asked(counter: Counter, cents: int = 7415, **changes: object) -> str:
    command = void_request(counter, other(counter, cents), **changes)
    ask(counter, command)
    return command.intent


def opened_inbox(running: Running) -> ApprovalsPage:
    """The page, opened by its key, its list read."""
    running.keyboard.press("Ctrl+5")
    tabs = running.page(TabbedPage)
    assert isinstance(tabs.page, ApprovalsPage)
    page = tabs.page
    running.until(lambda: page.state is not None)
    return page


def inbox_page(running: Running, key: str = "") -> ApprovalsPage:
    """The page, opened by its key, with a request shown; `key` opens another list first."""
    page = opened_inbox(running)
    if key:
        running.keyboard.press(key)
    running.until(lambda: bool(page.panel.key))
    return page


def open_void_form(running: Running, receipt: str) -> VoidForm:
    running.context.receipt_wanted.emit(receipt)
    running.until(lambda: running.counter.receipts.receipt is not None)
    running.keyboard.press("Ctrl+Del")
    form = running.counter.views.receipt.form
    assert form is not None
    running.until(lambda: bool(form.second.person.value))
    return form


def voided(running: Running, receipt: str) -> bool:
    with running.services.read_journal() as connection:
        return is_voided(connection, receipt)


def test_asked_for_at_the_receipt_and_signed_by_somebody_else(running: Running, counter: Counter) -> None:
    receipt = other(counter)
    running.start_as(REYES)
    form = open_void_form(running, receipt)
    running.keyboard.press("Ctrl+E")
    assert form.why.error == "Choose why the receipt is voided."
    form.reason.set_value("wrong_account")
    form.note.setFocus()
    running.keyboard.type("Meant the neighbour")
    running.keyboard.press("Ctrl+E")
    running.until(lambda: running.counter.views.receipt.form is None)
    assert running.counter.views.receipt.error.words.startswith("You asked for an approval.")
    with running.services.read_journal() as connection:
        (request,) = requests_of(connection, counter.session.person_id, 9)
    running.keyboard.press("Ctrl+L")
    running.until_asked()
    running.sign_in(BRANDT)
    running.program.status.refresh()
    running.until(lambda: running.program.window.rail._items["work"].accessibleName() == "Work, 1")
    page = inbox_page(running)
    assert page.panel.key == request.request and page.panel.foot.mode is Mode.SIGN
    assert page.panel.alert is not None and page.panel.alert.words.startswith("All checks pass.")
    running.keyboard.press("Ctrl+Return")
    assert page.panel.foot.error.text() == "Type your PIN to sign."
    running.keyboard.type("000000")
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: page.panel.foot.error.text().startswith("That PIN is not right."))
    running.keyboard.type(BRANDT.pin)
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: page.outcome.words == "Approved. Give back 74.15 in cash.")
    assert voided(running, receipt) and state_of(counter, request.request) is RequestState.DONE
    running.until(lambda: page.panel.key == "" and page.panel.foot.mode is Mode.NOTHING)
    running.keyboard.press("F8")
    running.until(lambda: page.panel.key == request.request)


def test_the_pin_on_the_spot_does_what_was_asked_for(running: Running, counter: Counter) -> None:
    receipt = other(counter)
    command = void_request(counter, receipt, reason="entered_twice")
    ask(counter, command)
    running.start_as(REYES)
    form = open_void_form(running, receipt)
    running.until(lambda: form.waits.isVisible())
    assert form.reason.value == "entered_twice" and not form.request.isVisible() and form.why_not_ask()
    form.second.pin.setFocus()
    running.keyboard.type(BRANDT.pin)
    running.keyboard.press("Enter")
    running.until(lambda: running.counter.views.receipt.form is None)
    assert state_of(counter, command.intent) is RequestState.DONE


def test_with_nobody_here_a_small_receipt_is_voided_and_signed_for_afterwards(
    running: Running, counter: Counter
) -> None:
    large, small = other(counter), other(counter, 4000)
    running.start_as(REYES)
    form = open_void_form(running, large)
    assert form.why_not_pending() and not form.go_ahead.isVisible()
    form = open_void_form(running, small)
    form.reason.set_value("entered_twice")
    running.keyboard.press("F7")
    running.until(lambda: running.counter.views.receipt.form is None)
    assert voided(running, small)
    running.keyboard.press("Ctrl+L")
    running.until_asked()
    running.sign_in(BRANDT)
    page = inbox_page(running)
    assert page.panel.alert is not None and page.panel.alert.words.startswith("This was done with nobody present.")
    running.keyboard.type(BRANDT.pin)
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: page.outcome.words == "Approved.")


def test_declined_with_a_reason(running: Running, counter: Counter) -> None:
    first, second = asked(counter), asked(counter, 1250)
    running.start_as(BRANDT)
    page = inbox_page(running)
    assert page.panel.key == first
    running.keyboard.press("Down")
    running.until(lambda: page.panel.key == second)
    running.keyboard.press("Ctrl+D")
    running.keyboard.press("Ctrl+Return")
    assert page.panel.foot.reason_field.error == "Choose why you decline."
    page.panel.foot.reason.set_value("not_justified")
    page.panel.foot.note.setFocus()
    running.keyboard.type("Ask first")
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: page.outcome.words == "Declined.")
    assert (state_of(counter, first), state_of(counter, second)) == (RequestState.WAITING, RequestState.DECLINED)
    running.until(lambda: page.panel.key == first)


def test_asked_back_answered_and_withdrawn(running: Running, counter: Counter) -> None:
    request = asked(counter)
    running.start_as(BRANDT)
    page = inbox_page(running)
    running.keyboard.press("Ctrl+B")
    running.keyboard.press("Ctrl+Return")
    assert page.panel.foot.error.text() == "Write what you want to say first."
    running.keyboard.type("Which account?")
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: page.outcome.words == "Asked back.")
    running.program.lock()
    running.until_asked()
    running.program.enter(running.session(REYES))
    page = inbox_page(running, "F7")
    assert page.panel.foot.mode is Mode.OWN
    running.keyboard.press("Ctrl+B")
    running.keyboard.type("10-004512-7")
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: state_of(counter, request) is RequestState.WAITING)
    running.until(lambda: page.panel.foot.mode is Mode.OWN)
    running.keyboard.press("Ctrl+D")
    running.until(lambda: state_of(counter, request) is RequestState.WITHDRAWN)


def test_esc_goes_back_step_by_step(running: Running, counter: Counter) -> None:
    asked(counter)
    running.start_as(BRANDT)
    page = inbox_page(running)
    running.keyboard.press("Ctrl+D")
    assert page.panel.foot.mode is Mode.DECLINE
    running.keyboard.press("Esc")
    running.until(lambda: page.panel.foot.mode is Mode.SIGN)
    running.keyboard.press("F8")
    assert page.tabs.currentIndex() == 2
    running.keyboard.press("Esc")
    assert page.tabs.currentIndex() == 0


def test_two_who_look_at_the_same_request(running: Running, counter: Counter) -> None:
    """Somebody else was faster: it says so, and the list forgets it."""
    request = asked(counter)
    running.start_as(BRANDT)
    page = inbox_page(running)
    other_one = running.session(BRANDT)
    ask_back(running.services, other_one, SettleRequest(running.services.ids.new_id(), request, note="Why?"))
    give(running.services, other_one, SettleRequest(running.services.ids.new_id(), request))
    running.keyboard.type(BRANDT.pin)
    running.keyboard.press("Ctrl+Return")
    running.until(lambda: not page.list.rows)
    running.until(lambda: page.panel.key == "")


def test_empty_lists_say_what_they_are_for(running: Running) -> None:
    running.start_as(REYES)
    page = opened_inbox(running)
    said = []
    for key in ("F6", "F7", "F8"):
        running.keyboard.press(key)
        said.append(page.panel.empty.accessibleName().split(" ", 1)[0])
    assert said == ["Nothing", "You", "Nothing"] and page.help_name() == "approvals"


def test_a_receipt_of_the_counter_is_put_right_under_work(running: Running, counter: Counter) -> None:
    receipt = other(counter)
    running.start_as(REYES)
    running.context.receipt_wanted.emit(receipt)
    running.until(lambda: running.counter.receipts.receipt is not None)
    running.keyboard.press("Ctrl+U")
    work = running.page(TabbedPage)
    assert isinstance(work.page, RefundsPage)
    page = work.page
    running.until(lambda: page.desk.view is not None and page.desk.view.receipt == receipt)
    running.keyboard.press("F6")
    running.until(lambda: page.desk.form is not None)


def test_whoever_asked_is_told_until_they_look(running: Running, counter: Counter) -> None:
    request = asked(counter)
    give(running.services, running.session(BRANDT), SettleRequest(running.services.ids.new_id(), request))
    running.start_as(REYES)
    running.program.status.refresh()
    running.until(lambda: running.program.window.rail._items["work"].accessibleName() == "Work, 1")
    page = inbox_page(running)
    running.until(lambda: page.tabs.currentIndex() == 1 and page.panel.key == request)
    running.program.status.refresh()
    running.until(lambda: running.program.window.rail._items["work"].accessibleName() == "Work")
