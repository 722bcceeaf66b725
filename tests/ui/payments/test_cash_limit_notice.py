"""The counter says when a drop is due, and takes no more cash at the limit; how much there is it never says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.changed import Changed
from app.drawers.cash_limit import CashLevel
from app.payments.types import MiscellaneousReceipt
from tests.factories.counter import Counter, open_counter
from tests.factories.movements import drop, resume, suspend
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.window import TestWindow
from tests.factories.workstation import fake_edges
from ui.payments.take_payment_page import TakePaymentPage

LIMITS = {"drawer_warn_cents": 30000, "drawer_stop_cents": 50000}
LINE = MiscellaneousReceipt("369-9000", 15000)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=BentPolicies(cash_control=LIMITS)))
    yield counter
    counter.services.close()


def _page(desk: TestWindow) -> TakePaymentPage:
    page = desk.window.open("counter")
    assert isinstance(page, TakePaymentPage)
    return page


def test_the_notice_follows_the_drawer(qtbot: QtBot, counter: Counter) -> None:
    desk = TestWindow(qtbot, counter)
    page = _page(desk)
    said = page.views.sale_card.notices
    qtbot.waitUntil(lambda: page.desk.state is not None)
    assert page.cash_limit.level is CashLevel.BELOW and said.words == []
    levels = ((CashLevel.WARN, "There is a lot of cash"), (CashLevel.STOP, "This drawer takes no more cash."))
    for level, words in levels:
        desk.context.announce(pay(counter, LINE).changed)
        qtbot.waitUntil(lambda level=level: page.cash_limit.level is level)  # type: ignore[misc] # bound now
        assert len(said.words) == 1 and said.words[0].startswith(words)
    pages: list[str] = []
    desk.context.page_wanted.connect(pages.append)
    said.buttons()[0].click()
    assert pages == ["drawer"]
    desk.context.announce(drop(counter, {2000: 20}, "B1").changed)
    qtbot.waitUntil(lambda: page.cash_limit.level is CashLevel.BELOW)
    assert said.words == []


def test_the_counter_of_a_suspended_shift_says_so(qtbot: QtBot, counter: Counter) -> None:
    suspend(counter)
    desk = TestWindow(qtbot, counter)
    page = _page(desk)
    qtbot.waitUntil(lambda: page.desk.state is not None)
    assert page.views.pay.reason == "Suspended" and page.views.open_drawer.isVisible()
    resume(counter)
    desk.context.announce(Changed(frozenset({"ShiftResumed"})))
    qtbot.waitUntil(lambda: page.views.pay.reason != "Suspended")
    assert page.views.shows_sale
