"""The passes page in the real window: a scan from anywhere, a typed number, a lost pass replaced by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.identity.permissions import Permission
from app.transit.look_up_pass import look_up
from app.transit.pass_code import write_code
from app.transit.verify_pass import Verdict
from tests.factories.counter import Counter
from tests.factories.passes import (
    FOREIGN,
    LATER,
    TEN_RIDES,
    content_of,
    issued_of,
    replacement,
    sell,
    with_signature_of,
)
from tests.factories.window import TestWindow
from ui.payments.take_payment_page import TakePaymentPage
from ui.shell.tabbed_page import TabbedPage
from ui.transit.pass_figures import pass_figures
from ui.transit.passes_page import PassesPage
from ui.ways import Ways


@pytest.fixture
def window(counter: Counter, qtbot: QtBot) -> TestWindow:
    shown = TestWindow(qtbot, counter)
    Ways(shown.window, shown.context, lambda: False, lambda _badge: None)
    shown.window.open("counter")
    sale = counter_page(shown)
    qtbot.waitUntil(lambda: sale.desk.is_mine)
    return shown


def counter_page(window: TestWindow) -> TakePaymentPage:
    page = window.window.findChild(TakePaymentPage)
    assert isinstance(page, TakePaymentPage)
    return page


def opened(window: TestWindow, qtbot: QtBot) -> PassesPage:
    page = window.window.open("transit")
    assert isinstance(page, TabbedPage)
    passes = page.open_tab("passes")
    assert isinstance(passes, PassesPage)
    qtbot.waitUntil(passes.number.hasFocus)
    return passes


def verified(qtbot: QtBot, page: PassesPage, typed: str) -> Verdict:
    page.found = None
    page.number.setText(typed)
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.found is not None)
    assert page.found is not None
    return page.found.check.verdict


def test_a_typed_number_and_a_wrong_one(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    serial = issued_of(sell(counter, TEN_RIDES)).serial
    page = opened(window, qtbot)
    assert verified(qtbot, page, serial.lower()) is Verdict.VALID
    rows = [(row.name, row.value) for row in page.figures.rows]
    assert rows == [
        ("Number", serial),
        ("Pass", "10 rides, Adult"),
        ("Days", "20 Nov 2026 – 19 Nov 2027"),
        ("Rides", "10"),
        ("Price", "12.50"),
    ]
    assert page.banner.accessibleName().startswith("Valid until 19 Nov 2027.")
    assert verified(qtbot, page, "hello") is Verdict.NOT_ONE
    assert page.figures.rows == [] and page.receipt_button.isHidden()


def test_a_scan_anywhere_comes_here(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    code = issued_of(sell(counter)).code
    window.window.scanned.emit(code)
    qtbot.waitUntil(lambda: window.window.findChild(PassesPage) is not None)
    page = window.window.findChild(PassesPage)
    assert isinstance(page, PassesPage)
    qtbot.waitUntil(lambda: page.found is not None and page.isVisible())
    assert page.found is not None and page.found.check.verdict is Verdict.VALID
    assert counter_page(window).sale.is_empty


def test_its_number_in_the_search_field_comes_here_too(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    serial = issued_of(sell(counter)).serial
    window.window.search_entered.emit(serial)
    qtbot.waitUntil(lambda: window.window.findChild(PassesPage) is not None)
    page = window.window.findChild(PassesPage)
    assert isinstance(page, PassesPage)
    qtbot.waitUntil(lambda: page.found is not None)
    assert page.found is not None and page.found.check.serial == serial


def test_a_lost_pass_is_replaced_by_keys_alone(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    serial = issued_of(sell(counter)).serial
    page = opened(window, qtbot)
    verified(qtbot, page, serial)
    press(window, "F7")
    sale = counter_page(window)
    qtbot.waitUntil(lambda: sale.isVisible() and bool(sale.sale.lines))
    assert (sale.sale.total_cents, sale.sale.lines[0].code) == (300, f"replace/{serial}")
    view = sale.views.sale_card.selected_view()
    assert view is not None and view.accessibleName() == "New paper for a lost pass"
    press(window, "Return", "Return")
    qtbot.waitUntil(lambda: sale.views.shows_receipt)
    assert verified(qtbot, opened(window, qtbot), serial) is Verdict.DENIED
    assert page.replace_button.reason == "It holds no more"
    page.replace()
    assert sale.sale.is_empty


def press(window: TestWindow, *keys: str) -> None:
    for key in keys:
        target = window.window.focusWidget() or window.window
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"))


def test_what_is_shown_follows_what_happens(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    serial = issued_of(sell(counter)).serial
    page = opened(window, qtbot)
    verified(qtbot, page, serial)
    recorded = sell(counter, replacement(serial))
    assert recorded.total_cents == 300
    page.show_page()
    qtbot.waitUntil(lambda: page.found is not None and page.found.check.verdict is Verdict.DENIED)


def test_its_receipt_opens(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    receipt = sell(counter)
    page = opened(window, qtbot)
    verified(qtbot, page, issued_of(receipt).serial)
    page.open_receipt()
    sale = counter_page(window)
    qtbot.waitUntil(lambda: sale.views.shows_receipt and sale.receipts.receipt is not None)
    assert sale.receipts.receipt is not None and sale.receipts.receipt.fact_id == receipt.fact_id


def test_the_cheapest_goes_into_the_sale(window: TestWindow, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    press(window, "F8")
    qtbot.waitUntil(page.adviser.rides.hasFocus)
    press(window, "Return")
    sale = counter_page(window)
    qtbot.waitUntil(lambda: sale.isVisible() and bool(sale.sale.lines))
    assert sale.sale.lines[0].code == "day_31/adult/2026-11-20"


def reason_of(page: PassesPage, key: str) -> str:
    return next(command for command in page.commands() if command.key == key).reason


def test_reasons(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    assert (reason_of(page, "F7"), reason_of(page, "Ctrl+Return")) == ("Verify a pass first",) * 2
    page.replace()
    page.open_receipt()
    verified(qtbot, page, issued_of(sell(counter, LATER)).serial)
    assert reason_of(page, "F7") == ""
    context = window.context
    context.session = replace(context.session, permissions=frozenset(Permission) - {Permission.TRANSIT_SELL})
    assert reason_of(page, "F7") == "Your role does not allow it"


def test_an_altered_one_says_what_was_sold(counter: Counter) -> None:
    """A pass of seven days whose paper says 31."""
    code = issued_of(sell(counter, LATER)).code
    found = look_up(counter.services, with_signature_of(code, replace(content_of(code), product="day_31")))
    rows = [(row.name, row.value) for row in pass_figures(found)]
    assert found.check.verdict is Verdict.ALTERED
    assert ("Pass", "31-day pass, Reduced fare") in rows
    assert rows[-1] == ("Sold as", "7-day pass, Reduced fare, 25 Nov 2026 – 1 Dec 2026")


def test_what_the_policy_does_not_know_is_said_by_its_codes(counter: Counter) -> None:
    code = issued_of(sell(counter)).code
    invented = write_code(replace(content_of(code), product="moon_1", rider="cat"), FOREIGN)
    found = look_up(counter.services, invented)
    assert found.check.verdict is Verdict.FORGED
    assert ("Pass", "moon_1, cat") in [(row.name, row.value) for row in pass_figures(found)]


def test_a_new_paper_says_which_lost_one_it_replaces(counter: Counter) -> None:
    lost = issued_of(sell(counter)).serial
    new = issued_of(sell(counter, replacement(lost))).serial
    assert ("Replaces", lost) in [(row.name, row.value) for row in pass_figures(look_up(counter.services, new))]
