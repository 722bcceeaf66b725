"""Commands of a day that end a shift: the worked drawer from the count to its acceptance."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check
from app.day.state import Day
from app.drawers.close_shift import CloseRefusal
from app.drawers.count_drawer import CountRefusal
from app.drawers.settle_shift import SettleRefusal
from tests.factories.days import BRANDT, OKAFOR, begin_day, do
from tests.factories.ledger import ledger
from tests.factories.outcomes import refused

ORACLE = {"20.00": 20, "10.00": 15, "5.00": 12, "1.00": 20, "0.25": 29, "0.05": 1}


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    day = begin_day(tmp_path, OKAFOR)
    do(day, "pay", lines=[{"ledger": "369-9000", "amount": "437.35"}], tenders=[{"cash": "500.00"}])
    check_tender = {"check": "64.00", "routing": "021000021", "number": "5510"}
    do(day, "pay", lines=[{"ledger": "369-9000", "amount": "64.00"}], tenders=[check_tender])
    yield day
    day.services.close()


def test_count_close_reject_count_again_close_accept_reopen(day: Day) -> None:
    assert refused(lambda: do(day, "close")) is CloseRefusal.NOT_COUNTED
    counted = do(day, "count", pieces=ORACLE, missing=["5510"], batch="0")
    assert counted["counted_cents"] == 63730
    assert (counted["difference"].cash_cents, counted["difference"].check_cents) == (-5, -6400)
    assert do(day, "close", bag="B-1").approval_pending
    do(day, "sign_in", **BRANDT)
    do(day, "reject", reason="papers_missing")
    do(day, "sign_in", **OKAFOR)
    assert refused(lambda: do(day, "count", pieces=ORACLE)) is CountRefusal.NO_SHIFT
    do(day, "count", pieces=ORACLE, again=True)
    closed = do(day, "close", bag="B-2", reason="change_wrong", note="a nickel", again=True)
    assert (closed.number, closed.over_short_cents) == (2, -5)
    do(day, "sign_in", **BRANDT)
    assert do(day, "accept")["close"] == closed.fact_id
    sums = ledger(day.services)
    assert (sums["sealed_bags/cash"], sums["sealed_bags/check"], sums["over_short"]) == (43730, 6400, 5)
    do(day, "reopen", reason="papers_found")
    assert refused(lambda: do(day, "accept")) is SettleRefusal.CLOSE_UNKNOWN
    assert check(day.services, thorough=True) == ()


def test_a_surprise_count_and_a_second_person(day: Day) -> None:
    assert refused(lambda: do(day, "count", pieces={}, surprise=True)) is CountRefusal.OWN_DRAWER
    do(day, "sign_in", **BRANDT)
    assert do(day, "count", pieces=ORACLE, surprise=True)["difference"].cash_cents == -5
    do(day, "sign_in", **OKAFOR)
    do(day, "count", pieces={"20.00": 10})
    assert not do(day, "close", approver=BRANDT).approval_pending


def test_who_may_not_see_the_result_learns_what_was_counted(day: Day) -> None:
    do(day, "policy", key="cash_control", values={"show_result_after_count": False})
    assert do(day, "count", pieces={"20.00": 10}) == {"counted_cents": 20000}
