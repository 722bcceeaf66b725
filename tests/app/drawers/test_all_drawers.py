"""All drawers: state, content and close of each, what to mind, and what is hidden from whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.drawers.all_drawers import DrawerRow, DrawerWarning, all_drawers
from app.drawers.count_drawer_facts import ByTender
from app.drawers.queries import ShiftEvent
from app.identity.permissions import Permission, Session
from app.identity.refusals import IdentityRefusal
from app.payments.types import MiscellaneousReceipt
from tests.factories.closing import accept, close, count, reject
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.fakes.clock import FakeClock


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def only(counter: Counter, session: Session = SUPERVISOR) -> DrawerRow:
    (row,) = all_drawers(counter.services, session).rows
    return row


def without(*gone: Permission) -> Session:
    return replace(SUPERVISOR, permissions=frozenset(Permission) - set(gone))


def at(counter: Counter, day: int, hour: int) -> None:
    clock = counter.services.clock
    assert isinstance(clock, FakeClock)
    clock.at_us = int(datetime(2026, 11, day, hour, tzinfo=UTC).timestamp()) * 1_000_000


def test_an_open_shift_shows_what_it_should_hold(counter: Counter) -> None:
    pay(counter)
    row = only(counter)
    assert (row.shift.state, row.here, row.own) == (None, True, False)
    assert row.content == ByTender(27415, card_cents=0) and row.close is None and row.warnings == ()
    assert only(counter, CASHIER).own


def test_what_a_drawer_should_hold_is_hidden_without_the_permission(counter: Counter) -> None:
    assert only(counter, without(Permission.DRAWER_SEE_EXPECTED)).content is None
    close(counter, count(counter, {2000: 10}))
    assert only(counter, without(Permission.DRAWER_SEE_EXPECTED)).body is not None
    assert only(counter, without(Permission.DRAWER_SEE_EXPECTED, Permission.DRAWER_ACCEPT)).body is None


def test_much_cash_and_a_forgotten_shift_are_said(counter: Counter) -> None:
    pay(counter, MiscellaneousReceipt("369-9000", 230000))
    assert only(counter).warnings == (DrawerWarning.CASH_HIGH,)
    at(counter, 21, 23)
    assert only(counter).warnings == (DrawerWarning.CASH_HIGH, DrawerWarning.OPEN_LONG)


def test_a_close_says_what_to_mind_until_it_is_settled(counter: Counter) -> None:
    pay(counter)
    closed = close(counter, count(counter, {2000: 12})).close
    row = only(counter)
    assert row.shift.state is ShiftEvent.CLOSED and row.content is None
    wanted = (DrawerWarning.APPROVAL_PENDING, DrawerWarning.OVER_SHORT, DrawerWarning.NO_BAG_NUMBER)
    assert row.warnings == wanted and row.body is not None and row.body.difference.cash_cents == -3415
    reject(counter, closed.fact_id)
    row = only(counter)
    assert row.warnings == (DrawerWarning.SENT_BACK,) and row.content is not None and row.close is None


def test_an_accepted_shift_goes_after_a_week(counter: Counter) -> None:
    accept(counter, close(counter, count(counter, {2000: 10})).close.fact_id)
    row = only(counter)
    assert row.shift.state is ShiftEvent.ACCEPTED and row.warnings == () and row.since_us > 0
    at(counter, 27, 15)
    assert only(counter).shift.state is ShiftEvent.ACCEPTED
    at(counter, 28, 15)
    assert all_drawers(counter.services, SUPERVISOR).rows == ()


def test_who_may_not_see_all_drawers_is_refused(counter: Counter) -> None:
    session = without(Permission.DRAWER_SEE_ALL)
    assert refused(lambda: all_drawers(counter.services, session)) is IdentityRefusal.NOT_PERMITTED
