"""Facts of asking for an approval and of what is answered, and the rows they give.

A request names the fact id that its action will have: whether an approval was used has one answer, is that fact there?
So an approval given at another workstation is carried out once, by the workstation that asked, whenever it hears of it.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from app.approvals import tables
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class RequestEvent(StrEnum):
    """What can be answered to a request."""

    GIVEN = "given"
    DECLINED = "declined"
    ASKED_BACK = "asked_back"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class AskedEffect(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of what the action was to change when it was asked for (`app.identity.approvable.Effect`)."""

    what: str
    of: str
    now: int
    change: int
    counted: bool = False


class ApprovalRequested(FactBody, frozen=True, kw_only=True):
    """Somebody asks for an action of a kind of the policy `approvals`. `action`: the fact id that it will have.

    `subject`: the fact or key that it concerns; `reason`: a code of the workflow's policy; `command`: what else the
    workflow needs to carry it out; `private`: name → salted hash of what must not stand here; `note`: a salted hash of
    what was typed. `pending`: nobody was present, the action
    stands already and waits to be signed for.
    """

    kind: str
    action: str
    subject: str
    reason: str
    amount_cents: int
    command: dict[str, Any] = msgspec.field(default_factory=dict)
    changes: tuple[AskedEffect, ...] = ()
    private: dict[str, str] = msgspec.field(default_factory=dict)
    note: str | None = None
    pending: bool = False
    policies: tuple[str, ...]


class ApprovalGiven(FactBody, frozen=True, kw_only=True):
    """Somebody else signed for a request, or for what was done pending."""

    request: str
    kind: str
    action: str
    approval: Approval
    policies: tuple[str, ...]


class ApprovalDeclined(FactBody, frozen=True, kw_only=True):
    """Somebody else will not sign. `reason`: a code of the policy; `reason_names` what it was called; `note` a hash."""

    request: str
    kind: str
    reason: str
    reason_names: dict[str, str]
    note: str | None = None
    policies: tuple[str, ...]


class ApprovalAskedBack(FactBody, frozen=True, kw_only=True):
    """Somebody who could sign wants to know something first; `note` is a salted hash of the question."""

    request: str
    kind: str
    note: str


class ApprovalAnswered(FactBody, frozen=True, kw_only=True):
    """The asker answered the question; `note` is a salted hash of the answer."""

    request: str
    kind: str
    note: str


class ApprovalWithdrawn(FactBody, frozen=True, kw_only=True):
    """The asker no longer wants the action."""

    request: str
    kind: str


def _request_row(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if isinstance(body, ApprovalRequested):
        what = (body.kind, body.action, body.subject, body.reason, body.amount_cents)
        who = (envelope.person or "", envelope.shift or "", envelope.business_date or "")
        place = (envelope.fact_id, envelope.workstation)
        yield tables.approval_request, (*place, *what, *who, envelope.recorded_at_us, int(body.pending))


def _event_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, ApprovalGiven):
        yield _event(fact, body.request, RequestEvent.GIVEN)
    elif isinstance(body, ApprovalDeclined):
        yield _event(fact, body.request, RequestEvent.DECLINED, body.reason, body.note)
    elif isinstance(body, ApprovalAskedBack):
        yield _event(fact, body.request, RequestEvent.ASKED_BACK, note=body.note)
    elif isinstance(body, ApprovalAnswered):
        yield _event(fact, body.request, RequestEvent.ANSWERED, note=body.note)
    elif isinstance(body, ApprovalWithdrawn):
        yield _event(fact, body.request, RequestEvent.WITHDRAWN)


def _event(fact: Fact, request: str, event: RequestEvent, reason: str = "", note: str | None = None) -> Row:
    envelope = fact.envelope
    values = (request, envelope.fact_id, event.value, envelope.person or "", envelope.recorded_at_us, reason, note)
    return tables.approval_event, values


KINDS = (
    Kind(ApprovalRequested, project=_request_row),
    Kind(ApprovalGiven, project=_event_row),
    Kind(ApprovalDeclined, project=_event_row),
    Kind(ApprovalAskedBack, project=_event_row),
    Kind(ApprovalAnswered, project=_event_row),
    Kind(ApprovalWithdrawn, project=_event_row),
)
