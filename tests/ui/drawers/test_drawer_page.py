"""The drawer page in the real shell: opening by keys alone, the tape, what is expected, the X report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.changed import Changed
from app.drawers import open_shift
from app.identity.permissions import Permission
from app.payments import card_attempt, void_receipt
from app.payments.card_attempt import AttemptState
from app.payments.tenders import Tender
from app.print_jobs.queries import latest
from app.print_jobs.types import JobKind
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.drawer_page import drawer_page, this_drawer
from tests.factories.payments import pay
from tests.factories.window import TestWindow
from tests.factories.workstation import open_workstation
from tests.fakes.looks import until_whole
from ui.drawers.cash_count import CashCount
from ui.drawers.drawer_page import DrawerPage
from ui.drawers.pieces_field import PiecesField
from ui.theme import theme
from ui.widgets.paper_view import PaperView

BLIND = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter, tenders=(Tender(kind="cash", amount_cents=8000),))
    check = Tender(kind="check", amount_cents=7415, routing_number="021000021", number="1042")
    pay(counter, tenders=(check,))
    yield counter
    counter.services.close()


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Counter]:
    """A workstation where no shift is open; the counter's own shift is not to be used."""
    services = open_workstation(tmp_path)
    yield Counter(services, CASHIER, None)  # type: ignore[arg-type] # there is none yet
    services.close()


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    yield
    theme().apply("light", 100)


def _shown(qtbot: QtBot, desk: TestWindow) -> DrawerPage:
    return drawer_page(qtbot, desk.window)


@pytest.mark.parametrize("is_open", [True, False])
def test_a_drawer_that_comes_late_does_not_take_the_focus_from_the_search(
    qtbot: QtBot, request: pytest.FixtureRequest, is_open: bool
) -> None:
    desk = TestWindow(qtbot, request.getfixturevalue("counter" if is_open else "closed"))
    page = this_drawer(desk.window).drawer
    assert page.state is None
    desk.window.focus_search()
    qtbot.waitUntil(lambda: page.state is not None)
    assert desk.window.top_bar.search.hasFocus()


def test_cards_of_unknown_outcome_are_said(qtbot: QtBot, counter: Counter) -> None:
    desk = TestWindow(qtbot, counter)
    page = _shown(qtbot, desk)
    assert not page.shift.unknown_cards.isVisibleTo(page)
    attempt = card_attempt.begin(counter.services, CASHIER, "sale", 5720).attempt
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.UNKNOWN)
    page.reload()
    qtbot.waitUntil(lambda: page.shift.unknown_cards.isVisibleTo(page))
    assert page.shift.unknown_cards.summary.words.startswith("Cards of unknown outcome: 1, 57.20.")


def _unknown(counter: Counter, cents: int) -> str:
    attempt = card_attempt.begin(counter.services, CASHIER, "sale", cents).attempt
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.UNKNOWN)
    return attempt


def test_a_card_that_is_not_in_the_batch_is_closed(qtbot: QtBot, counter: Counter) -> None:
    _unknown(counter, 5720)
    _unknown(counter, 3000)
    desk = TestWindow(qtbot, counter)
    cards = _shown(qtbot, desk).shift.unknown_cards
    qtbot.waitUntil(lambda: cards.summary.words.startswith("Cards of unknown outcome: 2, 87.20."))
    cards.buttons()[1].click()
    qtbot.waitUntil(lambda: cards.summary.words.startswith("Cards of unknown outcome: 1, 30.00."))
    assert len(cards.buttons()) == 2


def test_a_card_that_is_in_the_batch_is_wanted_in_a_sale(qtbot: QtBot, counter: Counter) -> None:
    attempt = _unknown(counter, 5720)
    desk = TestWindow(qtbot, counter)
    cards = _shown(qtbot, desk).shift.unknown_cards
    qtbot.waitUntil(lambda: bool(cards.buttons()))
    with qtbot.waitSignal(desk.context.card_wanted) as wanted:
        cards.buttons()[0].click()
    assert wanted.args == [attempt]


def test_only_who_may_settles_a_card(qtbot: QtBot, counter: Counter) -> None:
    _unknown(counter, 5720)
    may_not = frozenset(SUPERVISOR.permissions) - {Permission.PAYMENT_CORRECT}
    counter.session = replace(SUPERVISOR, permissions=may_not)
    desk = TestWindow(qtbot, counter)
    cards = _shown(qtbot, desk).shift.unknown_cards
    qtbot.waitUntil(lambda: bool(cards.buttons()))
    assert [button.isEnabled() for button in cards.buttons()] == [False, False]


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focused(), key, modifiers)
    QApplication.processEvents()


def _count(*pieces: str) -> None:
    """Types one row after another, Enter after each."""
    for typed in pieces:
        QTest.keyClicks(_focused(), typed)
        _press(Qt.Key.Key_Return)


