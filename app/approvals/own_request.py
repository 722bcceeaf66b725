"""What the asker does about a request of their own: answers a question about it, or withdraws it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.accounts.notes import clean_note
from app.approvals.facts import ApprovalAnswered, ApprovalWithdrawn
from app.approvals.queries import Request, RequestState, find_request, request_answered_by
from app.changed import Changed
from app.errors import Refused
from app.identity.permissions import Session
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import FactBody
from app.workplace import Services


class OwnRequestRefusal(StrEnum):
    """Why nothing is done about a request, in the order in which it is tested; behind them a note's (`NoteRefusal`)."""

    REQUEST_UNKNOWN = "request_unknown"
    NOT_YOURS = "not_yours"
    INTENT_TAKEN = "intent_taken"
    NOT_WAITING = "not_waiting"


@dataclass(frozen=True)
class OwnRequest:
    """`intent`: made when the person began; `note`: the answer."""

    intent: str
    request: str
    note: str = ""


def answer(services: Services, session: Session, command: OwnRequest) -> Changed:
    """Answers what was asked back; the request waits again. Raises Refused(OwnRequestRefusal, NoteRefusal)."""

    def body(work: JournalWork, request: Request) -> FactBody:
        note = work.private("note", clean_note(command.note))
        return ApprovalAnswered(request=request.request, kind=request.kind, note=note)

    return _record(services, session, command, (RequestState.ASKED_BACK,), body)


def withdraw(services: Services, session: Session, command: OwnRequest) -> Changed:
    """No longer wants it; what is done already cannot be withdrawn. Raises Refused(OwnRequestRefusal)."""

    def body(_work: JournalWork, request: Request) -> FactBody:
        return ApprovalWithdrawn(request=request.request, kind=request.kind)

    return _record(services, session, command, (RequestState.WAITING, RequestState.ASKED_BACK), body)


def _record(
    services: Services,
    session: Session,
    command: OwnRequest,
    states: tuple[RequestState, ...],
    body: Callable[[JournalWork, Request], FactBody],
) -> Changed:
    with services.unit_of_work() as work:
        request = find_request(work.connection, command.request)
        if request is None:
            raise Refused(OwnRequestRefusal.REQUEST_UNKNOWN)
        if request.asker != session.person_id:
            raise Refused(OwnRequestRefusal.NOT_YOURS)
        if is_recorded(work.connection, command.intent):
            if request_answered_by(work.connection, command.intent) != request.request:
                raise Refused(OwnRequestRefusal.INTENT_TAKEN)
            return work.changed
        if request.state not in states:
            raise Refused(OwnRequestRefusal.NOT_WAITING)
        author = Author(session.person_id, request.shift or None, request.business_date)
        work.append(body(work, request), author, fact_id=command.intent)
        work.commit()
        return work.changed
