"""The page Safe by keys alone: bags ticked off by scan and by hand, a count, a difference, every hand of a bag."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.approvals.queries import requests_of
from app.identity.demo_people import BRANDT, add_demo_people
from app.identity.permissions import Permission
from tests.factories.approvals import approve
from tests.factories.counter import Counter, open_counter
from tests.factories.custody import CustodyDesk
from tests.factories.ledger import ledger
from tests.factories.movements import drop
from tests.factories.safe import count_safe, receive
from tests.fakes.looks import until_whole
from ui.drawers.safe_forms import CountSafeForm, DiscrepancyForm, GiveBackForm, MoveCashForm, ReceiveForm
from ui.theme import theme


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    add_demo_people(counter.services)
    drop(counter, {2000: 2}, "B-1")
    drop(counter, {1000: 6}, "B-2")
    yield counter
    counter.services.close()
    theme().apply("light", 100)


def test_bags_are_ticked_off_by_scan_and_by_hand(qtbot: QtBot, counter: Counter) -> None:
    desk = CustodyDesk(qtbot, counter)
    page = desk.safe()
    form = desk.begin(page, "F6", ReceiveForm)
    desk.keys.press("Ctrl+Return")
    assert form.field.error.startswith("Tick a bag off first")
    desk.keys.scan("B-0001")
    assert len(form.ticked) == 1 and form.words.text() == "1 of 2 ticked off. Not there: B-2."
    desk.keys.type("x9")
    desk.keys.press("Enter")
    assert form.field.error == "No bag of this number is expected. Read it again."
    form.number.clear()
    desk.keys.type("b-2")
    desk.keys.press("Enter")
    assert form.words.text() == "2 of 2 ticked off."
    until_whole(qtbot, desk.window)
    desk.sign(form, BRANDT)
    desk.until(lambda: ledger(counter.services).get("sealed_bags/cash") is None)
    desk.until(lambda: page.outcome.isVisible())
    assert page.outcome.words.startswith("The bags are in the safe.") and page.form is None
    desk.until(lambda: len(page.inside.rows) == 4)


def test_what_is_in_the_safe_is_seen_whole_on_the_smallest_screen(qtbot: QtBot, counter: Counter) -> None:
    receive(counter)
    desk = CustodyDesk(qtbot, counter)
    page = desk.safe()
    desk.until(lambda: len(page.inside.rows) == 4)
    page.say("The bags are in the safe.")
    desk.until(lambda: page.inside.height() > 0 and page.inside.verticalScrollBar().maximum() == 0)
    assert page.inside_words.text() == "Cash 100.00"
    until_whole(qtbot, desk.window)
    desk.begin(page, "F9", CountSafeForm)
    assert page.inside_words.text() == ""


def test_the_safe_is_counted_blind_and_a_difference_recorded(qtbot: QtBot, counter: Counter) -> None:
    receive(counter)
    count_safe(counter, 180000)
    desk = CustodyDesk(qtbot, counter)
    page = desk.safe()
    form = desk.begin(page, "F9", CountSafeForm)
    assert [row.key for row in page.inside.rows if row.key in ("loose", "total")] == []
    desk.keys.type("17")
    desk.keys.press("Enter")
    form.number.setFocus()
    desk.keys.type("B-1")
    desk.keys.press("Enter")
    desk.sign(form, BRANDT)
    desk.until(lambda: page.outcome.isVisible())
    assert page.outcome.words.startswith("100.00 short. Count once more") and "Not found: B-2." in page.outcome.words
    desk.until(lambda: page.state is not None and page.state.unsettled is not None)
    difference = desk.begin(page, "F11", DiscrepancyForm)
    difference.reason.set_value("not_explained")
    desk.sign(difference, BRANDT)
    desk.until(lambda: ledger(counter.services).get("over_short") == 10000)


def test_a_difference_is_asked_for_and_signed_elsewhere(qtbot: QtBot, counter: Counter) -> None:
    count_safe(counter, 180000)
    count_safe(counter, 179500)
    desk = CustodyDesk(qtbot, counter)
    page = desk.safe()
    form = desk.begin(page, "F11", DiscrepancyForm)
    form.note.setText("Looked twice")
    desk.keys.press("Ctrl+E")
    assert form.why.error
    form.reason.set_value("not_explained")
    desk.keys.press("Ctrl+E")
    desk.until(lambda: page.form is None)
    assert page.outcome.words.startswith("You asked for an approval.")
    with counter.services.read_journal() as journal:
        (request,) = requests_of(journal, counter.session.person_id, 9)
    approve(counter, request.request)
    assert ledger(counter.services)["over_short"] == 500


def test_cash_comes_in_and_a_bag_goes_back(qtbot: QtBot, counter: Counter) -> None:
    receive(counter)
    count_safe(counter, 180000)
    desk = CustodyDesk(qtbot, counter)
    page = desk.safe()
    form = desk.begin(page, "F7", MoveCashForm)
    desk.keys.press("Ctrl+Return")
    assert form.why.error == "Choose why the cash moves."
    form.reason.set_value("change_from_bank")
    form.count.focus_first()
    desk.keys.type("5")
    desk.sign(form, BRANDT)
    desk.until(lambda: ledger(counter.services).get("bank") == -50000)
    desk.until(lambda: page.form is None)
    back = desk.begin(page, "F10", GiveBackForm)
    desk.keys.scan("B-1")
    desk.keys.press("Enter")
    back.reason.set_value("count_again")
    desk.sign(back, BRANDT)
    desk.until(lambda: ledger(counter.services).get("sealed_bags/cash") == 4000)


def test_every_hand_of_a_bag_and_the_pieces(qtbot: QtBot, counter: Counter) -> None:
    receive(counter)
    count_safe(counter, 180000)
    desk = CustodyDesk(qtbot, counter)
    page = desk.safe()
    page.inside.setFocus()
    page.inside.choose_first()
    desk.keys.press("Enter")
    desk.until(lambda: bool(page.detail.key))
    desk.keys.press("Escape")
    assert page.detail.content is None
    desk.keys.press("F12")
    desk.until(lambda: page.detail.key == "pieces")


def test_who_may_not_use_the_safe_is_told(qtbot: QtBot, counter: Counter) -> None:
    may = frozenset(Permission) - {Permission.SAFE_USE}
    desk = CustodyDesk(qtbot, counter, replace(counter.session, permissions=may))
    page = desk.window.open("safe")
    desk.until(lambda: [command.name for command in page.commands()] == ["Try again"])
