"""What every page is given: wishes that a page made later still hears, and news."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.changed import Changed
from tests.factories.counter import ALVAREZ, CASHIER, OKAFOR
from tests.factories.workstation import open_workstation
from ui.context import WindowContext
from ui.operations import Operations


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> WindowContext:
    """A context whose lanes nobody needs."""
    services = open_workstation(tmp_path)
    services.close()
    return WindowContext(Operations(services), CASHIER, lambda: 5)


def test_the_account_wanted_last_waits_for_a_page_and_is_taken_once(context: WindowContext) -> None:
    assert context.take_account() == ""
    context.account_wanted.emit(ALVAREZ)
    context.account_wanted.emit(OKAFOR)
    assert context.take_account() == OKAFOR
    assert context.take_account() == ""


def test_news_come_to_every_page_as_they_are(context: WindowContext) -> None:
    heard: list[Changed] = []
    context.changed.connect(heard.append)
    context.changed.connect(heard.append)
    news = Changed(kinds=frozenset({"PaymentTaken"}), accounts=frozenset({ALVAREZ}))
    context.announce(news)
    assert heard == [news, news]
    assert context.now_us() == 5 and context.session is CASHIER
