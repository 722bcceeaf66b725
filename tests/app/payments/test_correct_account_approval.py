"""A move by way of the inbox: from one account to another, or identified out of suspense where the city wants two."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.approvals.queries import RequestState
from app.approvals.request_approval import AskRefusal, asking
from app.bootstrap import check
from app.identity.approvable import Detail
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import correct_account
from app.payments.correct_account import Moved, MovePayment, MoveRefusal
from app.payments.correct_account_approval import action_of
from app.payments.types import AccountPayment, UnidentifiedPayment
from tests.app.payments.test_refund import taken
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, line
from tests.factories.approvals import approve, ask, ask_for, changes, described, state_of
from tests.factories.closing import close_balanced
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import read_fact
from tests.factories.outcomes import refused
from tests.factories.policies import BentPolicies, policy
from tests.factories.workstation import fake_edges


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def wanted(counter: Counter, receipt: str, to: str = OKAFOR, reason: str = "wrong_account") -> MovePayment:
    return MovePayment(counter.services.ids.new_id(), receipt, 1, to, reason)


def test_one_account_owes_it_again_and_the_other_no_more(counter: Counter) -> None:
    command = wanted(counter, taken(counter, AccountPayment(BAKERY, 7415)))
    request = ask_for(counter, action_of(command, in_suspense=False))
    found = described(counter, request)
    assert changes(found) == [("balance", 7415), ("balance", -7415)]
    wanted_details = [Detail("from_account", words="10-002003-3"), Detail("to_account", words="10-007733-9")]
    assert [detail for detail in found.details if detail.words] == wanted_details
    assert isinstance(approve(counter, request).done, Moved)
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000, 0)
    assert read_fact(counter.services, command.intent).envelope.person == CASHIER.person_id
    assert check(counter.services, thorough=True) == ()


def test_without_a_shift_it_can_be_asked_for_and_signed(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(BAKERY, 7415))
    close_balanced(counter)
    request = ask_for(counter, action_of(wanted(counter, receipt), in_suspense=False))
    approve(counter, request)
    assert state_of(counter, request) is RequestState.DONE and line(counter, OKAFOR).balance_cents == 0


def test_in_somebody_else_s_shift_it_does_not_expire_with_it(counter: Counter) -> None:
    command = wanted(counter, taken(counter, AccountPayment(BAKERY, 7415)))
    lead = replace(CASHIER, person_id="person-tran")
    request = ask_for(counter, action_of(command, in_suspense=False), session=lead)
    close_balanced(counter)
    assert state_of(counter, request) is RequestState.WAITING


def test_out_of_suspense_one_account_owes_it_no_more(tmp_path: Path) -> None:
    """Where the city asks for two people."""
    kinds = policy("approvals").values["kinds"]
    bent = BentPolicies(approvals={"kinds": {**kinds, "identify": {**kinds["identify"], "second_person": True}}})
    counter = open_counter(tmp_path, ACCOUNTS, edges=replace(fake_edges(), policies=bent))
    receipt = taken(counter, UnidentifiedPayment(7415, "Blue envelope"))
    request = ask_for(counter, action_of(wanted(counter, receipt, reason="found_by_name"), in_suspense=True))
    found = described(counter, request)
    assert changes(found) == [("balance", -7415)]
    assert [detail.words for detail in found.details if detail.words] == ["10-007733-9"]
    assert isinstance(approve(counter, request).done, Moved)
    assert line(counter, OKAFOR).balance_cents == 0
    counter.services.close()


def test_out_of_suspense_nobody_else_is_needed_by_the_policy_as_it_is(counter: Counter) -> None:
    receipt = taken(counter, UnidentifiedPayment(7415, "Blue envelope"))
    action = action_of(wanted(counter, receipt, reason="found_by_name"), in_suspense=True)
    command = asking(counter.services.ids.new_id(), action)
    assert refused(lambda: ask(counter, command)) is AskRefusal.NOT_NEEDED
    mistaken = replace(command, kind="correct_account")
    assert refused(lambda: ask(counter, mistaken)) is MoveRefusal.NOT_MOVABLE


def test_what_cannot_be_moved_is_not_asked_for(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(BAKERY, 7415))
    nobody = replace(CASHIER, permissions=frozenset({Permission.PAYMENT_TAKE}))
    good = asking(counter.services.ids.new_id(), action_of(wanted(counter, receipt), in_suspense=False))
    same = replace(good, command={"line": 1, "to": BAKERY})
    nothing = replace(good, command={"line": 3, "to": "nobody"}, reason="because")
    assert refused(lambda: ask(counter, nothing, nobody)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: ask(counter, nothing)) is MoveRefusal.LINE_UNKNOWN
    assert refused(lambda: ask(counter, same)) is MoveRefusal.SAME_ACCOUNT


def test_where_it_was_moved_meanwhile_the_reason_is_told(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(BAKERY, 7415))
    request = ask_for(counter, action_of(wanted(counter, receipt), in_suspense=False))
    correct_account.record(counter.services, CASHIER, replace(wanted(counter, receipt), approver=SUPERVISOR))
    refusal = described(counter, request).refusal
    assert refusal is not None and refusal.code is MoveRefusal.SAME_ACCOUNT
