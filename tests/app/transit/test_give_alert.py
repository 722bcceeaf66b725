"""An alert is given out once, with words, about something, for days in their order; not by everybody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.notes import NoteRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.transit.give_alert import AlertRefusal, GiveAlert, record
from app.transit.service_alerts import alerts_on
from tests.factories.counter import Counter, open_counter
from tests.factories.feeds import MONDAY
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


GOOD = GiveAlert("alert-1", "Detour", ("r4",), (), MONDAY, MONDAY)


def test_the_same_intent_twice_is_one_alert(counter: Counter) -> None:
    changed = record(counter.services, counter.session, GOOD)
    record(counter.services, counter.session, GOOD)
    assert changed.kinds == {"ServiceAlertGiven"}
    with counter.services.read_journal() as journal:
        assert [alert.text for alert in alerts_on(journal, MONDAY)] == ["Detour"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (GiveAlert("a", " ", (), (), MONDAY, MONDAY - timedelta(days=1)), NoteRefusal.EMPTY),
        (GiveAlert("a", "Detour", (), (), MONDAY, MONDAY - timedelta(days=1)), AlertRefusal.NOWHERE),
        (GiveAlert("a", "Detour", ("r4",), (), MONDAY, MONDAY - timedelta(days=1)), AlertRefusal.PERIOD_WRONG),
    ],
)
def test_refusals(counter: Counter, command: GiveAlert, code: object) -> None:
    assert refused(lambda: record(counter.services, counter.session, command)) is code


def test_without_leave_nothing_is_given_out(counter: Counter) -> None:
    other = replace(counter.session, permissions=frozenset(Permission) - {Permission.TRANSIT_ALERT})
    assert refused(lambda: record(counter.services, other, GOOD)) is IdentityRefusal.NOT_PERMITTED
