"""What the inbox shows whom, and the badge."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.approvals.inbox import count_for, inbox, request_detail
from app.approvals.own_request import OwnRequest, answer
from app.approvals.queries import read_request
from app.approvals.settle_request import SettleRequest, ask_back, give
from app.identity.approvals import ApprovalRefusal
from app.identity.refusals import IdentityRefusal
from tests.factories.approvals import ask, void_request
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter

NOBODY = replace(CASHIER, person_id="person-okafor", permissions=frozenset())


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_each_sees_what_concerns_them(counter: Counter) -> None:
    services, commands = counter.services, [void_request(counter, note="Wrong one") for _ in range(2)]
    for command in commands:
        ask(counter, command)
    ids = [command.intent for command in commands]
    his = inbox(services, SUPERVISOR)
    assert [row.request.request for row in his.for_me] == ids and (his.mine, his.done) == ((), ())
    hers = inbox(services, CASHIER)
    assert [row.request.request for row in hers.mine] == ids[::-1] and hers.for_me == ()
    assert [count_for(services, who) for who in (SUPERVISOR, CASHIER, NOBODY)] == [2, 0, 0]
    give(services, SUPERVISOR, SettleRequest(services.ids.new_id(), ids[0]))
    after = inbox(services, SUPERVISOR)
    assert [row.request.request for row in after.for_me] == [ids[1]]
    assert [row.request.request for row in after.done] == [ids[0]]


def test_one_that_was_asked_back_is_not_counted_until_it_is_answered(counter: Counter) -> None:
    services, command = counter.services, void_request(counter)
    ask(counter, command)
    ask_back(services, SUPERVISOR, SettleRequest(services.ids.new_id(), command.intent, note="Which?"))
    assert (count_for(services, SUPERVISOR), len(inbox(services, SUPERVISOR).for_me)) == (0, 1)
    answer(services, CASHIER, OwnRequest(services.ids.new_id(), command.intent, "That one."))
    assert count_for(services, SUPERVISOR) == 1


def test_a_detail_says_what_changes_what_passes_and_who_may_sign(counter: Counter) -> None:
    command = void_request(counter, note="Meant the neighbour.")
    ask(counter, command)
    detail = request_detail(counter.services, SUPERVISOR, command.intent)
    assert (detail.note, detail.refusal, detail.limit_cents) == ("Meant the neighbour.", None, 100000000)
    described = detail.described
    assert described.subject == "A2-000001" and described.passed == ("same_shift", "same_drawer")
    effects = [(effect.what, effect.of, effect.now, effect.change, effect.after) for effect in described.effects]
    assert effects == [
        ("balance", "10-007733-9", 0, 7415, 7415),
        ("drawer_cash", "A2", 27415, -7415, 20000),
        ("payments_in_shift", "A2", 1, -1, 0),
    ]
    for session, code in (
        (CASHIER, ApprovalRefusal.SECOND_PERSON_IS_THE_SAME),
        (NOBODY, IdentityRefusal.NOT_PERMITTED),
    ):
        refusal = request_detail(counter.services, session, command.intent).refusal
        assert refusal is not None and refusal.code is code


def test_a_detail_of_what_is_done_says_how_it_was(counter: Counter) -> None:
    command = void_request(counter)
    ask(counter, command)
    give(counter.services, SUPERVISOR, SettleRequest(counter.services.ids.new_id(), command.intent))
    described = request_detail(counter.services, CASHIER, command.intent).described
    assert (described.effects, described.passed, described.refusal) == ((), (), None)


def test_one_that_is_not_there_has_no_detail(counter: Counter) -> None:
    with pytest.raises(LookupError):
        request_detail(counter.services, SUPERVISOR, "nothing")
    with counter.services.read_journal() as connection, pytest.raises(LookupError):
        read_request(connection, counter.services.kinds, counter.shift.shift)
