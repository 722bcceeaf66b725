"""What is known of bank deposits: one, the last ones, which shifts are free for the next, whether a day is locked.

Confusable words: a deposit is *live* until it is rejected; it *left* once it was sent. A shift is free while no live
deposit has it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from app.drawers.bags import IN_THE_SAFE, bags_of_shift
from app.drawers.bank_deposit_facts import BankDepositPrepared, BankDepositState
from app.drawers.bank_deposit_tables import bank_deposit, bank_deposit_event, bank_deposit_shift
from app.drawers.count_drawer_facts import ByTender
from app.drawers.counts import standing_close
from app.drawers.queries import SHIFTS, Shift, ShiftEvent, shift_of
from app.drawers.tables import shift as shift_table
from app.errors import Refused
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.policies import Policies

LEFT = (BankDepositState.SENT, BankDepositState.CONFIRMED)


@dataclass(frozen=True)
class BankDeposit:
    """A bank deposit as it stands. `held` goes to the bank; instants UTC µs."""

    fact_id: str
    workstation: str
    generation: int
    number: int
    business_date: str
    bag: str
    person: str
    prepared_at_us: int
    held: ByTender
    difference_cents: int
    state: BankDepositState

    @property
    def name(self) -> str:
        """`A2-D0007`; from the second generation on `A2-2-D0007`."""
        middle = f"{self.generation}-" if self.generation > 1 else ""
        return f"{self.workstation}-{middle}D{self.number:04d}"


def _last_event(column: ColumnElement[Any]) -> Any:
    newest_first = (bank_deposit_event.c.generation.desc(), bank_deposit_event.c.sequence.desc())
    of_deposit = bank_deposit_event.c.deposit == bank_deposit.c.fact_id
    newest = select(column).where(of_deposit).order_by(*newest_first).limit(1)
    return newest.correlate(bank_deposit).scalar_subquery()


_STATE = _last_event(bank_deposit_event.c.event)
_DEPOSITS = select(bank_deposit, _STATE.label("state"))
_NEWEST_FIRST = (bank_deposit.c.prepared_at_us.desc(), bank_deposit.c.number.desc())


def find_deposit(connection: Connection, fact_id: str) -> BankDeposit | None:
    """A deposit by the fact that prepared it."""
    row = connection.execute(_DEPOSITS.where(bank_deposit.c.fact_id == fact_id)).first()
    return _deposit(row) if row else None


def last_deposits(connection: Connection, limit: int = 50) -> list[BankDeposit]:
    """The newest deposits, newest first, rejected ones too."""
    return [_deposit(row) for row in connection.execute(_DEPOSITS.order_by(*_NEWEST_FIRST).limit(limit))]


def deposits_in_the_safe(connection: Connection) -> list[BankDeposit]:
    """Put together and not sent: the bank's bag lies in the safe."""
    waiting = [BankDepositState.VERIFIED.value]
    rows = connection.execute(_DEPOSITS.where(_STATE.is_(None) | _STATE.in_(waiting)).order_by(*_NEWEST_FIRST))
    return [_deposit(row) for row in rows]


def last_number(connection: Connection, workstation: str, generation: int) -> int:
    """The number of a workstation's last deposit; 0 before its first."""
    of_chain = (bank_deposit.c.workstation == workstation, bank_deposit.c.generation == generation)
    newest = select(bank_deposit.c.number).where(*of_chain).order_by(bank_deposit.c.number.desc()).limit(1)
    return int(connection.scalar(newest) or 0)


def bank_bag_is_used(connection: Connection, key: str) -> bool:
    """Whether another deposit went into a bank bag of this number."""
    return connection.execute(select(bank_deposit.c.fact_id).where(bank_deposit.c.bag_key == key)).first() is not None


