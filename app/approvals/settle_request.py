"""What somebody who may sign answers to a request: gives it, declines it with a reason, or asks back.

A request of this workstation that is given is carried out in the same commit, by its own workflow, in the name and the
shift of whoever asked: there is no moment in which one stands without the other. One of another workstation is carried
out there, when it hears of it. The signature is the PIN, checked off the writer lane as every PIN is (`give_signed`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.accounts.notes import clean_note
from app.approvals.facts import ApprovalAskedBack, ApprovalDeclined, ApprovalGiven
from app.approvals.queries import (
    OPEN,
    Request,
    RequestState,
    asked_action,
    find_request,
    read_request,
    request_answered_by,
)
from app.approvals.request_approval import policy_of
from app.changed import Changed
from app.drawers.reasons import find_reason
from app.errors import Refused
from app.identity.approvals import Approval, approval_rule, sign
from app.identity.mapped import as_known_to
from app.identity.permissions import Permission, Session, require
from app.identity.sign_in import sign_in
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import FactBody
from app.workplace import Services


class SettleRequestRefusal(StrEnum):
    """Why a request is not answered, in the order in which it is tested (after the permission to give approvals).

    Then come those of `sign` and what the workflow has against the signer (also for declining and asking back: whoever
    may not sign has no say), then REASON_UNKNOWN or a note's, and for what is given, the workflow's own refusals.
    """

    REQUEST_UNKNOWN = "request_unknown"
    INTENT_TAKEN = "intent_taken"
    REQUEST_EXPIRED = "request_expired"
    NOT_WAITING = "not_waiting"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class SettleRequest:
    """`intent`: made when the person began; `reason`: for declining, a code of the policy; `note`: what was typed."""

    intent: str
    request: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class RequestSettled:
    """What changed. `done`: what the action's workflow answered when it was carried out, else None."""

    changed: Changed
    again: bool = False
    done: object = None


def give_signed(services: Services, session: Session, pin: str, command: SettleRequest) -> RequestSettled:
    """Checks the PIN of whoever is signed in, then gives the approval. Not on the writer lane.

    Raises Refused(IdentityRefusal, and what `give` raises).
    """
    signer = sign_in(services, session.person_id, pin)
    return services.lanes.write_now(lambda: give(services, signer, command))


def give(services: Services, session: Session, command: SettleRequest) -> RequestSettled:
    """Signs, and carries the action out. The same intent again changes nothing. Raises Refused."""

    def answer(work: JournalWork, request: Request, approval: Approval) -> object:
        body = ApprovalGiven(
            request=request.request,
            kind=request.kind,
            action=request.action,
            approval=approval,
            policies=(policy_of(services, date.fromisoformat(request.business_date)),),
        )
        work.append(body, _author(session, request), fact_id=command.intent)
        return _carry_out(services, work, request, approval)

    return _settle(services, session, command, OPEN, answer)


def decline(services: Services, session: Session, command: SettleRequest) -> RequestSettled:
    """Will not sign, with a reason. The same intent again changes nothing. Raises Refused."""

    def answer(work: JournalWork, request: Request, _approval: Approval) -> None:
        on = date.fromisoformat(request.business_date)
        listed = services.policies.at("approvals", on).values["decline_reasons"]
        reason = find_reason(listed, command.reason, SettleRequestRefusal.REASON_UNKNOWN)
        body = ApprovalDeclined(
            request=request.request,
            kind=request.kind,
            reason=reason.code,
            reason_names=reason.names,
            note=work.private("note", clean_note(command.note)) if command.note.strip() else None,
            policies=(policy_of(services, on),),
        )
        work.append(body, _author(session, request), fact_id=command.intent)

    return _settle(services, session, command, OPEN, answer)


def ask_back(services: Services, session: Session, command: SettleRequest) -> RequestSettled:
    """Wants to know something first; the request waits on. The same intent again changes nothing. Raises Refused."""

    def answer(work: JournalWork, request: Request, _approval: Approval) -> None:
        note = work.private("note", clean_note(command.note))
        body: FactBody = ApprovalAskedBack(request=request.request, kind=request.kind, note=note)
        work.append(body, _author(session, request), fact_id=command.intent)

    return _settle(services, session, command, (RequestState.WAITING,), answer)


def _settle(
    services: Services,
    session: Session,
    command: SettleRequest,
    states: tuple[RequestState, ...],
    answer: Callable[[JournalWork, Request, Approval], Any],
) -> RequestSettled:
    require(session, Permission.APPROVAL_GIVE)
    with services.unit_of_work() as work:
        request = find_request(work.connection, command.request)
        if request is None:
            raise Refused(SettleRequestRefusal.REQUEST_UNKNOWN)
        if is_recorded(work.connection, command.intent):
            if request_answered_by(work.connection, command.intent) != request.request:
                raise Refused(SettleRequestRefusal.INTENT_TAKEN)
            return RequestSettled(work.changed, again=True)
        if request.state is RequestState.EXPIRED:
            raise Refused(SettleRequestRefusal.REQUEST_EXPIRED)
        if request.state not in states:
            raise Refused(SettleRequestRefusal.NOT_WAITING)
        rule = approval_rule(services.policies, request.kind, date.fromisoformat(request.business_date))
        asker = as_known_to(work.connection, request.asker, session.person_id)
        approval = sign(rule, asker, request.amount_cents, session)
        asked = asked_action(work.connection, request, read_request(work.connection, work.kinds, request.request))
        services.approvables.of(request.kind).refuse_signer(work.connection, asked, session)
        done = answer(work, request, approval)
        work.commit()
        return RequestSettled(work.changed, done=done)


def _carry_out(services: Services, work: JournalWork, request: Request, approval: Approval) -> object:
    """The action itself, unless it stands already or is another workstation's to do."""
    if request.pending or request.workstation != services.device.code:
        return None
    asked = asked_action(work.connection, request, read_request(work.connection, work.kinds, request.request))
    return services.approvables.of(request.kind).perform(services, work, asked, approval)


def _author(session: Session, request: Request) -> Author:
    """Whoever signs, in the shift of the request."""
    return Author(session.person_id, request.shift or None, request.business_date)
