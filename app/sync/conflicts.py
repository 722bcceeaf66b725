"""Conflicts between workstations that could not see each other: derived from sums, settled by a fact.

No fact is refused for them: each happened. The same charge paid at two counters leaves a surplus, shown as credit; the
same line of a receipt refunded twice lacks money; an account that the city closed meanwhile got a payment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, select, union_all

from app.accounts import queries as accounts
from app.accounts.contact_details import StandingChange, details_at_odds
from app.changed import Changed
from app.errors import Refused
from app.identity.mapped import Place, central_id, names_of
from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.journal.kinds import Kinds
from app.journal.read_facts import fact_of
from app.journal.tables import activity, fact, posting
from app.payments.facts import PaymentTaken
from app.payments.undo_tables import undone_line
from app.sync.conflict_facts import ConflictSettled, conflict_settled
from app.workplace import Reading, Services


class ConflictKind(StrEnum):
    """What two workstations did to each other."""

    CHARGE_PAID_TWICE = "charge_paid_twice"
    """Together they paid more of a charge than it is. Next step: refund the surplus, or leave it as credit."""
    REFUND_TWICE = "refund_twice"
    """More of a receipt's line was given back than it paid. Next step: claim it back, or write it off."""
    CLOSED_ACCOUNT_PAID = "closed_account_paid"
    """Paid on or after the day on which the city closed the account. Next step: refund, or move it."""
    CONTACT_EDITED_TWICE = "contact_edited_twice"
    """The same detail of a customer was changed to different values. Next step: choose on the account's page."""


class Decision(StrEnum):
    """What a person decided; what follows from it is recorded by its own workflow."""

    LEFT_AS_CREDIT = "left_as_credit"
    REFUNDED = "refunded"
    MOVED = "moved"
    CLAIMED_BACK = "claimed_back"
    WRITTEN_OFF = "written_off"
    NOT_A_CONFLICT = "not_a_conflict"


class ConflictRefusal(StrEnum):
    """Why a decision is not recorded, in the order in which it is tested (after the permission)."""

    NOT_THERE = "not_there"
    """It was settled meanwhile, or is none any more."""
    CHANGED = "changed"
    """Its amount is another now: look at it again."""
    BY_ITS_ACCOUNT = "by_its_account"
    """A contact is settled by what is put in on the account's page, not by a decision about an amount."""


@dataclass(frozen=True)
class Conflict:
    """`key` names it for settling. `facts`: those that make it, oldest first, as far as they are here."""

    kind: ConflictKind
    key: str
    amount_cents: int
    account: str = ""
    charge: str = ""
    receipt: str = ""
    line: int = 0
    facts: tuple[str, ...] = ()
    contact: tuple[StandingChange, ...] = ()
    """Of a contact that was edited twice: the changes that stand, `amount_cents` is 0 then."""
    detail: str = ""


@dataclass(frozen=True)
class SettleConflict:
    """A decision about what was shown: `amount_cents` as the person saw it."""

    intent: str
    key: str
    amount_cents: int
    decision: Decision


_SAME_FACT = (
    (fact.c.workstation == posting.c.workstation)
    & (fact.c.generation == posting.c.generation)
    & (fact.c.sequence == posting.c.sequence)
)


def _lines(each: Table, fact_id: Column[str], place: Place | None = None) -> Select[Any]:
    """`account` and `charge` as the city calls them, `named` as the fact does: that has an index."""
    account = central_id(Subject.ACCOUNT, each.c.workstation, each.c.account, place).label("account")
    charge = central_id(Subject.CHARGE, each.c.workstation, each.c.charge, place).label("charge")
    return select(
        fact_id, account, charge, each.c.amount_cents, each.c.business_date, each.c.account.label("named")
    ).where(each.c.account.is_not(None))


_CREDITS = union_all(
    _lines(posting, fact.c.fact_id, (posting.c.generation, posting.c.sequence)).join(fact, _SAME_FACT),
    _lines(activity, activity.c.fact_id),
).subquery()
_PAID_BY_SEVERAL = (
    select(_CREDITS.c.account, _CREDITS.c.charge, func.sum(_CREDITS.c.amount_cents).label("cents"))
    .where(_CREDITS.c.charge.is_not(None))
    .group_by(_CREDITS.c.account, _CREDITS.c.charge)
    .having(func.count(_CREDITS.c.fact_id.distinct()) > 1, func.sum(_CREDITS.c.amount_cents) < 0)
    .order_by(_CREDITS.c.account, _CREDITS.c.charge)
)
_REFUNDED_OFTEN = (
    select(undone_line.c.receipt, undone_line.c.line, func.sum(undone_line.c.amount_cents).label("cents"))
    .where(undone_line.c.what == "refund")
    .group_by(undone_line.c.receipt, undone_line.c.line)
    .having(func.count() > 1)
)
_PAID_LAST = (
    select(_CREDITS.c.account, func.max(_CREDITS.c.business_date).label("on"))
    .where(_CREDITS.c.amount_cents < 0)
    .group_by(_CREDITS.c.account)
    .order_by(_CREDITS.c.account)
)
_SETTLED = select(conflict_settled.c.conflict, func.max(conflict_settled.c.amount_cents)).group_by("conflict")


