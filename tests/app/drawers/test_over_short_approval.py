"""A close that waits for an approval stands in the inbox, is signed there, and never blocks anything."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.approvals.inbox import count_for, inbox, request_detail
from app.approvals.queries import RequestState, requests_of
from app.approvals.request_approval import AskApproval
from app.approvals.settle_request import SettleRequest, decline
from app.bootstrap import check
from app.drawers.all_drawers import DrawerWarning, all_drawers
from app.drawers.close_shift import difference_waits
from app.drawers.counts import Close, find_close
from app.drawers.over_short_approval import OverShortApproval
from app.drawers.settle_shift import SettleRefusal
from app.identity.approvable import ActionRefusal, AskedAction, Detail
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from tests.factories.approvals import approve, ask, changes, described, state_of
from tests.factories.closing import accept, close, count, reject, reopen
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import ledger
from tests.factories.movements import hand_over
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges

RIGHT = {2000: 13, 1000: 1, 100: 4, 5: 3}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter)
    yield counter
    counter.services.close()


def closed_short(counter: Counter, note: str = "Counted twice") -> tuple[Close, str]:
    """74.15 short with nobody who signs: the close and the request that it made."""
    closed = close(counter, count(counter, {2000: 10}), "B-1", note=note).close
    return closed, request_of(counter)


def request_of(counter: Counter) -> str:
    with counter.services.read_journal() as connection:
        return requests_of(connection, counter.session.person_id, 1)[0].request


def waits(counter: Counter, closed: Close) -> bool:
    with counter.services.read_journal() as connection:
        return difference_waits(counter.services, connection, closed)


def test_it_stands_in_the_inbox_with_what_was_counted(counter: Counter) -> None:
    closed, request = closed_short(counter)
    row = inbox(counter.services, SUPERVISOR).for_me[0].request
    assert (row.kind, row.subject, row.amount_cents, row.state) == (
        "over_short",
        closed.fact_id,
        7415,
        RequestState.UNSIGNED,
    )
    assert count_for(counter.services, SUPERVISOR) == 1 and count_for(counter.services, CASHIER) == 0
    detail = request_detail(counter.services, SUPERVISOR, request)
    assert changes(detail.described) == [("counted_cash", -7415)] and detail.note == "Counted twice"
    assert detail.described.details[2:] == (Detail("short", cents=7415),)
    assert detail.refusal is None and waits(counter, closed)


def test_whoever_signs_settles_the_difference_and_the_close_stays(counter: Counter) -> None:
    closed, request = closed_short(counter)
    before = ledger(counter.services)
    settled = approve(counter, request)
    assert settled.done is None and settled.changed.kinds == {"ApprovalGiven"}
    assert state_of(counter, request) is RequestState.DONE and ledger(counter.services) == before
    assert not waits(counter, closed) and count_for(counter.services, SUPERVISOR) == 0
    (row,) = all_drawers(counter.services, SUPERVISOR).rows
    assert DrawerWarning.APPROVAL_PENDING not in row.warnings
    assert check(counter.services, thorough=True) == ()


def test_accepting_the_shift_signs_for_its_difference(counter: Counter) -> None:
    closed, request = closed_short(counter)
    accept(counter, closed.fact_id)
    assert state_of(counter, request) is RequestState.DONE and count_for(counter.services, SUPERVISOR) == 0


@pytest.mark.parametrize("undo", [reject, reopen])
def test_a_close_that_is_undone_has_no_difference_to_sign_for(counter: Counter, undo: object) -> None:
    closed, request = closed_short(counter)
    assert callable(undo)
    undo(counter, closed.fact_id)
    assert state_of(counter, request) is RequestState.EXPIRED
    again = close(counter, count(counter, {2000: 9}, shift=counter.shift.shift), "B-2").close
    accept(counter, again.fact_id)
    assert state_of(counter, request) is RequestState.EXPIRED
    assert state_of(counter, request_of(counter)) is RequestState.DONE


def test_a_declined_difference_waits_for_whoever_accepts_or_rejects(counter: Counter) -> None:
    closed, request = closed_short(counter)
    decline(counter.services, SUPERVISOR, SettleRequest(counter.services.ids.new_id(), request, "not_justified"))
    assert state_of(counter, request) is RequestState.DECLINED and waits(counter, closed)


def test_a_difference_within_the_limit_asks_nobody(counter: Counter) -> None:
    close(counter, count(counter, RIGHT), "B-1")
    with counter.services.read_journal() as connection:
        assert requests_of(connection, CASHIER.person_id, 9) == []


def test_nobody_signs_for_a_drawer_that_they_had_or_above_their_limit(tmp_path: Path) -> None:
    policies = BentPolicies(approvals={"limits_cents": {"supervisor": 5000}})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    third = replace(SUPERVISOR, person_id="person-third")
    hand_over(counter, third, {2000: 10})
    counter.session = third
    closed = close(counter, count(counter, {2000: 7}), "B-1").close
    request = request_of(counter)
    codes = [refused(lambda s=who: approve(counter, request, s)) for who in (third, SUPERVISOR)]  # type: ignore[misc] # bound now
    assert refused(lambda: accept(counter, closed.fact_id)) is ApprovalRefusal.OVER_LIMIT
    counter.services.close()
    assert codes == [ApprovalRefusal.SECOND_PERSON_IS_THE_SAME, ApprovalRefusal.OVER_LIMIT]


def test_whoever_had_the_drawer_before_does_not_sign(counter: Counter) -> None:
    third = replace(SUPERVISOR, person_id="person-third")
    counter.session = CASHIER
    hand_over(counter, third, {2000: 13, 1000: 1, 100: 4, 5: 3})
    close(counter, count(counter, {2000: 7}), "B-1")
    assert refused(lambda: approve(counter, request_of(counter), CASHIER)) is SettleRefusal.OWN_SHIFT
    assert inbox(counter.services, CASHIER).for_me == ()


def test_whoever_counts_blind_does_not_read_the_difference_in_their_requests(tmp_path: Path) -> None:
    policies = BentPolicies(cash_control={"show_result_after_count": False})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    counter.session = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
    close(counter, count(counter, {2000: 3}), "B-1")
    own, other = inbox(counter.services, counter.session), inbox(counter.services, SUPERVISOR)
    counter.services.close()
    assert own.mine == () and len(other.for_me) == 1


def test_nothing_is_asked_for_by_hand(counter: Counter) -> None:
    closed, _ = closed_short(counter)
    ids = counter.services.ids
    command = AskApproval(ids.new_id(), "over_short", ids.new_id(), closed.fact_id, "")
    again = open_again(counter)
    assert refused(lambda: ask(again, command)) is ActionRefusal.ASKS_BY_ITSELF
    asked = AskedAction("over_short", "a", closed.fact_id, "", "p", "s", "2026-11-20", {})
    with counter.services.unit_of_work() as work:
        approval = Approval("", "pin", 0)
        code = refused(lambda: OverShortApproval().perform(counter.services, work, asked, approval))
    assert code is ActionRefusal.ASKS_BY_ITSELF


def open_again(counter: Counter) -> Counter:
    from app.drawers import open_shift

    opened = open_shift.record(
        counter.services, counter.session, open_shift.OpenShift(counter.services.ids.new_id(), {2000: 10})
    )
    return replace(counter, shift=opened.shift)


def test_a_close_of_which_nothing_is_known_is_none(counter: Counter) -> None:
    closed, request = closed_short(counter, note="")
    assert described(counter, request).reason_names == {}
    with counter.services.read_journal() as connection:
        assert find_close(connection, closed.fact_id) == closed
