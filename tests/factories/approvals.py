"""Requests at a test counter, in one line."""

from dataclasses import replace

from app.approvals import request_approval
from app.approvals.inbox import request_detail
from app.approvals.queries import Request, RequestState, find_request
from app.approvals.request_approval import AskApproval, Asked, asking
from app.approvals.settle_request import RequestSettled, SettleRequest, give
from app.identity.approvable import Action, Described
from app.identity.permissions import Session
from tests.factories.counter import SUPERVISOR, Counter
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


def ask_for(counter: Counter, action: Action, note: str = "", session: Session | None = None) -> str:
    """Asks for what a workflow described; gives the request's id."""
    command = asking(counter.services.ids.new_id(), action, note)
    ask(counter, command, session)
    return command.intent


def approve(counter: Counter, request: str, session: Session = SUPERVISOR) -> RequestSettled:
    """Somebody else signs."""
    return give(counter.services, session, SettleRequest(counter.services.ids.new_id(), request))


def described(counter: Counter, request: str, session: Session = SUPERVISOR) -> Described:
    """What whoever is to sign sees."""
    return request_detail(counter.services, session, request).described


def changes(described: Described) -> list[tuple[str, int]]:
    """What it changes, by how much."""
    return [(effect.what, effect.change) for effect in described.effects]


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
