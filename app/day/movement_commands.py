"""Commands of a day that move cash without a receipt, or say whose drawer it is: drops, lunch, hand-over and so on."""

from collections.abc import Callable
from typing import Any

from app.day import sale_commands
from app.day.close_commands import found_papers
from app.day.fields import Entry, cents, mapping, only, pieces, text, texts
from app.day.office_commands import session_of
from app.day.state import Day
from app.drawers import hand_over, open_without_sale, pay_in_out, safe_drop, suspend_shift
from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.pay_in_out import Direction
from app.drawers.queries import open_shift
from app.identity.permissions import Session


def _pay(direction: Direction) -> Callable[[Day, Entry], Any]:
    def run(day: Day, entry: Entry) -> Any:
        only(entry, "amount", "reason", "note", "approver", "id")
        command = pay_in_out.PayInOut(
            intent=_intent(day, entry, direction),
            direction=direction,
            reason=text(entry, "reason"),
            amount_cents=cents(entry, "amount"),
            note=text(entry, "note", ""),
            approver=_person(day, entry, "approver"),
        )
        return pay_in_out.record(day.services, day.require_session(), command).slip

    return run


def _drop(day: Day, entry: Entry) -> Any:
    only(entry, "pieces", "bag", "witness", "id")
    intent, witness = _intent(day, entry, "drop"), _person(day, entry, "witness")
    command = safe_drop.SafeDrop(intent, pieces(entry), text(entry, "bag"), witness)
    return safe_drop.record(day.services, day.require_session(), command).slip


def _open_drawer(day: Day, entry: Entry) -> Any:
    only(entry, "reason", "id")
    command = open_without_sale.OpenWithoutSale(_intent(day, entry, "open_drawer"), text(entry, "reason"))
    return open_without_sale.record(day.services, day.require_session(), command).slip


def _hand_over(day: Day, entry: Entry) -> Any:
    """From then on the one who took the drawer is signed in: their PIN was typed."""
    only(entry, "pieces", "missing", "checks", "money_orders", "taker", "id")
    taker = _person(day, entry, "taker")
    command = hand_over.HandOver(
        intent=_intent(day, entry, "hand_over"),
        pieces=pieces(entry),
        papers=(*_listed(day, entry), *_unlisted(entry)),
        taker=taker,
    )
    slip = hand_over.record(day.services, day.require_session(), command).slip
    day.session = taker or day.session
    return slip


def _listed(day: Day, entry: Entry) -> tuple[FoundPaper, ...]:
    """Every check and money order of the open shift but those whose number is `missing`."""
    with day.services.read_journal() as journal:
        shift = open_shift(journal, day.services.device.code)
    return tuple(found_papers(day, shift, texts(entry, "missing"))) if shift is not None else ()


def _unlisted(entry: Entry) -> tuple[FoundPaper, ...]:
    """What lies there and is on no list."""
    named = (("check", "checks"), ("money_order", "money_orders"))
    return tuple(FoundPaper(tender, cents(entry, field)) for tender, field in named if field in entry)


def _suspend(day: Day, entry: Entry) -> Any:
    only(entry, "reason", "id")
    command = suspend_shift.SuspendShift(_intent(day, entry, "suspend"), text(entry, "reason"))
    return suspend_shift.suspend(day.services, day.require_session(), command).slip


def _resume(day: Day, entry: Entry) -> Any:
    """With `id` a parked sale; else the suspended shift, by the PIN of whoever is named."""
    if "id" in entry:
        return sale_commands.COMMANDS["resume"](day, entry)
    only(entry, "name", "pin")
    signed = session_of(day, entry)
    return suspend_shift.resume(day.services, day.require_session(), day.intent(""), signed).slip


def _intent(day: Day, entry: Entry, what: str) -> str:
    """The id behind `id`, which is never that of a sale or of another kind of command."""
    name = text(entry, "id", "")
    return day.intent(f"{what} {name}" if name else "")


def _person(day: Day, entry: Entry, field: str) -> Session | None:
    found = mapping(entry, field)
    only(found, "name", "pin")
    return session_of(day, found) if found else None


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "pay_in": _pay("pay_in"),
    "pay_out": _pay("pay_out"),
    "drop": _drop,
    "open_drawer": _open_drawer,
    "hand_over": _hand_over,
    "suspend": _suspend,
    "resume": _resume,
}
