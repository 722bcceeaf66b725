"""Cash paid in or out by way of the inbox: several may wait, each once, in the asker's drawer and name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts.notes import NoteRefusal
from app.approvals.queries import RequestState
from app.approvals.request_approval import AskRefusal, asking
from app.bootstrap import check
from app.drawers.moved import Moved
from app.drawers.movement_facts import PaidOut
from app.drawers.own_shift import ShiftRefusal
from app.drawers.pay_in_out import PayInOut, PayInOutRefusal
from app.drawers.pay_in_out_approval import action_of
from app.identity.approvable import ActionRefusal, Detail
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from tests.factories.approvals import approve, ask, ask_for, changes, described, state_of
from tests.factories.closing import close_balanced
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import pay_out, suspend
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def wanted(counter: Counter, cents: int = 7500, **changes: str) -> PayInOut:
    command = PayInOut(counter.services.ids.new_id(), "pay_out", "postage", cents)
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def test_what_is_approved_leaves_the_drawer_with_the_note_of_the_request(counter: Counter) -> None:
    command = wanted(counter)
    request = ask_for(counter, action_of(command), "Stamps for notices")
    found = described(counter, request)
    assert changes(found) == [("drawer_cash", -7500)] and found.passed == ("same_shift", "same_drawer")
    assert found.subject == "A2" and Detail("drawer", words="A2") in found.details
    assert found.reason_names["en"] and found.details[1].what == "ledger_account"
    done = approve(counter, request).done
    fact = read_fact(counter.services, command.intent)
    assert isinstance(done, Moved) and done.slip.note == "Stamps for notices"
    assert isinstance(fact.body, PaidOut) and fact.envelope.person == CASHIER.person_id
    assert ledger(counter.services)["drawer/A2/cash"] == 20000 - 7500
    assert check(counter.services, thorough=True) == ()


def test_paid_in_the_drawer_holds_more(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter, 30000, direction="pay_in", reason="change_fund")))
    assert changes(described(counter, request)) == [("drawer_cash", 30000)]
    approve(counter, request)
    assert ledger(counter.services)["drawer/A2/cash"] == 50000


def test_several_wait_at_once_and_each_is_done_once(counter: Counter) -> None:
    requests = [ask_for(counter, action_of(wanted(counter, cents))) for cents in (6000, 7000)]
    for request in requests:
        approve(counter, request)
    assert ledger(counter.services)["drawer/A2/cash"] == 7000
    assert {state_of(counter, request) for request in requests} == {RequestState.DONE}


def test_cash_that_left_meanwhile_is_not_there_when_it_is_signed(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter, 15000)))
    pay_out(counter, 10000)
    refusal = described(counter, request).refusal
    assert refusal is not None and refusal.code is PayInOutRefusal.NOT_IN_THE_DRAWER
    assert refused(lambda: approve(counter, request)) is PayInOutRefusal.NOT_IN_THE_DRAWER


def test_it_expires_with_its_shift(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter)))
    close_balanced(counter)
    assert state_of(counter, request) is RequestState.EXPIRED


# Each row breaks its own rule and all later ones.
def test_what_is_not_asked_for_is_refused_in_order(counter: Counter) -> None:
    bad = replace(action_of(wanted(counter)), reason="because", command={"amount": 0})
    none = replace(bad, command={"amount_cents": 0})
    another, nobody = (
        replace(CASHIER, person_id="person-tran"),
        replace(CASHIER, permissions=frozenset({Permission.DRAWER_DROP})),
    )
    rows = [
        (bad, nobody, "4111 1111 1111 1111", IdentityRefusal.NOT_PERMITTED),
        (bad, CASHIER, "4111 1111 1111 1111", NoteRefusal.CARD_NUMBER_TYPED),
        (bad, CASHIER, "", ActionRefusal.ACTION_NOT_READABLE),
        (none, another, "", ShiftRefusal.SHIFT_OF_ANOTHER),
        (none, CASHIER, "", PayInOutRefusal.REASON_UNKNOWN),
        (replace(none, reason="postage"), CASHIER, "", PayInOutRefusal.AMOUNT_NOT_POSITIVE),
        (action_of(wanted(counter, 20001)), CASHIER, "", PayInOutRefusal.NOT_IN_THE_DRAWER),
        (action_of(wanted(counter, 5000)), CASHIER, "", AskRefusal.NOT_NEEDED),
    ]
    facts = fact_count(counter.services)
    for action, session, note, code in rows:
        command = asking(counter.services.ids.new_id(), action, note)
        assert refused(lambda c=command, s=session: ask(counter, c, s)) is code  # type: ignore[misc] # bound now
    assert fact_count(counter.services) == facts


def test_at_lunch_and_without_a_shift_nothing_is_asked_for(counter: Counter) -> None:
    command = asking(counter.services.ids.new_id(), action_of(wanted(counter)))
    suspend(counter)
    assert refused(lambda: ask(counter, command)) is ShiftRefusal.SHIFT_SUSPENDED
