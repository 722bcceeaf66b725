"""Who may sign for a void is asked for each receipt: what was asked for another one counts for nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.factories.approvals import ask, void_request
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from ui.context import WindowContext
from ui.operations import Operations
from ui.payments.void_desk import VoidDesk


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_request_of_a_receipt_that_was_left_is_not_taken_for_the_next_one(qtbot: QtBot, counter: Counter) -> None:
    asked, other = void_request(counter), pay(counter).receipt.fact_id
    ask(counter, asked)
    context = WindowContext(Operations(counter.services), counter.session, counter.services.clock.now_us)
    told, parent = list[object](), QObject()
    desk = VoidDesk(context, parent)
    desk.ready.connect(lambda _people, request: told.append(request))
    desk.begin(asked.subject)
    desk.begin(other)
    qtbot.waitUntil(lambda: not context.operations._asked)
    assert told == [None] and desk._void != asked.action
