"""Counting the safe by two people, before anything is shown: loose cash by denomination, sealed bags one by one.

The first count records the opening content: its difference goes to the change fund. A later count posts nothing; a
difference that is not found again by counting once more goes to over and short, for a reason and with the signature of
whoever accepts shifts (`record_discrepancy`). A bag that was not found is named and stays in the books: its loss is
not a difference of cash.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from app import ledger_accounts
from app.changed import Changed
from app.drawers.again import recorded
from app.drawers.bags import Bag
from app.drawers.notes import NoteCodes, refuse_note
from app.drawers.open_shift import counted, refuse_pieces
from app.drawers.reasons import Reason, find_reason
from app.drawers.safe import POLICY
from app.drawers.safe_content import SafeCount, find_safe_count, last_safe_count, safe_content
from app.drawers.safe_facts import SafeCounted, SafeDiscrepancyRecorded
from app.drawers.safe_tables import safe_discrepancy
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork
from app.journal.fact import Posting
from app.policies import Policy
from app.workplace import Services

COUNT_KIND, DIFFERENCE_KIND = "safe_count", "safe_difference"


class SafeCountRefusal(StrEnum):
    """Why a count is not stored, in the order in which it is tested (after the permission; pieces as at opening)."""

    INTENT_TAKEN = "intent_taken"
    BAG_UNKNOWN = "bag_unknown"


class DiscrepancyRefusal(StrEnum):
    """Why a difference does not go to over and short, in the order in which it is tested (after the permission)."""

    INTENT_TAKEN = "intent_taken"
    COUNT_UNKNOWN = "count_unknown"
    ALREADY_RECORDED = "already_recorded"
    NO_DIFFERENCE = "no_difference"
    COUNT_OUT_OF_DATE = "count_out_of_date"
    REASON_UNKNOWN = "reason_unknown"
    NOTE_NOT_PLAIN = "note_not_plain"
    CARD_NUMBER_TYPED = "card_number_typed"


@dataclass(frozen=True)
class CountSafe:
    """`pieces`: value in cents → how many, loose or in floats' pouches; `bags`: the facts that sealed those found."""

    intent: str
    pieces: Mapping[int, int]
    bags: tuple[str, ...] = ()
    second: Session | None = None


@dataclass(frozen=True)
class RecordDiscrepancy:
    """`count`: the count that found it; `reason`: a code of policy `safe`."""

    intent: str
    count: str
    reason: str
    note: str = ""
    second: Session | None = None


@dataclass(frozen=True)
class SafeIsCounted:
    """The count as it stands, the bags that were not found, and what changed."""

    count: SafeCount
    missed: tuple[str, ...]
    changed: Changed


