"""Requests for a void at a test counter, in one line."""

from dataclasses import replace

from app.approvals import request_approval
from app.approvals.queries import Request, RequestState, find_request
from app.approvals.request_approval import AskApproval, Asked
from app.identity.permissions import Session
from tests.factories.counter import Counter
from tests.factories.payments import pay


def void_request(counter: Counter, receipt: str = "", **changes: object) -> AskApproval:
    """The command that asks for the void of a receipt; without one, of Okafor's 74.15 taken now."""
    ids = counter.services.ids
    subject = receipt or pay(counter).receipt.fact_id
    asked = AskApproval(ids.new_id(), "void", ids.new_id(), subject, "wrong_account")
    return replace(asked, **changes)  # type: ignore[arg-type] # values come by name from the test


def ask(counter: Counter, command: AskApproval, session: Session | None = None) -> Asked:
    """Asks for it."""
    return request_approval.record(counter.services, session or counter.session, command)


def request_of(counter: Counter, request: str) -> Request:
    """The request as it stands."""
    with counter.services.read_journal() as connection:
        found = find_request(connection, request)
    if found is None:
        raise LookupError(request)
    return found


def state_of(counter: Counter, request: str) -> RequestState:
    """Where it stands."""
    return request_of(counter, request).state
