"""The running window on real data, by keys: locking, who comes back to what, settings, scans anywhere, the end."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap import open_services
from app.config import IDLE_LOCK, LANGUAGE, SCAN_PREFIX, THEME, ZOOM, Setting
from app.device_settings import change_setting
from app.identity.demo_people import BRANDT, OKAFOR, REYES
from app.payments import parked_sale
from resources.texts import current_language
from tests.factories.city import ALVAREZ
from tests.factories.program import Running, edges_of, open_copy
from ui.payments.take_payment_page import TakePaymentPage
from ui.shell.keys_page import KeysPage
from ui.theme import theme

ALVAREZ_NUMBER = "10-004512-7"
STUB = "100045127"


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not yet shown; closed afterwards."""
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def scan_until_in_sale(running: Running, scan: str = STUB) -> None:
    running.keyboard.scan(scan)
    running.until(lambda: running.ways.page_key == "counter" and running.sale_lines() == [ALVAREZ_NUMBER])
    running.until(lambda: running.counter.views.pay.cash.amount.text() == "157.43")


# -- the start


def test_printing_and_the_strip_begin_once_when_somebody_can_type_a_pin(running: Running) -> None:
    strip, soon = running.program.window.strip, running.program._begin_soon
    begun = list[bool]()
    running.program.start()
    running.program.sign_in.answered.connect(lambda: begun.append(soon.isActive() and not strip._buttons))
    running.until(lambda: "drawer" in strip._buttons)
    assert begun[0]
    assert not soon.isActive() and running.program.status.running
    running.program.lock()
    running.until_asked()
    assert not soon.isActive()


# -- locking


def test_who_comes_back_finds_the_sale_as_it_was(running: Running) -> None:
    running.start_as()
    scan_until_in_sale(running)
    page, window = running.counter, running.program.window
    page.views.pay.cash.amount.setFocus()
    running.keyboard.press("Ctrl+A")
    running.keyboard.type("200")
    running.keyboard.press("Ctrl+L")
    asked = running.until_asked()
    assert asked.pin.person_key == running.id_of(REYES)
    assert not window.top_bar.isVisible() and not window.rail.isVisible() and not page.isVisible()
    running.sign_in(REYES)
    assert running.counter is page and running.program.window is window
    assert running.sale_lines() == [ALVAREZ_NUMBER]
    assert page.views.pay.cash.amount.text() == "200.00"
    assert window.top_bar.isVisible()
    running.until(lambda: not isValid(asked))


def test_who_comes_back_finds_the_page_that_was_left(running: Running) -> None:
    running.start_as()
    running.open("drawer")
    running.program.lock()
    running.until_asked()
    running.program.enter(running.session(REYES))
    assert running.ways.page_key == "drawer"
    running.keyboard.press("Esc")
    assert running.program.window.rail.isVisible()


def test_somebody_else_gets_a_fresh_window_and_not_the_sale(running: Running) -> None:
    running.start_as()
    scan_until_in_sale(running)
    page, window = running.counter, running.program.window
    running.program.lock()
    running.until_asked()
    running.sign_in(OKAFOR)
    assert running.program.window is not window and running.counter is not page
    assert running.program.window.width() == 1366
    running.until(lambda: running.counter.desk.state is not None)
    assert running.counter.sale.is_empty and not running.counter.desk.is_mine
    running.until(lambda: not isValid(window))


def test_other_rights_get_other_pages(running: Running) -> None:
    running.start_as()
    window = running.program.window
    running.program.lock()
    running.until_asked()
    running.program.enter(replace(running.session(REYES), permissions=frozenset()))
    assert running.program.window is not window


def test_an_open_palette_goes_when_the_window_locks(running: Running) -> None:
    running.start_as()
    running.keyboard.press("Ctrl+K")
    assert running.program.window.palette_panel.isVisible()
    running.program.lock()
    running.until_asked()
    assert not running.program.window.palette_panel.isVisible()


def test_the_keys_page_at_the_sign_in_leads_back_to_it(running: Running) -> None:
    page = running.start()
    running.keyboard.press("F1")
    keys = running.program.window.findChildren(KeysPage)
    assert [one.isVisible() for one in keys] == [True]
    running.keyboard.press("Esc")
    assert running.sign_in_page is page


def test_esc_at_the_counter_does_not_bring_the_sign_in_back(running: Running) -> None:
    running.start()
    running.sign_in(REYES)
    running.keyboard.press("Ctrl+L")
    running.until_asked()
    running.sign_in(REYES)
    for _ in range(3):
        running.keyboard.press("Esc")
    assert isinstance(running.program.window.current_page, TakePaymentPage)


# -- the idle lock


