"""A difference of the safe by way of the inbox: asked for without a shift, signed, posted once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.approvals.queries import RequestState
from app.approvals.request_approval import asking
from app.bootstrap import check
from app.changed import Changed
from app.drawers.safe_content import last_safe_count
from app.drawers.safe_count import DiscrepancyRefusal, RecordDiscrepancy, is_settled
from app.drawers.safe_difference_approval import action_of
from app.identity.approvable import Detail
from tests.factories.approvals import approve, ask, ask_for, changes, described, state_of
from tests.factories.counter import Counter, open_counter
from tests.factories.ledger import ledger
from tests.factories.outcomes import refused
from tests.factories.safe import count_safe, move


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    count_safe(counter, 100000)
    yield counter
    counter.services.close()


def counted_short(counter: Counter) -> str:
    """5.00 short: the count."""
    count_safe(counter, 99500)
    with counter.services.read_journal() as connection:
        count = last_safe_count(connection)
    assert count is not None
    return count.fact_id


def wanted(counter: Counter, count: str, reason: str = "not_explained") -> RecordDiscrepancy:
    return RecordDiscrepancy(counter.services.ids.new_id(), count, reason)


def test_once_it_is_signed_the_books_follow_the_safe(counter: Counter) -> None:
    count = counted_short(counter)
    request = ask_for(counter, action_of(wanted(counter, count)), "Looked twice")
    found = described(counter, request)
    assert changes(found) == [("safe_cash", -500)] and found.details == (Detail("short", cents=500),)
    assert isinstance(approve(counter, request).done, Changed)
    assert ledger(counter.services)["over_short"] == 500 and state_of(counter, request) is RequestState.DONE
    with counter.services.read_journal() as connection:
        assert is_settled(connection, count)
    assert check(counter.services, thorough=True) == ()


def test_a_count_that_is_out_of_date_is_refused_when_asked_for_and_when_signed(counter: Counter) -> None:
    count = counted_short(counter)
    request = ask_for(counter, action_of(wanted(counter, count)))
    move(counter, 1000)
    command = asking(counter.services.ids.new_id(), action_of(wanted(counter, count)))
    assert refused(lambda: ask(counter, command)) is DiscrepancyRefusal.COUNT_OUT_OF_DATE
    assert refused(lambda: approve(counter, request)) is DiscrepancyRefusal.COUNT_OUT_OF_DATE
    unknown = asking(counter.services.ids.new_id(), action_of(wanted(counter, "nothing")))
    assert refused(lambda: ask(counter, unknown)) is DiscrepancyRefusal.COUNT_UNKNOWN
