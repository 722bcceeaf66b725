"""Nothing is cut and everything has a name, in every state, at both screens, in every theme and zoom."""

from collections.abc import Callable, Iterator

import pytest

from tests.factories.counter import ALVAREZ, OKAFOR
from tests.fakes.looks import until_whole
from tests.ui.payments.conftest import Driver
from ui.theme import THEME_NAMES, theme


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    yield
    theme().apply("light", 100)


def selling(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.scan(ALVAREZ)
    driver.press("F4")


def card(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F7", "Enter")
    driver.until(lambda: driver.page.views.pay.card.attempt is not None)


def paid(driver: Driver) -> None:
    driver.scan(ALVAREZ)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.pay()
    driver.until(lambda: driver.page.views.paid.rows)


def voiding(driver: Driver) -> None:
    paid(driver)
    driver.press("Ctrl+Del")
    driver.until(lambda: driver.page.views.receipt.form is not None)


def listing(driver: Driver) -> None:
    paid(driver)
    driver.press("Ctrl+H")
    driver.until(lambda: driver.page.views.list.table.rows)


def by_hand(driver: Driver) -> None:
    driver.press("F10", "Ctrl+B")


def with_pass(driver: Driver) -> None:
    driver.press("F9")
    form = driver.page.pass_lines.form
    assert form is not None
    form.choose("day_31", "reduced")


STATES: list[Callable[[Driver], None]] = [selling, card, paid, voiding, listing, by_hand, with_pass]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_nothing_is_cut_or_without_a_name(driver: Driver, state: Callable[[Driver], None]) -> None:
    state(driver)
    window = driver.window.window
    for name in THEME_NAMES:
        for size in ((1366, 690), (1366, 768), (1920, 1080)):
            theme().apply(name, 100)
            window.resize(*size)
            until_whole(driver.qtbot, driver.page)


@pytest.mark.parametrize("zoom", [80, 125, 150, 200])
@pytest.mark.parametrize("state", [selling, paid, with_pass], ids=lambda state: state.__name__)
def test_every_zoom_fits_or_scrolls(driver: Driver, state: Callable[[Driver], None], zoom: int) -> None:
    state(driver)
    theme().apply("light", zoom)
    until_whole(driver.qtbot, driver.page)
    assert driver.page.width() <= driver.window.window.stack.width()


def test_the_counter_page_needs_no_more_than_602(driver: Driver) -> None:
    driver.scan(OKAFOR)
    assert driver.page.minimumSizeHint().height() <= 602
    driver.window.window.resize(1366, 690)
    driver.until(lambda: driver.page.height() <= 602)
