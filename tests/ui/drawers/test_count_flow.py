"""Count, result, close by keys alone in the real window; what is kept, what is refused, how many keys it takes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.drawers.queries import ShiftEvent, find_shift
from app.identity.permissions import Permission, Session
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt
from tests.factories.closing import close, count, reject
from tests.factories.counter import ALVAREZ, CASHIER, OKAFOR, Counter, open_counter
from tests.factories.drawer_page import stop_timers, this_drawer
from tests.factories.ledger import ledger
from tests.factories.movements import drop, pay_out
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.window import TestWindow
from tests.factories.workstation import fake_edges
from tests.fakes.keyboard import Keyboard
from tests.fakes.looks import until_whole
from ui.drawers.close_shift_view import CloseShiftView
from ui.drawers.count_drawer_page import CountView
from ui.theme import theme

BLIND = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
ORACLE = ("", "", "20", "15", "12", "", "20", "", "29", "", "1", "")
KEYSTROKE_SECONDS = 0.28
"""An average typist's key (Card, Moran, Newell: The keystroke-level model)."""
MENTAL_SECONDS = 1.35
"""Getting ready for the next unit of work; one a row, a list, a button."""


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """The worked drawer of domain rules §8, with four checks and a money order: short 0.05 when counted as there."""
    counter = open_counter(tmp_path)
    pay(counter, MiscellaneousReceipt("369-9000", 348235 - 9 * 995))
    for _ in range(9):
        pay(counter, MiscellaneousReceipt("369-9000", 995), tenders=(Tender(kind="cash", amount_cents=1000),))
    for number, cents in (("1042", 14210), ("2217", 8820)):
        check = Tender(kind="check", amount_cents=cents, routing_number="021000021", number=number)
        pay(counter, AccountPayment(ALVAREZ, cents), tenders=(check,))
    order = Tender(kind="money_order", amount_cents=7500, number="88120417")
    pay(counter, AccountPayment(OKAFOR, 7500), tenders=(order,))
    for bag in ("B-1", "B-2", "B-3"):
        drop(counter, {10000: 10}, bag)
    pay_out(counter, 4500)
    yield counter
    stop_timers()
    counter.services.close()


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    yield
    theme().apply("light", 100)


class Hands:
    """The tab in its window, and keys that are counted."""

    def __init__(self, qtbot: QtBot, counter: Counter, session: Session | None = None) -> None:
        self.qtbot, self.counter = qtbot, counter
        self.desk = TestWindow(qtbot, counter, session)
        self.page = this_drawer(self.desk.window)
        qtbot.waitUntil(lambda: self.page.drawer.state is not None)
        self.keyboard = Keyboard(self.desk.window)
        self.keys = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.keyboard.type(text)

    def begin(self) -> CountView:
        self.press("F5")
        self.qtbot.waitUntil(lambda: self.page.flow is not None and self.page.flow.count is not None)
        assert self.page.flow is not None and self.page.flow.count is not None
        return self.page.flow.count

    def count(self, rows: tuple[str, ...] = ORACLE) -> None:
        """The cash, then the lists ticked whole, then the terminal's slip."""
        for typed in rows:
            self.type(typed)
            self.press("Enter")
        self.press("Ctrl+A", "Enter", "Ctrl+A", "Enter")
        self.type("0")

    def store(self) -> CloseShiftView:
        self.press("Ctrl+Enter")
        self.qtbot.waitUntil(lambda: self.page.flow is not None and self.page.flow.result is not None)
        assert self.page.flow is not None and self.page.flow.result is not None
        return self.page.flow.result

    def close(self) -> None:
        self.press("Ctrl+Enter")
        self.qtbot.waitUntil(lambda: self.page.flow is not None and self.page.flow.closed is not None)

    def state(self) -> ShiftEvent | None:
        with self.counter.services.read_journal() as journal:
            shift = find_shift(journal, self.counter.shift.shift)
        assert shift is not None
        return shift.state


