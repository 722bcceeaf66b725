"""Commands of a day that end a shift: count, close, accept, reject, reopen."""

from collections.abc import Callable, Iterable
from typing import Any

from app.day.fields import Entry, cents, mapping, only, pieces, text, texts
from app.day.office_commands import session_of
from app.day.state import Day
from app.drawers import close_shift, count_drawer, settle_shift
from app.drawers.close_shift import CloseRefusal, CloseShift
from app.drawers.count_drawer import CountDrawer, read_result
from app.drawers.count_drawer_facts import CountPurpose, FoundPaper
from app.drawers.counts import last_count, shifts_in, shifts_to_be_counted, standing_close
from app.drawers.queries import Shift, ShiftEvent, open_shift
from app.drawers.settle_shift import Settle, SettleRefusal
from app.errors import Refused
from app.payments.shift_receipts import papers_in


def _count(day: Day, entry: Entry) -> Any:
    only(entry, "pieces", "missing", "batch", "again", "surprise")
    shift, session = _to_count(day, again=bool(entry.get("again"))), day.require_session()
    papers = tuple(found_papers(day, shift, texts(entry, "missing"))) if shift else ()
    batch_cents = cents(entry, "batch") if "batch" in entry else None
    purpose = CountPurpose.SURPRISE if entry.get("surprise") else CountPurpose.CLOSE
    named = shift.shift if shift and entry.get("again") else ""
    command = CountDrawer(day.services.ids.new_id(), pieces(entry), papers, batch_cents, purpose, named)
    count_drawer.record(day.services, session, command)
    counted_cents = sum(worth * count for worth, count in command.pieces.items())
    try:
        difference = read_result(day.services, session, command.intent).difference
    except Refused:
        return {"counted_cents": counted_cents}
    return {"counted_cents": counted_cents, "difference": difference}


def _to_count(day: Day, *, again: bool) -> Shift | None:
    with day.services.read_journal() as journal:
        if again:
            return next(iter(shifts_to_be_counted(journal, day.services.device.code)), None)
        return open_shift(journal, day.services.device.code)


def found_papers(day: Day, shift: Shift, missing: Iterable[str]) -> Iterable[FoundPaper]:
    """Every check and money order of the shift but those whose number is named."""
    with day.services.read_journal() as journal:
        listed = papers_in(journal, day.services.kinds, shift.shift)
    return (
        FoundPaper(paper.tender, paper.amount_cents, paper.receipt, paper.line)
        for paper in listed
        if paper.number not in missing
    )


def _close(day: Day, entry: Entry) -> Any:
    only(entry, "bag", "reason", "note", "approver", "again", "id")
    shift = _to_count(day, again=bool(entry.get("again")))
    with day.services.read_journal() as journal:
        count = last_count(journal, shift.shift) if shift else None
    if count is None:
        raise Refused(CloseRefusal.NOT_COUNTED)
    approver = mapping(entry, "approver")
    command = CloseShift(
        day.intent(text(entry, "id", "")),
        count.fact_id,
        text(entry, "bag", ""),
        text(entry, "reason", ""),
        text(entry, "note", ""),
        session_of(day, approver) if approver else None,
    )
    return close_shift.record(day.services, day.require_session(), command).close


def _settle(workflow: Callable[..., Any], day: Day, entry: Entry, *states: ShiftEvent) -> Any:
    """The newest close of this workstation in one of these states."""
    with day.services.read_journal() as journal:
        found = shifts_in(journal, day.services.device.code, states)
        close = standing_close(journal, found[-1].shift) if found else None
    if close is None:
        raise Refused(SettleRefusal.CLOSE_UNKNOWN)
    command = Settle(day.services.ids.new_id(), close.fact_id, text(entry, "reason", ""))
    workflow(day.services, day.require_session(), command)
    return {"shift": close.shift, "close": close.fact_id}


def _accept(day: Day, entry: Entry) -> Any:
    only(entry)
    return _settle(settle_shift.accept, day, entry, ShiftEvent.CLOSED)


def _reject(day: Day, entry: Entry) -> Any:
    only(entry, "reason")
    return _settle(settle_shift.reject, day, entry, ShiftEvent.CLOSED)


def _reopen(day: Day, entry: Entry) -> Any:
    only(entry, "reason")
    return _settle(settle_shift.reopen, day, entry, ShiftEvent.CLOSED, ShiftEvent.ACCEPTED)


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "count": _count,
    "close": _close,
    "accept": _accept,
    "reject": _reject,
    "reopen": _reopen,
}
