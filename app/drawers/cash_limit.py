"""How much cash a drawer may hold (policy `cash_control`): from a limit on the counter warns, from the next it stops.

The payment path asks before every payment in cash. What a drawer holds is the sum of its postings; it is summed once a
shift and then carried on from fact to fact, so that the cost of a question does not grow with the day.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, bindparam, func, select

from app import ledger_accounts
from app.drawers.queries import SHIFT_POSTINGS, Shift, open_shift
from app.journal.append import JournalWork
from app.journal.fact import Fact
from app.journal.tables import posting
from app.policies import Policy
from app.store.prepared import Prepared
from app.workplace import Services


class CashLevel(StrEnum):
    """Where the cash of a drawer stands. How much it is is not said: counts are blind."""

    BELOW = "below"
    WARN = "warn"
    STOP = "stop"


_WHOLE = Prepared(
    select(func.coalesce(func.sum(SHIFT_POSTINGS.c.amount_cents), 0)).where(
        SHIFT_POSTINGS.c.ledger_account == bindparam("ledger_account")
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
    def carry_on(cents: int, fact: Fact) -> int:
        of_shift = fact.body.postings if fact.envelope.shift == shift.shift else ()
        return cents + sum(line.amount_cents for line in of_shift if line.ledger_account == cash)

    cash = ledger_accounts.drawer(shift.drawer, "cash")
    return work.follow(f"cash of {shift.shift}", (posting,), lambda journal: _whole(journal, shift), carry_on)


def _whole(connection: Connection, shift: Shift) -> int:
    cash = ledger_accounts.drawer(shift.drawer, "cash")
    return int(_WHOLE.scalar(connection, shift=shift.shift, ledger_account=cash))