def record(services: Services, session: Session, command: CountSafe) -> SafeIsCounted:
    """Stores the count. The same intent again gives the same count. Raises Refused(SafeCountRefusal, …)."""
    require(session, Permission.SAFE_USE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, SafeCountRefusal.INTENT_TAKEN, SafeCounted):
            return SafeIsCounted(_stored(work.connection, command.intent), (), work.changed)
        on = today(services)
        policy = services.policies.at(POLICY, on)
        refuse_pieces(command.pieces, policy.values["denominations_cents"])
        content = safe_content(work.connection)
        found, missed = _ticked(content.bags, command.bags)
        counted_cents = sum(value * count for value, count in command.pieces.items())
        expected_cents = content.loose_cents
        first = last_safe_count(work.connection) is None
        body = SafeCounted(
            denominations=counted(command.pieces),
            counted_cents=counted_cents,
            expected_cents=expected_cents,
            difference_cents=counted_cents - expected_cents,
            first=first,
            bags=tuple(bag.as_fact() for bag in found),
            missed=tuple(bag.as_fact() for bag in missed),
            approval=decide(services, session, COUNT_KIND, counted_cents, command.second, on),
            policies=(services.policies.at("approvals", on).reference, policy.reference),
            postings=difference_postings(counted_cents - expected_cents, ledger_accounts.CHANGE_FUND) if first else (),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        count = _stored(work.connection, command.intent)
        work.commit()
        return SafeIsCounted(count, tuple(bag.name for bag in missed), work.changed)


@dataclass(frozen=True)
class DifferencePlan:
    """A difference that can go to over and short now: the count that found it, and why."""

    command: RecordDiscrepancy
    count: SafeCount
    reason: Reason
    note: str
    policy: Policy
    on: date

    @property
    def off_cents(self) -> int:
        """How much, whichever way."""
        return abs(self.count.difference_cents)


def record_discrepancy(services: Services, session: Session, command: RecordDiscrepancy) -> Changed:
    """Posts the difference of the last count. Raises Refused(DiscrepancyRefusal, ApprovalRefusal)."""
    require(session, Permission.SAFE_USE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, DiscrepancyRefusal.INTENT_TAKEN, SafeDiscrepancyRecorded):
            return work.changed
        plan = refuse_discrepancy(services, work.connection, command)
        approval = decide(services, session, DIFFERENCE_KIND, plan.off_cents, command.second, plan.on)
        append_discrepancy(services, work, session.person_id, plan, approval)
        work.commit()
        return work.changed


def refuse_discrepancy(services: Services, connection: Connection, command: RecordDiscrepancy) -> DifferencePlan:
    """What it needs. Raises Refused(DiscrepancyRefusal)."""
    count, on = _refuse(connection, command), today(services)
    policy = services.policies.at(POLICY, on)
    reason = find_reason(policy.values["discrepancy"], command.reason, DiscrepancyRefusal.REASON_UNKNOWN)
    codes = NoteCodes(DiscrepancyRefusal.NOTE_NOT_PLAIN, DiscrepancyRefusal.CARD_NUMBER_TYPED)
    note = refuse_note(command.note, policy.values["note_length_max"], codes)
    return DifferencePlan(command, count, reason, note, policy, on)


def append_discrepancy(
    services: Services, work: JournalWork, person: str, plan: DifferencePlan, approval: Approval
) -> Changed:
    """The fact, for the commit of whoever opened `work`; every rule was tested before."""
    body = SafeDiscrepancyRecorded(
        count=plan.count.fact_id,
        difference_cents=plan.count.difference_cents,
        reason=plan.reason.code,
        reason_names=plan.reason.names,
        note=work.private("note", plan.note) if plan.note else None,
        approval=approval,
        policies=(services.policies.at("approvals", plan.on).reference, plan.policy.reference),
        postings=difference_postings(plan.count.difference_cents, ledger_accounts.OVER_SHORT),
    )
    work.append(body, Author(person, None, plan.on.isoformat()), fact_id=plan.command.intent)
    return work.changed


def difference_postings(difference_cents: int, account: str) -> tuple[Posting, ...]:
    """The safe holds what was counted; the other side says where the difference stands."""
    if not difference_cents:
        return ()
    return (
        Posting(ledger_account=ledger_accounts.SAFE, amount_cents=difference_cents),
        Posting(ledger_account=account, amount_cents=-difference_cents),
    )


def is_settled(connection: Connection, count: str) -> bool:
    """Whether the difference of a count went to over and short."""
    return connection.execute(select(safe_discrepancy).where(safe_discrepancy.c.count == count)).first() is not None


def _ticked(bags: tuple[Bag, ...], found: tuple[str, ...]) -> tuple[list[Bag], list[Bag]]:
    """Those of the safe that were found, and those that were not. Raises Refused for one that is not there."""
    known = {bag.sealed_by for bag in bags}
    if unknown := [each for each in found if each not in known]:
        raise Refused(SafeCountRefusal.BAG_UNKNOWN, bag=unknown[0][:40])
    return [bag for bag in bags if bag.sealed_by in found], [bag for bag in bags if bag.sealed_by not in found]


def _refuse(connection: Connection, command: RecordDiscrepancy) -> SafeCount:
    count = find_safe_count(connection, command.count)
    if count is None:
        raise Refused(DiscrepancyRefusal.COUNT_UNKNOWN)
    if is_settled(connection, count.fact_id):
        raise Refused(DiscrepancyRefusal.ALREADY_RECORDED)
    if not count.difference_cents or count.first:
        raise Refused(DiscrepancyRefusal.NO_DIFFERENCE)
    if last_safe_count(connection) != count or safe_content(connection).loose_cents != count.expected_cents:
        raise Refused(DiscrepancyRefusal.COUNT_OUT_OF_DATE)
    return count


def _stored(connection: Connection, fact_id: str) -> SafeCount:
    count = find_safe_count(connection, fact_id)
    if count is None:
        raise Refused(SafeCountRefusal.INTENT_TAKEN)
    return count