def test_a_shift_is_opened_by_keys_alone(qtbot: QtBot, closed: Counter) -> None:
    desk = TestWindow(qtbot, closed)
    page = _shown(qtbot, desk)
    assert page.opening is not None
    _count("", "", "5", "8+2", "0", "", "", "", "", "")
    assert _focused() is page.opening.open_button
    with qtbot.waitSignal(desk.context.changed):
        _press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.shift.isVisible)
    assert page.state is not None and page.state.shift is not None
    assert page.state.shift.float_cents == 20000
    assert page.shift.title.text() == "Drawer A2" and page.opening is None
    assert page.shift.tape.hasFocus()


def test_the_number_pads_enter_opens_too(qtbot: QtBot, closed: Counter) -> None:
    desk = TestWindow(qtbot, closed)
    page = _shown(qtbot, desk)
    _count("1")
    with qtbot.waitSignal(desk.context.changed):
        QTest.keyClick(desk.window, Qt.Key.Key_Enter, CONTROL)
    qtbot.waitUntil(page.shift.isVisible)


def test_the_amounts_stand_beside_the_rows_and_the_total_below(qtbot: QtBot, closed: Counter) -> None:
    count = _opening_count(qtbot, closed)
    _count("1", "", "5")
    assert [row.amount_cents for row in count.rows[:3]] == [10000, 0, 10000]
    assert count.total_cents == 20000 and count.pieces is not None and count.pieces[2000] == 5
    _press(Qt.Key.Key_Up)
    assert _focused() is count.rows[2].field
    _press(Qt.Key.Key_Down)
    assert _focused() is count.rows[3].field
    _press(Qt.Key.Key_Up)
    _press(Qt.Key.Key_Up)
    _press(Qt.Key.Key_Up)
    _press(Qt.Key.Key_Up)
    assert _focused() is count.rows[0].field
    count.clear()
    assert count.total_cents == 0


def _opening_count(qtbot: QtBot, closed: Counter) -> CashCount:
    page = _shown(qtbot, TestWindow(qtbot, closed))
    assert page.opening is not None
    return page.opening.count


@pytest.mark.parametrize("typed", ["1,5", "-3", "1.005", "9223372036854775808", "\u202e5", "10001", "abc"])
def test_a_count_that_cannot_be_read_stays_and_is_explained(qtbot: QtBot, closed: Counter, typed: str) -> None:
    page = _shown(qtbot, TestWindow(qtbot, closed))
    opening = page.opening
    assert opening is not None
    field = opening.count.rows[0].field
    field.setText(typed)
    _press(Qt.Key.Key_Return)
    assert _focused() is field and field.text() == typed
    assert opening.count.error and opening.count.pieces is None
    assert opening.open_button.reason == "Correct the count"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        _press(key, CONTROL)
    assert page.opening is opening
    field.clear()
    assert opening.count.error == "" and opening.open_button.isEnabled()


def test_a_scan_leaves_a_count_as_it_was(qtbot: QtBot) -> None:
    field = PiecesField("How many")
    qtbot.addWidget(field)
    field.setText("12")
    before = field.snapshot()
    field.setText("1210004512")
    assert field.pieces is None
    field.restore(before)
    assert field.text() == "12"
    assert field.error == ""


