"""Taking a payment: lines and tenders become one fact, its postings, a receipt number and a print job, in one commit.

Money is stored before any drawer opens or paper moves. The same intent twice is the same receipt, so a double click, a
resend or a crash between commit and answer never takes money twice. Refusals come in the order of `PaymentRefusal`,
then, line by line, of `AllocationRefusal` (`allocate.py`) or of a line's seller (`sold_things.py`), then of
`TenderRefusal` (`tenders.py`), so that a cashier always hears the first thing to mend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from app import ledger_accounts
from app.drawers.cash_limit import takes_no_more_cash
from app.drawers.queries import Shift, shift_here
from app.errors import Refused
from app.identity.names import has_hidden_characters
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Posting
from app.payments import card_attempt, parked_sale, receipt_numbers
from app.payments.account_lines import AccountLine, account_lines
from app.payments.allocate import Allocation, allocate
from app.payments.facts import HandWritten, PaidLine, PaymentTaken
from app.payments.hand_over import all_sold_here, hand_over, require_leave_to_sell, thing_line
from app.payments.queries import find_hand_written, read_payment, read_receipt, receipt_of
from app.payments.receipt import LANGUAGES
from app.payments.receipt_printing import print_receipt
from app.payments.sold_things import Sold
from app.payments.tenders import Settlement, Tender, TenderRefusal, refuse_card_number, refuse_tenders, settle
from app.payments.types import (
    AccountPayment,
    BackEntry,
    Line,
    MiscellaneousReceipt,
    PaymentRecorded,
    PlainLine,
    ProductSale,
    TakePayment,
    UnidentifiedPayment,
)
from app.policies import Policy
from app.workplace import Services

ACCOUNT_KEY_LENGTH_MAX = 200
DAY_US = 86_400_000_000


class PaymentRefusal(StrEnum):
    """Why a payment is not taken, in the order in which it is tested (after the permissions)."""

    INTENT_TAKEN = "intent_taken"
    NO_SHIFT = "no_shift"
    SHIFT_OF_ANOTHER = "shift_of_another"
    SHIFT_SUSPENDED = "shift_suspended"
    NO_LINES = "no_lines"
    TOO_MANY_LINES = "too_many_lines"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    AMOUNT_TOO_LARGE = "amount_too_large"
    TEXT_NOT_PLAIN = "text_not_plain"
    CARD_NUMBER_TYPED = "card_number_typed"
    ACCOUNT_TWICE = "account_twice"
    LEDGER_ACCOUNT_UNKNOWN = "ledger_account_unknown"
    DESCRIPTION_MISSING = "description_missing"
    NOT_SOLD_HERE = "not_sold_here"
    LANGUAGE_UNKNOWN = "language_unknown"
    BOOK_MISSING = "book_missing"
    WRITTEN_IN_THE_FUTURE = "written_in_the_future"
    WRITTEN_TOO_LONG_AGO = "written_too_long_ago"
    ALREADY_ENTERED = "already_entered"
    ACCOUNT_UNKNOWN = "account_unknown"
    DRAWER_FULL = "drawer_full"


@dataclass(frozen=True)
class _Rules:
    """The policies in force on the shift's business date."""

    tenders: Policy
    allocation: Policy
    rounding: Policy
    ledger: Policy
    cash_control: Policy
    back_entry: Policy | None = None

    @property
    def references(self) -> tuple[str, ...]:
        every = (self.tenders, self.allocation, self.rounding, self.ledger, self.back_entry)
        return tuple(sorted(policy.reference for policy in every if policy))


@dataclass(frozen=True)
class _Sale:
    """A sale that passed every test: what `record` writes down."""

    lines: tuple[PaidLine, ...]
    postings: tuple[Posting, ...]
    settlement: Settlement
    policies: tuple[str, ...]


