"""Doings with a drawer: cash in and out, drops, lunch, hand-over, counts, closes with and without a difference."""

from app.drawers import (
    close_shift,
    count_drawer,
    hand_over,
    open_shift,
    open_without_sale,
    pay_in_out,
    safe_drop,
    settle_shift,
    suspend_shift,
)
from app.drawers.close_shift import CloseShift
from app.drawers.count_drawer import CountDrawer
from app.drawers.count_drawer_facts import CountPurpose, FoundPaper
from app.drawers.counts import standing_close
from app.drawers.hand_over import HandOver
from app.drawers.open_shift import OpenShift
from app.drawers.open_without_sale import OpenWithoutSale
from app.drawers.pay_in_out import Direction, PayInOut
from app.drawers.queries import ShiftEvent
from app.drawers.safe_drop import SafeDrop
from app.drawers.settle_shift import Settle
from app.drawers.suspend_shift import SuspendShift
from app.payments.shift_receipts import papers_in
from tests.factories.safe import pieces_of
from tests.simulation.books import Till
from tests.simulation.day import AGAIN, FLOAT, OPEN, SETTLED, Day

IN_FROM = {
    "change_fund": "safe",
    "money_found": "general_ledger/369-9000",
    "advance_returned": "general_ledger/115-1000",
}
OUT_TO = {"change_fund": "safe", "postage": "general_ledger/519-4200", "office_supplies": "general_ledger/519-5100"}
HOURS = (1, 6, 6, 24, 264)


def begin_shift(day: Day) -> None:
    """Another shift opens some hours later, now and then after eleven days."""
    day.machine.clock.advance(3600 * day.one(HOURS))
    shift = day.intent()
    day.run(shift, lambda services: open_shift.record(services, day.session, OpenShift(shift, FLOAT)))
    day.opened(shift)


def pay_in(day: Day) -> None:
    """Cash comes into the drawer."""
    _pay(day, "pay_in", IN_FROM, 1)


def pay_out(day: Day) -> None:
    """Cash leaves the drawer."""
    _pay(day, "pay_out", OUT_TO, -1)


def _pay(day: Day, direction: Direction, places: dict[str, str], sign: int) -> None:
    till, intent, cents = day.till(), day.intent(), day.random.randint(1, 15_000)
    reason = day.one(list(places))
    command = PayInOut(intent, direction, reason, cents, "as asked", day.supervisor)
    day.run(intent, lambda services: pay_in_out.record(services, day.session, command))
    day.books.bring(till, sign * cents, places[reason])


def drop(day: Day) -> None:
    """Notes go into a bag for the safe."""
    till, intent, bag = day.till(), day.intent(), day.bag()
    pieces = {day.one((2000, 1000, 100)): day.random.randint(1, 12)}
    command = SafeDrop(intent, pieces, bag, day.supervisor)
    day.run(intent, lambda services: safe_drop.record(services, day.session, command))
    day.books.drop(till, intent, sum(value * count for value, count in pieces.items()))


def open_drawer(day: Day) -> None:
    """A look at the drawer moves nothing."""
    intent = day.intent()
    command = OpenWithoutSale(intent, "give_change")
    day.run(intent, lambda services: open_without_sale.record(services, day.session, command))


def lunch(day: Day) -> None:
    """The drawer is locked, and its cashier comes back."""
    first, second = day.intent(), day.intent()
    day.run(first, lambda services: suspend_shift.suspend(services, day.session, SuspendShift(first, "lunch")))
    day.machine.clock.advance(1800)
    day.run(second, lambda services: suspend_shift.resume(services, day.session, second, day.session))


def give_to_other(day: Day) -> None:
    """The other cashier takes the drawer, having counted something in it."""
    intent, taker = day.intent(), day.other()
    pieces, papers = {2000: day.random.randint(0, 9), 1: 3}, (FoundPaper("check", 1500),)
    command = HandOver(intent, pieces, papers, taker)
    day.run(intent, lambda services: hand_over.record(services, day.session, command))
    day.session = taker


def surprise(day: Day) -> None:
    """Somebody else counts the drawer; nothing moves."""
    till = day.till()
    found = CountDrawer(day.intent(), pieces_of(max(till.held["cash"], 0)), purpose=CountPurpose.SURPRISE)
    day.run(found.intent, lambda services: count_drawer.record(services, day.supervisor, found))


def close(day: Day) -> None:
    """A drawer is counted and closed: right, short, over, or with a check that is not there."""
    till = day.one(day.tills(*OPEN, *AGAIN))
    papers = list(_papers(day, till))
    if papers and day.maybe(0.15):
        papers.pop(day.random.randrange(len(papers)))
    cash = max(till.held["cash"] + day.random.choice((0, 0, 0, 5, -5, -2500, 900)), 0)
    count, intent = day.intent(), day.intent()
    batch = day.one((None, till.held["card"]))
    counted = CountDrawer(count, pieces_of(cash), tuple(papers), batch, shift=till.shift)
    day.run(count, lambda services: count_drawer.record(services, day.supervisor, counted))
    found = {"cash": cash} | {kind: _sum(papers, kind) for kind in ("check", "money_order")}
    approver = day.supervisor if day.maybe(0.7) else None
    command = CloseShift(intent, count, day.one((day.bag(), "")), approver=approver)
    session = day.session if _has(day, till) else day.supervisor
    day.run(intent, lambda services: close_shift.record(services, session, command))
    day.books.close(till, intent, found)


def accept(day: Day) -> None:
    """Somebody else finds a close right."""
    intent, (_, shut) = day.intent(), _closed(day, ShiftEvent.CLOSED)
    day.run(intent, lambda services: settle_shift.accept(services, day.supervisor, Settle(intent, shut)))


def reject(day: Day) -> None:
    """A close goes back to its cashier."""
    intent, (till, shut) = day.intent(), _closed(day, ShiftEvent.CLOSED)
    command = Settle(intent, shut, "counted_wrong")
    day.run(intent, lambda services: settle_shift.reject(services, day.supervisor, command))
    day.books.undo_close(till, shut)


def reopen(day: Day) -> None:
    """A close is undone, accepted or not."""
    intent, (till, shut) = day.intent(), _closed(day, *SETTLED)
    command = Settle(intent, shut, "papers_found")
    day.run(intent, lambda services: settle_shift.reopen(services, day.supervisor, command))
    day.books.undo_close(till, shut)


def _closed(day: Day, *states: ShiftEvent) -> tuple[Till, str]:
    till = day.one(day.tills(*states))
    with day.services.read_journal() as journal:
        shut = standing_close(journal, till.shift)
    assert shut is not None
    return till, shut.fact_id


def _papers(day: Day, till: Till) -> list[FoundPaper]:
    """The list that the window ticks off: it must be what the model holds."""
    with day.services.read_journal() as journal:
        listed = papers_in(journal, day.services.kinds, till.shift)
    papers = [FoundPaper(each.tender, each.amount_cents, each.receipt, each.line) for each in listed]
    for kind in ("check", "money_order"):
        assert _sum(papers, kind) == till.held[kind], f"the list of {kind} is not what the drawer holds"
    return papers


def _sum(papers: list[FoundPaper], kind: str) -> int:
    return sum(paper.amount_cents for paper in papers if paper.tender == kind)


def _has(day: Day, till: Till) -> bool:
    return till in day.tills(*OPEN) and day.maybe(0.5)
