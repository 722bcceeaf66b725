"""A refund by way of the inbox: what the approver sees, done once in the asker's name, and the rules at both ends."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.approvals.own_request import OwnRequest, withdraw
from app.approvals.queries import RequestState
from app.approvals.request_approval import AskRefusal, asking
from app.approvals.settle_request import SettleRequest, give
from app.bootstrap import check
from app.identity.approvable import ActionRefusal, Detail
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import refund
from app.payments.refund import Refunded, RefundPayment, RefundRefusal
from app.payments.refund_approval import action_of
from app.payments.types import AccountPayment, MiscellaneousReceipt
from app.payments.undo_facts import PaymentRefunded
from app.print_jobs.queries import jobs_of_fact
from tests.app.payments.test_refund import taken
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, check_of, line
from tests.factories.approvals import approve, ask, ask_for, changes, described, state_of
from tests.factories.closing import close_balanced
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def wanted(counter: Counter, receipt: str, amounts: dict[int, int], **changes: str) -> RefundPayment:
    command = RefundPayment(counter.services.ids.new_id(), receipt, amounts, "overpaid", "cash")
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def test_what_was_approved_goes_back_once_in_the_asker_s_name(counter: Counter) -> None:
    command = wanted(counter, taken(counter), {1: 3000})
    before, cash = line(counter).balance_cents, ledger(counter.services)["drawer/A2/cash"]
    request = ask_for(counter, action_of(command), "Paid twice at the bank")
    found = described(counter, request)
    assert changes(found) == [("balance", 3000), ("drawer_cash", -3000)] and found.refusal is None
    assert Detail("goes_back_cash", cents=3000) in found.details and found.subject == "A2-000001"
    assert ledger(counter.services)["drawer/A2/cash"] == cash
    done = approve(counter, request).done
    fact = read_fact(counter.services, command.intent)
    assert isinstance(done, Refunded) and isinstance(fact.body, PaymentRefunded)
    assert fact.body.approval == Approval(SUPERVISOR.person_id, "pin", 3000)
    assert (fact.envelope.person, fact.envelope.shift) == (CASHIER.person_id, counter.shift.shift)
    assert line(counter).balance_cents == before + 3000
    assert ledger(counter.services)["drawer/A2/cash"] == cash - 3000
    with counter.services.read_journal() as journal:
        assert {job.kind.value for job in jobs_of_fact(journal, command.intent)} == {"kick", "undo_slip"}
    assert described(counter, request).effects == () and state_of(counter, request) is RequestState.DONE
    assert check(counter.services, thorough=True) == ()


def test_the_same_signature_again_gives_back_once(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter, taken(counter), {1: 100})))
    command = SettleRequest(counter.services.ids.new_id(), request)
    first, second = (give(counter.services, SUPERVISOR, command) for _ in range(2))
    assert not first.again and second.again and ledger(counter.services)["drawer/A2/cash"] == 39900


def test_the_pin_on_the_spot_does_what_was_asked_for_once(counter: Counter) -> None:
    command = wanted(counter, taken(counter), {1: 100})
    request = ask_for(counter, action_of(command))
    refund.record(counter.services, CASHIER, replace(command, approver=SUPERVISOR))
    assert state_of(counter, request) is RequestState.DONE
    assert ledger(counter.services)["drawer/A2/cash"] == 39900


def test_what_cannot_be_done_any_more_is_refused_when_it_is_signed(counter: Counter) -> None:
    receipt = taken(counter)
    request = ask_for(counter, action_of(wanted(counter, receipt, {1: 20000})))
    refund.record(counter.services, CASHIER, replace(wanted(counter, receipt, {1: 1}), approver=SUPERVISOR))
    refusal = described(counter, request).refusal
    assert refusal is not None and refusal.code is RefundRefusal.OVER_PAID
    assert refused(lambda: approve(counter, request)) is RefundRefusal.OVER_PAID
    assert state_of(counter, request) is RequestState.WAITING


def test_it_expires_with_its_shift(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter, taken(counter), {1: 100})))
    close_balanced(counter)
    assert state_of(counter, request) is RequestState.EXPIRED


def test_one_is_asked_at_a_time_and_a_withdrawn_one_again(counter: Counter) -> None:
    receipt = taken(counter)
    request = ask_for(counter, action_of(wanted(counter, receipt, {1: 100})))
    again = asking(counter.services.ids.new_id(), action_of(wanted(counter, receipt, {1: 200})))
    assert refused(lambda: ask(counter, again)) is AskRefusal.ASKED_ALREADY
    withdraw(counter.services, counter.session, OwnRequest(counter.services.ids.new_id(), request))
    ask(counter, again)
    assert state_of(counter, again.intent) is RequestState.WAITING


def test_a_city_check_says_so_and_leaves_the_drawer_alone(counter: Counter) -> None:
    receipt = taken(counter, MiscellaneousReceipt("369-9000", 2000), AccountPayment(OKAFOR, 100))
    command = wanted(counter, receipt, {1: 500, 2: 100}, method="check_request")
    found = described(counter, ask_for(counter, action_of(command)))
    assert changes(found) == [("balance", 100)] and Detail("goes_back_check_request", cents=600) in found.details


# Each row breaks its own rule and all later ones.
def test_what_is_not_asked_for_is_refused_in_order(counter: Counter) -> None:
    receipt, bounced = taken(counter), taken(counter, AccountPayment(BAKERY, 100), tenders=(check_of(100),))
    fine, nobody = action_of(wanted(counter, receipt, {1: 100})), replace(CASHIER, permissions=frozenset())
    broken = replace(fine, subject="nothing", reason="because", command={"amounts": "all"})
    rows = [
        (broken, nobody, IdentityRefusal.NOT_PERMITTED),
        (broken, CASHIER, ActionRefusal.ACTION_NOT_READABLE),
        (replace(broken, command={"amounts": {}}), CASHIER, RefundRefusal.RECEIPT_UNKNOWN),
        (replace(broken, subject=receipt, command={"amounts": {}}), CASHIER, RefundRefusal.NOTHING_CHOSEN),
        (replace(fine, reason="because"), CASHIER, RefundRefusal.REASON_UNKNOWN),
        (action_of(wanted(counter, bounced, {1: 100})), CASHIER, RefundRefusal.METHOD_NOT_POSSIBLE),
    ]
    facts = fact_count(counter.services)
    for action, session, code in rows:
        command = asking(counter.services.ids.new_id(), action)
        assert refused(lambda c=command, s=session: ask(counter, c, s)) is code  # type: ignore[misc] # bound now
    assert fact_count(counter.services) == facts


def test_nobody_signs_their_own_above_their_limit_or_without_the_permission(counter: Counter) -> None:
    request = ask_for(counter, action_of(wanted(counter, taken(counter), {1: 100})))
    lead = replace(SUPERVISOR, person_id="person-lead", permissions=frozenset({Permission.APPROVAL_GIVE}))
    codes = [refused(lambda s=session: approve(counter, request, s)) for session in (CASHIER, lead)]  # type: ignore[misc] # bound now
    assert codes == [ApprovalRefusal.SECOND_PERSON_IS_THE_SAME, ApprovalRefusal.SECOND_PERSON_MAY_NOT]