def record(services: Services, session: Session, command: TakePayment) -> PaymentRecorded:
    """Takes the payment. Raises Refused (PaymentRefusal, AllocationRefusal, TenderRefusal, …) or Unavailable."""
    _require_permissions(services, session, command)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return _recorded_before(work, command.intent)
        shift = require_own_shift(work, session)
        rules = _rules(services, command, date.fromisoformat(shift.business_date))
        _refuse_words(services, command, rules)
        _refuse_back_entry(work, command.back_entry, rules.back_entry)
        accounts = _accounts(services, work, command.lines, shift)
        _refuse_full_drawer(work, command, shift, rules.cash_control)
        receipt_number = receipt_numbers.next_number(work)
        things = hand_over(services, work, command, shift, receipt_number)
        sale = _sale(work, command, accounts, things, rules, shift)
        card_attempt.use(work.connection, command.intent, command.tenders, services.clock.now_us())
        body = _body(work, command, sale, rules, receipt_number)
        author = Author(session.person_id, shift.shift, shift.business_date)
        fact = work.append(body, author, fact_id=command.intent)
        parked_sale.remove(work.connection, command.intent)
        receipt = receipt_of(fact, work.private_values, services.place, session.display_name)
        job = print_receipt(work, receipt, session, kick=_has_cash(command.tenders) and command.back_entry is None)
        work.commit()
        return PaymentRecorded(receipt, job, work.changed)


def _recorded_before(work: JournalWork, intent: str) -> PaymentRecorded:
    """The receipt that this intent became. Raises Refused(INTENT_TAKEN) where the fact of that id is no payment."""
    if read_payment(work.connection, work.kinds, intent) is None:
        raise Refused(PaymentRefusal.INTENT_TAKEN)
    return PaymentRecorded(read_receipt(work.connection, work.kinds, intent), None, work.changed, True)


def _require_permissions(services: Services, session: Session, command: TakePayment) -> None:
    require(session, Permission.PAYMENT_TAKE)
    if any(isinstance(line, MiscellaneousReceipt) for line in command.lines):
        require(session, Permission.PAYMENT_MISC)
    require_leave_to_sell(services, session, command.lines)
    if command.back_entry is not None:
        require(session, Permission.PAYMENT_BACK_ENTRY)


