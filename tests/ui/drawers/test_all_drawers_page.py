"""All drawers in the real window: accept, send back, reopen, a surprise count, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.drawers.counts import last_count
from app.drawers.queries import ShiftEvent, find_shift
from app.identity.permissions import Session
from resources.texts import text, use_language
from tests.factories.closing import close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.drawer_page import stop_timers
from tests.factories.payments import pay
from tests.factories.window import TestWindow
from tests.fakes.keyboard import Keyboard
from tests.fakes.looks import until_whole
from ui.drawers.all_drawers_page import AllDrawersPage
from ui.drawers.all_drawers_rows import columns, state_words
from ui.shell.tabbed_page import TabbedPage
from ui.theme import theme
from ui.widgets.tag import TONE_ICONS, tag_size


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter)
    yield counter
    stop_timers()
    counter.services.close()


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    yield
    theme().apply("light", 100)
    use_language("en")


class Desk:
    """The tab of somebody, the supervisor unless said otherwise."""

    def __init__(self, qtbot: QtBot, counter: Counter, session: Session = SUPERVISOR) -> None:
        self.qtbot, self.counter = qtbot, counter
        self.window = TestWindow(qtbot, counter, session).window
        tabs = self.window.open("drawer")
        assert isinstance(tabs, TabbedPage)
        page = tabs.open_tab("all")
        assert isinstance(page, AllDrawersPage)
        self.page = page
        qtbot.waitUntil(lambda: page.page is not None)
        self.keyboard = Keyboard(self.window)

    def state(self) -> ShiftEvent | None:
        with self.counter.services.read_journal() as journal:
            shift = find_shift(journal, self.counter.shift.shift)
        assert shift is not None
        return shift.state

    def until(self, state: ShiftEvent) -> None:
        self.qtbot.waitUntil(lambda: self.state() is state)

    def cell(self, column: int) -> str:
        cell = self.page.table.rows[0].cells[column]
        return cell if isinstance(cell, str) else cell.words


def closed(counter: Counter) -> str:
    return close(counter, count(counter, {2000: 13, 1000: 1, 100: 4, 25: 1}), "B-1").close.fact_id


def test_an_open_drawer_and_what_is_in_it(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    assert (desk.cell(0), desk.cell(2), desk.cell(4)) == ("A2", "Shift open", "274.15")
    assert desk.page.why_not_accept() == "Not waiting"
    pay(counter)
    desk.page.reload()
    qtbot.waitUntil(lambda: desk.cell(4) == "348.30")


def test_a_close_is_accepted(qtbot: QtBot, counter: Counter) -> None:
    closed(counter)
    desk = Desk(qtbot, counter)
    assert desk.cell(2) == "To be accepted" and "Over 0.10" in desk.cell(6)
    desk.keyboard.press("Ctrl+Enter")
    desk.until(ShiftEvent.ACCEPTED)
    qtbot.waitUntil(lambda: desk.cell(2) == "Accepted")


def test_whoever_settles_it_reads_what_the_cashier_typed(qtbot: QtBot, counter: Counter) -> None:
    counted = count(counter, {2000: 13, 1000: 1, 100: 4, 25: 1})
    close(counter, counted, "B-1", reason="change_wrong", note="A dime under the tray")
    desk = Desk(qtbot, counter)
    qtbot.waitUntil(desk.page.side.note.isVisible)
    assert desk.page.side.note.text() == "“A dime under the tray”"


def test_it_is_sent_back_with_a_reason(qtbot: QtBot, counter: Counter) -> None:
    closed(counter)
    desk = Desk(qtbot, counter)
    desk.keyboard.press("F6")
    assert desk.page.side.reason.hasFocus()
    desk.keyboard.press("Ctrl+Enter")
    assert desk.page.side.reason_field.error == "Choose a reason from the list."
    desk.keyboard.press("Esc")
    assert not desk.page.side.asking and desk.state() is ShiftEvent.CLOSED and desk.page.table.hasFocus()
    desk.keyboard.press("F6")
    desk.keyboard.press("Down")
    desk.keyboard.press("Ctrl+Enter")
    desk.until(ShiftEvent.REJECTED)
    qtbot.waitUntil(desk.page.side.undone.isVisible)
    assert desk.page.side.undone.text() == "Sent back 20 Nov 10:00 by —: Counted wrongly."


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_state_fits_its_column(qtbot: QtBot, language: str) -> None:
    """The words of a tag are drawn, so that nobody else finds them cut."""
    use_language(language)
    column = next(number for number, each in enumerate(columns()) if each.head == text("State"))
    for state in (None, *ShiftEvent):
        words, tone = state_words(state)
        assert tag_size(words, TONE_ICONS[tone]).width() + 16 <= columns()[column].width, words


def test_an_accepted_shift_is_reopened(qtbot: QtBot, counter: Counter) -> None:
    closed(counter)
    desk = Desk(qtbot, counter)
    desk.keyboard.press("Ctrl+Enter")
    desk.until(ShiftEvent.ACCEPTED)
    qtbot.waitUntil(lambda: desk.page.why_not_reopen() == "")
    desk.keyboard.press("F7")
    desk.keyboard.press("Down")
    desk.keyboard.press("Ctrl+Enter")
    desk.until(ShiftEvent.REOPENED)


def test_nobody_settles_their_own_shift(qtbot: QtBot, counter: Counter) -> None:
    closed(counter)
    desk = Desk(qtbot, counter, CASHIER)
    assert desk.page.why_not_accept() == desk.page.why_not_reopen() == "Your own shift"
    desk.keyboard.press("Ctrl+Enter")
    assert desk.state() is ShiftEvent.CLOSED


def test_a_surprise_count_changes_nothing(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    desk.keyboard.press("F8")
    qtbot.waitUntil(lambda: desk.page.flow is not None and desk.page.flow.count is not None)
    flow = desk.page.flow
    assert flow is not None and desk.page.whole
    desk.keyboard.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: flow.result is not None)
    desk.keyboard.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: desk.page.flow is None)
    with counter.services.read_journal() as journal:
        stored = last_count(journal, counter.shift.shift)
    assert stored is not None and stored.purpose == "surprise" and desk.state() is None
    assert Desk(qtbot, counter, CASHIER).page.why_no_surprise() == "Your own drawer"


@pytest.mark.parametrize(("look", "zoom"), [("light", 100), ("dark", 125), ("high_contrast", 150)])
def test_nothing_is_cut_in_any_look(qtbot: QtBot, counter: Counter, look: str, zoom: int) -> None:
    closed(counter)
    desk = Desk(qtbot, counter)
    theme().apply(look, zoom)
    until_whole(qtbot, desk.page)
