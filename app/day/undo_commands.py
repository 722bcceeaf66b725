"""Commands of a day that give back, move or correct what a receipt paid, and of payments that the bank returned."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.day.fields import Entry, cents, mapping, only, text, whole
from app.day.office_commands import session_of
from app.day.sale_commands import account_key, receipt_of
from app.day.state import Day, Mistake
from app.identity.permissions import Session
from app.payments import (
    correct_account,
    correct_tender,
    lift_cash_only,
    refund,
    returned_payment,
    send_return_letter,
)
from app.payments.correct_account import MovePayment
from app.payments.correct_tender import CorrectTender
from app.payments.lift_cash_only import LiftCashOnly
from app.payments.load_returns import load_returns
from app.payments.refund import RefundPayment
from app.payments.returned_payment import ReturnPayment
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.send_return_letter import SendReturnLetter

_PLACES_MAX = 1000
_NUMBERS = ("number", "routing", "authorization", "last_four")


def _refund(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "amounts", "reason", "method", "approver", "id")
    typed = mapping(entry, "amounts")
    amounts = {_place(line): cents(typed, line) for line in typed}
    intent, receipt = day.intent(text(entry, "id", "")), receipt_of(day, entry)
    command = RefundPayment(
        intent, receipt, amounts, text(entry, "reason"), text(entry, "method", "cash"), _second(day, entry)
    )
    return refund.record(day.services, day.require_session(), command).body


def _move(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "line", "to", "reason", "approver", "id")
    intent, to = day.intent(text(entry, "id", "")), account_key(day, text(entry, "to"))
    line = whole(entry, "line", 1, _PLACES_MAX)
    command = MovePayment(intent, receipt_of(day, entry), line, to, text(entry, "reason"), _second(day, entry))
    return correct_account.record(day.services, day.require_session(), command).body


def _correct_tender(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "tender", "kind", *_NUMBERS, "reason", "approver", "id")
    number, routing, authorization, last_four = (text(entry, field, "") or None for field in _NUMBERS)
    command = CorrectTender(
        intent=day.intent(text(entry, "id", "")),
        receipt=receipt_of(day, entry),
        tender=whole(entry, "tender", 1, _PLACES_MAX),
        kind=text(entry, "kind"),  # type: ignore[arg-type] # the rules refuse what is no kind
        reason=text(entry, "reason", "wrong_tender"),
        number=number,
        routing_number=routing,
        authorization=authorization,
        last_four=last_four,
        approver=_second(day, entry),
    )
    return correct_tender.record(day.services, day.require_session(), command).body


def _return(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "tender", "reason", "returned_on", "bank_fee", "approver", "id")
    command = ReturnPayment(
        day.intent(text(entry, "id", "")),
        receipt_of(day, entry),
        whole(entry, "tender", 1, _PLACES_MAX),
        text(entry, "reason"),
        _day(entry),
        cents(entry, "bank_fee") if "bank_fee" in entry else 0,
        approver=_second(day, entry),
    )
    return returned_payment.record(day.services, day.require_session(), command).body


def _load_returns(day: Day, entry: Entry) -> Any:
    only(entry, "file")
    path = day.folder / Path(text(entry, "file"))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Mistake(f"cannot read {path.name}") from error
    loaded = load_returns(day.services, day.require_session(), content)
    return {"posted": loaded.posted, "already": loaded.already, "unmatched": loaded.unmatched, "again": loaded.again}


def _send_letter(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "how", "sent_on", "id")
    returned = _return_of(day, entry)
    sent_on = _day(entry, "sent_on")
    command = SendReturnLetter(day.intent(text(entry, "id", "")), returned, text(entry, "how"), sent_on)
    return send_return_letter.record(day.services, day.require_session(), command).kinds


def _return_of(day: Day, entry: Entry) -> str:
    """The newest return of a receipt; what is not there is refused by the rules."""
    receipt = receipt_of(day, entry)
    with day.services.read_journal() as journal:
        found = returns_of_receipt(journal, day.services.kinds, receipt)
    return found[-1][0] if found else receipt


def _lift_cash_only(day: Day, entry: Entry) -> Any:
    only(entry, "account", "reason", "note", "id")
    intent, account = day.intent(text(entry, "id", "")), account_key(day, text(entry, "account"))
    command = LiftCashOnly(intent, account, text(entry, "reason"), text(entry, "note", ""))
    return lift_cash_only.record(day.services, day.require_session(), command).kinds


def _second(day: Day, entry: Entry) -> Session | None:
    approver = mapping(entry, "approver")
    only(approver, "name", "pin")
    return session_of(day, approver) if approver else None


def _place(line: str) -> int:
    if not (line.isascii() and line.isdigit() and len(line) < 5):
        raise Mistake("`amounts` has places of lines, such as 1")
    return int(line)


def _day(entry: Entry, field: str = "returned_on") -> date:
    try:
        return date.fromisoformat(text(entry, field))
    except ValueError as error:
        raise Mistake(f"`{field}` is a day such as 2026-11-20") from error


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "refund": _refund,
    "move": _move,
    "correct_tender": _correct_tender,
    "return": _return,
    "load_returns": _load_returns,
    "send_letter": _send_letter,
    "lift_cash_only": _lift_cash_only,
}
