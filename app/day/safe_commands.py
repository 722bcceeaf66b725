"""Commands of a day at the safe and for the bank: bags, counts, deposits from prepared to confirmed or rejected."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.day.fields import Entry, cents, mapping, only, pieces, text, texts
from app.day.office_commands import session_of
from app.day.state import Day, Mistake
from app.drawers import bank_deposit, bank_deposit_steps, safe, safe_count, settle_bank_deposit
from app.drawers.bags import Bag, bags_called, bags_here
from app.drawers.bank_deposit import PrepareBankDeposit
from app.drawers.bank_deposit_steps import SendBankDeposit, VerifyBankDeposit
from app.drawers.bank_deposits import free_shifts, last_deposits
from app.drawers.safe import ReceiveBags
from app.drawers.safe_count import CountSafe, RecordDiscrepancy
from app.drawers.settle_bank_deposit import ConfirmBankDeposit, RejectBankDeposit
from app.identity.permissions import Session


def _receive_bags(day: Day, entry: Entry) -> Any:
    only(entry, "bags", "second")
    command = ReceiveBags(day.services.ids.new_id(), _bags(day, entry), _second(day, entry))
    safe.receive_bags(day.services, day.require_session(), command)
    return {"received": len(command.bags)}


def _safe_count(day: Day, entry: Entry) -> Any:
    only(entry, "pieces", "bags", "reason", "second")
    found, second = _bags(day, entry), _second(day, entry)
    command = CountSafe(day.services.ids.new_id(), pieces(entry), found, second)
    done = safe_count.record(day.services, day.require_session(), command)
    reason = text(entry, "reason", "")
    if reason and done.count.difference_cents and not done.count.first:
        posting = RecordDiscrepancy(day.services.ids.new_id(), done.count.fact_id, reason, second=second)
        safe_count.record_discrepancy(day.services, day.require_session(), posting)
    return {"count": done.count, "missed": done.missed}


def _prepare_deposit(day: Day, entry: Entry) -> Any:
    only(entry, "pieces", "bag", "drawers", "reason", "second")
    with day.services.read_journal() as journal:
        wanted = texts(entry, "drawers")
        shifts = tuple(each.shift for each in free_shifts(journal) if not wanted or each.drawer in wanted)
    command = PrepareBankDeposit(
        day.services.ids.new_id(),
        shifts,
        pieces(entry),
        text(entry, "bag"),
        text(entry, "reason", ""),
        _second(day, entry),
    )
    return bank_deposit.record(day.services, day.require_session(), command).deposit


def _verify_deposit(day: Day, entry: Entry) -> Any:
    only(entry, "deposit", "pieces", "papers", "second")
    papers_cents = cents(entry, "papers") if "papers" in entry else 0
    command = VerifyBankDeposit(
        day.services.ids.new_id(), _deposit(day, entry), pieces(entry), papers_cents, _second(day, entry)
    )
    return bank_deposit_steps.verify(day.services, day.require_session(), command).deposit


def _send_deposit(day: Day, entry: Entry) -> Any:
    only(entry, "deposit", "carrier", "second")
    carrier = text(entry, "carrier", "")
    command = SendBankDeposit(day.services.ids.new_id(), _deposit(day, entry), carrier, _second(day, entry))
    return bank_deposit_steps.send(day.services, day.require_session(), command).deposit


def _confirm_deposit(day: Day, entry: Entry) -> Any:
    only(entry, "deposit", "amount", "on", "reference", "reason")
    command = ConfirmBankDeposit(
        day.services.ids.new_id(),
        _deposit(day, entry),
        cents(entry, "amount"),
        _date(entry, "on"),
        text(entry, "reference"),
        text(entry, "reason", ""),
    )
    return settle_bank_deposit.confirm(day.services, day.require_session(), command).deposit


def _reject_deposit(day: Day, entry: Entry) -> Any:
    only(entry, "deposit", "reason", "second")
    command = RejectBankDeposit(
        day.services.ids.new_id(), _deposit(day, entry), text(entry, "reason"), _second(day, entry)
    )
    return settle_bank_deposit.reject(day.services, day.require_session(), command).deposit


def _second(day: Day, entry: Entry) -> Session | None:
    second = mapping(entry, "second")
    only(second, "name", "pin")
    return session_of(day, second) if second else None


def _bags(day: Day, entry: Entry) -> tuple[str, ...]:
    """The facts that sealed these bags, by number or, without one, by drawer; others stay as typed, to be refused."""
    with day.services.read_journal() as journal:
        here = bags_here(journal)
    return tuple(found for typed in texts(entry, "bags") for found in _sealed_by(here, typed))


def _sealed_by(here: list[Bag], typed: str) -> list[str]:
    unnumbered = [bag for bag in here if not bag.bag and bag.drawer == typed]
    return [bag.sealed_by for bag in (*bags_called(here, typed), *unnumbered)] or [typed]


def _deposit(day: Day, entry: Entry) -> str:
    """The deposit of a number such as A2-D0001; the newest where none is given."""
    name = text(entry, "deposit", "")
    with day.services.read_journal() as journal:
        known = last_deposits(journal)
    return next((each.fact_id for each in known if not name or each.name == name), name)


def _date(entry: Entry, field: str) -> date:
    try:
        return date.fromisoformat(text(entry, field))
    except ValueError as error:
        raise Mistake(f"`{field}` is a day such as 2026-11-20") from error


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "receive_bags": _receive_bags,
    "safe_count": _safe_count,
    "prepare_deposit": _prepare_deposit,
    "verify_deposit": _verify_deposit,
    "send_deposit": _send_deposit,
    "confirm_deposit": _confirm_deposit,
    "reject_deposit": _reject_deposit,
}