def deposits_of(connection: Connection, shift: str) -> list[BankDeposit]:
    """The live deposits that have a shift: one at most here; two are an exception that came with a sync."""
    having = select(bank_deposit_shift.c.deposit).where(bank_deposit_shift.c.shift == shift)
    rows = connection.execute(_DEPOSITS.where(bank_deposit.c.fact_id.in_(having)).order_by(bank_deposit.c.number))
    return [deposit for deposit in map(_deposit, rows) if deposit.state is not BankDepositState.REJECTED]


def read_deposit(connection: Connection, kinds: Kinds, fact_id: str) -> BankDepositPrepared:
    """The whole fact. Raises KeyError when there is none of that id."""
    stored = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == fact_id)
    row = connection.execute(stored).first()
    body = kinds.read(row.envelope, row.body).body if row else None
    if not isinstance(body, BankDepositPrepared):
        raise KeyError(fact_id)
    return body


def free_shifts(connection: Connection) -> list[Shift]:
    """Shifts that are accepted and in no live deposit, oldest first."""
    accepted = [shift for shift in _not_rejected_in_any(connection) if shift.state is ShiftEvent.ACCEPTED]
    return [shift for shift in accepted if not deposits_of(connection, shift.shift)]


def day_is_locked(connection: Connection, on: date) -> bool:
    """Whether every shift of a business day that is known here is at the bank, and at least one is.

    One that was accepted with nothing to deposit holds nothing up.
    """
    rows = connection.execute(SHIFTS.where(shift_table.c.business_date == on.isoformat()))
    found = [(shift, _has_left(connection, shift)) for shift in map(shift_of, rows)]
    return any(left for _, left in found) and all(left or _is_empty(connection, shift) for shift, left in found)


def refuse_locked_day(policies: Policies, connection: Connection, on: date, code: StrEnum) -> None:
    """Raises Refused with the caller's own code where a business day takes no more shifts (policy `bank_deposit`).

    It stops only workstations that know of the deposits; what comes late keeps its day and joins the next deposit.
    """
    if policies.at("bank_deposit", on).values["day_locks"] and day_is_locked(connection, on):
        raise Refused(code, day=on.isoformat())


def refuse_undoing(connection: Connection, shift: Shift, in_deposit: StrEnum, in_the_safe: StrEnum) -> None:
    """Raises Refused where a close may not be undone: the bank has its money, or its bag is locked away."""
    if having := deposits_of(connection, shift.shift):
        raise Refused(in_deposit, drawer=shift.drawer, deposit=having[0].name)
    close = standing_close(connection, shift.shift)
    for bag in bags_of_shift(connection, shift.shift):
        if close is not None and bag.sealed_by == close.fact_id and bag.state in IN_THE_SAFE:
            raise Refused(in_the_safe, drawer=shift.drawer, bag=bag.name)


def _has_left(connection: Connection, shift: Shift) -> bool:
    return any(deposit.state in LEFT for deposit in deposits_of(connection, shift.shift))


def _is_empty(connection: Connection, shift: Shift) -> bool:
    return shift.state is ShiftEvent.ACCEPTED and not bags_of_shift(connection, shift.shift)


def _not_rejected_in_any(connection: Connection) -> list[Shift]:
    """Shifts that no deposit ever took, and those whose deposit came back."""
    rejected = select(bank_deposit_event.c.deposit).where(bank_deposit_event.c.event == BankDepositState.REJECTED.value)
    standing = select(bank_deposit_shift.c.shift).where(bank_deposit_shift.c.deposit.not_in(rejected))
    rows = connection.execute(SHIFTS.where(shift_table.c.shift.not_in(standing)).order_by(shift_table.c.opened_at_us))
    return [shift_of(row) for row in rows]


def _deposit(row: Any) -> BankDeposit:
    held = ByTender(row.cash_cents, row.check_cents, row.money_order_cents)
    place = (row.fact_id, row.workstation, row.generation, row.number, row.business_date)
    state = BankDepositState(row.state) if row.state else BankDepositState.PREPARED
    return BankDeposit(*place, row.bag, row.person, row.prepared_at_us, held, row.difference_cents, state)
