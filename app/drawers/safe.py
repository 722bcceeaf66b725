"""The safe: sealed bags come in unopened and go back to be counted again; other cash comes and goes for a reason.

Every movement is made by two different people (dual control: domain rules §8): who is signed in, and a second person
with their PIN (policy `approvals`, kinds `safe_bags` and `safe_move`). Bags that drops and closes sealed are expected;
those that are not brought are named in the fact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from sqlalchemy import Connection

from app import ledger_accounts
from app.changed import Changed
from app.drawers.again import recorded
from app.drawers.bags import EXPECTED, IN_THE_SAFE, PUT_TOGETHER, Bag, bags_expected, find_bag, held_in
from app.drawers.notes import NoteCodes, refuse_note
from app.drawers.open_shift import counted, refuse_pieces
from app.drawers.reasons import Reason, find_reason
from app.drawers.safe_content import last_safe_count, safe_content
from app.drawers.safe_facts import SafeBagsGivenBack, SafeBagsReceived, SafeMoved
from app.errors import Refused
from app.identity.approvals import decide
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork
from app.journal.fact import Posting
from app.ledger_accounts import TENDERS_HELD
from app.policies import Policy
from app.workplace import Services

POLICY = "safe"
BAGS_KIND, MOVE_KIND = "safe_bags", "safe_move"
Direction = Literal["move_in", "move_out"]


class BagsRefusal(StrEnum):
    """Why bags are not received or given back, in the order in which it is tested (after the permission)."""

    INTENT_TAKEN = "intent_taken"
    NO_BAGS = "no_bags"
    BAG_NAMED_TWICE = "bag_named_twice"
    BAG_UNKNOWN = "bag_unknown"
    BAG_IN_THE_SAFE = "bag_in_the_safe"
    BAG_NOT_IN_THE_SAFE = "bag_not_in_the_safe"
    BAG_IN_A_DEPOSIT = "bag_in_a_deposit"
    REASON_UNKNOWN = "reason_unknown"


class SafeMoveRefusal(StrEnum):
    """Why no cash comes or goes, in the order in which it is tested (after the permission; pieces as at opening)."""

    INTENT_TAKEN = "intent_taken"
    NOT_COUNTED_YET = "not_counted_yet"
    REASON_UNKNOWN = "reason_unknown"
    NOTHING_COUNTED = "nothing_counted"
    AMOUNT_TOO_LARGE = "amount_too_large"
    NOTE_MISSING = "note_missing"
    NOTE_NOT_PLAIN = "note_not_plain"
    CARD_NUMBER_TYPED = "card_number_typed"
    NOT_IN_THE_SAFE = "not_in_the_safe"


@dataclass(frozen=True)
class ReceiveBags:
    """`intent`: id made when the people began; `bags`: the facts that sealed those that were ticked off."""

    intent: str
    bags: tuple[str, ...]
    second: Session | None = None


@dataclass(frozen=True)
class GiveBack:
    """`reason`: a code of policy `safe`; the rest as when receiving."""

    intent: str
    bags: tuple[str, ...]
    reason: str
    second: Session | None = None


@dataclass(frozen=True)
class MoveCash:
    """`pieces`: value in cents → how many come (`move_in`) or go (`move_out`); `reason`: a code of policy `safe`."""

    intent: str
    direction: Direction
    reason: str
    pieces: Mapping[int, int]
    note: str = ""
    second: Session | None = None


def receive_bags(services: Services, session: Session, command: ReceiveBags) -> Changed:
    """Puts the bags into the safe. The same intent again changes nothing. Raises Refused(BagsRefusal, ApprovalRefusal).

    What is expected besides is recorded as not there.
    """
    require(session, Permission.SAFE_USE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, BagsRefusal.INTENT_TAKEN, SafeBagsReceived):
            return work.changed
        bags = _chosen(work.connection, command.bags)
        for bag in bags:
            if bag.state not in EXPECTED:
                raise Refused(BagsRefusal.BAG_IN_THE_SAFE, bag=bag.name)
        on, held = today(services), held_in(bags)
        approval = decide(services, session, BAGS_KIND, held.held_cents, command.second, on)
        missing = [bag for bag in bags_expected(work.connection) if bag not in bags]
        body = SafeBagsReceived(
            bags=tuple(bag.as_fact() for bag in bags),
            not_there=tuple(bag.as_fact() for bag in missing),
            approval=approval,
            policies=(services.policies.at("approvals", on).reference,),
            postings=bag_postings(bags, 1),
        )
        return _append(work, session, command.intent, body, on)


def give_back(services: Services, session: Session, command: GiveBack) -> Changed:
    """Gives bags back to be counted again. Raises Refused(BagsRefusal, ApprovalRefusal)."""
    require(session, Permission.SAFE_USE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, BagsRefusal.INTENT_TAKEN, SafeBagsGivenBack):
            return work.changed
        bags = _chosen(work.connection, command.bags)
        for bag in bags:
            if bag.state not in IN_THE_SAFE:
                code = BagsRefusal.BAG_IN_A_DEPOSIT if bag.state in PUT_TOGETHER else BagsRefusal.BAG_NOT_IN_THE_SAFE
                raise Refused(code, bag=bag.name)
        on, held = today(services), held_in(bags)
        policy = services.policies.at(POLICY, on)
        reason = find_reason(policy.values["give_back"], command.reason, BagsRefusal.REASON_UNKNOWN)
        body = SafeBagsGivenBack(
            bags=tuple(bag.as_fact() for bag in bags),
            reason=reason.code,
            reason_names=reason.names,
            approval=decide(services, session, BAGS_KIND, held.held_cents, command.second, on),
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=bag_postings(bags, -1),
        )
        return _append(work, session, command.intent, body, on)


def move_cash(services: Services, session: Session, command: MoveCash) -> Changed:
    """Cash comes or goes. Raises Refused(SafeMoveRefusal, OpenShiftRefusal, ApprovalRefusal)."""
    require(session, Permission.SAFE_USE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, SafeMoveRefusal.INTENT_TAKEN, SafeMoved):
            return work.changed
        on = today(services)
        policy = services.policies.at(POLICY, on)
        reason, amount_cents, note = _refuse_move(work.connection, command, policy)
        approval = decide(services, session, MOVE_KIND, amount_cents, command.second, on)
        sign = 1 if command.direction == "move_in" else -1
        body = SafeMoved(
            reason=reason.code,
            reason_names=reason.names,
            ledger_account=reason.values["account"],
            amount_cents=sign * amount_cents,
            denominations=counted(command.pieces),
            note=work.private("note", note) if note else None,
            approval=approval,
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=move_postings(reason.values["account"], sign * amount_cents),
        )
        return _append(work, session, command.intent, body, on)


def bag_postings(bags: Iterable[Bag], sign: int) -> tuple[Posting, ...]:
    """Out of the sealed bags, into the safe, tender by tender; the other way round for `sign` −1."""
    held = held_in(bags)
    lines = [(ledger_accounts.sealed_bags(tender), -sign * held.of(tender)) for tender in TENDERS_HELD]
    lines += [(ledger_accounts.safe(tender), sign * held.of(tender)) for tender in TENDERS_HELD]
    return tuple(Posting(ledger_account=account, amount_cents=cents) for account, cents in lines if cents)


def move_postings(account: str, amount_cents: int) -> tuple[Posting, ...]:
    """Into the safe for an amount above zero, the reason's account on the other side; nothing where another posts."""
    if not account:
        return ()
    return (
        Posting(ledger_account=ledger_accounts.SAFE, amount_cents=amount_cents),
        Posting(ledger_account=account, amount_cents=-amount_cents),
    )


