"""Checks, money orders, cards, splits: by keys, each refusal at its field, a card stored before the terminal."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.payments import card_attempt
from app.payments.card_attempt import Attempt, AttemptState
from tests.factories.counter import OKAFOR
from tests.ui.payments.conftest import CASH_ONLY, DUE_CENTS, Driver

GOOD_ROUTING = "021000021"


def attempts(driver: Driver) -> list[Attempt]:
    with driver.counter.services.read_journal() as journal:
        return card_attempt.unsettled(journal)


def begin_card(driver: Driver) -> Attempt:
    driver.scan(OKAFOR)
    driver.press("F7", "Enter")
    driver.until(lambda: driver.page.views.pay.card.attempt is not None)
    attempt = driver.page.views.pay.card.attempt
    if attempt is None:
        raise LookupError("no attempt")
    return attempt


def test_a_check_by_keys(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6", "Enter")
    driver.type(GOOD_ROUTING)
    assert driver.page.views.pay.check.fields["routing_number"].help.text() == "Check digit fits"
    driver.press("Enter")
    driver.type("1041")
    driver.press("Enter")
    assert driver.focused() is driver.page.views.pay.take
    receipt = driver.pay("Enter")
    assert [(tender.kind, tender.amount_cents, tender.reference) for tender in receipt.tenders] == [
        ("check", DUE_CENTS, "1041")
    ]
    assert receipt.change_cents == 0


def test_a_routing_number_is_verified_as_it_is_typed(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6", "Enter")
    field = driver.page.views.pay.check.fields["routing_number"]
    driver.type("02100002")
    assert field.error == ""
    driver.type("2")
    assert field.error.startswith("The routing number does not fit its check digit.")
    driver.press("Backspace")
    driver.type("1")
    assert (field.error, field.line.text()) == ("", GOOD_ROUTING)


def test_nothing_counts_as_paid_while_a_check_is_typed(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6")
    assert driver.page.views.pay.reason == "74.15 missing"
    assert driver.page.sale.tenders == ()


def test_a_check_over_the_total_is_refused_at_its_amount(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6")
    driver.type("80")
    driver.press("Enter")
    driver.type(GOOD_ROUTING)
    driver.press("Enter")
    driver.type("1")
    driver.press("Enter")
    check = driver.page.views.pay.check
    assert check.fields["amount"].error.startswith("That is 5.85 more than is due, and only cash gives change.")
    assert check.routing.text() == GOOD_ROUTING
    assert driver.focused() is check.amount


def test_a_missing_check_number_is_refused_at_its_field(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6", "Enter")
    driver.type(GOOD_ROUTING)
    driver.press("Enter", "Enter")
    assert driver.page.views.pay.check.fields["number"].error.startswith("A check number has 1 to 15 digits.")


def test_a_money_order_by_keys(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F8", "Enter")
    driver.type("17-220113344")
    driver.press("Enter")
    assert driver.pay("Enter").tenders[0].reference == "17-220113344"


def test_a_split_of_cash_and_check_with_change(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F6")
    driver.type("50")
    driver.press("Enter")
    driver.type(GOOD_ROUTING)
    driver.press("Enter")
    driver.type("7")
    driver.press("Enter")
    cash = driver.page.views.pay.cash.amount
    assert (driver.focused(), cash.cents) == (cash, 2415)
    driver.type("30")
    driver.press("Enter")
    receipt = driver.pay("Enter")
    assert [(tender.kind, tender.amount_cents) for tender in receipt.tenders] == [("check", 5000), ("cash", 3000)]
    assert receipt.change_cents == 585


def test_part_in_cash_is_listed_and_can_be_taken_back(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.type("20")
    driver.press("Enter")
    pay = driver.page.views.pay
    assert [tender.amount_cents for tender in driver.page.sale.entered.tenders] == [2000]
    assert (pay.cash.amount.cents, pay.reason) == (None, "54.15 missing")
    QTest.mouseClick(pay.list.buttons[0], Qt.MouseButton.LeftButton)
    assert driver.page.sale.entered.tenders == ()


def test_quick_cash_is_one_click_and_typing_goes_on(driver: Driver) -> None:
    driver.scan(OKAFOR)
    pay = driver.page.views.pay
    assert [chip.text() for chip in pay.cash.chips] == ["74.15", "75.00", "80.00", "100.00"]
    QTest.mouseClick(pay.cash.chips[3], Qt.MouseButton.LeftButton)
    assert (pay.cash.amount.cents, driver.focused()) == (10000, pay.cash.amount)
    assert [chip.isChecked() for chip in pay.cash.chips] == [False, False, False, True]
    assert driver.pay().change_cents == 2585


def test_the_card_is_stored_before_the_terminal_is_used(driver: Driver) -> None:
    attempt = begin_card(driver)
    assert attempts(driver) == [attempt]
    card = driver.page.views.pay.card
    assert card.say.words == "Use the terminal now for 74.15."
    assert driver.focused() is card.authorization
    driver.type("083215")
    driver.press("Enter")
    driver.type("4242")
    driver.press("Enter")
    driver.until(lambda: driver.page.sale.holds_card)
    receipt = driver.pay("Enter")
    assert receipt.tenders[0].reference == "•••• 4242 083215"
    assert attempts(driver) == []


def test_many_enters_add_the_card_once(driver: Driver) -> None:
    begin_card(driver)
    driver.type("083215")
    driver.press("Enter")
    driver.type("4242")
    driver.press("Enter", "Enter", "Enter")
    driver.until(lambda: driver.page.sale.holds_card or driver.page.receipts.receipt is not None)
    receipt = driver.page.receipts.receipt
    assert len(receipt.tenders if receipt is not None else driver.page.sale.entered.tenders) == 1


def test_a_typed_card_number_goes_at_once(driver: Driver) -> None:
    begin_card(driver)
    card = driver.page.views.pay.card
    driver.type("4111111111111111")
    assert card.authorization.text() == ""
    assert card.fields["authorization"].error.startswith("That looks like a card number.")
    assert card.say.isHidden()  # there is room for one of both on a small screen
    assert driver.page.views.pay.reason == "Answer for the card first"


@pytest.mark.parametrize(("button", "waits"), [("decline", 0), ("do_not_know", 0)])
def test_a_card_that_failed_is_answered_and_the_sale_goes_on(driver: Driver, button: str, waits: int) -> None:
    begin_card(driver)
    card = driver.page.views.pay.card
    QTest.mouseClick(getattr(card, button), Qt.MouseButton.LeftButton)
    driver.until(lambda: card.attempt is None)
    assert len(attempts(driver)) == waits
    with driver.counter.services.read_journal() as journal:
        unknown = card_attempt.exceptions(journal)
    assert [attempt.state for attempt in unknown] == ([AttemptState.UNKNOWN] if button == "do_not_know" else [])
    assert driver.page.views.sale_card.notices.words
    assert driver.pay().tenders[0].kind == "cash"


def test_a_taken_card_is_removed_only_after_it_is_voided_on_the_terminal(driver: Driver) -> None:
    begin_card(driver)
    driver.type("083215")
    driver.press("Enter")
    driver.type("4242")
    driver.press("Enter")
    driver.until(lambda: driver.page.sale.holds_card)
    QTest.mouseClick(driver.page.views.pay.list.buttons[0], Qt.MouseButton.LeftButton)
    notices = driver.page.views.sale_card.notices
    assert notices.words[0].startswith("Void 74.15 on the terminal first.")
    assert driver.page.sale.holds_card
    next(button for button in notices.buttons() if button.text() == "It is voided").click()
    driver.until(lambda: not driver.page.sale.holds_card)
    assert attempts(driver) == []


def test_a_sale_with_a_card_is_neither_cleared_nor_parked(driver: Driver) -> None:
    begin_card(driver)
    driver.press("Ctrl+Backspace", "F11")
    assert driver.page.sale.lines
    assert driver.page.views.pay.error.words.startswith("A card is in this sale.")


def test_a_card_over_what_is_open_is_refused_before_it_is_taken(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F7")
    driver.type("100")
    driver.press("Enter")
    assert driver.page.views.pay.card.fields["amount"].error.startswith("That is 25.85 more than is due")
    assert attempts(driver) == []


def test_a_card_that_is_open_can_be_answered_beside_a_cash_only_account(driver: Driver) -> None:
    begin_card(driver)
    driver.scan(f"cis/{CASH_ONLY.external_id}")
    pay = driver.page.views.pay
    assert pay.tenders["card"].isEnabled() and not pay.tenders["check"].isEnabled()
    driver.press("F5", "F7")
    assert pay.kind == "card"
    pay.card.declined.emit()
    driver.until(lambda: pay.card.attempt is None)
    assert pay.tenders["card"].reason == "Cash only"


def test_the_button_of_the_check_is_seen_after_a_routing_error(driver: Driver) -> None:
    driver.window.window.resize(1366, 768)
    driver.scan(OKAFOR)
    driver.press("F6", "Enter")
    driver.type("021000022")
    entry = driver.page.views.pay.check
    assert entry.fields["routing_number"].error
    driver.until(lambda: entry.add.visibleRegion().boundingRect().height() == entry.add.height())
    assert not entry.routing.visibleRegion().isEmpty()


@pytest.mark.parametrize("payor", ["Ann\u202eson", "4111 1111 1111 1111"])
def test_a_refused_payor_is_said_at_its_field(driver: Driver, payor: str) -> None:
    driver.scan(OKAFOR)
    pay = driver.page.views.pay
    driver.page.sale.set_payor(payor)
    assert pay.options.isHidden()
    driver.press("Enter", "Enter")
    driver.until(lambda: pay.options.field.error)
    assert driver.focused() is pay.options.payor and pay.options.payor.maxLength() == 120
    assert pay.error.isHidden()
    driver.type("x")
    assert pay.options.field.error == ""


def unknown_card(driver: Driver, cents: int = DUE_CENTS) -> str:
    services, session = driver.counter.services, driver.counter.session
    attempt = card_attempt.begin(services, session, "a-sale-that-is-gone", cents).attempt
    card_attempt.settle(services, session, attempt, AttemptState.UNKNOWN)
    return attempt


def test_a_card_that_the_batch_has_joins_the_sale_of_its_account(driver: Driver) -> None:
    attempt = unknown_card(driver)
    driver.window.context.card_wanted.emit(attempt)
    assert "Add the account that this card paid." in driver.page.views.sale_card.notices.words[0]
    driver.scan(OKAFOR)
    card = driver.page.views.pay.card
    driver.until(lambda: card.attempt is not None)
    assert card.say.words == "The terminal took 74.15. Type what its slip says."
    assert card.decline.isHidden() and not driver.page.views.sale_card.notices.words
    driver.type("083215")
    driver.press("Enter")
    driver.type("4242")
    driver.press("Enter")
    driver.until(lambda: driver.page.sale.holds_card)
    assert driver.pay("Enter").tenders[0].reference == "•••• 4242 083215"
    with driver.counter.services.read_journal() as journal:
        assert card_attempt.exceptions(journal) == card_attempt.unsettled(journal) == []


def test_a_card_that_the_batch_has_can_be_left(driver: Driver) -> None:
    driver.window.context.card_wanted.emit(unknown_card(driver))
    driver.page.views.sale_card.notices.buttons()[0].click()
    driver.scan(OKAFOR)
    driver.pay()
    with driver.counter.services.read_journal() as journal:
        assert len(card_attempt.exceptions(journal)) == 1


def test_a_card_that_somebody_else_has_settled_meanwhile_is_said(driver: Driver) -> None:
    attempt = unknown_card(driver)
    driver.scan(OKAFOR)
    card_attempt.close_unknown(driver.counter.services, driver.counter.session, attempt)
    driver.window.context.card_wanted.emit(attempt)
    driver.until(lambda: driver.page.views.pay.error.words or driver.page.views.sale_card.notices.words)
    assert driver.page.views.pay.card.attempt is None