def open_conflicts(reading: Reading, kinds: Kinds) -> tuple[Conflict, ...]:
    """What nobody has settled yet. Reads every posting on accounts: for a page, not for a payment."""
    settled = {row[0]: int(row[1]) for row in reading.journal.execute(_SETTLED)}
    found = (*_paid_twice(reading), *_refunded_twice(reading.journal, kinds), *_closed_meanwhile(reading))
    unsettled = (conflict for conflict in found if conflict.amount_cents > settled.get(conflict.key, 0))
    return (*unsettled, *_edited_twice(reading.journal))


def settle(services: Services, session: Session, command: SettleConflict) -> Changed:
    """Records the decision; again with the same intent changes nothing. Raises Refused."""
    require(session, Permission.PAYMENT_CORRECT)
    with services.read() as reading:
        if is_recorded(reading.journal, command.intent):
            return Changed()
        shown = {conflict.key: conflict for conflict in open_conflicts(reading, services.kinds)}
    conflict = shown.get(command.key)
    if conflict is None:
        raise Refused(ConflictRefusal.NOT_THERE)
    if conflict.amount_cents != command.amount_cents:
        raise Refused(ConflictRefusal.CHANGED, amount_cents=conflict.amount_cents)
    if conflict.kind is ConflictKind.CONTACT_EDITED_TWICE:
        raise Refused(ConflictRefusal.BY_ITS_ACCOUNT)
    body = ConflictSettled(conflict=command.key, amount_cents=command.amount_cents, decision=command.decision.value)
    with services.unit_of_work() as work:
        work.append(body, Author(person=session.person_id), fact_id=command.intent)
        work.commit()
        return work.changed


def _edited_twice(journal: Connection) -> Iterator[Conflict]:
    for customer, detail, standing in details_at_odds(journal):
        key = f"{ConflictKind.CONTACT_EDITED_TWICE}/{customer}/{detail}"
        facts = tuple(each.fact_id for each in standing)
        yield Conflict(
            ConflictKind.CONTACT_EDITED_TWICE,
            key,
            0,
            standing[-1].account,
            facts=facts,
            contact=standing,
            detail=detail,
        )


def _paid_twice(reading: Reading) -> Iterator[Conflict]:
    amounts: dict[str, dict[str, int]] = {}
    for account, charge, cents in reading.journal.execute(_PAID_BY_SEVERAL):
        if account not in amounts:
            amounts[account] = _charges_of(reading, account)
        surplus = -int(cents) - amounts[account].get(charge, -int(cents))
        if surplus > 0:
            facts = _facts_on(reading.journal, account, charge)
            key = f"{ConflictKind.CHARGE_PAID_TWICE}/{charge}"
            yield Conflict(ConflictKind.CHARGE_PAID_TWICE, key, surplus, account, charge, facts=facts)


def _charges_of(reading: Reading, account: str) -> dict[str, int]:
    """The amount of each charge that the city gave; one that is not known is not judged."""
    key = accounts.account_key(account)
    row = accounts.find_account(reading.reference, key)
    given = accounts.charges(reading.reference, row, key) if row is not None else []
    return {charge.key: charge.amount_cents for charge in given}


def _refunded_twice(journal: Connection, kinds: Kinds) -> Iterator[Conflict]:
    for receipt, line, cents in journal.execute(_REFUNDED_OFTEN).all():
        stored = fact_of(journal.exec_driver_sql, receipt)
        body = kinds.read(stored.sealed.envelope_bytes, stored.sealed.body_bytes).body if stored else None
        if not isinstance(body, PaymentTaken) or int(cents) <= body.lines[line - 1].amount_cents:
            continue
        facts = journal.execute(
            select(undone_line.c.fact_id)
            .where(undone_line.c.receipt == receipt, undone_line.c.line == line, undone_line.c.what == "refund")
            .order_by(undone_line.c.at_us, undone_line.c.fact_id)
        ).scalars()
        excess = int(cents) - body.lines[line - 1].amount_cents
        key = f"{ConflictKind.REFUND_TWICE}/{receipt}/{line}"
        account = body.lines[line - 1].account or ""
        yield Conflict(ConflictKind.REFUND_TWICE, key, excess, account, receipt=receipt, line=line, facts=tuple(facts))


def _closed_meanwhile(reading: Reading) -> Iterator[Conflict]:
    for account, paid_on in reading.journal.execute(_PAID_LAST).all():
        row = accounts.find_account(reading.reference, accounts.account_key(account))
        given = accounts.account_summary(reading.reference, row) if row is not None else None
        if given is None or given.closed_on is None or not paid_on or paid_on < given.closed_on.isoformat():
            continue
        since = _on(reading.journal, account) & (_CREDITS.c.business_date >= given.closed_on.isoformat())
        cents = -int(reading.journal.scalar(select(func.sum(_CREDITS.c.amount_cents)).where(since)) or 0)
        if cents > 0:
            facts = reading.journal.execute(select(_CREDITS.c.fact_id).where(since).distinct()).scalars()
            key = f"{ConflictKind.CLOSED_ACCOUNT_PAID}/{account}"
            yield Conflict(ConflictKind.CLOSED_ACCOUNT_PAID, key, cents, account, facts=tuple(sorted(facts)))


def _facts_on(journal: Connection, account: str, charge: str) -> tuple[str, ...]:
    on = _on(journal, account) & (_CREDITS.c.charge == charge)
    return tuple(sorted(journal.execute(select(_CREDITS.c.fact_id).where(on).distinct()).scalars()))


def _on(journal: Connection, account: str) -> ColumnElement[bool]:
    return _CREDITS.c.named.in_(names_of(journal, Subject.ACCOUNT, account)) & (_CREDITS.c.account == account)
