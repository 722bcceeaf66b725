"""Cash that moves at a test counter without a receipt, each in one line."""

from app.drawers import hand_over as hand_over_to
from app.drawers import open_without_sale, pay_in_out, safe_drop, suspend_shift
from app.drawers.hand_over import HandOver
from app.drawers.moved import Moved
from app.drawers.open_without_sale import OpenWithoutSale
from app.drawers.pay_in_out import PayInOut
from app.drawers.safe_drop import SafeDrop
from app.drawers.suspend_shift import SuspendShift
from app.identity.permissions import Session
from tests.factories.counter import SUPERVISOR, Counter


def pay_in(counter: Counter, cents: int, reason: str = "change_fund", note: str = "") -> Moved:
    """Pays in; the supervisor approves."""
    command = PayInOut(counter.services.ids.new_id(), "pay_in", reason, cents, note, SUPERVISOR)
    return pay_in_out.record(counter.services, counter.session, command)


def pay_out(counter: Counter, cents: int, reason: str = "postage", note: str = "") -> Moved:
    """Pays out; the supervisor approves."""
    command = PayInOut(counter.services.ids.new_id(), "pay_out", reason, cents, note, SUPERVISOR)
    return pay_in_out.record(counter.services, counter.session, command)


def drop(counter: Counter, pieces: dict[int, int], bag: str) -> Moved:
    """Drops notes; the supervisor witnesses."""
    command = SafeDrop(counter.services.ids.new_id(), pieces, bag, SUPERVISOR)
    return safe_drop.record(counter.services, counter.session, command)


def open_drawer(counter: Counter, reason: str = "give_change") -> Moved:
    """Opens the drawer without a sale."""
    command = OpenWithoutSale(counter.services.ids.new_id(), reason)
    return open_without_sale.record(counter.services, counter.session, command)


def suspend(counter: Counter, reason: str = "lunch") -> Moved:
    """Suspends the shift."""
    command = SuspendShift(counter.services.ids.new_id(), reason)
    return suspend_shift.suspend(counter.services, counter.session, command)


def resume(counter: Counter, signed: Session | None = None) -> Moved:
    """Resumes it, by its own cashier unless said otherwise."""
    intent = counter.services.ids.new_id()
    return suspend_shift.resume(counter.services, counter.session, intent, signed or counter.session)


def hand_over(counter: Counter, taker: Session, pieces: dict[int, int]) -> Moved:
    """Hands the drawer over; from then on it is the taker's counter."""
    command = HandOver(counter.services.ids.new_id(), pieces, taker=taker)
    moved = hand_over_to.record(counter.services, counter.session, command)
    counter.session = taker
    return moved
