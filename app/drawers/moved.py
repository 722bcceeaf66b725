"""What every movement of cash at a drawer shares: its answer, the same intent again, and what cannot be taken out."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from app import ledger_accounts
from app.changed import Changed
from app.drawers.queries import Shift, shift_sums
from app.drawers.slips import DrawerSlip, read_slip
from app.errors import Refused
from app.journal.append import JournalWork
from app.journal.fact import FactBody


@dataclass(frozen=True)
class Moved:
    """What the slip says, and what changed. `again`: it was recorded before."""

    slip: DrawerSlip
    changed: Changed
    again: bool = False


def recorded_before(work: JournalWork, intent: str, taken: StrEnum, *kinds: type[FactBody]) -> Moved:
    """What this intent became. Raises Refused(`taken`) where the fact of that id is none of these kinds."""
    slip = read_slip(work.connection, work.kinds, intent)
    if slip is None or slip.kind not in {kind.__name__ for kind in kinds}:
        raise Refused(taken)
    return Moved(slip, work.changed, again=True)


def refuse_more_than_there_is(connection: Connection, shift: Shift, amount_cents: int, code: StrEnum) -> None:
    """Raises Refused for cash that the drawer does not hold. How much it holds is not said: counts are blind."""
    cash = ledger_accounts.drawer(shift.drawer, "cash")
    if amount_cents > shift_sums(connection, shift.shift).get(cash, 0):
        raise Refused(code, amount_cents=amount_cents, drawer=shift.drawer)
