"""Preparing a bank deposit: accepted shifts are put together intact, their bags opened, the cash counted and sealed.

Intact (GFOA practice; WA SAO model rules) means: exactly what its shifts gave, which is their receipts with pay ins and
pay outs and over and short, never more or less, and no shift twice. Where a bag holds other cash than its close said,
the difference goes to over and short with a reason and a second signature (policy `approvals`, kind `safe_difference`)
in the same fact. What follows stands in `bank_deposit_steps` and `settle_bank_deposit`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from app import ledger_accounts
from app.changed import Changed
from app.drawers.again import recorded
from app.drawers.bags import IN_THE_SAFE, Bag, bags_of_shift, held_in
from app.drawers.bank_deposit_facts import BankDepositPrepared, DepositedShift
from app.drawers.bank_deposits import BankDeposit, bank_bag_is_used, deposits_of, find_deposit, last_number
from app.drawers.count_drawer_facts import ByTender, DrawerCounted, FoundPaper
from app.drawers.counts import read_close, standing_close
from app.drawers.open_shift import counted, refuse_pieces
from app.drawers.queries import Shift, ShiftEvent, find_shift, shift_sums
from app.drawers.reasons import find_reason
from app.drawers.safe import POLICY as SAFE_POLICY
from app.drawers.safe_count import DIFFERENCE_KIND, difference_postings
from app.drawers.sealed_bags import bag_key, refuse_bag
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork
from app.journal.tables import fact as fact_table
from app.ledger_accounts import TENDERS_HELD
from app.policies import Policy
from app.workplace import Services

POLICY = "bank_deposit"


class PrepareRefusal(StrEnum):
    """Why no deposit is prepared, in the order in which it is tested (after the permission).

    Between NOT_INTACT and CASH_DIFFERS pieces are refused as at opening; at the end the bank's bag as any sealed bag.
    """

    INTENT_TAKEN = "intent_taken"
    NO_SHIFTS = "no_shifts"
    TOO_MANY_SHIFTS = "too_many_shifts"
    SHIFT_NAMED_TWICE = "shift_named_twice"
    SHIFT_UNKNOWN = "shift_unknown"
    SHIFT_NOT_ACCEPTED = "shift_not_accepted"
    SHIFT_IN_A_DEPOSIT = "shift_in_a_deposit"
    BAG_NOT_IN_THE_SAFE = "bag_not_in_the_safe"
    NOTHING_TO_DEPOSIT = "nothing_to_deposit"
    NOT_INTACT = "not_intact"
    CASH_DIFFERS = "cash_differs"
    REASON_UNKNOWN = "reason_unknown"
    BANK_BAG_USED = "bank_bag_used"


@dataclass(frozen=True)
class PrepareBankDeposit:
    """`intent`: id made when the person began; `pieces`: value in cents → how many of the cash in the opened bags.

    `bag`: number of the bank's bag. `reason` with `second`: only where the cash is not what the closes said.
    """

    intent: str
    shifts: tuple[str, ...]
    pieces: Mapping[int, int]
    bag: str
    reason: str = ""
    second: Session | None = None


@dataclass(frozen=True)
class BankDepositMoved:
    """The deposit as it stands now, and what changed."""

    deposit: BankDeposit
    changed: Changed


def record(services: Services, session: Session, command: PrepareBankDeposit) -> BankDepositMoved:
    """Prepares it. The same intent again gives the same deposit. Raises Refused(PrepareRefusal, …)."""
    require(session, Permission.BANK_DEPOSIT_MAKE)
    with services.unit_of_work() as work:
        if recorded(work.connection, command.intent, PrepareRefusal.INTENT_TAKEN, BankDepositPrepared):
            return BankDepositMoved(stored(work.connection, command.intent, PrepareRefusal.INTENT_TAKEN), work.changed)
        on = today(services)
        policy = services.policies.at(POLICY, on)
        parts = _parts(work, command, policy)
        held = total_of(parts)
        refuse_pieces(command.pieces, services.policies.at(SAFE_POLICY, on).values["denominations_cents"])
        body = _prepared(services, work, session, command, parts, held, policy)
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        deposit = stored(work.connection, command.intent, PrepareRefusal.INTENT_TAKEN)
        work.commit()
        return BankDepositMoved(deposit, work.changed)


def stored(connection: Connection, fact_id: str, unknown: StrEnum) -> BankDeposit:
    """A deposit. Raises Refused with the caller's own code where there is none of that id."""
    deposit = find_deposit(connection, fact_id)
    if deposit is None:
        raise Refused(unknown)
    return deposit


def total_of(parts: tuple[DepositedShift, ...]) -> ByTender:
    """What several shifts gave together."""
    return ByTender(*(sum(part.held.of(tender) for part in parts) for tender in TENDERS_HELD))


def cash_of(pieces: Mapping[int, int]) -> int:
    """Cents of counted pieces."""
    return sum(value * count for value, count in pieces.items())


