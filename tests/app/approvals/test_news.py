"""Whoever asked is told what became of it, until they look; what they did themselves is no news."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.approvals.inbox import count_for, inbox
from app.approvals.news import NEWS_US_MAX, count_news, mark_seen
from app.approvals.own_request import OwnRequest, withdraw
from app.approvals.settle_request import SettleRequest, ask_back, decline
from tests.factories.approvals import approve, ask, void_request
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def asked(counter: Counter) -> str:
    command = void_request(counter)
    ask(counter, command)
    return command.intent


def settle(counter: Counter, request: str, reason: str = "", note: str = "") -> SettleRequest:
    return SettleRequest(counter.services.ids.new_id(), request, reason, note)


def test_each_answer_of_another_is_news_until_it_is_looked_at(counter: Counter) -> None:
    first, second, third = asked(counter), asked(counter), asked(counter)
    assert count_news(counter.services, CASHIER) == 0
    approve(counter, first)
    decline(counter.services, SUPERVISOR, settle(counter, second, "not_justified"))
    ask_back(counter.services, SUPERVISOR, settle(counter, third, note="Which account?"))
    assert count_news(counter.services, CASHIER) == inbox(counter.services, CASHIER).news == 3
    assert count_for(counter.services, CASHIER) == 3 and count_news(counter.services, SUPERVISOR) == 0
    mark_seen(counter.services, CASHIER)
    assert count_news(counter.services, CASHIER) == count_for(counter.services, CASHIER) == 0
    decline(counter.services, SUPERVISOR, settle(counter, third, "not_justified"))
    assert count_news(counter.services, CASHIER) == 1
    mark_seen(counter.services, CASHIER)
    assert count_news(counter.services, CASHIER) == 0


def test_what_one_does_oneself_is_no_news(counter: Counter) -> None:
    request = asked(counter)
    withdraw(counter.services, CASHIER, OwnRequest(counter.services.ids.new_id(), request))
    assert count_news(counter.services, CASHIER) == 0


def test_after_a_week_it_is_none_either(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    approve(counter, asked(counter))
    assert isinstance(edges.clock, FakeClock)
    edges.clock.advance(NEWS_US_MAX // 1_000_000 + 1)
    found = count_news(counter.services, CASHIER)
    counter.services.close()
    assert found == 0
