"""What is known of requests. Their state is a join: of what was answered, of the action's own fact, of the shift."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, exists, func, select

from app.approvals.facts import ApprovalRequested, RequestEvent
from app.approvals.tables import approval_event, approval_request
from app.drawers.queries import ShiftEvent
from app.drawers.tables import shift_event
from app.identity.approvable import AskedAction
from app.journal.kinds import Kinds
from app.journal.tables import fact, private_data


class RequestState(StrEnum):
    """Where a request stands. `DONE`: its action is recorded, and signed for unless that is `UNSIGNED`.

    `GIVEN`: signed for, and not yet carried out by the workstation that asked. `EXPIRED`: its shift was closed before.
    """

    WAITING = "waiting"
    ASKED_BACK = "asked_back"
    UNSIGNED = "unsigned"
    GIVEN = "given"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


OPEN = (RequestState.WAITING, RequestState.ASKED_BACK, RequestState.UNSIGNED)
"""States in which somebody can still sign or decline."""


@dataclass(frozen=True)
class Request:
    """One request as it stands. `asker`: a person's id; `asked_at_us` UTC µs; `pending`: done with nobody present."""

    request: str
    workstation: str
    kind: str
    action: str
    subject: str
    reason: str
    amount_cents: int
    asker: str
    shift: str
    business_date: str
    asked_at_us: int
    pending: bool
    state: RequestState


@dataclass(frozen=True)
class RequestAnswer:
    """What somebody answered. `person`: a person's id; `note` is None where nothing was said or it was erased."""

    event: RequestEvent
    person: str
    at_us: int
    reason: str
    note: str | None


def _answered(event: RequestEvent) -> ColumnElement[bool]:
    return exists().where(approval_event.c.request == approval_request.c.request, approval_event.c.event == event.value)


def _times(event: RequestEvent) -> Any:
    same = (approval_event.c.request == approval_request.c.request, approval_event.c.event == event.value)
    return select(func.count()).select_from(approval_event).where(*same).correlate(approval_request).scalar_subquery()


_DONE = exists().where(fact.c.fact_id == approval_request.c.action)
_CLOSED = exists().where(
    shift_event.c.shift == approval_request.c.shift, shift_event.c.event == ShiftEvent.CLOSED.value
)
_CLOSE, _LATER = shift_event.alias("close"), shift_event.alias("later")
_BEHIND = (_LATER.c.generation > _CLOSE.c.generation) | (
    (_LATER.c.generation == _CLOSE.c.generation) & (_LATER.c.sequence > _CLOSE.c.sequence)
)


def _close_was(*events: ShiftEvent) -> ColumnElement[bool]:
    """The action is a close, and one of these became of its shift afterwards."""
    return exists().where(
        _CLOSE.c.shift == approval_request.c.shift,
        _CLOSE.c.fact_id == approval_request.c.action,
        _LATER.c.shift == _CLOSE.c.shift,
        _BEHIND,
        _LATER.c.event.in_([event.value for event in events]),
    )


_ASKED_BACK = _times(RequestEvent.ASKED_BACK) > _times(RequestEvent.ANSWERED)
_PENDING = approval_request.c.pending == 1

STATE = case(
    (_answered(RequestEvent.GIVEN) & _DONE, RequestState.DONE.value),
    (_PENDING & _close_was(ShiftEvent.REJECTED, ShiftEvent.REOPENED), RequestState.EXPIRED.value),
    (_PENDING & _close_was(ShiftEvent.ACCEPTED), RequestState.DONE.value),
    (_PENDING & _answered(RequestEvent.DECLINED), RequestState.DECLINED.value),
    (_PENDING, RequestState.UNSIGNED.value),
    (_DONE, RequestState.DONE.value),
    (_answered(RequestEvent.WITHDRAWN), RequestState.WITHDRAWN.value),
    (_answered(RequestEvent.GIVEN), RequestState.GIVEN.value),
    (_answered(RequestEvent.DECLINED), RequestState.DECLINED.value),
    (_CLOSED, RequestState.EXPIRED.value),
    (_ASKED_BACK, RequestState.ASKED_BACK.value),
    else_=RequestState.WAITING.value,
)
"""Where two answered at once from two workstations, whoever gave it goes before whoever declined; the same everywhere.

A void done on the spot by PIN, after it was asked for, is done as well: it is the same fact. Whoever accepts a close
signs for its difference; one that was rejected or reopened has none any more.
"""

