"""The main job by keys alone: scan, Enter, Enter; the second Enter never pays twice; what follows a payment."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.payments.sale_overview import sale_overview
from tests.factories.counter import ALVAREZ, OKAFOR, SUPERVISOR, Counter
from tests.factories.people import Office
from tests.ui.payments.conftest import CASH_ONLY, DUE_CENTS, NOBODY, Driver, open_window
from ui.payments.take_payment_page import TakePaymentPage

CASH_ONLY_KEY = f"cis/{CASH_ONLY.external_id}"
NOBODY_KEY = f"cis/{NOBODY.external_id}"


def test_scan_enter_enter_is_a_receipt_for_exact_cash(driver: Driver) -> None:
    driver.scan(OKAFOR)
    cash = driver.page.views.pay.cash.amount
    driver.until(lambda: driver.focused() is cash)
    assert (cash.cents, cash.selectedText()) == (DUE_CENTS, "74.15")
    driver.press("Enter")
    assert driver.focused() is driver.page.views.pay.take
    receipt = driver.pay("Enter")
    assert (receipt.total_cents, receipt.change_cents, receipt.lines[0].account_number) == (7415, 0, "10-007733-9")
    assert driver.page.sale.is_empty


def test_the_change_stands_where_it_stood_before(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.type("4*50")
    driver.press("Enter")
    before = driver.page.views.pay.change.amount
    place = before.mapTo(driver.page, before.rect().bottomRight())
    assert before.text() == "$125.85"
    driver.pay("Enter")
    after = driver.page.views.receipt.change.amount
    assert after.text() == "$125.85"
    assert after.mapTo(driver.page, after.rect().bottomRight()) == place
    assert driver.page.views.receipt.change.pieces.text() == "Give 1 × 100 · 1 × 20 · 1 × 5 · 3 × 25¢ · 1 × 10¢"


def test_many_enters_pay_once(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.press(*["Enter"] * 6)
    driver.until(lambda: driver.page.views.shows_receipt)
    assert driver.receipts() == 1


def test_a_double_click_pays_once_and_keeps_the_change_in_sight(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.payments.receipt_flow.BOUNCE_MS", 60_000)
    driver.scan(OKAFOR)
    take = driver.page.views.pay.take
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    driver.until(lambda: driver.page.views.shows_receipt)
    QTest.mouseClick(driver.page.views.receipt.next, Qt.MouseButton.LeftButton)
    assert driver.page.views.shows_receipt
    assert driver.receipts() == 1


def test_it_stays_until_enter_and_then_a_new_customer_comes(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.pay()
    driver.qtbot.wait(200)
    assert driver.page.views.shows_receipt
    driver.press("Enter")
    assert driver.page.views.shows_sale
    assert driver.focused() is driver.page


def test_the_next_scan_begins_a_new_sale(driver: Driver) -> None:
    driver.scan(OKAFOR)
    first = driver.pay()
    driver.scan(ALVAREZ)
    assert driver.page.views.shows_sale
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    second = driver.pay()
    assert (first.number, second.number) == ("A2-000001", "A2-000002")


def test_a_second_scan_selects_the_line(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.scan(ALVAREZ)
    driver.scan(OKAFOR)
    assert len(driver.page.sale.lines) == 2
    assert driver.page.sale.selected is not None and driver.page.sale.selected.key == OKAFOR
    assert driver.page.views.pay.cash.amount.cents == 7415 + 38760


def test_two_accounts_stand_on_one_receipt(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.scan(ALVAREZ)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    assert [line.account_number for line in driver.pay().lines] == ["10-007733-9", "10-004512-7"]


def test_an_account_that_is_not_there_is_said(driver: Driver) -> None:
    driver.window.context.payment_wanted.emit("cis/1")
    notices = driver.page.views.sale_card.notices
    driver.until(lambda: notices.words)
    assert notices.words[0].startswith("This account is not in the city's data here.")


def test_where_nothing_is_due_the_amount_comes_first(driver: Driver) -> None:
    driver.scan(NOBODY_KEY)
    amount = driver.page.views.sale_card.views[NOBODY_KEY].amount
    driver.until(lambda: driver.focused() is amount)
    driver.type("25")
    driver.press("Enter")
    assert driver.focused() is driver.page.views.pay.cash.amount
    assert driver.pay().lines[0].credit_cents == 2500


def test_cash_only_blocks_check_and_card_with_the_reason(driver: Driver) -> None:
    driver.scan(CASH_ONLY_KEY)
    tenders = driver.page.views.pay.tenders
    assert [kind for kind, button in tenders.items() if button.reason] == ["check", "card"]
    assert tenders["check"].reason == "Cash only"
    driver.press("F6", "F7")
    assert driver.page.views.pay.kind == "cash"
    driver.press("F8")
    assert driver.page.views.pay.kind == "money_order"


def test_without_a_shift_the_page_leads_to_opening_one(qtbot: QtBot, office: Office) -> None:
    session = office.session()
    counter = Counter(office.services, session, None)  # type: ignore[arg-type]  # there is none
    window = open_window(qtbot, counter)
    page = window.window.open("counter")
    assert isinstance(page, TakePaymentPage)
    wanted: list[str] = []
    window.context.page_wanted.connect(wanted.append)
    qtbot.waitUntil(lambda: page.views.open_drawer.isVisible())
    QTest.mouseClick(page.views.open_drawer, Qt.MouseButton.LeftButton)
    assert wanted == ["drawer"]
    assert page.views.pay.reason == "Drawer not open"


def test_another_person_s_shift_is_said(qtbot: QtBot, counter: Counter) -> None:
    other = Counter(counter.services, SUPERVISOR, counter.shift)
    window = open_window(qtbot, other)
    page = window.window.open("counter")
    assert isinstance(page, TakePaymentPage)
    qtbot.waitUntil(lambda: page.desk.state is not None)
    assert page.views.pay.reason == "Not your drawer"
    assert not page.views.open_drawer.isVisible()
    assert "M. Reyes" in page.views._why_not.accessibleName()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1,5", "Type a point before the cents, such as 12.50."),
        ("1.005", "An amount has two decimals at most, such as 12.50."),
        (str(2**63), "That amount is too large for one field. Check the digits."),
        ("-5", "An amount cannot be below zero."),
        ("12a", "That is not an amount. Type it such as 12.50, or a sum such as 4*50."),
        ("1\u202e2", "That is not an amount. Type it such as 12.50, or a sum such as 4*50."),
    ],
)
def test_bad_cash_is_said_and_kept(driver: Driver, typed: str, says: str) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    amount = driver.page.views.pay.cash.amount
    amount.clear()
    amount.insert(typed)
    driver.press("Enter")
    assert driver.page.views.pay.cash.fields["amount"].error == says
    assert amount.text() == typed
    driver.press("Enter")
    assert driver.receipts() == 0


def test_ten_megabytes_pasted_are_refused_and_do_not_hang(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.page.views.pay.cash.amount.insert("9" * 10_000_000)
    driver.press("Enter")
    assert driver.page.views.pay.cash.fields["amount"].error.startswith("That is too long for an amount.")
    assert driver.page.views.pay.reason == "Type the cash again"


def test_too_much_change_is_refused_at_the_cash(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.type("5000")
    driver.press("Enter", "Enter")
    error = driver.page.views.pay.cash.fields["amount"]
    driver.until(lambda: error.error)
    assert error.error.startswith("Change over 500.00 is not given here.")
    assert driver.page.sale.lines and driver.receipts() == 0


def test_the_payor_and_the_language_stand_on_the_receipt(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("Ctrl+R")
    driver.type("Đặng Ánh")
    driver.page.views.pay.options.chips["es"].click()
    driver.press("Ctrl+R")
    receipt = driver.pay()
    assert (receipt.payor_name, receipt.language) == ("Đặng Ánh", "es")


def test_a_payor_that_cannot_be_printed_is_refused(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.page.sale.set_payor("a\u202eb")
    driver.press("Enter", "Enter")
    options = driver.page.views.pay.options
    driver.until(lambda: options.field.error.startswith("Type plain letters and signs here"))
    assert options.isVisible()
    assert driver.page.sale.entered.payor_name == "a\u202eb"


def test_money_for_a_ledger_account_by_keys(driver: Driver) -> None:
    driver.press("F10", "Enter")
    driver.type("30")
    driver.press("Enter")
    driver.type("two trees")
    driver.press("Enter")
    assert driver.focused() is driver.page.views.pay.cash.amount
    receipt = driver.pay()
    assert (receipt.lines[0].kind, receipt.lines[0].description) == ("miscellaneous", "Building permit: two trees")


def test_money_that_nobody_can_identify_needs_words(driver: Driver) -> None:
    driver.press("F10")
    form = driver.page.other.form
    assert form is not None
    form.what.set_value("suspense")
    driver.press("Enter")
    driver.type("12.50")
    driver.press("Enter", "Enter")
    assert form.fields["description"].error.startswith("Say what is known of this payment")
    driver.type("envelope in the drop box")
    driver.press("Enter")
    receipt = driver.pay()
    assert (receipt.lines[0].kind, receipt.lines[0].description) == ("suspense", "envelope in the drop box")


def test_a_closed_form_keeps_what_was_typed(driver: Driver) -> None:
    driver.press("F10", "Enter")
    driver.type("30")
    driver.press("Esc")
    form = driver.page.other.form
    assert form is not None and form.isHidden()
    driver.press("F10")
    assert form.amount.cents == 3000


def test_directing_by_hand_pays_what_was_directed(driver: Driver) -> None:
    driver.scan(ALVAREZ)
    driver.press("F4")
    view = driver.page.views.sale_card.views[ALVAREZ]
    table = view.table
    assert table is not None
    charges = list(table.fields)
    assert driver.focused() is table.fields[charges[0]]
    driver.press("Down")
    driver.type("100")
    driver.press("F4")
    assert driver.focused() is driver.page.views.pay.cash.amount
    assert view.pays.words.startswith("Directed")
    driver.page.sale.set_amount(ALVAREZ, 12000)
    paid = driver.pay().lines[0].paid
    assert [(charge.service_category, charge.amount_cents) for charge in paid] == [("water", 2000), ("electric", 10000)]


def test_more_than_is_open_is_refused_at_the_line(driver: Driver) -> None:
    driver.scan(ALVAREZ)
    driver.press("F4")
    driver.type("41")
    view = driver.page.views.sale_card.views[ALVAREZ]
    assert view.pays.words == "Only 40.00 of this charge is open. Type that or less."


def test_esc_never_loses_what_was_entered(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6", "Esc")
    assert driver.page.views.pay.kind == "cash"
    driver.press("F4", "Esc", "Ctrl+R", "Esc", "Esc", "Esc")
    assert [line.key for line in driver.page.sale.lines] == [OKAFOR]
    assert driver.window.window.current_page is driver.page


def test_lines_are_walked_edited_and_removed_by_keys(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.scan(ALVAREZ)
    driver.press("Ctrl+Up", "Ctrl+E")
    assert driver.focused() is driver.page.views.sale_card.views[OKAFOR].amount
    driver.type("50")
    driver.press("Enter")
    line = driver.page.sale.line(OKAFOR)
    assert line is not None and line.amount_cents == 5000
    driver.press("Ctrl+Down", "Ctrl+D")
    assert [line.key for line in driver.page.sale.lines] == [OKAFOR]


def test_another_s_payment_shows_in_the_sale(driver: Driver) -> None:
    from tests.factories.payments import pay

    driver.scan(OKAFOR)
    recorded = pay(driver.counter)
    driver.window.context.announce(recorded.changed)
    driver.until(lambda: driver.page.sale.total_cents == 0)
    assert sale_overview(driver.counter.services, recorded.receipt.fact_id).accounts[0].after_cents == 0


def test_every_control_has_a_name_and_every_command_a_key(driver: Driver) -> None:
    driver.scan(ALVAREZ)
    driver.press("F4", "F10")
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    kinds = (QAbstractButton, QLineEdit, QComboBox)
    nameless = [
        type(widget).__name__
        for kind in kinds
        for widget in driver.page.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []
    keys = [command.key for command in driver.page.commands()]
    assert "" not in keys and len(set(keys)) == len(keys)
