"""Asking for an approval: the request is a fact that others find in their inbox, here or at another workstation.

The workflow tests its own rules first, so that nobody is asked for what cannot be. A request expires with the shift in
which it was asked. With nobody present, an action up to the cap of its kind (policy `approvals`, pending_cents_max)
goes ahead and the request asks for the signature afterwards; it never blocks a close (domain rules §8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from app.accounts.notes import clean_note
from app.approvals.facts import ApprovalRequested, AskedEffect
from app.approvals.queries import asked_already, find_request, is_signed
from app.changed import Changed
from app.drawers.queries import Shift, open_shift
from app.errors import Refused
from app.identity.approvable import Action, AskedAction, Effect
from app.identity.approvals import ApprovalRule, approval_rule, leave_pending
from app.identity.permissions import Session, require
from app.identity.queries import today
from app.journal.append import JournalWork, is_recorded
from app.workplace import Services


class AskRefusal(StrEnum):
    """Why nobody is asked, in the order in which it is tested.

    After KIND_UNKNOWN the permission that the action needs and the note's own refusals come (`NoteRefusal`), after
    NO_SHIFT those of the action's workflow, at the end, for what goes ahead pending, that of `leave_pending`.
    """

    KIND_UNKNOWN = "kind_unknown"
    INTENT_TAKEN = "intent_taken"
    NO_SHIFT = "no_shift"
    NOT_NEEDED = "not_needed"
    ASKED_ALREADY = "asked_already"


@dataclass(frozen=True)
class AskApproval:
    """`intent`: the request's id, made when the person asked; `action`: the id that the workflow made for its own fact.

    `kind` of the policy `approvals`; `subject`, `reason` and `command` as the workflow's `Approvable` reads them.
    `pending`: nobody is present, the action is done now and signed for afterwards.
    """

    intent: str
    kind: str
    action: str
    subject: str
    reason: str
    command: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    pending: bool = False
    private: Mapping[str, str] = field(default_factory=dict)


def asking(intent: str, action: Action, note: str = "", *, pending: bool = False) -> AskApproval:
    """Asks for what a workflow described."""
    same = (action.kind, action.action, action.subject, action.reason, action.command)
    return AskApproval(intent, *same, note, pending, action.private)


@dataclass(frozen=True)
class Asked:
    """What changed. `done`: what the workflow answered where the action went ahead, else None."""

    changed: Changed
    again: bool = False
    done: object = None


def record(services: Services, session: Session, command: AskApproval) -> Asked:
    """Asks. The same intent again changes nothing. Raises Refused(AskRefusal, the workflow's own)."""
    if command.kind not in services.approvables:
        raise Refused(AskRefusal.KIND_UNKNOWN, kind=command.kind[:40])
    require(session, services.approvables.of(command.kind).needs)
    note = clean_note(command.note) if command.note.strip() else ""
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            if find_request(work.connection, command.intent) is None:
                raise Refused(AskRefusal.INTENT_TAKEN)
            return Asked(work.changed, again=True)
        if is_recorded(work.connection, command.action):
            raise Refused(AskRefusal.INTENT_TAKEN)
        asked = _asked(services, work, session, command, note)
        done = _ask(services, work, asked, command)
        work.commit()
        return Asked(work.changed, done=done)


def _asked(services: Services, work: JournalWork, session: Session, command: AskApproval, note: str) -> AskedAction:
    """The action in the asker's shift; one that needs no shift also without. Raises Refused(NO_SHIFT)."""
    shift: Shift | None = open_shift(work.connection, services.device.code)
    of_shift = services.approvables.of(command.kind).of_shift
    if shift is None and of_shift:
        raise Refused(AskRefusal.NO_SHIFT)
    if shift is not None and not of_shift and shift.person != session.person_id:
        shift = None
    return AskedAction(
        kind=command.kind,
        action=command.action,
        subject=command.subject,
        reason=command.reason,
        asker=session.person_id,
        shift=shift.shift if shift else "",
        business_date=shift.business_date if shift else today(services).isoformat(),
        command=command.command,
        private=command.private,
        note=note,
    )


def _ask(services: Services, work: JournalWork, asked: AskedAction, command: AskApproval) -> object:
    """The request's fact, and before it the action's where it goes ahead; gives what the workflow answered."""
    approvable = services.approvables.of(asked.kind)
    amount_cents = approvable.check(services, work.connection, asked)
    rule = approval_rule(services.policies, asked.kind, asked.on)
    _refuse(work, rule, asked, amount_cents)
    effects = approvable.describe(services, work.connection, asked).effects
    done = None
    if command.pending:
        done = approvable.perform(services, work, asked, leave_pending(rule, amount_cents))
    body = _body(services, work, asked, amount_cents, effects, pending=command.pending)
    work.append(body, asked.author, fact_id=command.intent)
    return done


class PendingSignatures:
    """`app.identity.approvable.Signatures`: what is done with nobody present waits here to be signed for."""

    def wait(self, services: Services, work: JournalWork, asked: AskedAction, amount_cents: int) -> None:
        """The request's fact, behind that of the action."""
        approvable = services.approvables.of(asked.kind)
        effects = approvable.describe(services, work.connection, asked).effects
        work.append(_body(services, work, asked, amount_cents, effects, pending=True), asked.author)

    def signed(self, connection: Connection, action: str) -> bool:
        """Whether somebody signed for it since."""
        return is_signed(connection, action)


def _body(
    services: Services,
    work: JournalWork,
    asked: AskedAction,
    amount_cents: int,
    effects: Sequence[Effect],
    *,
    pending: bool,
) -> ApprovalRequested:
    return ApprovalRequested(
        kind=asked.kind,
        action=asked.action,
        subject=asked.subject,
        reason=asked.reason,
        amount_cents=amount_cents,
        command=dict(asked.command),
        private={name: work.private(name, words) for name, words in asked.private.items()},
        changes=tuple(AskedEffect(each.what, each.of, each.now, each.change, each.counted) for each in effects),
        note=work.private("note", asked.note) if asked.note else None,
        pending=pending,
        policies=(policy_of(services, asked.on),),
    )


def _refuse(work: JournalWork, rule: ApprovalRule, asked: AskedAction, amount_cents: int) -> None:
    if not rule.needs_second_person(amount_cents):
        raise Refused(AskRefusal.NOT_NEEDED)
    if asked_already(work.connection, asked.kind, asked.subject) is not None:
        raise Refused(AskRefusal.ASKED_ALREADY)


def policy_of(services: Services, on: date) -> str:
    """The version of the policy that a fact about approvals names."""
    return services.policies.at("approvals", on).reference