def part_of(connection: Connection, work: JournalWork, shift: Shift) -> DepositedShift:
    """All that a shift gave, as its bags say, with the checks and money orders that its last count found."""
    bags = bags_of_shift(connection, shift.shift)
    return DepositedShift(
        shift=shift.shift,
        drawer=shift.drawer,
        cashier=shift.person,
        business_date=shift.business_date,
        bags=tuple(bag.sealed_by for bag in bags),
        held=held_in(bags),
        papers=_papers(work, shift),
    )


def _parts(work: JournalWork, command: PrepareBankDeposit, policy: Policy) -> tuple[DepositedShift, ...]:
    shifts_max = policy.values["shifts_max"]
    if not command.shifts:
        raise Refused(PrepareRefusal.NO_SHIFTS)
    if len(command.shifts) > shifts_max:
        raise Refused(PrepareRefusal.TOO_MANY_SHIFTS, limit=shifts_max)
    if len(set(command.shifts)) < len(command.shifts):
        raise Refused(PrepareRefusal.SHIFT_NAMED_TWICE)
    shifts = [_free(work.connection, shift) for shift in command.shifts]
    for shift in shifts:
        _refuse_bags(bags_of_shift(work.connection, shift.shift))
    parts = tuple(part_of(work.connection, work, shift) for shift in shifts)
    if not total_of(parts).held_cents:
        raise Refused(PrepareRefusal.NOTHING_TO_DEPOSIT)
    for part in parts:
        _refuse_not_intact(work.connection, part)
    return parts


def _free(connection: Connection, shift: str) -> Shift:
    found = find_shift(connection, shift)
    if found is None:
        raise Refused(PrepareRefusal.SHIFT_UNKNOWN)
    if found.state is not ShiftEvent.ACCEPTED:
        raise Refused(PrepareRefusal.SHIFT_NOT_ACCEPTED, drawer=found.drawer)
    if having := deposits_of(connection, shift):
        raise Refused(PrepareRefusal.SHIFT_IN_A_DEPOSIT, drawer=found.drawer, deposit=having[0].name)
    return found


def _refuse_bags(bags: list[Bag]) -> None:
    for bag in bags:
        if bag.state not in IN_THE_SAFE:
            raise Refused(PrepareRefusal.BAG_NOT_IN_THE_SAFE, bag=bag.name, drawer=bag.drawer)


def _refuse_not_intact(connection: Connection, part: DepositedShift) -> None:
    """What the bags hold is what the shift's own facts put into them: two ways to one sum."""
    sums = shift_sums(connection, part.shift)
    for tender in TENDERS_HELD:
        off_cents = part.held.of(tender) - sums.get(ledger_accounts.sealed_bags(tender), 0)
        if off_cents:
            raise Refused(PrepareRefusal.NOT_INTACT, drawer=part.drawer, off_cents=off_cents)


def _papers(work: JournalWork, shift: Shift) -> tuple[FoundPaper, ...]:
    close = standing_close(work.connection, shift.shift)
    if close is None:
        return ()
    count = read_close(work.connection, work.kinds, close.fact_id).count
    columns = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == count)
    row = work.connection.execute(columns).one()
    body = work.kinds.read(row.envelope, row.body).body
    return body.papers if isinstance(body, DrawerCounted) else ()


def _prepared(
    services: Services,
    work: JournalWork,
    session: Session,
    command: PrepareBankDeposit,
    parts: tuple[DepositedShift, ...],
    held: ByTender,
    policy: Policy,
) -> BankDepositPrepared:
    on = today(services)
    difference_cents = cash_of(command.pieces) - held.cash_cents
    names = _reason(command, difference_cents, policy)
    bag = _bank_bag(services, work, command.bag, on)
    return BankDepositPrepared(
        number=last_number(work.connection, work.device.code, work.device.generation) + 1,
        shifts=parts,
        denominations=counted(command.pieces),
        total=ByTender(held.cash_cents + difference_cents, held.check_cents, held.money_order_cents),
        difference_cents=difference_cents,
        reason=command.reason if difference_cents else "",
        reason_names=names,
        bag=bag,
        approval=_approval(services, session, command, difference_cents, on),
        policies=(services.policies.at("approvals", on).reference, policy.reference),
        postings=difference_postings(difference_cents, ledger_accounts.OVER_SHORT),
    )


def _reason(command: PrepareBankDeposit, difference_cents: int, policy: Policy) -> dict[str, str]:
    if not difference_cents:
        return {}
    if not command.reason:
        raise Refused(PrepareRefusal.CASH_DIFFERS, difference_cents=difference_cents)
    return find_reason(policy.values["difference"], command.reason, PrepareRefusal.REASON_UNKNOWN).names


def _bank_bag(services: Services, work: JournalWork, typed: str, on: date) -> str:
    length_max = services.policies.at("cash_control", on).values["bag_length_max"]
    bag = refuse_bag(work.connection, typed, length_max)
    if bank_bag_is_used(work.connection, bag_key(bag)):
        raise Refused(PrepareRefusal.BANK_BAG_USED, bag=bag)
    return bag


def _approval(
    services: Services, session: Session, command: PrepareBankDeposit, difference_cents: int, on: date
) -> Approval | None:
    if not difference_cents:
        return None
    return decide(services, session, DIFFERENCE_KIND, abs(difference_cents), command.second, on)