def require_own_shift(work: JournalWork, session: Session) -> Shift:
    """The open shift of this workstation. Raises Refused(NO_SHIFT, SHIFT_OF_ANOTHER or SHIFT_SUSPENDED)."""
    shift = shift_here(work)
    if shift is None:
        raise Refused(PaymentRefusal.NO_SHIFT, drawer=work.device.code)
    if shift.person != session.person_id:
        raise Refused(PaymentRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    if shift.suspended:
        raise Refused(PaymentRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
    return shift


def _rules(services: Services, command: TakePayment, on: date) -> _Rules:
    keys = ["tenders", "allocation", "cash_rounding", "miscellaneous_receipts", "cash_control"]
    if command.back_entry is not None:
        keys.append("back_entry")
    return _Rules(*(services.policies.at(key, on) for key in keys))


def _refuse_words(services: Services, command: TakePayment, rules: _Rules) -> None:
    """Everything that can be said of the lines without asking the database."""
    if not command.lines:
        raise Refused(PaymentRefusal.NO_LINES)
    if len(command.lines) > rules.tenders.values["lines_max"]:
        raise Refused(PaymentRefusal.TOO_MANY_LINES, limit=rules.tenders.values["lines_max"])
    limit_cents = rules.tenders.values["payment_cents_max"]
    for line in command.lines:
        if line.amount_cents <= 0:
            raise Refused(PaymentRefusal.AMOUNT_NOT_POSITIVE)
    if sum(line.amount_cents for line in command.lines) > limit_cents:
        raise Refused(PaymentRefusal.AMOUNT_TOO_LARGE, limit_cents=limit_cents)
    texts = _typed_texts(command)
    for text in texts:
        refuse_text(text, rules.tenders.values["text_length_max"])
    try:
        refuse_card_number(*texts)
    except Refused as refusal:
        raise Refused(PaymentRefusal.CARD_NUMBER_TYPED) from refusal
    _refuse_lines(services, command.lines, rules.ledger)
    if command.language not in LANGUAGES:
        raise Refused(PaymentRefusal.LANGUAGE_UNKNOWN, language=command.language[:10])


def _typed_texts(command: TakePayment) -> list[str]:
    free = [line for line in command.lines if isinstance(line, MiscellaneousReceipt | UnidentifiedPayment)]
    descriptions = [line.description for line in free]
    entry = command.back_entry
    return [command.payor_name, *descriptions, *((entry.book, entry.number) if entry else ())]


def refuse_text(text: str, length_max: int) -> None:
    """Raises Refused for more than `length_max` characters, control signs or text direction marks."""
    if len(text) > length_max or has_hidden_characters(text):
        raise Refused(PaymentRefusal.TEXT_NOT_PLAIN, limit=length_max)


def _refuse_lines(services: Services, lines: Sequence[Line], ledger: Policy) -> None:
    accounts = [line.account for line in lines if isinstance(line, AccountPayment)]
    if len(set(accounts)) != len(accounts):
        raise Refused(PaymentRefusal.ACCOUNT_TWICE)
    codes = {account["code"] for account in ledger.values["accounts"]}
    for line in lines:
        if isinstance(line, MiscellaneousReceipt) and line.code not in codes:
            raise Refused(PaymentRefusal.LEDGER_ACCOUNT_UNKNOWN, entered=line.code[:20])
    for line in lines:
        if isinstance(line, UnidentifiedPayment) and not line.description.strip():
            raise Refused(PaymentRefusal.DESCRIPTION_MISSING)
    if not all_sold_here(services, lines):
        raise Refused(PaymentRefusal.NOT_SOLD_HERE)


def _refuse_back_entry(work: JournalWork, entry: BackEntry | None, policy: Policy | None) -> None:
    if entry is None or policy is None:
        return
    if not entry.book.strip() or not entry.number.strip():
        raise Refused(PaymentRefusal.BOOK_MISSING)
    now_us, days_max = work.clock.now_us(), policy.values["written_days_max"]
    if entry.written_at_us > now_us:
        raise Refused(PaymentRefusal.WRITTEN_IN_THE_FUTURE)
    if entry.written_at_us < now_us - days_max * DAY_US:
        raise Refused(PaymentRefusal.WRITTEN_TOO_LONG_AGO, days=days_max)
    receipt = find_hand_written(work.connection, entry.book.strip(), entry.number.strip())
    if receipt is not None:
        raise Refused(PaymentRefusal.ALREADY_ENTERED, book=entry.book, number=entry.number, receipt=receipt)


def _accounts(services: Services, work: JournalWork, lines: Sequence[Line], shift: Shift) -> dict[str, AccountLine]:
    keys = [line.account for line in lines if isinstance(line, AccountPayment)]
    if not keys:
        return {}
    possible = [key for key in keys if len(key) <= ACCOUNT_KEY_LENGTH_MAX and not has_hidden_characters(key)]
    found = account_lines(work.connection, services.reference, possible, date.fromisoformat(shift.business_date))
    for key in keys:
        if key not in found:
            raise Refused(PaymentRefusal.ACCOUNT_UNKNOWN, account=key[:80])
    return found


def _refuse_full_drawer(work: JournalWork, command: TakePayment, shift: Shift, policy: Policy) -> None:
    """No more cash before a safe drop. What a hand-written receipt took lies there whatever is said now."""
    asked = _has_cash(command.tenders) and command.back_entry is None
    if asked and takes_no_more_cash(work, shift, policy):
        raise Refused(PaymentRefusal.DRAWER_FULL, drawer=shift.drawer)


def _refuse_cash_only(accounts: dict[str, AccountLine], tenders: Sequence[Tender], policy: Policy) -> None:
    for tender in tenders:
        if tender.kind not in policy.values["cash_only_refuses"]:
            continue
        for account in accounts.values():
            if account.cash_only:
                raise Refused(TenderRefusal.CASH_ONLY, account=account.number, kind=tender.kind)


def _sale(
    work: JournalWork,
    command: TakePayment,
    accounts: dict[str, AccountLine],
    things: dict[int, Sold],
    rules: _Rules,
    shift: Shift,
) -> _Sale:
    paid_lines: list[PaidLine] = []
    credits: list[Posting] = []
    for place, line in enumerate(command.lines, 1):
        if isinstance(line, ProductSale):
            paid, postings = thing_line(line, things[place])
        else:
            paid, postings = _line(work, line, accounts, rules)
        paid_lines.append(paid)
        credits.extend(postings)
    refuse_tenders(command.tenders, rules.tenders)
    _refuse_cash_only(accounts, command.tenders, rules.tenders)
    total_cents = sum(line.amount_cents for line in command.lines)
    in_full = all(
        line.amount_cents >= accounts[line.account].due_cents
        for line in command.lines
        if isinstance(line, AccountPayment)
    )
    settlement = settle(total_cents, command.tenders, rules.tenders, rules.rounding, in_full=in_full)
    debits = _tender_postings(command.tenders, settlement, shift.drawer)
    policies = tuple(reference for thing in things.values() for reference in thing.policies)
    return _Sale(tuple(paid_lines), (*debits, *credits), settlement, policies)


def _line(
    work: JournalWork, line: PlainLine, accounts: dict[str, AccountLine], rules: _Rules
) -> tuple[PaidLine, list[Posting]]:
    if isinstance(line, AccountPayment):
        account = accounts[line.account]
        share = allocate(line.amount_cents, account.payables, rules.allocation, line.directed)
        return _account_line(work, line, account, share), _account_postings(line.account, share)
    if isinstance(line, MiscellaneousReceipt):
        names = {account["code"]: account["name"] for account in rules.ledger.values["accounts"]}
        ledger_account, ledger_name = ledger_accounts.general_ledger(line.code), names[line.code]
    else:
        ledger_account, ledger_name = ledger_accounts.SUSPENSE, None
    words = line.description.strip()
    paid = PaidLine(
        kind="suspense" if ledger_name is None else "miscellaneous",
        amount_cents=line.amount_cents,
        description=work.private("description", words) if words else None,
        ledger_account=ledger_account,
        ledger_name=ledger_name,
    )
    return paid, [Posting(ledger_account=ledger_account, amount_cents=-line.amount_cents)]


def _account_line(work: JournalWork, line: AccountPayment, account: AccountLine, share: Allocation) -> PaidLine:
    return PaidLine(
        kind="account",
        amount_cents=line.amount_cents,
        account=line.account,
        account_number=account.number,
        service_address=work.private("service_address", account.service_address),
        paid=share.paid,
        credit_cents=share.credit_cents,
        balance_before_cents=account.balance_cents,
        reference_as_of_us=account.as_of_us,
    )


def _account_postings(account: str, share: Allocation) -> list[Posting]:
    postings = [
        Posting(
            ledger_account=ledger_accounts.receivable(paid.service_category),
            amount_cents=-paid.amount_cents,
            account=account,
            charge=paid.charge,
            service_category=paid.service_category,
            due_on=paid.due_on,
        )
        for paid in share.paid
    ]
    if share.credit_cents:
        postings.append(
            Posting(ledger_account=ledger_accounts.CUSTOMER_CREDIT, amount_cents=-share.credit_cents, account=account)
        )
    return postings


def _tender_postings(tenders: Sequence[Tender], settlement: Settlement, drawer: str) -> list[Posting]:
    sums: dict[str, int] = {}
    for tender in tenders:
        name = ledger_accounts.CARD_CLEARING if tender.kind == "card" else ledger_accounts.drawer(drawer, tender.kind)
        sums[name] = sums.get(name, 0) + tender.amount_cents
    if settlement.change_cents:
        sums[ledger_accounts.drawer(drawer, "cash")] -= settlement.change_cents
    if settlement.rounding_cents:
        sums[ledger_accounts.CASH_ROUNDING] = -settlement.rounding_cents
    return [Posting(ledger_account=name, amount_cents=cents) for name, cents in sums.items()]


def _has_cash(tenders: Sequence[Tender]) -> bool:
    return any(tender.kind == "cash" for tender in tenders)


def _body(work: JournalWork, command: TakePayment, sale: _Sale, rules: _Rules, number: int) -> PaymentTaken:
    entry, payor = command.back_entry, command.payor_name.strip()
    return PaymentTaken(
        number=number,
        language=command.language,
        total_cents=sum(line.amount_cents for line in command.lines),
        lines=sale.lines,
        tenders=tuple(_kept(work, tender) for tender in command.tenders),
        change_cents=sale.settlement.change_cents,
        rounding_cents=sale.settlement.rounding_cents,
        policies=tuple(sorted({*rules.references, *sale.policies})),
        payor=work.private("payor_name", payor) if payor else None,
        hand_written=HandWritten(entry.book.strip(), entry.number.strip(), entry.written_at_us) if entry else None,
        postings=sale.postings,
    )


def _kept(work: JournalWork, tender: Tender) -> Tender:
    """A tender as its fact keeps it: which bank a check is drawn on is private, so a salted hash stands there."""
    if tender.routing_number is None:
        return tender
    return msgspec.structs.replace(tender, routing_number=work.private("routing_number", tender.routing_number))