def test_the_worked_drawer_is_counted_and_closed_by_keys(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    view = hands.begin()
    hands.count()
    assert view.cash.total_cents == 63730 and len(view.found) == 3
    result = hands.store()
    assert result.banner.accessibleName().startswith("Short 0.05. Most likely: one nickel too many in change.")
    shown = {row.key: [getattr(cell, "words", cell) for cell in row.cells] for row in result.tenders.rows}
    assert shown["cash"][1:4] == ["637.35", "637.30", "−0.05"] and shown["check"][0] == "Checks, 2"
    assert result.bag.hasFocus()
    hands.type("B-4")
    hands.close()
    assert hands.page.flow is not None and hands.page.flow.closed is not None
    assert "no printer is set up" in hands.page.flow.closed.banner.accessibleName()
    assert hands.state() is ShiftEvent.CLOSED
    sums = ledger(counter.services)
    assert (sums["sealed_bags/cash"], sums["over_short"]) == (343730, 5)
    hands.press("Enter")
    qtbot.waitUntil(lambda: hands.page.flow is None and hands.page.drawer.opening is not None)


def test_a_balanced_drawer_closes_within_ninety_seconds_of_keys(qtbot: QtBot, counter: Counter) -> None:
    """Keystroke-level: every key at an average typist's pace, a mental step for each row, list and button."""
    hands = Hands(qtbot, counter)
    hands.begin()
    hands.count((*ORACLE[:-2], "2", ""))
    result = hands.store()
    assert result.banner.accessibleName().startswith("The drawer is right.")
    hands.type("B-4")
    hands.close()
    steps = len(ORACLE) + 6
    assert hands.keys <= 40
    assert hands.keys * KEYSTROKE_SECONDS + steps * MENTAL_SECONDS <= 90


def test_what_was_entered_survives_being_left_and_a_new_window(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    hands.begin()
    hands.type("2")
    hands.press("Enter")
    hands.type("10+5")
    hands.press("Esc")
    qtbot.waitUntil(lambda: hands.page.flow is None)
    counter.services.lanes.write_now(lambda: None)
    again = Hands(qtbot, counter)
    view = again.begin()
    assert [row.field.text() for row in view.cash.rows[:2]] == ["2", "10+5"]
    assert view.cash.total_cents == 20000 + 75000
    again.press("Enter", "Enter")
    assert view.cash.rows[1].field.text() == "15" and view.cash.rows[1].tape.text() == "10 + 5 ="


def test_checks_are_ticked_one_by_one(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    view = hands.begin()
    checks, orders = view.papers
    assert checks.missing.words == "2 not found yet"
    for _ in ORACLE:
        hands.press("Enter")
    assert checks.table.hasFocus()
    hands.press("Space")
    assert [paper.amount_cents for paper in view.found] == [14210] and checks.missing.words == "1 not found yet"
    hands.press("Space", "Space", "Enter")
    assert [paper.amount_cents for paper in view.found] == [14210] and orders.table.hasFocus()
    hands.press("Up")
    assert checks.table.hasFocus()
    checks.unlisted.setFocus()
    hands.type("12.50")
    assert view.found[-1].amount_cents == 1250 and view.found[-1].receipt == ""


def test_the_suggestion_leads_to_its_receipts_and_back_to_the_row(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    view = hands.begin()
    hands.count()
    hands.store()
    flow = hands.page.flow
    assert flow is not None
    hands.press("F8")
    qtbot.waitUntil(lambda: flow.receipts is not None)
    assert flow.receipts is not None and len(flow.receipts.table.rows) == 9
    hands.press("Enter")
    qtbot.waitUntil(lambda: flow.receipts is not None and bool(flow.receipts.detail.key))
    hands.press("Esc", "Esc")
    assert flow.receipts is None and flow.result is not None
    hands.press("F7")
    assert flow.result is None and view.cash.rows[10].field.hasFocus()
    hands.type("2")
    assert hands.store().result.count is not None
    assert flow.result is not None and flow.result.banner.accessibleName().startswith("The drawer is right.")


def test_a_blind_policy_says_only_that_the_count_is_stored(qtbot: QtBot, tmp_path: Path) -> None:
    hidden = BentPolicies(cash_control={"show_result_after_count": False})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=hidden))
    hands = Hands(qtbot, counter, BLIND)
    hands.begin()
    result = hands.store()
    assert result.banner.accessibleName().startswith("The count is stored.") and not result.tenders.isVisible()
    hands.close()
    assert hands.state() is ShiftEvent.CLOSED
    counter.services.close()


def test_over_the_limit_the_shift_closes_without_a_second_person(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    hands.begin()
    hands.count(("", "", "10", *ORACLE[3:]))
    result = hands.store()
    assert result.second.fields[0].isVisible()
    hands.close()
    assert hands.page.flow is not None and hands.page.flow.closed is not None
    assert hands.page.flow.closed.pending.isVisible() and hands.state() is ShiftEvent.CLOSED


def test_a_count_that_cannot_be_read_is_not_stored(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    view = hands.begin()
    hands.type("1,5")
    hands.press("Ctrl+Enter")
    assert view.store_button.reason == "Correct the count" and hands.page.flow is not None
    assert hands.page.flow.result is None


def test_a_bag_that_was_used_before_is_said_at_its_field(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    hands.begin()
    hands.count()
    result = hands.store()
    hands.type("B-1")
    hands.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: bool(result.bag_field.error))
    assert "was used before" in result.bag_field.error and hands.state() is None


def test_a_shift_that_was_sent_back_is_counted_again(qtbot: QtBot, counter: Counter) -> None:
    closed = close(counter, count(counter, {2000: 10}), "B-7").close
    reject(counter, closed.fact_id)
    hands = Hands(qtbot, counter)
    qtbot.waitUntil(lambda: bool(hands.page.waiting))
    assert hands.page.sent_back.isVisible()
    words = hands.page.sent_back.words
    assert words.startswith("The shift of 20 Nov 2026 was sent back.")
    assert words.endswith("20 Nov 10:00: Counted wrongly. Count its drawer again and close it.")
    hands.press("F11")
    qtbot.waitUntil(lambda: hands.page.flow is not None and hands.page.flow.count is not None)
    hands.count()
    hands.store()
    hands.close()
    assert hands.state() is ShiftEvent.CLOSED


def test_a_refusal_to_count_is_said(qtbot: QtBot, counter: Counter) -> None:
    hands = Hands(qtbot, counter)
    close(counter, count(counter, {2000: 10}), "B-7")
    hands.page.count()
    assert hands.page.flow is not None
    flow = hands.page.flow
    qtbot.waitUntil(flow.failure.isVisible)
    hands.press("Esc")
    assert hands.page.flow is None


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize(("look", "zoom"), [("light", 100), ("dark", 80), ("high_contrast", 150)])
def test_nothing_is_cut_in_any_look(
    qtbot: QtBot, counter: Counter, width: int, height: int, look: str, zoom: int
) -> None:
    hands = Hands(qtbot, counter)
    hands.desk.window.resize(width, height)
    hands.begin()
    theme().apply(look, zoom)
    until_whole(qtbot, hands.page)
    hands.count()
    hands.store()
    until_whole(qtbot, hands.page)
    hands.close()
    until_whole(qtbot, hands.page)
