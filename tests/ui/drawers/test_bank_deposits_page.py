"""The page Bank deposits by keys alone: from accepted shifts to the bank's advice, and down to each receipt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.drawers.bank_deposit_facts import BankDepositState
from app.identity.demo_people import BRANDT, add_demo_people
from tests.factories.closing import accept, close, count
from tests.factories.counter import SUPERVISOR, Counter, open_counter
from tests.factories.custody import CustodyDesk
from tests.factories.ledger import ledger
from tests.factories.payments import pay
from tests.factories.safe import pieces_of, prepare, receive, send, verify
from tests.fakes.looks import until_whole
from ui.drawers.bank_deposit_forms import ConfirmForm, PrepareForm, RejectForm, SendForm, VerifyForm
from ui.drawers.bank_deposits_page import BankDepositsPage
from ui.theme import theme


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    add_demo_people(counter.services)
    pay(counter)
    accept(counter, close(counter, count(counter, pieces_of(27415)), "D-1").close.fact_id)
    receive(counter)
    yield counter
    counter.services.close()
    theme().apply("light", 100)


def state(page: BankDepositsPage) -> BankDepositState | None:
    """Of the newest deposit on the page."""
    return page.state.deposits[0].state if page.state and page.state.deposits else None


def test_from_an_accepted_shift_to_the_bank(qtbot: QtBot, counter: Counter) -> None:
    desk = CustodyDesk(qtbot, counter)
    page = desk.bank()
    form = desk.begin(page, "F6", PrepareForm)
    for row, pieces in zip(form.count.rows, ("0", "1", "1", "0", "0", "0", "4", "0", "0", "1", "1"), strict=False):
        row.field.setText(pieces)
    form.bag.setFocus()
    desk.keys.scan("BANK-1")
    desk.keys.press("Ctrl+Return")
    desk.until(lambda: state(page) is BankDepositState.PREPARED)
    verifying = desk.begin(page, "F7", VerifyForm)
    assert getattr(page.deposits.rows[0].cells[4], "words", "") == "–"  # counted again without knowing
    for row, pieces in zip(verifying.count.rows, ("0", "1", "1", "0", "0", "0", "4", "0", "0", "1", "1"), strict=False):
        row.field.setText(pieces)
    desk.sign(verifying, BRANDT)
    desk.until(lambda: state(page) is BankDepositState.VERIFIED)
    sending = desk.begin(page, "F8", SendForm)
    until_whole(qtbot, desk.window)
    desk.sign(sending, BRANDT)
    desk.until(lambda: state(page) is BankDepositState.SENT)
    assert ledger(counter.services)["in_transit/cash"] == 7415


def test_cash_that_differs_asks_why_and_for_a_signature(qtbot: QtBot, counter: Counter) -> None:
    desk = CustodyDesk(qtbot, counter)
    page = desk.bank()
    form = desk.begin(page, "F6", PrepareForm)
    form.count.rows[1].field.setText("1")
    form.bag.setText("BANK-1")
    desk.keys.press("Ctrl+Return")
    desk.until(lambda: form.why.isVisible())
    assert form.why.error.startswith("The cash is −24.15 off") and form.second.needed
    form.reason.set_value("bag_short")
    desk.sign(form, BRANDT)
    desk.until(lambda: state(page) is BankDepositState.PREPARED)
    assert ledger(counter.services)["over_short"] == 2415


def test_the_advice_and_its_correction(qtbot: QtBot, counter: Counter) -> None:
    send(counter, verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit)
    desk = CustodyDesk(qtbot, counter, SUPERVISOR)
    page = desk.bank()
    form = desk.begin(page, "F9", ConfirmForm)
    assert form.day.text() == "11/20/2026"
    form.amount.set_cents(7315)
    form.reference.setText("ADV-7")
    form.day.setText("20.11.")
    desk.keys.press("Ctrl+Return")
    assert form.day_field.error == "Type the date as month/day/year, such as 11/20/2026."
    form.day.setText("11/20")
    desk.keys.press("Ctrl+Return")
    desk.until(lambda: form.why.isVisible())
    form.reason.set_value("bank_counted_less")
    desk.keys.press("Ctrl+Return")
    desk.until(lambda: state(page) is BankDepositState.CONFIRMED)
    assert ledger(counter.services)["bank"] == 7315


def test_a_rejected_one_leaves_its_shift_ready(qtbot: QtBot, counter: Counter) -> None:
    prepare(counter, 7415, "BANK-1")
    desk = CustodyDesk(qtbot, counter)
    page = desk.bank()
    form = desk.begin(page, "F10", RejectForm)
    form.reason.set_value("put_together_wrong")
    desk.sign(form, BRANDT)
    desk.until(lambda: state(page) is BankDepositState.REJECTED)
    assert page.state is not None and [each.drawer for each in page.state.ready] == ["A2"]


def test_slip_and_receipts_stand_beside_it(qtbot: QtBot, counter: Counter) -> None:
    prepare(counter, 7415, "BANK-1")
    desk = CustodyDesk(qtbot, counter)
    page = desk.bank()
    page.deposits.setFocus()
    desk.keys.press("Enter")
    desk.until(lambda: page.detail.key == "A2-D0001")
    assert page.papers.slip is not None and page.papers.slip.total_cents == 7415
    desk.keys.press("F12")
    desk.until(lambda: page.detail.key == "receipts A2-D0001")
    desk.keys.press("Down")
    desk.keys.press("Enter")
    desk.until(lambda: page.detail.key == "A2-000001")


def test_a_shift_is_left_out_with_enter(qtbot: QtBot, counter: Counter) -> None:
    desk = CustodyDesk(qtbot, counter)
    page = desk.bank()
    assert page.why_not("prepare") == ""
    page.ready.setFocus()
    page.ready.choose_first()
    desk.keys.press("Enter")
    assert page.why_not("prepare") == "No shift is ready"
