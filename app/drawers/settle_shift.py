"""Settling a closed shift: another person accepts it, rejects it back to its cashier, or reopens it; each with a fact.

Rejecting and reopening post the close's own lines with the signs turned, so that a new count and close start from the
drawer's true content. The history stays: every count, close and settlement is a fact of its own. A shift that was
rejected or reopened takes no payments, also while another shift has the drawer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app.changed import Changed
from app.drawers.bank_deposits import refuse_undoing
from app.drawers.close_shift_facts import ShiftAccepted, ShiftClosed, ShiftRejected, ShiftReopened
from app.drawers.counts import Close, find_close, is_event, people_of, read_close, standing_close
from app.drawers.queries import Shift, ShiftEvent, find_shift
from app.drawers.reasons import find_reason
from app.errors import Refused
from app.identity.approvals import approval_rule, decide, sign
from app.identity.mapped import as_known_to
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import FactBody, Posting
from app.ledger_accounts import TENDERS_HELD
from app.policies import Policy
from app.workplace import Services

ACCEPT_KIND, OVER_SHORT_KIND = "accept_shift", "over_short"


class SettleRefusal(StrEnum):
    """Why a closed shift is not settled, in the order in which it is tested (after the permission to accept shifts)."""

    INTENT_TAKEN = "intent_taken"
    CLOSE_UNKNOWN = "close_unknown"
    NOT_THIS_WORKSTATION = "not_this_workstation"
    NOT_AS_SHOWN = "not_as_shown"
    OWN_SHIFT = "own_shift"
    IN_A_BANK_DEPOSIT = "in_a_bank_deposit"
    BAG_IN_THE_SAFE = "bag_in_the_safe"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class Settle:
    """`intent`: id made when the person began; `close`: the close they saw; `reason`: a code of policy `cash_control`.

    Accepting needs no reason.
    """

    intent: str
    close: str
    reason: str = ""


def accept(services: Services, session: Session, command: Settle) -> Changed:
    """Accepts a close. The same intent again changes nothing. Raises Refused(SettleRefusal, ApprovalRefusal)."""

    def body(settled: _Settled) -> FactBody:
        difference = settled.close.difference
        off_cents = sum(abs(difference.of(tender)) for tender in TENDERS_HELD)
        on = date.fromisoformat(settled.shift.business_date)
        approval = decide(services, session, ACCEPT_KIND, off_cents, None, on)
        _refuse_difference(services, session, settled, off_cents, on)
        policies = (services.policies.at("approvals", on).reference,)
        return ShiftAccepted(close=command.close, cashier=settled.close.cashier, approval=approval, policies=policies)

    return _settle(services, session, command, (ShiftEvent.CLOSED,), body)


def _refuse_difference(services: Services, session: Session, settled: "_Settled", off_cents: int, on: date) -> None:
    """Whoever accepts signs for a difference that nobody signed for. Raises Refused(ApprovalRefusal)."""
    signed = services.approvables.signatures.signed(settled.connection, settled.command.close)
    if settled.close.approval_pending and not signed:
        cashier = as_known_to(settled.connection, settled.close.cashier, session.person_id)
        sign(approval_rule(services.policies, OVER_SHORT_KIND, on), cashier, off_cents, session)


def reject(services: Services, session: Session, command: Settle) -> Changed:
    """Gives a close that is not accepted back to its cashier. Raises Refused(SettleRefusal, NOT_PERMITTED)."""
    return _settle(
        services, session, command, (ShiftEvent.CLOSED,), lambda settled: _undone(ShiftRejected, "reject", settled)
    )


def reopen(services: Services, session: Session, command: Settle) -> Changed:
    """Undoes a close, accepted or not. Raises Refused(SettleRefusal, NOT_PERMITTED)."""
    states = (ShiftEvent.CLOSED, ShiftEvent.ACCEPTED)
    return _settle(services, session, command, states, lambda settled: _undone(ShiftReopened, "reopen", settled))


def _undone(kind: type[ShiftRejected] | type[ShiftReopened], listed: str, settled: "_Settled") -> FactBody:
    """The close's own lines with the signs turned, and why. Raises Refused(SettleRefusal)."""
    command, close = settled.command, settled.close
    codes = SettleRefusal.IN_A_BANK_DEPOSIT, SettleRefusal.BAG_IN_THE_SAFE
    refuse_undoing(settled.connection, settled.shift, *codes)
    reason = find_reason(settled.policy.values[listed], command.reason, SettleRefusal.REASON_UNKNOWN)
    return kind(
        close=command.close,
        cashier=close.cashier,
        reason=reason.code,
        reason_names=reason.names,
        policies=(settled.policy.reference,),
        postings=turned(close.postings),
    )


def turned(postings: tuple[Posting, ...]) -> tuple[Posting, ...]:
    """The same lines with the signs turned."""
    return tuple(Posting(ledger_account=line.ledger_account, amount_cents=-line.amount_cents) for line in postings)


@dataclass(frozen=True)
class _Settled:
    """What a settlement is about: the command, the close that stands, its shift, the rule of its day."""

    connection: Connection
    command: Settle
    close: ShiftClosed
    shift: Shift
    policy: Policy


def _settle(
    services: Services,
    session: Session,
    command: Settle,
    states: tuple[ShiftEvent, ...],
    make_body: Callable[[_Settled], FactBody],
) -> Changed:
    require(session, Permission.DRAWER_ACCEPT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            if not is_event(work.connection, command.intent):
                raise Refused(SettleRefusal.INTENT_TAKEN)
            return work.changed
        close, shift = _refuse(services, work, command, states)
        _refuse_own(work, session, shift, close)
        policy = services.policies.at("cash_control", date.fromisoformat(shift.business_date))
        body = read_close(work.connection, work.kinds, close.fact_id)
        author = Author(session.person_id, shift.shift, shift.business_date)
        work.append(make_body(_Settled(work.connection, command, body, shift, policy)), author, fact_id=command.intent)
        work.commit()
        return work.changed


def _refuse(
    services: Services, work: JournalWork, command: Settle, states: tuple[ShiftEvent, ...]
) -> tuple[Close, Shift]:
    close = find_close(work.connection, command.close)
    shift = find_shift(work.connection, close.shift) if close else None
    if close is None or shift is None:
        raise Refused(SettleRefusal.CLOSE_UNKNOWN)
    if shift.drawer != services.device.code:
        raise Refused(SettleRefusal.NOT_THIS_WORKSTATION, drawer=shift.drawer)
    if shift.state not in states or standing_close(work.connection, shift.shift) != close:
        raise Refused(SettleRefusal.NOT_AS_SHOWN, drawer=shift.drawer)
    return close, shift


def _refuse_own(work: JournalWork, session: Session, shift: Shift, close: Close) -> None:
    """Nobody settles a shift in which they had the drawer, or that they closed in somebody's place."""
    if session.person_id in people_of(work.connection, shift.shift) | {close.closed_by}:
        raise Refused(SettleRefusal.OWN_SHIFT)
