"""Commands of a day that take money or undo it: pay, void, reprint, stamp, park, resume."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from app.accounts.search.find import search as find_accounts
from app.day.fields import Entry, cents, entries, mapping, only, text, whole
from app.day.office_commands import session_of
from app.day.state import Day, Mistake, read_instant
from app.drawers.queries import open_shift
from app.errors import Refused
from app.identity.queries import today
from app.payments import card_attempt, parked_sale, reprint, stamp_paper, take_payment, void_receipt
from app.payments.account_lines import account_lines
from app.payments.card_attempt import AttemptState
from app.payments.parked_sale import Draft, DraftLine
from app.payments.queries import find_receipt
from app.payments.tenders import Tender
from app.payments.types import (
    AccountPayment,
    BackEntry,
    Line,
    MiscellaneousReceipt,
    ProductSale,
    TakePayment,
    UnidentifiedPayment,
)

_PLACES_MAX = 1000


def _pay(day: Day, entry: Entry) -> Any:
    only(entry, "lines", "tenders", "payor", "language", "book", "number", "written_at", "id")
    session, intent = day.require_session(), _intent(day, entry)
    lines = tuple(_line(day, line) for line in entries(entry, "lines"))
    back_entry = _back_entry(entry)
    tenders = tuple(_tender(tender) for tender in entries(entry, "tenders"))
    begun = tuple(_begun(day, tender, intent) for tender in tenders)
    command = TakePayment(intent, lines, begun, text(entry, "payor", ""), text(entry, "language", "en"), back_entry)
    try:
        recorded = take_payment.record(day.services, session, command)
    except Refused:
        _decline(day, begun)
        raise
    if recorded.again:
        _decline(day, begun)
    return {"receipt": recorded.receipt, "again": recorded.again}


def _intent(day: Day, entry: Entry) -> str:
    return day.intent(text(entry, "id", ""))


def _begun(day: Day, tender: Tender, intent: str) -> Tender:
    """A card's tender with the attempt that is stored first; where that is refused, the payment says why."""
    if tender.kind != "card":
        return tender
    try:
        attempt = card_attempt.begin(day.services, day.require_session(), intent, tender.amount_cents)
    except Refused:
        return tender
    return msgspec.structs.replace(tender, attempt=attempt.attempt)


def _decline(day: Day, tenders: Iterable[Tender]) -> None:
    """What was begun for a payment that was not recorded has come to nothing."""
    for tender in tenders:
        if tender.attempt is not None:
            card_attempt.settle(day.services, day.require_session(), tender.attempt, AttemptState.DECLINED)


def _line(day: Day, entry: Entry) -> Line:
    if "account" in entry:
        only(entry, "account", "amount", "directed")
        directed, amount_cents = mapping(entry, "directed"), cents(entry, "amount")
        shares = {charge: cents(directed, charge) for charge in directed}
        return AccountPayment(account_key(day, text(entry, "account")), amount_cents, shares)
    if "ledger" in entry:
        only(entry, "ledger", "amount", "description")
        return MiscellaneousReceipt(text(entry, "ledger"), cents(entry, "amount"), text(entry, "description", ""))
    if "unidentified" in entry:
        only(entry, "unidentified", "amount")
        return UnidentifiedPayment(cents(entry, "amount"), text(entry, "unidentified"))
    if "pass" in entry:
        only(entry, "pass", "amount")
        return ProductSale("pass", text(entry, "pass"), cents(entry, "amount"))
    raise Mistake("a line has `account`, `ledger`, `unidentified` or `pass`")


def account_key(day: Day, number: str) -> str:
    """The stable key of an account number; one that nobody has stays as it is, as a key or to be refused."""
    with day.services.read() as reading:
        for hit in find_accounts(reading.reference, number).hits:
            if hit.number == number:
                return hit.account
    return number