_REQUESTS = select(approval_request, STATE.label("state"))
_NEWEST_FIRST = (approval_request.c.asked_at_us.desc(), approval_request.c.request.desc())
_OLDEST_FIRST = (approval_request.c.asked_at_us, approval_request.c.request)
_ONE = _REQUESTS.where(approval_request.c.request == bindparam("request"))
_OPEN = _REQUESTS.where(STATE.in_([state.value for state in OPEN])).order_by(*_OLDEST_FIRST)
_RECENT = _OPEN.where(_PENDING | (approval_request.c.asked_at_us >= bindparam("since_us")))
_SAME = _OPEN.where(approval_request.c.kind == bindparam("kind"), approval_request.c.subject == bindparam("subject"))
_MINE = (
    _REQUESTS.where(approval_request.c.asker == bindparam("person")).order_by(*_NEWEST_FIRST).limit(bindparam("limit"))
)
_SETTLED = (RequestEvent.GIVEN.value, RequestEvent.DECLINED.value)
_ANSWER = approval_event.alias("answer")
_DECIDED = (
    _REQUESTS.join(_ANSWER, _ANSWER.c.request == approval_request.c.request)
    .where(_ANSWER.c.person == bindparam("person"), _ANSWER.c.event.in_(_SETTLED))
    .order_by(_ANSWER.c.at_us.desc(), _ANSWER.c.fact_id.desc())
    .limit(bindparam("limit"))
)
_STORED = select(fact.c.envelope, fact.c.body).where(
    fact.c.fact_id == bindparam("request"), fact.c.kind == ApprovalRequested.__name__
)
_NOTE = (private_data.c.fact_id == approval_event.c.fact_id) & (private_data.c.digest == approval_event.c.note_digest)
_ANSWERS = (
    select(approval_event, private_data.c.value)
    .outerjoin(private_data, _NOTE)
    .where(approval_event.c.request == bindparam("request"))
    .order_by(approval_event.c.at_us, approval_event.c.fact_id)
)
_PRIVATE = select(private_data.c.digest, private_data.c.value).where(private_data.c.fact_id == bindparam("request"))
_SIGNED = (
    select(approval_event.c.request)
    .join(approval_request, approval_request.c.request == approval_event.c.request)
    .where(approval_request.c.action == bindparam("action"), approval_event.c.event == RequestEvent.GIVEN.value)
    .limit(1)
)
_BY = select(approval_event.c.request).where(approval_event.c.fact_id == bindparam("fact_id"))


def find_request(connection: Connection, request: str) -> Request | None:
    """One request as it stands; None where there is none."""
    return next(iter(_read(connection, _ONE, request=request)), None)


def open_requests(connection: Connection, since_us: int) -> list[Request]:
    """Every request that somebody can still sign or decline, oldest first; of those not yet done, asked since then."""
    return _read(connection, _RECENT, since_us=since_us)


def is_signed(connection: Connection, action: str) -> bool:
    """Whether somebody signed for an action (its fact id) that was asked for."""
    return connection.execute(_SIGNED, {"action": action}).first() is not None


def asked_already(connection: Connection, kind: str, subject: str) -> Request | None:
    """The open request for the same action on the same subject."""
    return next(iter(_read(connection, _SAME, kind=kind, subject=subject)), None)


def requests_of(connection: Connection, person: str, limit: int) -> list[Request]:
    """What a person asked for, newest first."""
    return _read(connection, _MINE, person=person, limit=limit)


def requests_decided_by(connection: Connection, person: str, limit: int) -> list[Request]:
    """What a person signed or declined, the last first."""
    return _read(connection, _DECIDED, person=person, limit=limit)


def read_request(connection: Connection, kinds: Kinds, request: str) -> ApprovalRequested:
    """The fact's body. Raises LookupError for a request that is not there."""
    stored = connection.execute(_STORED, {"request": request}).first()
    body = kinds.read(stored.envelope, stored.body).body if stored is not None else None
    if not isinstance(body, ApprovalRequested):
        raise LookupError(request)
    return body


def asked_action(connection: Connection, request: Request, body: ApprovalRequested) -> AskedAction:
    """What the workflow is told of it; private words that were erased are missing."""
    private = _private(connection, request.request)
    return AskedAction(
        kind=request.kind,
        action=request.action,
        subject=request.subject,
        reason=request.reason,
        asker=request.asker,
        shift=request.shift,
        business_date=request.business_date,
        command=body.command,
        private={name: words for name, digest in body.private.items() if (words := private.get(digest))},
        note=private.get(body.note or "") or "",
    )


def answers(connection: Connection, request: str) -> list[RequestAnswer]:
    """What was answered, in order."""
    rows = connection.execute(_ANSWERS, {"request": request})
    return [RequestAnswer(RequestEvent(row.event), row.person, row.at_us, row.reason, row.value) for row in rows]


def request_answered_by(connection: Connection, fact_id: str) -> str | None:
    """The request that a fact answers; None where the fact is no answer."""
    found: str | None = connection.scalar(_BY, {"fact_id": fact_id})
    return found


def _private(connection: Connection, fact_id: str) -> dict[str, str | None]:
    """Salted hash → words of a request's private values; None for those that were erased."""
    return {row.digest: row.value for row in connection.execute(_PRIVATE, {"request": fact_id})}


def _read(connection: Connection, statement: Select[Any], **values: object) -> list[Request]:
    return [_request(row) for row in connection.execute(statement, values)]


def _request(row: Any) -> Request:
    values = {column.name: getattr(row, column.name) for column in approval_request.c}
    return Request(**{**values, "pending": bool(row.pending), "state": RequestState(row.state)})