def test_nobody_at_the_keys_locks_but_keys_do_not(running: Running) -> None:
    running.start_as()
    idle = running.program._idle
    idle.setInterval(60_000)
    for key in ("F5", "1"):  # the first is a shortcut: it never becomes a key press
        running.until(lambda: idle.remainingTime() < 58_500)
        running.keyboard.press(key)
        assert idle.remainingTime() > 58_500
    assert not running.program.sign_in.is_open
    idle.setInterval(50)
    running.until(lambda: running.program.sign_in.is_open)
    assert not idle.isActive()


def test_the_idle_time_of_the_settings_holds_at_once(running: Running) -> None:
    running.start_as(BRANDT)
    assert running.program._idle.interval() == 300_000
    set_and_tell(running, IDLE_LOCK, 60)
    running.until(lambda: running.program._idle.interval() == 60_000)


# -- settings


T = TypeVar("T", str, int, bool)


def set_and_tell(running: Running, setting: Setting[T], value: T) -> None:
    change_setting(running.services, running.session(BRANDT), setting, value)
    running.context.setting_changed.emit(setting.key)


def test_look_and_language_of_the_settings_hold_at_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    services = open_copy(tmp_path)
    first = Running(qtbot, services)
    for setting, value in ((THEME, "dark"), (LANGUAGE, "es")):
        change_setting(services, first.session(BRANDT), setting, value)
    change_setting(services, first.session(BRANDT), ZOOM, 125)
    first.close()
    second = Running(qtbot, open_services(tmp_path, edges_of(tmp_path, 2)))
    assert (theme().name, theme().zoom_percent, current_language()) == ("dark", 125, "es")
    second.close()


def test_another_language_in_the_settings_makes_other_words_and_keeps_the_sale(running: Running) -> None:
    running.start_as()
    scan_until_in_sale(running)
    running.open("settings")
    window = running.program.window
    set_and_tell(running, LANGUAGE, "es")
    running.until(lambda: running.program.window is not window)
    assert running.ways.page_key == "settings" and current_language() == "es"
    assert running.program.window.windowTitle().startswith("Ajustes")
    running.until(lambda: in_progress(running) is not None)
    kept = in_progress(running)
    assert kept is not None and kept.draft.lines[0].key == ALVAREZ


def test_the_scanner_s_prefix_holds_at_once(running: Running) -> None:
    running.start_as()
    set_and_tell(running, SCAN_PREFIX, "~")
    running.until(lambda: running.program.scanner._burst._settings.prefix == "~")
    scan_until_in_sale(running, f"~{STUB}")


# -- scans


def focus_amount(running: Running) -> None:
    scan_until_in_sale(running)
    running.counter.views.pay.cash.amount.setFocus()


PLACES: dict[str, Callable[[Running], object]] = {
    "counter": lambda running: running.open("counter"),
    "accounts": lambda running: running.open("accounts"),
    "drawer": lambda running: running.open("drawer"),
    "settings": lambda running: running.open("settings"),
    "the search field": lambda running: running.program.window.focus_search(),
    "the palette": lambda running: running.program.window.open_palette(),
    "an amount": focus_amount,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_scan_anywhere_comes_to_the_counter(running: Running, place: str) -> None:
    running.start_as()
    PLACES[place](running)
    scan_until_in_sale(running)
    window = running.program.window
    assert not window.results.isVisible() and not window.palette_panel.isVisible()
    assert window.top_bar.search.text() == ""


def test_a_scan_at_the_sign_in_page_is_a_badge(running: Running) -> None:
    page = running.start()
    running.keyboard.scan("BADGE00001")
    assert "badge" in page.pin._error.text() and page.pin.field.length == 0
    running.sign_in(REYES)
    running.until(lambda: running.counter.desk.state is not None)
    assert running.counter.sale.is_empty


# -- the end


def in_progress(running: Running) -> parked_sale.ParkedSale | None:
    with running.services.read_journal() as journal:
        return parked_sale.in_progress(journal, running.id_of(REYES), running.services.clock.now_us())


def test_closing_keeps_the_sale_of_the_last_moment_and_lets_go_of_everything(qtbot: QtBot, tmp_path: Path) -> None:
    running = Running(qtbot, open_copy(tmp_path)).start_as()
    scan_until_in_sale(running)
    person = running.id_of(REYES)
    running.close()
    services = open_services(tmp_path, edges_of(tmp_path, 2))  # nothing holds the folder any more
    with services.read_journal() as journal:
        kept = parked_sale.in_progress(journal, person, services.clock.now_us())
    services.close()
    assert kept is not None and [line.key for line in kept.draft.lines] == [ALVAREZ]


def test_a_double_enter_on_the_pin_signs_in_once(running: Running) -> None:
    running.start()
    entered: list[object] = []
    running.program.entered.connect(entered.append)
    running.sign_in_page.choose(running.id_of(REYES))
    running.keyboard.type(REYES.pin)
    handle = running.program.window.windowHandle()
    assert handle is not None
    for _ in range(2):
        QTest.keyClick(handle, Qt.Key.Key_Return)
    running.until(lambda: bool(entered))
    running.rest()
    assert len(entered) == 1
