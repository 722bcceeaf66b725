"""Papers beside the tape of a drawer: that of a refund too, which moved the drawer's cash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.changed import Changed
from app.identity.demo_people import add_demo_people
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from tests.factories.reports import put_tender_right, refund_line
from tests.ui.drawers.test_movement_desk import Desk
from ui.theme import theme


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    add_demo_people(counter.services)
    pay(counter)
    yield counter
    counter.services.close()
    theme().apply("light", 100)


def test_a_refund_stands_on_the_tape_and_in_the_cash_and_opens_its_slip(qtbot: QtBot, counter: Counter) -> None:
    """Cash taken is what the receipts say; what went back has a line of its own."""
    desk = Desk(qtbot, counter)
    desk.tape(1)
    receipt = pay(counter).receipt.fact_id
    refund_line(counter, receipt, 1000)
    put_tender_right(counter, receipt)
    desk.window.context.announce(Changed(kinds=frozenset({"PaymentRefunded"})))
    assert desk.tape(4) == ["Tender put right", "Refund", "A2-000002", "A2-000001"]
    figures = [(figure.name, figure.value) for figure in desk.page.shift.cash.rows]
    assert figures[1:3] == [("Cash taken less change", "74.15"), ("Refunds in cash, 1", "−10.00")]
    desk.page.shift.filter_by("cash")
    desk.page.shift.tape.choose(desk.page.shift.tape.rows[0].key)
    desk.keys.press("Enter")
    slip = desk.slip()
    assert desk.page.shift.detail.title_label.text() == "Refund" and not slip.outcome.isVisible()
    desk.keys.press("Ctrl+P")
    qtbot.waitUntil(lambda: slip.outcome.isVisible())
    assert slip.outcome.words.startswith("Copy 1 goes to the printer.")
