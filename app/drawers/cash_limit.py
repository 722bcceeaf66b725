"""How much cash a drawer may hold (policy `cash_control`): from a limit on the counter warns, from the next it stops.

The payment path asks before every payment in cash. What a drawer holds is the sum of its postings; those up to a place
in the chain never change, so that sum is remembered and only what stands behind it is added: the cost of a question
does not grow with the day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, and_, bindparam, case, func, select

from app import ledger_accounts
from app.drawers.queries import SHIFT_POSTINGS, Shift, open_shift
from app.journal.append import JournalWork
from app.journal.tables import posting
from app.policies import Policy
from app.store.prepared import Prepared
from app.workplace import Services


class CashLevel(StrEnum):
    """Where the cash of a drawer stands. How much it is is not said: counts are blind."""

    BELOW = "below"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True)
class _Known:
    """What a shift's drawer held after the facts up to a place in this chain."""

    shift: str
    sequence: int
    cents: int


_KNOWN: WeakKeyDictionary[Engine, _Known] = WeakKeyDictionary()
"""One a journal that is open for writing; only the writer lane asks, and it sees committed facts alone."""

_is_cash = and_(posting.c.shift == bindparam("shift"), posting.c.ledger_account == bindparam("ledger_account"))
_WHOLE = Prepared(
    select(func.coalesce(func.sum(SHIFT_POSTINGS.c.amount_cents), 0)).where(
        SHIFT_POSTINGS.c.ledger_account == bindparam("ledger_account")
    )
)
_SINCE = Prepared(
    select(func.coalesce(func.sum(case((_is_cash, posting.c.amount_cents), else_=0)), 0)).where(
        posting.c.workstation == bindparam("workstation"),
        posting.c.generation == bindparam("generation"),
        posting.c.sequence > bindparam("sequence"),
    )
)


def cash_level(cents: int, policy: Policy) -> CashLevel:
    """Where this much cash stands; a limit of 0 is none."""
    warn_cents, stop_cents = policy.values["drawer_warn_cents"], policy.values["drawer_stop_cents"]
    if stop_cents and cents >= stop_cents:
        return CashLevel.STOP
    return CashLevel.WARN if warn_cents and cents >= warn_cents else CashLevel.BELOW


def takes_no_more_cash(work: JournalWork, shift: Shift, policy: Policy) -> bool:
    """Has the drawer reached the limit from which a drop must come first? Before anything is appended in this work."""
    return bool(policy.values["drawer_stop_cents"]) and cash_level(_cash_cents(work, shift), policy) is CashLevel.STOP


def level_here(services: Services) -> CashLevel:
    """Where the cash of this workstation's open drawer stands; BELOW without a shift. On a read lane."""
    with services.read_journal() as journal:
        shift = open_shift(journal, services.device.code)
        cents = _whole(journal, shift) if shift else 0
    if shift is None:
        return CashLevel.BELOW
    return cash_level(cents, services.policies.at("cash_control", date.fromisoformat(shift.business_date)))


def _cash_cents(work: JournalWork, shift: Shift) -> int:
    engine, chain = work.connection.engine, (work.device.code, work.device.generation)
    known, (head, _) = _KNOWN.get(engine), work.head
    if known is None or known.shift != shift.shift:
        cents = _whole(work.connection, shift)
    else:
        since = {"workstation": chain[0], "generation": chain[1], "sequence": known.sequence, **_asked(shift)}
        cents = known.cents + _SINCE.scalar(work.connection, **since)
    _KNOWN[engine] = _Known(shift.shift, head, cents)
    return cents


def _whole(connection: Connection, shift: Shift) -> int:
    return int(_WHOLE.scalar(connection, **_asked(shift)))


def _asked(shift: Shift) -> dict[str, str]:
    return {"shift": shift.shift, "ledger_account": ledger_accounts.drawer(shift.drawer, "cash")}
