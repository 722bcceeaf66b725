"""Closing a shift: the drawer is emptied on its last count, the float goes to its pouch in the safe, the rest is
bagged.

One local transaction posts all of it; afterwards every account of the drawer is at zero for this shift and another
shift may open. Nothing but a missing or outdated count stops a close: a difference over the limit that nobody signs
for is closed as *approval pending* (policy `cash_control`, over_short_alone_cents), waits in the inbox, and whoever
accepts the shift settles it. A card difference posts nothing; it is an exception in card clearing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app import ledger_accounts
from app.card_numbers import holds_card_number
from app.changed import Changed
from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.count_drawer import expected_content, may_see_result
from app.drawers.count_drawer_facts import ByTender
from app.drawers.counts import Close, Count, find_close, find_count, last_count, last_number
from app.drawers.queries import TO_BE_COUNTED, UNDER_WAY, Shift, find_shift
from app.drawers.reasons import find_reason
from app.drawers.sealed_bags import refuse_bag
from app.drawers.slips import queue_slip
from app.errors import Refused
from app.identity.approvable import AskedAction
from app.identity.approvals import Approval, decide
from app.identity.permissions import Permission, Session, may, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Posting
from app.ledger_accounts import TENDERS_HELD
from app.policies import Policy
from app.workplace import Services

TYPED_LENGTH_MAX = 120
APPROVAL_KIND = "over_short"


class CloseRefusal(StrEnum):
    """Why a shift is not closed, in the order in which it is tested (after the permission to open one).

    Then refusals come as those of `BagRefusal` for a number that was typed, and of `ApprovalRefusal`. All but the
    count's can be answered by leaving the field empty: neither reason nor bag nor second person is demanded.
    """

    INTENT_TAKEN = "intent_taken"
    NOT_COUNTED = "not_counted"
    NOT_THIS_WORKSTATION = "not_this_workstation"
    ALREADY_CLOSED = "already_closed"
    SHIFT_OF_ANOTHER = "shift_of_another"
    COUNT_OUT_OF_DATE = "count_out_of_date"
    REASON_UNKNOWN = "reason_unknown"
    NOTE_TOO_LONG = "note_too_long"
    CARD_NUMBER_TYPED = "card_number_typed"


@dataclass(frozen=True)
class CloseShift:
    """`intent`: id made when the person began; `count`: the stored count it closes on; `bag`: the sealed bag's number.

    `reason`: a code of policy `cash_control` or "", `note` what was typed to it. `approver`: who signs for a difference
    over the limit, None where nobody is there.
    """

    intent: str
    count: str
    bag: str = ""
    reason: str = ""
    note: str = ""
    approver: Session | None = None


@dataclass(frozen=True)
class ShiftIsClosed:
    """The close as it stands, and what changed; `again`: it was closed by this intent before."""

    close: Close
    changed: Changed
    again: bool = False


@dataclass(frozen=True)
class Emptied:
    """Where what was counted goes: `float_cents` into the pouch, `bagged` into the sealed bag."""

    float_cents: int
    bagged: ByTender


def record(services: Services, session: Session, command: CloseShift) -> ShiftIsClosed:
    """Closes the shift. The same intent again gives the same close. Raises Refused(CloseRefusal, ApprovalRefusal)."""
    require(session, Permission.DRAWER_OPEN_SHIFT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return ShiftIsClosed(_stored(work.connection, command.intent), work.changed, again=True)
        count, shift = _refuse(services, work, session, command)
        body = _closed(services, work, session, command, count, shift)
        author = Author(session.person_id, shift.shift, shift.business_date)
        fact = work.append(body, author, fact_id=command.intent)
        if body.approval_pending:
            _wait_for_signature(services, work, session, command, body, shift)
        on = date.fromisoformat(shift.business_date)
        queue_slip(work, fact, blind=not may_see_result(services, session, count, on))
        close = _stored(work.connection, command.intent)
        work.commit()
        return ShiftIsClosed(close, work.changed)


def emptied(counted: ByTender, float_cents: int) -> Emptied:
    """The float first, as far as there is one; the rest is for the bag."""
    kept_cents = max(min(float_cents, counted.cash_cents), 0)
    bagged = ByTender(counted.cash_cents - kept_cents, counted.check_cents, counted.money_order_cents)
    return Emptied(kept_cents, bagged)


def closing_postings(drawer: str, expected: ByTender, counted: ByTender, float_cents: int) -> tuple[Posting, ...]:
    """Takes from the drawer what it should hold, puts where it goes what it did hold, the difference to over/short."""
    goes = emptied(counted, float_cents)
    short_cents = expected.held_cents - counted.held_cents
    lines = [(ledger_accounts.drawer(drawer, tender), -expected.of(tender)) for tender in TENDERS_HELD]
    lines.append((ledger_accounts.OVER_SHORT, short_cents))
    lines.append((ledger_accounts.SAFE, goes.float_cents))
    lines += [(ledger_accounts.sealed_bags(tender), goes.bagged.of(tender)) for tender in TENDERS_HELD]
    return tuple(Posting(ledger_account=account, amount_cents=cents) for account, cents in lines if cents)


def needs_approval(services: Services, difference: ByTender, on: date) -> bool:
    """Whether a difference is over what a cashier closes on alone; a card difference is not in the drawer."""
    alone_cents: int = services.policies.at("cash_control", on).values["over_short_alone_cents"]
    return _off_cents(difference) > alone_cents


def _off_cents(difference: ByTender) -> int:
    return sum(abs(difference.of(tender)) for tender in TENDERS_HELD)


def _refuse(services: Services, work: JournalWork, session: Session, command: CloseShift) -> tuple[Count, Shift]:
    count = find_count(work.connection, command.count)
    shift = find_shift(work.connection, count.shift) if count else None
    if count is None or shift is None:
        raise Refused(CloseRefusal.NOT_COUNTED)
    if shift.drawer != services.device.code:
        raise Refused(CloseRefusal.NOT_THIS_WORKSTATION, drawer=shift.drawer)
    if shift.state not in (*UNDER_WAY, *TO_BE_COUNTED):
        raise Refused(CloseRefusal.ALREADY_CLOSED, drawer=shift.drawer)
    if shift.person != session.person_id and not may(session, Permission.DRAWER_ACCEPT):
        raise Refused(CloseRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    newest = last_count(work.connection, shift.shift)
    if newest != count or expected_content(work.connection, shift) != count.expected:
        raise Refused(CloseRefusal.COUNT_OUT_OF_DATE)
    return count, shift


def _reason(command: CloseShift, policy: Policy) -> dict[str, str]:
    """What the reason is called by language; nothing where nobody knows one. Raises Refused for words of no use."""
    listed, code = policy.values["over_short"], CloseRefusal.REASON_UNKNOWN
    names = find_reason(listed, command.reason, code).names if command.reason else {}
    if len(command.note) > TYPED_LENGTH_MAX:
        raise Refused(CloseRefusal.NOTE_TOO_LONG, limit=TYPED_LENGTH_MAX)
    if holds_card_number(command.note):
        raise Refused(CloseRefusal.CARD_NUMBER_TYPED)
    return names


def _bag(work: JournalWork, command: CloseShift, bagged: ByTender, policy: Policy) -> str:
    """The bag's number; "" where there is nothing to bag, or no bag at hand. Raises Refused(BagRefusal)."""
    if not bagged.held_cents or not command.bag.strip():
        return ""
    return refuse_bag(work.connection, command.bag, policy.values["bag_length_max"])


