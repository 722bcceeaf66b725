"""Counts and closes at a test counter, each in one line."""

from app.drawers import close_shift, count_drawer, settle_shift
from app.drawers.close_shift import CloseShift, ShiftIsClosed
from app.drawers.count_drawer import CountDrawer
from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.queries import drawer_content
from app.drawers.settle_shift import Settle
from app.identity.permissions import Session
from tests.factories.counter import SUPERVISOR, Counter

# Domain rules §8: 20×20 + 15×10 + 12×5 + 20×1 + 29×25¢ + 1×5¢ = 637.30 where 637.35 is expected: short 0.05.
ORACLE_PIECES = {2000: 20, 1000: 15, 500: 12, 100: 20, 25: 29, 5: 1}


def count(
    counter: Counter,
    pieces: dict[int, int],
    *papers: FoundPaper,
    batch_cents: int | None = None,
    shift: str = "",
    session: Session | None = None,
) -> str:
    """Counts for the close; gives the count's id."""
    command = CountDrawer(counter.services.ids.new_id(), pieces, papers, batch_cents, shift=shift)
    count_drawer.record(counter.services, session or counter.session, command)
    return command.intent


def close(counter: Counter, counted: str, bag: str = "", **also: object) -> ShiftIsClosed:
    """Closes on a count."""
    command = CloseShift(counter.services.ids.new_id(), counted, bag, **also)  # type: ignore[arg-type] # as its fields
    return close_shift.record(counter.services, counter.session, command)


def accept(counter: Counter, close_id: str, session: Session = SUPERVISOR) -> None:
    """Accepts a close."""
    settle_shift.accept(counter.services, session, Settle(counter.services.ids.new_id(), close_id))


def reject(counter: Counter, close_id: str, reason: str = "counted_wrong", session: Session = SUPERVISOR) -> None:
    """Gives a close back to its cashier."""
    settle_shift.reject(counter.services, session, Settle(counter.services.ids.new_id(), close_id, reason))


def reopen(counter: Counter, close_id: str, reason: str = "papers_found", session: Session = SUPERVISOR) -> None:
    """Undoes a close."""
    settle_shift.reopen(counter.services, session, Settle(counter.services.ids.new_id(), close_id, reason))


def close_balanced(counter: Counter) -> None:
    """Closes the shift on a count that finds just the cash that is expected, in a bag where more than the float is."""
    with counter.services.read_journal() as journal:
        cash_cents = drawer_content(journal, counter.shift).cash_cents
    pieces = {1000: cash_cents // 1000, 1: cash_cents % 1000}
    close(counter, count(counter, pieces), "B-7001")
