"""Answering a request: given and carried out in one commit, declined, asked back; by one person only, and once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts.notes import NoteRefusal
from app.approvals.facts import ApprovalDeclined, ApprovalGiven
from app.approvals.inbox import request_detail
from app.approvals.queries import RequestState
from app.approvals.settle_request import (
    RequestSettled,
    SettleRequest,
    SettleRequestRefusal,
    ask_back,
    decline,
    give,
    give_signed,
)
from app.bootstrap import check
from app.drawers import open_shift
from app.errors import Refused
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.demo_people import BRANDT, OKAFOR, REYES
from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.facts import PaymentVoided
from app.payments.queries import is_voided
from app.payments.types import AccountPayment
from app.payments.void_receipt import ReceiptVoided, VoidReceipt, VoidRefusal
from app.payments.void_receipt import record as void
from app.workplace import Whereabouts
from tests.factories.approvals import ask, request_of, state_of, void_request
from tests.factories.closing import close_balanced
from tests.factories.counter import CASHIER, ORACLE_ACCOUNT, SMALL_ACCOUNT, SUPERVISOR, Counter, open_counter
from tests.factories.counter import OKAFOR as SMALL
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.mapped import same_at_the_centre
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.people import open_office

LEAD = replace(SUPERVISOR, person_id="person-lead", display_name="A. Lead", roles=("lead_cashier",))
WITNESS = replace(SUPERVISOR, person_id="person-tran", permissions=frozenset({Permission.APPROVAL_GIVE}))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def asked(counter: Counter) -> tuple[str, str]:
    """(request, action) of a void that waits."""
    command = void_request(counter)
    ask(counter, command)
    return command.intent, command.action


def settle(counter: Counter, request: str, **changes: str) -> SettleRequest:
    return replace(SettleRequest(counter.services.ids.new_id(), request), **changes)


def test_what_is_given_is_carried_out_at_once_in_the_asker_s_name(counter: Counter) -> None:
    before = ledger(counter.services)
    request, action = asked(counter)
    command = settle(counter, request)
    settled = give(counter.services, SUPERVISOR, command)
    given, voided = read_fact(counter.services, command.intent), read_fact(counter.services, action)
    assert isinstance(given.body, ApprovalGiven) and isinstance(voided.body, PaymentVoided)
    assert given.body.approval == voided.body.approval == Approval(SUPERVISOR.person_id, "pin", 7415)
    assert (given.envelope.person, voided.envelope.person) == (SUPERVISOR.person_id, CASHIER.person_id)
    assert given.envelope.shift == voided.envelope.shift == counter.shift.shift
    assert settled.changed.kinds == {"ApprovalGiven", "PaymentVoided"}
    assert isinstance(settled.done, ReceiptVoided) and settled.done.cash_cents == 7415
    assert ledger(counter.services) == before and state_of(counter, request) is RequestState.DONE
    assert check(counter.services, thorough=True) == ()


def test_two_who_approve_at_once_void_once(counter: Counter) -> None:
    request, _action = asked(counter)

    def approve(session: object) -> RequestSettled | Refused:
        try:
            return give(counter.services, session, settle(counter, request))  # type: ignore[arg-type] # a session
        except Refused as refusal:
            return refusal

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(approve, (SUPERVISOR, LEAD)))
    codes = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert codes == [SettleRequestRefusal.NOT_WAITING] and state_of(counter, request) is RequestState.DONE
    assert check(counter.services, thorough=True) == ()


def test_the_same_intent_again_changes_nothing(counter: Counter) -> None:
    request, _action = asked(counter)
    command = settle(counter, request)
    first, facts = give(counter.services, SUPERVISOR, command), fact_count(counter.services)
    again = give(counter.services, SUPERVISOR, command)
    assert (first.again, again.again, fact_count(counter.services)) == (False, True, facts + 0)
    assert again.changed.kinds == frozenset()


# Each row breaks its own rule and all later ones.
def test_refusals_come_in_order(counter: Counter) -> None:
    request, _action = asked(counter)
    other, _ = asked(counter)
    facts = fact_count(counter.services)
    nobody = replace(CASHIER, permissions=frozenset())

    def code(session: object, number: str = request, **changes: str) -> str:
        command = settle(counter, number, **{"reason": "because", "note": "", **changes})
        return str(refused(lambda: decline(counter.services, session, command)))  # type: ignore[arg-type] # a session

    assert code(nobody, "nothing") == IdentityRefusal.NOT_PERMITTED
    assert code(CASHIER, "nothing", intent=other) == SettleRequestRefusal.REQUEST_UNKNOWN
    assert code(CASHIER, intent=other) == SettleRequestRefusal.INTENT_TAKEN
    assert code(CASHIER) == ApprovalRefusal.SECOND_PERSON_IS_THE_SAME
    assert code(WITNESS) == ApprovalRefusal.SECOND_PERSON_MAY_NOT
    assert code(SUPERVISOR) == SettleRequestRefusal.REASON_UNKNOWN
    assert code(SUPERVISOR, reason="not_justified", note="x" * 5000) == NoteRefusal.TOO_LONG
    assert fact_count(counter.services) == facts
    give(counter.services, SUPERVISOR, settle(counter, request))
    assert code(CASHIER) == SettleRequestRefusal.NOT_WAITING
    close_balanced(counter)
    assert code(CASHIER, other) == SettleRequestRefusal.REQUEST_EXPIRED


def test_the_limit_of_a_role_holds_for_the_amount(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment("cis/100045127", 25001)).receipt.fact_id
    command = void_request(counter, receipt)
    ask(counter, command)
    code = refused(lambda: give(counter.services, LEAD, settle(counter, command.intent)))
    assert code is ApprovalRefusal.OVER_LIMIT
    give(counter.services, SUPERVISOR, settle(counter, command.intent))


def test_every_refusal_is_known_here() -> None:
    names = ["REQUEST_UNKNOWN", "INTENT_TAKEN", "REQUEST_EXPIRED", "NOT_WAITING", "REASON_UNKNOWN"]
    assert [code.name for code in SettleRequestRefusal] == names


def test_where_the_workflow_refuses_nothing_is_given(counter: Counter) -> None:
    """The receipt was voided meanwhile by another void: neither fact stands."""
    command = void_request(counter)
    ask(counter, command)
    void(counter.services, CASHIER, VoidReceipt("another", command.subject, "wrong_amount", SUPERVISOR))
    facts = fact_count(counter.services)
    code = refused(lambda: give(counter.services, SUPERVISOR, settle(counter, command.intent)))
    assert code is VoidRefusal.ALREADY_VOIDED and fact_count(counter.services) == facts
    detail = request_detail(counter.services, SUPERVISOR, command.intent)
    assert detail.refusal is not None and detail.refusal.code is VoidRefusal.ALREADY_VOIDED
    decline(counter.services, SUPERVISOR, settle(counter, command.intent, reason="another_way"))


def test_voided_on_the_spot_after_it_was_asked_for_it_is_done(counter: Counter) -> None:
    """The void form keeps its intent: the PIN on the spot makes the very fact that was asked for."""
    command = void_request(counter)
    ask(counter, command)
    void(counter.services, CASHIER, VoidReceipt(command.action, command.subject, "wrong_account", SUPERVISOR))
    assert state_of(counter, command.intent) is RequestState.DONE
    code = refused(lambda: give(counter.services, SUPERVISOR, settle(counter, command.intent)))
    assert code is SettleRequestRefusal.NOT_WAITING


def test_a_declined_one_keeps_reason_and_words(counter: Counter) -> None:
    request, _action = asked(counter)
    command = settle(counter, request, reason="not_justified", note="Ask the customer first.")
    assert decline(counter.services, SUPERVISOR, command).changed.kinds == {"ApprovalDeclined"}
    assert decline(counter.services, SUPERVISOR, command).again
    body = read_fact(counter.services, command.intent).body
    assert isinstance(body, ApprovalDeclined) and body.reason_names["es"] == "No se justifica"
    detail = request_detail(counter.services, CASHIER, request)
    assert [(one.answer.event, one.answer.note) for one in detail.answers] == [("declined", "Ask the customer first.")]
    assert detail.answers[0].reason_names["en"] == "Not justified" and detail.described.refusal is None
    with counter.services.read_journal() as connection:
        assert not is_voided(connection, request_of(counter, request).subject)


def test_asked_back_it_waits_for_the_asker_and_can_still_be_given(counter: Counter) -> None:
    request, _action = asked(counter)
    empty = settle(counter, request)
    assert refused(lambda: ask_back(counter.services, SUPERVISOR, empty)) is NoteRefusal.EMPTY
    ask_back(counter.services, SUPERVISOR, settle(counter, request, note="Which account?"))
    assert state_of(counter, request) is RequestState.ASKED_BACK
    again = settle(counter, request, note="And why?")
    assert refused(lambda: ask_back(counter.services, LEAD, again)) is SettleRequestRefusal.NOT_WAITING
    give(counter.services, LEAD, settle(counter, request))
    assert state_of(counter, request) is RequestState.DONE


@pytest.mark.parametrize("verb", [give, decline])
def test_what_went_ahead_pending_is_signed_or_declined_afterwards_also_after_the_close(
    counter: Counter, verb: object
) -> None:
    command = void_request(counter, pay(counter, AccountPayment(SMALL, 4000)).receipt.fact_id, pending=True)
    ask(counter, command)
    close_balanced(counter)
    sums = ledger(counter.services)
    settled = verb(counter.services, SUPERVISOR, settle(counter, command.intent, reason="not_justified"))  # type: ignore[operator] # one of two
    state = RequestState.DONE if verb is give else RequestState.DECLINED
    assert state_of(counter, command.intent) is state and settled.done is None
    assert ledger(counter.services) == sums and check(counter.services, thorough=True) == ()


def test_a_request_of_another_workstation_is_given_here_and_carried_out_there(counter: Counter) -> None:
    request, action = asked(counter)
    here = counter.services.here
    moved = Whereabouts(replace(here.device, code="A2b"), here.place)
    counter.services = replace(counter.services, here=moved)
    settled = give(counter.services, SUPERVISOR, settle(counter, request))
    assert settled.done is None and state_of(counter, request) is RequestState.GIVEN
    with pytest.raises(Exception, match="No row"):
        read_fact(counter.services, action)


def test_the_pin_of_whoever_is_signed_in_is_the_signature(tmp_path: Path) -> None:
    from tests.factories.counter import write_reference

    office = open_office(tmp_path / "data")
    write_reference(office.services, (ORACLE_ACCOUNT, SMALL_ACCOUNT))
    cashier = office.session(OKAFOR)
    opening = open_shift.OpenShift(office.services.ids.new_id(), {2000: 5})
    counter = Counter(office.services, cashier, open_shift.record(office.services, cashier, opening).shift)
    request, _action = asked(counter)
    reyes = office.session(REYES)
    wrong = refused(lambda: give_signed(office.services, reyes, BRANDT.pin, settle(counter, request)))
    give_signed(office.services, reyes, REYES.pin, settle(counter, request))
    state = state_of(counter, request)
    office.services.close()
    assert wrong is IdentityRefusal.WRONG_PIN and state is RequestState.DONE


def test_nobody_approves_what_they_asked_for_under_another_id(counter: Counter) -> None:
    """A person who worked at a lone counter is the same one when they sign in elsewhere."""
    request, _action = asked(counter)
    same_at_the_centre(counter.services, Subject.PERSON, CASHIER.person_id, "city-reyes")
    elsewhere = replace(SUPERVISOR, person_id="city-reyes")
    command = settle(counter, request)
    assert refused(lambda: give(counter.services, elsewhere, command)) is ApprovalRefusal.SECOND_PERSON_IS_THE_SAME