def _approval(
    services: Services, session: Session, difference: ByTender, approver: Session | None, on: date
) -> Approval | None:
    """Who answers for the difference; None while it waits for somebody."""
    off_cents = _off_cents(difference)
    if not needs_approval(services, difference, on):
        return Approval(session.person_id, "policy", off_cents)
    if approver is None:
        return None
    return decide(services, session, APPROVAL_KIND, off_cents, approver, on)


def _closed(
    services: Services, work: JournalWork, session: Session, command: CloseShift, count: Count, shift: Shift
) -> ShiftClosed:
    on = date.fromisoformat(shift.business_date)
    policy = services.policies.at("cash_control", on)
    goes = emptied(count.counted, shift.float_cents)
    names, bag = _reason(command, policy), _bag(work, command, goes.bagged, policy)
    approval = _approval(services, session, count.difference, command.approver, on)
    note = command.note.strip()
    return ShiftClosed(
        number=last_number(work.connection, work.device.code, work.device.generation) + 1,
        drawer=shift.drawer,
        cashier=shift.person,
        count=count.fact_id,
        expected=count.expected,
        counted=count.counted,
        difference=count.difference,
        float_cents=goes.float_cents,
        bag=bag,
        bagged=goes.bagged,
        reason=command.reason,
        reason_names=names,
        note=work.private("over_short_note", note) if note else None,
        approval=approval,
        approval_pending=approval is None,
        policies=(policy.reference, services.policies.at("approvals", on).reference),
        postings=closing_postings(shift.drawer, count.expected, count.counted, shift.float_cents),
    )


def _wait_for_signature(
    services: Services, work: JournalWork, session: Session, command: CloseShift, body: ShiftClosed, shift: Shift
) -> None:
    """Nobody signs now: the difference waits in the inbox, in the commit of the close."""
    asked = AskedAction(
        kind=APPROVAL_KIND,
        action=command.intent,
        subject=command.intent,
        reason=command.reason,
        asker=session.person_id,
        shift=shift.shift,
        business_date=shift.business_date,
        command={},
        note=command.note.strip(),
    )
    services.approvables.signatures.wait(services, work, asked, _off_cents(body.difference))


def difference_waits(services: Services, connection: Connection, close: Close) -> bool:
    """Whether the difference of a close still waits for somebody's signature."""
    return close.approval_pending and not services.approvables.signatures.signed(connection, close.fact_id)


def _stored(connection: Connection, fact_id: str) -> Close:
    close = find_close(connection, fact_id)
    if close is None:
        raise Refused(CloseRefusal.INTENT_TAKEN)
    return close
