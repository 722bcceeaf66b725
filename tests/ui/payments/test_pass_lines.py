"""A pass sold by keys alone, beside a bill; what the form says; a sale that is parked with its pass."""

from dataclasses import replace
from datetime import date

import pytest

from app.identity.permissions import Permission
from app.transit.pass_products import PassChoice
from tests.factories.counter import OKAFOR
from tests.factories.passes import issued_of
from tests.ui.payments.conftest import DUE_CENTS, Driver
from ui.payments.counter_commands import sale_commands
from ui.payments.pass_form import PassForm

TODAY = date(2026, 11, 20)


def form_of(driver: Driver) -> PassForm:
    form = driver.page.pass_lines.form
    assert form is not None
    return form


def test_a_month_s_pass_by_four_keys_beside_a_bill(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F9", "Enter", "Enter", "Enter")
    assert driver.focused() is driver.page.views.pay.cash.amount
    assert driver.page.sale.total_cents == DUE_CENTS + 3800
    receipt = driver.pay()
    assert [line.kind for line in receipt.lines] == ["account", "pass"]
    assert issued_of(receipt, 2).product == "day_31/adult"
    assert (issued_of(receipt, 2).first_on, issued_of(receipt, 2).last_on) == ("2026-11-20", "2026-12-20")


def test_the_form_says_price_days_and_what_to_look_at(driver: Driver) -> None:
    driver.press("F9")
    form = form_of(driver)
    assert form.says.text() == "38.00 · 20 Nov 2026 – 20 Dec 2026" and form.proof.isHidden()
    form.choose("day_1", "reduced")
    assert form.says.text() == "1.50 · 20 Nov 2026"
    assert form.proof.text().startswith("60 or older, K-12")


def test_from_another_day(driver: Driver) -> None:
    driver.press("F9", "Enter", "Enter")
    driver.press("Ctrl+A")
    driver.type("11/25/2026")
    assert form_of(driver).says.text() == "38.00 · 25 Nov 2026 – 25 Dec 2026"
    driver.press("Enter")
    line = driver.page.sale.lines[0]
    assert line.code == PassChoice("day_31", "adult", date(2026, 11, 25)).key
    driver.press("F9")
    assert form_of(driver).day.text() == "11/20/2026"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("11/19/2026", "A pass begins today or later."),
        ("11/20/2028", "A pass is sold 60 days ahead at most."),
        ("soon", "Type the date"),
    ],
)
def test_a_wrong_day_is_said_at_its_field(driver: Driver, typed: str, words: str) -> None:
    driver.press("F9", "Enter", "Enter", "Ctrl+A")
    driver.type(typed)
    driver.press("Enter")
    assert words in form_of(driver).fields["day"].error
    assert driver.page.sale.is_empty


def test_its_price_is_the_policy_s(driver: Driver) -> None:
    driver.press("F9", "Enter", "Enter", "Enter")
    view = driver.page.views.sale_card.selected_view()
    assert view is not None and view.amount.isReadOnly()
    driver.press("Ctrl+E")
    driver.type("1")
    assert driver.page.sale.total_cents == 3800


def test_esc_closes_the_form_and_another_one_takes_its_place(driver: Driver) -> None:
    driver.press("F9", "Esc")
    assert form_of(driver).isHidden()
    driver.press("F9", "F10")
    other = driver.page.other.form
    assert other is not None and not other.isHidden() and form_of(driver).isHidden()
    driver.press("F9")
    assert other.isHidden() and not form_of(driver).isHidden()


def test_a_parked_sale_keeps_its_pass(driver: Driver) -> None:
    driver.press("F9", "Enter", "Enter", "Enter", "F11")
    driver.until(lambda: driver.page.views.sale_card.parked.text() == "1 parked")
    driver.press("F11")
    driver.until(lambda: driver.page.views.parked.isVisible())
    driver.press("Enter")
    driver.until(lambda: bool(driver.page.sale.lines))
    view = driver.page.views.sale_card.selected_view()
    assert view is not None and view.accessibleName() == "31-day pass, Adult"
    assert issued_of(driver.pay()).product == "day_31/adult"


def test_another_business_date_offers_its_own_days(driver: Driver) -> None:
    driver.press("F9", "Esc")
    first = form_of(driver)
    driver.page.sale.use_rules(replace(driver.page.sale.rules, business_date=date(2026, 11, 21)), "en")
    driver.press("F9")
    assert form_of(driver) is not first and form_of(driver).day.text() == "11/21/2026"


def test_whoever_may_not_sell_passes_is_told_why(driver: Driver) -> None:
    context = driver.page.context
    context.session = replace(context.session, permissions=frozenset(Permission) - {Permission.TRANSIT_SELL})
    driver.press("F9")
    assert driver.page.pass_lines.form is None
    command = next(each for each in sale_commands(driver.page) if each.key == "F9")
    assert command.reason == "Your role does not allow it"
