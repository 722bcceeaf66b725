"""Commands of a day that take money or undo it: pay, void, reprint, park, resume."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from app.accounts.search.find import search as find_accounts
from app.clock import MICROSECONDS
from app.day.fields import Entry, cents, entries, only, text
from app.day.office_commands import session_of
from app.day.state import Day, Mistake
from app.drawers.queries import open_shift
from app.errors import Refused
from app.payments import card_attempt, parked_sale, reprint, take_payment, void_receipt
from app.payments.account_lines import account_lines
from app.payments.queries import find_receipt
from app.payments.tenders import Tender
from app.payments.types import (
    AccountPayment,
    BackEntry,
    Line,
    MiscellaneousReceipt,
    TakePayment,
    UnidentifiedPayment,
)


def _pay(day: Day, entry: Entry) -> Any:
    only(entry, ("lines", "tenders", "payor", "language", "book", "number", "written_at", "id"))
    session, intent = day.require_session(), _intent(day, entry)
    command = TakePayment(
        intent=intent,
        lines=tuple(_line(day, line) for line in entries(entry, "lines")),
        tenders=tuple(_tender(day, tender, intent) for tender in entries(entry, "tenders")),
        payor_name=text(entry, "payor", ""),
        language=text(entry, "language", "en"),
        back_entry=_back_entry(entry),
    )
    recorded = take_payment.record(day.services, session, command)
    return {"receipt": recorded.receipt, "again": recorded.again}


def _intent(day: Day, entry: Entry) -> str:
    """The sale's id: the same `id` in two commands is the same sale, as when a cashier clicks twice."""
    name = text(entry, "id", "")
    if not name:
        return day.services.ids.new_id()
    return day.intents.setdefault(name, day.services.ids.new_id())


def _line(day: Day, entry: Entry) -> Line:
    if "account" in entry:
        only(entry, ("account", "amount", "directed"))
        account, directed = account_key(day, text(entry, "account")), entry.get("directed", {})
        if not isinstance(directed, dict):
            raise Mistake('`directed` names charges: {"cis/B1/2": "10.00"}')
        shares = {charge: cents(directed, charge) for charge in directed}
        return AccountPayment(account, cents(entry, "amount"), shares)
    if "ledger" in entry:
        only(entry, ("ledger", "amount", "description"))
        return MiscellaneousReceipt(text(entry, "ledger"), cents(entry, "amount"), text(entry, "description", ""))
    if "unidentified" in entry:
        only(entry, ("unidentified", "amount"))
        return UnidentifiedPayment(cents(entry, "amount"), text(entry, "unidentified"))
    raise Mistake("a line has `account`, `ledger` or `unidentified`")


def account_key(day: Day, number: str) -> str:
    """The stable key of an account number; one that nobody has stays as it is and is refused by the payment."""
    with day.services.read() as reading:
        for hit in find_accounts(reading.reference, number).hits:
            if hit.number == number:
                return hit.account
    return number


def _tender(day: Day, entry: Entry, intent: str) -> Tender:
    kinds = [kind for kind in ("cash", "check", "money_order", "card") if kind in entry]
    if len(kinds) != 1:
        raise Mistake("a tender has one of `cash`, `check`, `money_order`, `card` with its amount")
    amount_cents = cents(entry, kinds[0])
    if kinds[0] == "cash":
        only(entry, ("cash",))
        return Tender(kind="cash", amount_cents=amount_cents)
    if kinds[0] == "check":
        only(entry, ("check", "routing", "number"))
        routing = text(entry, "routing", "")
        return Tender(kind="check", amount_cents=amount_cents, routing_number=routing, number=text(entry, "number", ""))
    if kinds[0] == "money_order":
        only(entry, ("money_order", "number"))
        return Tender(kind="money_order", amount_cents=amount_cents, number=text(entry, "number", ""))
    return _card(day, entry, intent, amount_cents)


def _card(day: Day, entry: Entry, intent: str, amount_cents: int) -> Tender:
    only(entry, ("card", "authorization", "last_four"))
    try:
        attempt = card_attempt.begin(day.services, day.require_session(), intent, amount_cents).attempt
    except Refused:
        attempt = None  # the payment itself then says first what is wrong
    return Tender(
        kind="card",
        amount_cents=amount_cents,
        authorization=text(entry, "authorization", ""),
        last_four=text(entry, "last_four", ""),
        attempt=attempt,
    )


def _back_entry(entry: Entry) -> BackEntry | None:
    if "book" not in entry:
        return None
    written = datetime.fromisoformat(text(entry, "written_at"))
    if written.tzinfo is None:
        raise Mistake("`written_at` needs an offset from UTC, such as -05:00")
    return BackEntry(text(entry, "book"), text(entry, "number"), int(written.timestamp() * MICROSECONDS))


def _void(day: Day, entry: Entry) -> Any:
    only(entry, ("receipt", "reason", "approver", "id"))
    approver = entry.get("approver")
    command = void_receipt.VoidReceipt(
        intent=_intent(day, entry),
        receipt=_receipt(day, entry),
        reason=text(entry, "reason"),
        approver=session_of(day, approver) if isinstance(approver, dict) else None,
    )
    return void_receipt.record(day.services, day.require_session(), command)


def _receipt(day: Day, entry: Entry) -> str:
    with day.services.read_journal() as journal:
        return find_receipt(journal, text(entry, "receipt")) or text(entry, "receipt")


def _reprint(day: Day, entry: Entry) -> Any:
    only(entry, ("receipt", "language"))
    command = reprint.Reprint(_receipt(day, entry), text(entry, "language", "en"))
    return reprint.record(day.services, day.require_session(), command).receipt


def _park(day: Day, entry: Entry) -> Any:
    only(entry, ("lines", "id"))
    session, name = day.require_session(), text(entry, "id")
    with day.services.read_journal() as journal:
        shift = open_shift(journal, day.services.device.code)
    if shift is None:
        raise Refused(take_payment.PaymentRefusal.NO_SHIFT)
    lines = tuple(
        parked_sale.DraftLine("account", cents(line, "amount"), account_key(day, text(line, "account")))
        for line in entries(entry, "lines")
    )
    parked_sale.park(day.services, session, shift, _intent(day, entry), parked_sale.Draft(lines, label=name))
    return {"parked": name}


def _resume(day: Day, entry: Entry) -> Any:
    only(entry, ("id",))
    return parked_sale.resume(day.services, day.require_session(), _intent(day, entry))


def _account(day: Day, entry: Entry) -> Any:
    only(entry, ("account",))
    key = account_key(day, text(entry, "account"))
    on = date.fromtimestamp(day.clock.now_us() / MICROSECONDS)  # noqa: DTZ012 - only alerts depend on it
    with day.services.read_journal() as journal:
        return account_lines(journal, day.services.reference, [key], on).get(key)


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "pay": _pay,
    "void": _void,
    "reprint": _reprint,
    "park": _park,
    "resume": _resume,
    "account": _account,
}
