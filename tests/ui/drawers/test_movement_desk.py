"""What moves at a drawer between receipts, by keys alone in the real window: forms, second person, slips, the tape."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.approvals.queries import requests_of
from app.drawers.count_drawer_facts import DrawerCounted
from app.drawers.counts import last_count
from app.drawers.movement_offer import Movement
from app.identity.demo_people import BRANDT, add_demo_people
from app.identity.permissions import Permission
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from app.print_jobs.slip_copy_facts import copies_of
from tests.factories.approvals import approve
from tests.factories.counter import SUPERVISOR, Counter, open_counter
from tests.factories.drawer_page import drawer_page
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import drop, open_drawer, pay_out
from tests.factories.payments import pay
from tests.factories.window import TestWindow
from tests.fakes.keyboard import Keyboard
from tests.fakes.looks import until_whole
from ui.drawers.hand_over_panel import HandOverPanel
from ui.drawers.movement_form import MovementForm
from ui.drawers.pay_in_out_panel import PayInOutPanel
from ui.drawers.slip_panel import SlipPanel
from ui.theme import theme


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    add_demo_people(counter.services)
    pay(counter)
    yield counter
    counter.services.close()
    theme().apply("light", 100)


class Desk:
    """The drawer page in its window, with hands at the keyboard."""

    def __init__(self, qtbot: QtBot, counter: Counter, **session: object) -> None:
        self.qtbot, self.counter = qtbot, counter
        self.window = TestWindow(qtbot, counter, replace(counter.session, **session))  # type: ignore[arg-type] # by name
        self.page = drawer_page(qtbot, self.window.window)
        self.keys = Keyboard(self.window.window)

    def begin(self, key: str) -> MovementForm:
        """Opens a form by its key."""
        self.keys.press(key)
        self.qtbot.waitUntil(lambda: self.page.movements.form is not None)
        form = self.page.movements.form
        assert form is not None
        return form

    def slip(self) -> SlipPanel:
        """The slip that is shown after something was recorded."""
        self.qtbot.waitUntil(lambda: isinstance(self.page.shift.detail.content, SlipPanel))
        content = self.page.shift.detail.content
        assert isinstance(content, SlipPanel)
        return content

    def tape(self, count: int) -> list[str]:
        """What the tape says, once it has so many rows."""
        self.qtbot.waitUntil(lambda: len(self.page.shift.tape.rows) == count)
        return [getattr(row.cells[1], "words", "") for row in self.page.shift.tape.rows]


def test_a_small_pay_out_by_keys_alone(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F8")
    desk.keys.press("P")
    desk.keys.press("Enter")
    desk.keys.type("45")
    desk.keys.press("Enter")
    desk.keys.press("Enter")
    assert not form.second.needed
    slip = desk.slip()
    assert slip.outcome.words.startswith("45.00 paid out.")
    assert ledger(counter.services)["general_ledger/519-4200"] == 4500
    assert desk.tape(2) == ["Paid out", "A2-000001"]
    figures = [(figure.name, figure.value) for figure in desk.page.shift.cash.rows]
    assert figures[1:] == [("Cash taken less change", "74.15"), ("Paid out, 1", "−45.00"), ("Expected", "229.15")]
    desk.keys.press("Escape")
    assert desk.page.shift.tape.hasFocus()


def test_above_a_limit_a_second_person_signs(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F7")
    desk.keys.press("C")
    desk.keys.press("Enter")
    desk.keys.type("300")
    assert form.second.needed and form.second.person.isVisible()
    desk.keys.press("Enter")
    desk.keys.press("Enter")
    assert QApplication.focusWidget() is form.second.person
    while form.second.person.currentText() != "L. Brandt, Supervisor":
        desk.keys.press("Down")
    desk.keys.press("Enter")
    desk.keys.type("000000")
    desk.keys.press("Enter")
    qtbot.waitUntil(lambda: bool(form.second.fields[1].error))
    facts = fact_count(counter.services)
    desk.keys.type(BRANDT.pin)
    desk.keys.press("Enter")
    assert desk.slip().outcome.words.startswith("300.00 paid in.")
    assert fact_count(counter.services) == facts + 1


def test_an_approval_is_asked_for_and_the_form_begins_anew(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    for cents in (5100, 6100):
        form = desk.begin("F8")
        desk.keys.press("P")
        desk.keys.press("Enter")
        desk.keys.type(str(cents // 100))
        assert form.why_not_ask() == "" and form.ask_field.isHidden()
        desk.keys.press("Enter")
        desk.keys.type("Stamps")
        desk.keys.press("Ctrl+E")
        qtbot.waitUntil(lambda: desk.page.movements.form is None)
    with counter.services.read_journal() as journal:
        requests = requests_of(journal, counter.session.person_id, 9)
    assert [request.amount_cents for request in requests] == [6100, 5100]
    assert ledger(counter.services)["drawer/A2/cash"] == 27415
    approve(counter, requests[1].request)
    assert ledger(counter.services)["drawer/A2/cash"] == 22315


def test_a_card_number_in_the_note_is_said_at_its_field(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F8")
    desk.keys.press("P")
    desk.keys.press("Enter")
    desk.keys.type("75")
    desk.keys.press("Enter")
    desk.keys.type("4111 1111 1111 1111")
    desk.keys.press("Ctrl+E")
    assert isinstance(form, PayInOutPanel)
    qtbot.waitUntil(lambda: bool(form.note_field.error))


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F8")
    desk.keys.press("Ctrl+Return")
    reason, amount, note = (form.places[code] for code in ("reason_unknown", "amount_not_positive", "note_missing"))
    assert reason.error == "Choose what the money is for."
    desk.keys.press("O")
    desk.keys.press("Ctrl+Return")
    assert amount.error == "Type an amount above zero." and reason.error == ""
    desk.keys.type("1.005")
    desk.keys.press("Ctrl+Return")
    assert "two decimals" in amount.error
    for _ in range(5):
        desk.keys.press("Backspace")
    desk.keys.type("9")
    desk.keys.press("Ctrl+Return")
    qtbot.waitUntil(lambda: bool(note.error))
    assert QApplication.focusWidget() is note.entry


def test_what_was_typed_outlives_the_form(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F8")
    desk.keys.press("P")
    desk.keys.press("Enter")
    desk.keys.type("45")
    desk.keys.press("Escape")
    assert desk.page.movements.form is None and desk.page.shift.tape.hasFocus()
    again = desk.begin("F8")
    assert again is not form and again.draft() == {"reason": "postage", "amount": "45.00", "note": ""}


def test_a_drop_is_counted_scanned_and_witnessed(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F9")
    for typed in ("", "", "7", "3", "", ""):
        desk.keys.type(typed)
        desk.keys.press("Enter")
    assert QApplication.focusWidget() is form.places["bag_missing"].entry
    desk.keys.press("Ctrl+Return")
    assert form.places["bag_missing"].error.startswith("Type or scan")
    assert desk.page.take_scan("B-0071")
    desk.keys.press("Enter")
    slip = desk.slip()
    assert slip.outcome.words.startswith("170.00 in bag B-0071.")
    assert ledger(counter.services)["sealed_bags/cash"] == 17000
    assert desk.tape(2)[0] == "Safe drop"
    used = desk.begin("F9")
    desk.keys.type("")
    used.restore({"2000": "1", "bag": "b71"})
    used.restore({"2000": "1", "bag": "b-71"})
    desk.keys.press("Ctrl+Return")
    qtbot.waitUntil(lambda: "was used before" in used.places["bag_used"].error)


def test_an_empty_drop_is_refused_in_place(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F9")
    desk.keys.press("Ctrl+Return")
    assert form.refusal.isVisible() and "Count the notes" in form.refusal.words
    desk.keys.type("x")
    assert not form.refusal.isVisible()
    desk.keys.press("Ctrl+Return")
    assert desk.page.movements.form is form
    form.restore({"10000": "99", "bag": "7"})
    assert form.second.needed


def test_opening_without_a_sale_says_why(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F10")
    desk.keys.press("Enter")
    assert form.places["reason_unknown"].error == "Choose why the drawer is opened."
    desk.keys.press("Down")
    desk.keys.press("Enter")
    assert desk.slip().outcome.words.startswith("The drawer opens.")
    assert desk.tape(2)[0] == "Opened, no sale"


def test_enter_on_the_tape_shows_the_slip(qtbot: QtBot, counter: Counter) -> None:
    pay_out(counter, 100)
    desk = Desk(qtbot, counter)
    desk.tape(2)
    desk.keys.press("Enter")
    slip = desk.slip()
    assert not slip.outcome.isVisible() and desk.page.shift.detail.title_label.text() == "Paid out"


def test_movements_stand_with_cash_on_the_tape(qtbot: QtBot, counter: Counter) -> None:
    drop(counter, {2000: 1}, "B1")
    open_drawer(counter)
    desk = Desk(qtbot, counter)
    assert desk.tape(3) == ["Opened, no sale", "Safe drop", "A2-000001"]
    desk.page.shift.filter_by("cash")
    assert desk.tape(2) == ["Safe drop", "A2-000001"] and desk.page.shift.tape_count.text() == "1 with cash"
    desk.page.shift.filter_by("check")
    assert desk.tape(0) == []


def test_lunch_by_keys_alone(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    desk.begin("F12")
    desk.keys.press("Down")
    desk.keys.press("Enter")
    assert desk.slip().outcome.words.startswith("The shift is suspended.")
    shift = desk.page.shift
    qtbot.waitUntil(lambda: shift.suspended.isVisible())
    assert shift.suspended.words.startswith("Suspended since 10:00: Lunch.")
    assert [button.reason for button in shift.can_do.buttons[:4]] == ["Suspended"] * 4
    form = desk.begin("F12")
    assert QApplication.focusWidget() is form.second.pin
    form.second.person.setCurrentText("L. Brandt, Supervisor")
    desk.keys.type("111222")
    desk.keys.press("Enter")
    qtbot.waitUntil(lambda: bool(form.second.fields[1].error))
    desk.keys.type(BRANDT.pin)
    desk.keys.press("Enter")
    qtbot.waitUntil(lambda: not shift.suspended.isVisible())
    assert desk.slip().outcome.words.startswith("The shift goes on.")
    assert desk.tape(3)[:2] == ["Resumed", "Suspended"]


def test_a_reason_for_lunch_is_needed_and_kept(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F12")
    desk.keys.press("Ctrl+Return")
    assert form.places["reason_unknown"].error == "Choose why the shift is suspended."
    desk.keys.press("Down")
    desk.keys.press("Escape")
    assert desk.begin("F12").draft() == {"reason": "lunch"}


def test_a_drawer_is_handed_over_by_keys_alone(qtbot: QtBot, counter: Counter) -> None:
    desk = Desk(qtbot, counter)
    form = desk.begin("F11")
    desk.keys.type("x")
    desk.keys.press("Ctrl+Return")
    assert desk.page.movements.form is form
    desk.keys.press("Backspace")
    desk.keys.type("2")
    for _ in range(12):
        desk.keys.press("Enter")
    assert QApplication.focusWidget() is form.second.person
    form.second.person.setCurrentText("L. Brandt, Supervisor")
    desk.keys.press("Enter")
    desk.keys.type(BRANDT.pin)
    desk.keys.press("Enter")
    assert desk.slip().outcome.words.startswith("L. Brandt has the drawer now.")
    qtbot.waitUntil(lambda: desk.page.shift.other.isVisible())
    assert desk.tape(2)[0] == "Handed over"


def test_papers_are_handed_over_one_by_one_against_the_list(qtbot: QtBot, counter: Counter) -> None:
    numbers = ("1041", "1042")
    for number in numbers:
        check = Tender(kind="check", amount_cents=7415, routing_number="021000021", number=number)
        pay(counter, MiscellaneousReceipt("369-9000", 7415), tenders=(check,))
    desk = Desk(qtbot, counter)
    form = desk.begin("F11")
    assert isinstance(form, HandOverPanel)
    checks, orders = form.cards
    form.count.rows[-1].field.setFocus()
    desk.keys.press("Enter")
    assert checks.table.hasFocus()
    desk.keys.press("Ctrl+A")
    assert checks.total_cents == 14830 and orders.total_cents == 0
    desk.keys.press("Ctrl+A")
    desk.keys.press("Space")
    assert [paper.amount_cents for paper in checks.found] == [7415]
    desk.keys.press("Enter")
    assert checks.unlisted.hasFocus()
    desk.keys.type("3.50")
    desk.keys.press("Escape")
    form = desk.begin("F11")
    assert isinstance(form, HandOverPanel)
    assert [paper.amount_cents for paper in form.cards[0].found] == [7415, 350]
    form.second.person.setCurrentText("L. Brandt, Supervisor")
    form.second.pin.setFocus()
    desk.keys.type(BRANDT.pin)
    desk.keys.press("Enter")
    desk.slip()
    with counter.services.read_journal() as journal:
        count = last_count(journal, counter.shift.shift)
    assert count is not None and count.difference.check_cents == 350 - 7415
    body = read_fact(counter.services, count.fact_id).body
    assert isinstance(body, DrawerCounted) and [paper.line for paper in body.papers] == [1, 0]


def test_enter_walks_through_both_lists_to_whoever_takes_it(qtbot: QtBot, counter: Counter) -> None:
    check = Tender(kind="check", amount_cents=500, routing_number="021000021", number="1041")
    order = Tender(kind="money_order", amount_cents=500, number="55817")
    pay(counter, MiscellaneousReceipt("369-9000", 1000), tenders=(check, order))
    desk = Desk(qtbot, counter)
    form = desk.begin("F11")
    for _ in range(14):
        desk.keys.press("Enter")
    assert QApplication.focusWidget() is form.second.person


def test_a_slip_of_the_list_is_printed_again(qtbot: QtBot, counter: Counter) -> None:
    moved = pay_out(counter, 1000)
    desk = Desk(qtbot, counter)
    desk.page.papers.show_movement(moved.slip.fact_id)
    panel = desk.slip()
    qtbot.waitUntil(panel.again.isVisible)
    desk.keys.press("Ctrl+P")
    qtbot.waitUntil(lambda: panel.outcome.words.startswith("Copy 1 goes to the printer."))
    with counter.services.read_journal() as journal:
        assert copies_of(journal, moved.slip.fact_id) == 1


def test_who_may_do_what(qtbot: QtBot, counter: Counter) -> None:
    other = Desk(qtbot, counter, person_id=SUPERVISOR.person_id)
    reasons = [button.reason for button in other.page.shift.can_do.buttons]
    assert reasons[:4] == ["Not your drawer"] * 3 + [""]
    no_role = Desk(qtbot, counter, permissions=frozenset({Permission.PAYMENT_TAKE}))
    assert no_role.page.movements.why_not(Movement.SAFE_DROP) == "Not in your role"


@pytest.mark.parametrize(("look", "zoom"), [("light", 100), ("high_contrast", 150), ("dark", 200)])
@pytest.mark.parametrize("key", ["F7", "F9", "F10", "F11", "F12"])
def test_nothing_is_cut_in_any_form(qtbot: QtBot, counter: Counter, look: str, zoom: int, key: str) -> None:
    theme().apply(look, zoom)
    desk = Desk(qtbot, counter)
    form = desk.begin(key)
    form.second.set_needed(needed=True)
    until_whole(qtbot, desk.page)
    assert isinstance(form.second.person, QComboBox)