def test_a_shift_that_was_opened_elsewhere_meanwhile_is_said(qtbot: QtBot, closed: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, closed))
    opening = page.opening
    assert opening is not None
    open_shift.record(closed.services, SUPERVISOR, open_shift.OpenShift("shift-x", {2000: 1}))
    _count("1")
    QTest.keyClick(_focused(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(opening.refusal.isVisible)
    assert "is open already" in opening.refusal.words
    assert opening.count.total_cents == 10000


def test_a_reload_never_throws_a_count_away(qtbot: QtBot, closed: Counter) -> None:
    desk = TestWindow(qtbot, closed)
    page = _shown(qtbot, desk)
    _count("3")
    before = page.opening
    page.state = None
    page.reload()
    qtbot.waitUntil(lambda: page.state is not None)
    assert page.opening is before and before is not None and before.count.total_cents == 30000


def test_whoever_may_not_open_is_told(qtbot: QtBot, closed: Counter) -> None:
    session = replace(CASHIER, permissions=frozenset({Permission.PAYMENT_TAKE}))
    page = _shown(qtbot, TestWindow(qtbot, closed, session))
    assert page.opening is not None and page.opening.open_button.reason == "Not in your role"


def test_the_tape_and_what_is_expected(qtbot: QtBot, counter: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, counter))
    shift = page.shift
    assert [row.cells[1].words for row in shift.tape.rows] == ["A2-000002", "A2-000001"]  # type: ignore[union-attr] # links
    assert [row.key for row in shift.tenders.rows] == ["cash", "check", "money_order", "card", "total"]
    assert [figure.value for figure in shift.cash.rows] == ["200.00", "74.15", "274.15"]
    assert shift.tape_count.text() == "2 receipts"
    assert "Cash 274.15" in shift.bar.accessibleName()


def test_a_void_is_marked_when_it_happens(qtbot: QtBot, counter: Counter) -> None:
    desk = TestWindow(qtbot, counter)
    page = _shown(qtbot, desk)
    assert page.state is not None
    receipt = page.state.receipts[0].fact_id
    command = void_receipt.VoidReceipt("void-1", receipt, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, counter.session, command)
    desk.context.announce(Changed(kinds=frozenset({"NoteAdded"})))
    desk.context.announce(Changed(kinds=frozenset({"PaymentVoided"})))
    qtbot.waitUntil(lambda: page.shift.tape_count.text() == "2 receipts, 1 void")


def test_enter_shows_the_receipt_and_esc_goes_back(qtbot: QtBot, counter: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, counter))
    assert page.shift.tape.hasFocus() and page.shift.tape.current_key
    _press(Qt.Key.Key_Return)
    detail = page.shift.detail
    qtbot.waitUntil(lambda: detail.content is not None)
    assert isinstance(detail.content, PaperView) and "A2-000002" in detail.content.sheet.accessibleName()
    _press(Qt.Key.Key_Escape)
    assert detail.key == "" and page.shift.tape.hasFocus()


def test_a_tender_narrows_the_tape(qtbot: QtBot, counter: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, counter))
    page.shift.tenders.setFocus()
    page.shift.tenders.choose("check")
    _press(Qt.Key.Key_Return)
    assert len(page.shift.tape.rows) == 1 and page.shift.tender == "check"
    assert page.shift.tape_count.text() == "1 with check" and page.shift.all_receipts.isVisible()
    _press(Qt.Key.Key_Escape)
    assert len(page.shift.tape.rows) == 2
    _press(Qt.Key.Key_Return)
    _press(Qt.Key.Key_A, CONTROL)
    assert page.shift.tender == ""


def test_the_x_report_is_shown_printed_and_saved(qtbot: QtBot, counter: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, counter))
    _press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.papers.report_panel is not None)
    panel = page.papers.report_panel
    assert panel is not None and _focused() is panel.print_button
    _press(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(panel.outcome.isVisible)
    assert panel.outcome.words.startswith("Sent to the printer.")
    with counter.services.read_journal() as connection:
        assert [job.kind for job in latest(connection)][:1] == [JobKind.X_REPORT]
    _press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: panel.outcome.words.startswith("Saved."))
    assert Path(panel.outcome.words.removeprefix("Saved. ")).exists()


def test_a_blind_count_says_so_and_makes_no_x_report(qtbot: QtBot, counter: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, counter, BLIND))
    assert page.shift.blind.isVisible() and not page.shift.tenders.isVisible()
    assert page.shift.report_button.reason == "Not in your role"
    _press(Qt.Key.Key_F6)
    assert page.shift.detail.key == ""
    page.papers.show_report()
    qtbot.waitUntil(lambda: page.shift.detail.key == "failure")
    assert "Your role does not allow this" in (page.shift.detail.content or page).accessibleName()


def test_the_drawer_of_somebody_else_is_said(qtbot: QtBot, counter: Counter) -> None:
    page = _shown(qtbot, TestWindow(qtbot, counter, SUPERVISOR))
    assert page.shift.other.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize(("look", "zoom"), [("light", 100), ("dark", 80), ("high_contrast", 150), ("light", 200)])
def test_nothing_is_cut_in_any_look(
    qtbot: QtBot, counter: Counter, width: int, height: int, look: str, zoom: int
) -> None:
    desk = TestWindow(qtbot, counter)
    desk.window.resize(width, height)
    page = _shown(qtbot, desk)
    theme().apply(look, zoom)
    _looks_whole(qtbot, desk, page)
    page.papers.show_report()
    qtbot.waitUntil(lambda: page.papers.report_panel is not None)
    _looks_whole(qtbot, desk, page)


def _looks_whole(qtbot: QtBot, desk: TestWindow, page: DrawerPage) -> None:
    until_whole(qtbot, page)
    assert page.minimumSizeHint().width() <= desk.window.stack.width()


@pytest.mark.parametrize(("look", "zoom"), [("light", 100), ("dark", 125), ("high_contrast", 200)])
def test_nothing_is_cut_while_counting(qtbot: QtBot, closed: Counter, look: str, zoom: int) -> None:
    desk = TestWindow(qtbot, closed)
    page = _shown(qtbot, desk)
    theme().apply(look, zoom)
    _looks_whole(qtbot, desk, page)