def _tender(entry: Entry) -> Tender:
    kinds = [kind for kind in ("cash", "check", "money_order", "card") if kind in entry]
    if kinds == ["cash"]:
        only(entry, "cash")
        return Tender(kind="cash", amount_cents=cents(entry, "cash"))
    if kinds == ["check"]:
        only(entry, "check", "routing", "number")
        routing, number = text(entry, "routing", ""), text(entry, "number", "")
        return Tender(kind="check", amount_cents=cents(entry, "check"), routing_number=routing, number=number)
    if kinds == ["money_order"]:
        only(entry, "money_order", "number")
        return Tender(kind="money_order", amount_cents=cents(entry, "money_order"), number=text(entry, "number", ""))
    if kinds == ["card"]:
        only(entry, "card", "authorization", "last_four")
        authorization, last_four = text(entry, "authorization", ""), text(entry, "last_four", "")
        amount_cents = cents(entry, "card")
        return Tender(kind="card", amount_cents=amount_cents, authorization=authorization, last_four=last_four)
    raise Mistake("a tender has one of `cash`, `check`, `money_order`, `card` with its amount")


def _back_entry(entry: Entry) -> BackEntry | None:
    if not {"book", "number", "written_at"} & set(entry):
        return None
    written_at_us = read_instant(text(entry, "written_at"), "written_at")
    return BackEntry(text(entry, "book"), text(entry, "number"), written_at_us)


def _void(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "reason", "approver", "id")
    approver = mapping(entry, "approver")
    only(approver, "name", "pin")
    name, receipt = text(entry, "id", ""), receipt_of(day, entry)
    command = void_receipt.VoidReceipt(
        intent=day.intent(f"void {receipt} {name}" if name else ""),  # never the id of a sale or of another's void
        receipt=receipt,
        reason=text(entry, "reason"),
        approver=session_of(day, approver) if approver else None,
    )
    return void_receipt.record(day.services, day.require_session(), command)


def receipt_of(day: Day, entry: Entry) -> str:
    """The fact id of a receipt's number; what is no number stays as it is, as an id or to be refused."""
    with day.services.read_journal() as journal:
        return find_receipt(journal, text(entry, "receipt")) or text(entry, "receipt")


def _reprint(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "language")
    command = reprint.Reprint(receipt_of(day, entry), text(entry, "language", "en"))
    return reprint.record(day.services, day.require_session(), command).receipt


def _stamp(day: Day, entry: Entry) -> Any:
    only(entry, "receipt", "stamp", "place")
    place = whole(entry, "place", 1, _PLACES_MAX) if "place" in entry else 1
    command = stamp_paper.StampPaper(receipt_of(day, entry), text(entry, "stamp", "endorsement"), place)
    return stamp_paper.record(day.services, day.require_session(), command).stamp


def _park(day: Day, entry: Entry) -> Any:
    only(entry, "lines", "id")
    session, name = day.require_session(), text(entry, "id")
    with day.services.read_journal() as journal:
        shift = open_shift(journal, day.services.device.code)
    if shift is None:
        raise Refused(take_payment.PaymentRefusal.NO_SHIFT)
    lines = tuple(_draft_line(_line(day, line)) for line in entries(entry, "lines"))
    parked_sale.park(day.services, session, shift, _intent(day, entry), Draft(lines, label=name))
    return {"parked": name}


def _draft_line(line: Line) -> DraftLine:
    if isinstance(line, AccountPayment):
        return DraftLine("account", line.amount_cents, line.account, directed=dict(line.directed))
    if isinstance(line, MiscellaneousReceipt):
        return DraftLine("miscellaneous", line.amount_cents, line.code, line.description)
    if isinstance(line, ProductSale):
        return DraftLine(line.kind, line.amount_cents, line.choice)
    return DraftLine("suspense", line.amount_cents, description=line.description)


def _resume(day: Day, entry: Entry) -> Any:
    only(entry, "id")
    return parked_sale.resume(day.services, day.require_session(), _intent(day, entry))


def _account(day: Day, entry: Entry) -> Any:
    only(entry, "account")
    key = account_key(day, text(entry, "account"))
    with day.services.read_journal() as journal:
        return account_lines(journal, day.services.reference, [key], today(day.services)).get(key)


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "pay": _pay,
    "void": _void,
    "reprint": _reprint,
    "stamp": _stamp,
    "park": _park,
    "resume": _resume,
    "account": _account,
}
