"""Only an alert that there is can be ended, and not by everybody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.transit.end_alert import EndAlert, record
from app.transit.give_alert import AlertRefusal
from tests.factories.counter import Counter, open_counter
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


def test_refusals(counter: Counter) -> None:
    other = replace(counter.session, permissions=frozenset(Permission) - {Permission.TRANSIT_ALERT})
    assert refused(lambda: record(counter.services, other, EndAlert("e", "none"))) is IdentityRefusal.NOT_PERMITTED
    assert (
        refused(lambda: record(counter.services, counter.session, EndAlert("e", "none"))) is AlertRefusal.ALERT_UNKNOWN
    )
