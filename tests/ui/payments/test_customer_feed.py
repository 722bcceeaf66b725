"""From the sale draft to the customer, by keys in the real window: the sale, the thanks, the next customer."""

from dataclasses import dataclass, field

import pytest

from tests.factories.counter import ALVAREZ, OKAFOR
from tests.ui.payments.conftest import Driver
from ui.payments.customer_feed import REST_MS, THANKS_MS
from ui.payments.customer_words import CustomerView

CASH_ONLY_KEY = "cis/100045200"


@dataclass
class Customer:
    """Everything that was told, last first asked."""

    driver: Driver
    views: list[CustomerView] = field(default_factory=list)

    def sees(self, stage: str, large: str = "") -> CustomerView:
        self.driver.until(lambda: self.views and self.views[-1].stage == stage and self._is_large(large))
        return self.views[-1]

    def _is_large(self, amount: str) -> bool:
        return not amount or self.views[-1].large.amount == amount


@pytest.fixture
def customer(driver: Driver) -> Customer:
    customer = Customer(driver)
    driver.window.context.customer_view.connect(customer.views.append)
    return customer


def test_a_sale_and_its_change(driver: Driver, customer: Customer) -> None:
    driver.scan(OKAFOR)
    assert customer.sees("sale").large.amount == "$74.15"
    driver.press("F5")
    driver.type("80")
    assert customer.sees("sale", "$5.85").tendered[0].amount == "80.00"
    driver.pay()
    assert customer.sees("paid", "$5.85").thanks == "Thank you"


def test_thanks_end_by_themselves_and_with_the_next_customer(driver: Driver, customer: Customer) -> None:
    feed = driver.page.customer
    driver.scan(OKAFOR)
    driver.pay()
    customer.sees("paid")
    assert feed._thanks.isActive()
    feed._thanks.setInterval(1)
    customer.sees("idle")
    feed._thanks.setInterval(THANKS_MS)
    driver.scan(ALVAREZ)
    driver.pay()
    customer.sees("paid")
    driver.press("Enter")
    driver.scan(CASH_ONLY_KEY)
    customer.sees("sale")
    driver.page.away.clear()
    customer.sees("idle")


def test_a_cleared_sale_is_gone_for_the_customer_too(driver: Driver, customer: Customer) -> None:
    driver.scan(OKAFOR)
    customer.sees("sale")
    driver.press("Ctrl+Backspace")
    customer.sees("idle")
    driver.press("Ctrl+Z")
    customer.sees("sale")


def test_the_key_turns_the_customer_s_language_and_the_receipt_s(driver: Driver, customer: Customer) -> None:
    driver.scan(OKAFOR)
    driver.press("Ctrl+Shift+R")
    driver.until(lambda: customer.views and customer.views[-1].language == "es")
    assert customer.views[-1].large.title == "Por pagar"
    assert driver.pay().language == "es"
    assert customer.sees("paid").thanks == "Gracias"
    driver.press("Ctrl+Shift+R")
    driver.until(lambda: customer.views[-1].thanks == "Thank you")
    driver.press("Enter")
    driver.scan(OKAFOR)
    assert customer.sees("sale").language == "en"


def test_the_command_names_the_language_it_turns_to(driver: Driver) -> None:
    def named() -> str:
        return next(command.name for command in driver.page.commands() if command.key == "Ctrl+Shift+R")

    assert named() == "Customer's language: Español"
    driver.press("Ctrl+Shift+R")
    assert named() == "Customer's language: English"


def test_hand_written_receipts_are_no_business_of_who_stands_there(driver: Driver, customer: Customer) -> None:
    driver.press("Ctrl+B")
    driver.scan(OKAFOR)
    customer.sees("idle")
    driver.qtbot.wait(2 * REST_MS)
    assert {view.stage for view in customer.views} == {"idle"}
    driver.page.toggle_back_entry()
    customer.sees("sale")


def test_nothing_is_told_while_a_payment_is_on_its_way(driver: Driver, customer: Customer) -> None:
    driver.scan(OKAFOR)
    customer.sees("sale")
    count = len(customer.views)
    driver.page.desk.busy = True
    driver.page.sale.set_cash(9000)
    driver.qtbot.wait(2 * REST_MS)
    assert len(customer.views) == count
    driver.page.desk.busy = False


def test_a_receipt_looked_at_again_is_not_shown(driver: Driver, customer: Customer) -> None:
    driver.scan(OKAFOR)
    fact_id = driver.pay().fact_id
    customer.sees("paid")
    driver.page.customer.forget_receipt()
    customer.sees("idle")
    driver.press("Enter")
    driver.page.show_receipt(fact_id)
    driver.until(lambda: driver.page.views.shows_receipt)
    driver.qtbot.wait(2 * REST_MS)
    assert customer.views[-1].stage == "idle"