def _chosen(connection: Connection, sealed_by: tuple[str, ...]) -> list[Bag]:
    """The bags that a command names. Raises Refused for none, for one twice, for one that does not stand."""
    if not sealed_by:
        raise Refused(BagsRefusal.NO_BAGS)
    if len(set(sealed_by)) < len(sealed_by):
        raise Refused(BagsRefusal.BAG_NAMED_TWICE)
    found = [find_bag(connection, each) for each in sealed_by]
    bags = [bag for bag in found if bag is not None]
    if len(bags) < len(found):
        raise Refused(BagsRefusal.BAG_UNKNOWN)
    return bags


def _refuse_move(connection: Connection, command: MoveCash, policy: Policy) -> tuple[Reason, int, str]:
    """Reason, cents and note. The safe's own opening content comes first, so that nothing is counted twice."""
    if last_safe_count(connection) is None:
        raise Refused(SafeMoveRefusal.NOT_COUNTED_YET)
    reason = find_reason(policy.values[command.direction], command.reason, SafeMoveRefusal.REASON_UNKNOWN)
    refuse_pieces(command.pieces, policy.values["denominations_cents"])
    amount_cents = sum(value * count for value, count in command.pieces.items())
    limit_cents = policy.values["amount_cents_max"]
    if not amount_cents:
        raise Refused(SafeMoveRefusal.NOTHING_COUNTED)
    if amount_cents > limit_cents:
        raise Refused(SafeMoveRefusal.AMOUNT_TOO_LARGE, limit_cents=limit_cents)
    if reason.values["needs_note"] and not command.note.strip():
        raise Refused(SafeMoveRefusal.NOTE_MISSING)
    codes = NoteCodes(SafeMoveRefusal.NOTE_NOT_PLAIN, SafeMoveRefusal.CARD_NUMBER_TYPED)
    note = refuse_note(command.note, policy.values["note_length_max"], codes)
    if command.direction == "move_out" and amount_cents > safe_content(connection).loose_cents:
        raise Refused(SafeMoveRefusal.NOT_IN_THE_SAFE, amount_cents=amount_cents)
    return reason, amount_cents, note


def _append(
    work: JournalWork,
    session: Session,
    intent: str,
    body: SafeBagsReceived | SafeBagsGivenBack | SafeMoved,
    on: date,
) -> Changed:
    work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=intent)
    work.commit()
    return work.changed
