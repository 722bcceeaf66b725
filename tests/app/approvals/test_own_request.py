"""What the asker does about a request of their own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts.notes import NoteRefusal
from app.approvals.own_request import OwnRequest, OwnRequestRefusal, answer, withdraw
from app.approvals.queries import RequestState
from app.approvals.settle_request import SettleRequest, ask_back
from tests.factories.approvals import ask, state_of, void_request
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


@pytest.fixture
def request_id(counter: Counter) -> str:
    command = void_request(counter)
    ask(counter, command)
    return command.intent


def own(counter: Counter, request: str, **changes: str) -> OwnRequest:
    return replace(OwnRequest(counter.services.ids.new_id(), request, "10-007733-9"), **changes)


def test_an_answer_lets_it_wait_again(counter: Counter, request_id: str) -> None:
    services = counter.services
    ask_back(services, SUPERVISOR, SettleRequest(services.ids.new_id(), request_id, note="Which?"))
    empty = own(counter, request_id, note=" ")
    assert refused(lambda: answer(services, CASHIER, empty)) is NoteRefusal.EMPTY
    command = own(counter, request_id)
    assert answer(services, CASHIER, command).kinds == {"ApprovalAnswered"}
    assert answer(services, CASHIER, command).kinds == frozenset()
    assert state_of(counter, request_id) is RequestState.WAITING


def test_a_withdrawn_one_is_gone(counter: Counter, request_id: str) -> None:
    withdraw(counter.services, CASHIER, own(counter, request_id))
    assert state_of(counter, request_id) is RequestState.WITHDRAWN


# Each row breaks its own rule and all later ones.
def test_refusals_come_in_order(counter: Counter, request_id: str) -> None:
    facts = fact_count(counter.services)

    def code(session: object, **changes: str) -> str:
        command = own(counter, **{"request": request_id, "intent": counter.shift.shift, **changes})
        return str(refused(lambda: answer(counter.services, session, command)))  # type: ignore[arg-type] # a session

    assert code(SUPERVISOR, request="nothing") == OwnRequestRefusal.REQUEST_UNKNOWN
    assert code(SUPERVISOR) == OwnRequestRefusal.NOT_YOURS
    assert code(CASHIER) == OwnRequestRefusal.INTENT_TAKEN
    assert code(CASHIER, intent="new") == OwnRequestRefusal.NOT_WAITING
    assert fact_count(counter.services) == facts
    assert [code.name for code in OwnRequestRefusal] == ["REQUEST_UNKNOWN", "NOT_YOURS", "INTENT_TAKEN", "NOT_WAITING"]
