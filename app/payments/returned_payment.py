"""A payment that the bank gives back: each charge is owed again at its original due date, and fees come beside it.

Nothing is deleted: a reversing fact posts, for the amount of the tender, the receipt's own allocation lines with the
signs turned, last paid first, so that good money beside it stays on the oldest debt. Fees are charges of their own
(domain rules §2; policy `returned_payments`). The drawer is not touched: the money is gone from the bank.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from app import ledger_accounts
from app.accounts.types import own_charge_key
from app.changed import Changed
from app.errors import Refused
from app.identity.approvals import decide
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Posting
from app.payments.allocate import Paid
from app.payments.facts import PaymentTaken
from app.payments.queries import is_voided, read_payment
from app.payments.return_rules import ReturnRules, months_later, return_rules
from app.payments.returned_payment_facts import PaymentReturned, ReturnedAccount
from app.payments.returned_payment_queries import returns_of_account, returns_of_receipt
from app.payments.standing import account_numbers, moved_lines
from app.payments.tenders import Tender
from app.payments.undo_queries import true_tenders
from app.workplace import Services

RETURNABLE = ("check", "money_order")
FEE, BANK_FEE = "returned_fee", "bank_fee"
"""What our own charges of a return are called in their keys."""


class ReturnRefusal(StrEnum):
    """Why a return is not recorded, in the order in which it is tested (after the permission)."""

    RECEIPT_UNKNOWN = "receipt_unknown"
    TENDER_UNKNOWN = "tender_unknown"
    NOT_RETURNABLE = "not_returnable"
    INTENT_TAKEN = "intent_taken"
    ALREADY_RETURNED = "already_returned"
    RECEIPT_VOIDED = "receipt_voided"
    REASON_UNKNOWN = "reason_unknown"
    RETURNED_IN_THE_FUTURE = "returned_in_the_future"
    RETURNED_BEFORE_PAID = "returned_before_paid"
    RETURNED_TOO_LONG_AGO = "returned_too_long_ago"
    BANK_FEE_NOT_POSSIBLE = "bank_fee_not_possible"


@dataclass(frozen=True)
class ReturnPayment:
    """`intent`: id made when it was begun; `receipt`: fact id; `tender`: its place on the receipt, from 1.

    `reason`: a NACHA code of the policy; `trace`: of the bank's file, None by hand. Amounts in cents.
    """

    intent: str
    receipt: str
    tender: int
    reason: str
    returned_on: date
    bank_fee_cents: int = 0
    trace: str | None = None
    approver: Session | None = None


@dataclass(frozen=True)
class PaymentIsReturned:
    """What was recorded, and what changed; `again`: it stood there already."""

    fact_id: str
    body: PaymentReturned
    changed: Changed
    again: bool = False


def record(services: Services, session: Session, command: ReturnPayment) -> PaymentIsReturned:
    """Records the return. The same intent again changes nothing. Raises Refused(ReturnRefusal, ApprovalRefusal)."""
    require(session, Permission.PAYMENT_RETURN)
    on = today(services)
    rules = return_rules(services.policies, on)
    with services.unit_of_work() as work:
        payment, tender = _payment(work, command)
        again = _again(work, command)
        if again is not None:
            return again
        _refuse(work, command, payment, rules, on)
        approval = decide(services, session, "returned_payment", tender.amount_cents, command.approver, on)
        accounts, postings = _owed_again(work, payment, tender, command, rules)
        fee_cents = rules.fee_cents(tender.amount_cents, command.reason) if accounts else 0
        bank_fee_cents = command.bank_fee_cents if accounts else 0
        body = PaymentReturned(
            receipt=command.receipt,
            tender=command.tender,
            amount_cents=tender.amount_cents,
            reason=command.reason,
            returned_on=command.returned_on.isoformat(),
            fee_cents=fee_cents,
            bank_fee_cents=bank_fee_cents,
            accounts=accounts,
            policies=(rules.reference,),
            approval=approval,
            trace=command.trace,
            postings=(*postings, *_fees(command, accounts, fee_cents, bank_fee_cents, rules)),
        )
        work.append(body, Author(session.person_id, None, on.isoformat()), fact_id=command.intent)
        work.commit()
        return PaymentIsReturned(command.intent, body, work.changed)


def _payment(work: JournalWork, command: ReturnPayment) -> tuple[PaymentTaken, Tender]:
    fact = read_payment(work.connection, work.kinds, command.receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise Refused(ReturnRefusal.RECEIPT_UNKNOWN)
    tenders = true_tenders(work.connection, work.kinds, command.receipt, fact.body)
    if not 1 <= command.tender <= len(tenders):
        raise Refused(ReturnRefusal.TENDER_UNKNOWN)
    tender = tenders[command.tender - 1]
    if tender.kind not in RETURNABLE:
        raise Refused(ReturnRefusal.NOT_RETURNABLE)
    return fact.body, tender


def _again(work: JournalWork, command: ReturnPayment) -> PaymentIsReturned | None:
    """The return that this intent became; None for a new one. Raises Refused where it is of another tender."""
    for fact_id, body in returns_of_receipt(work.connection, work.kinds, command.receipt):
        if fact_id == command.intent and body.tender == command.tender:
            return PaymentIsReturned(fact_id, body, work.changed, again=True)
    if is_recorded(work.connection, command.intent):
        raise Refused(ReturnRefusal.INTENT_TAKEN)
    return None


def _refuse(work: JournalWork, command: ReturnPayment, payment: PaymentTaken, rules: ReturnRules, on: date) -> None:
    earlier = returns_of_receipt(work.connection, work.kinds, command.receipt)
    if any(body.tender == command.tender for _fact_id, body in earlier):
        raise Refused(ReturnRefusal.ALREADY_RETURNED)
    if is_voided(work.connection, command.receipt):
        raise Refused(ReturnRefusal.RECEIPT_VOIDED)
    if command.reason not in rules.reasons:
        raise Refused(ReturnRefusal.REASON_UNKNOWN, reason=command.reason[:10])
    if command.returned_on > on:
        raise Refused(ReturnRefusal.RETURNED_IN_THE_FUTURE)
    if command.returned_on < _paid_on(work, command.receipt):
        raise Refused(ReturnRefusal.RETURNED_BEFORE_PAID)
    days_max = rules.values["returned_days_max"]
    if command.returned_on < on - timedelta(days=days_max):
        raise Refused(ReturnRefusal.RETURNED_TOO_LONG_AGO, days=days_max)
    limit_cents = rules.values["bank_fee_cents_max"]
    if not 0 <= command.bank_fee_cents <= limit_cents:
        raise Refused(ReturnRefusal.BANK_FEE_NOT_POSSIBLE, limit_cents=limit_cents)


def _paid_on(work: JournalWork, receipt: str) -> date:
    fact = read_payment(work.connection, work.kinds, receipt)
    return date.fromisoformat(fact.envelope.business_date or "0001-01-01") if fact else date.min


def _owed_again(
    work: JournalWork, payment: PaymentTaken, tender: Tender, command: ReturnPayment, rules: ReturnRules
) -> tuple[tuple[ReturnedAccount, ...], list[Posting]]:
    """The accounts that owe again, the largest first, and the postings that say so."""
    taken_back = [
        posting
        for _fact_id, body in returns_of_receipt(work.connection, work.kinds, command.receipt)
        for posting in body.postings
    ]
    stands = moved_lines(work.connection, work.kinds, command.receipt, payment)
    restored = list(turned_from_the_end(stands, taken_back, tender.amount_cents))
    postings = [Posting(ledger_account=ledger_accounts.BANK, amount_cents=-tender.amount_cents), *restored]
    rounded_cents = -sum(posting.amount_cents for posting in postings)
    if rounded_cents:  # keyed as cash first, and rounded up: the city's gain goes with the rest
        postings.append(Posting(ledger_account=ledger_accounts.CASH_ROUNDING, amount_cents=rounded_cents))
    numbers = account_numbers(work.connection, work.kinds, command.receipt, payment)
    by_account: dict[str, list[Posting]] = {}
    for posting in restored:
        if posting.account:
            by_account.setdefault(posting.account, []).append(posting)
    owed = sorted(by_account, key=lambda account: -sum(posting.amount_cents for posting in by_account[account]))
    return tuple(_account(work, a, numbers[a], by_account[a], command.returned_on, rules) for a in owed), postings


def _account(
    work: JournalWork, account: str, number: str, restored: Sequence[Posting], returned_on: date, rules: ReturnRules
) -> ReturnedAccount:
    earlier = [row.returned_on for row in returns_of_account(work.connection, account)]
    until = rules.cash_only_until(earlier, returned_on)
    return ReturnedAccount(
        account=account,
        account_number=number,
        warned_until=months_later(returned_on, rules.values["warn_months"]).isoformat(),
        restored=tuple(
            Paid(p.charge, p.service_category or "", p.due_on or "", p.amount_cents) for p in restored if p.charge
        ),
        credit_cents=sum(posting.amount_cents for posting in restored if not posting.charge),
        cash_only_until=until.isoformat() if until else None,
    )


def turned_from_the_end(paid: Sequence[Posting], taken_back: Sequence[Posting], amount_cents: int) -> Iterator[Posting]:
    """Credits of a receipt with the signs turned, from its last line on, until `amount_cents` is reached.

    `taken_back`: postings of earlier returns of the same receipt, whose part is not there any more.
    """
    gone = [(_place(posting), posting.amount_cents) for posting in taken_back if posting.amount_cents > 0]
    for posting in reversed(paid):
        left = -posting.amount_cents
        for n, (place, cents) in enumerate(gone):
            if place == _place(posting):
                used = min(left, cents)
                left, gone[n] = left - used, (place, cents - used)
        cents = min(left, amount_cents)
        if cents:
            amount_cents -= cents
            yield msgspec.structs.replace(posting, amount_cents=cents)


def _place(posting: Posting) -> tuple[str, str | None, str | None]:
    return posting.ledger_account, posting.account, posting.charge


def _fees(
    command: ReturnPayment,
    accounts: Sequence[ReturnedAccount],
    fee_cents: int,
    bank_fee_cents: int,
    rules: ReturnRules,
) -> Iterator[Posting]:
    """Our fee and the bank's, charged to the account that owes most; nobody's where the money was nobody's."""
    due_on = (command.returned_on + timedelta(days=rules.values["fee_due_days"])).isoformat()
    category = rules.values["fee_category"]
    for what, cents, against in (
        (FEE, fee_cents, rules.values["fee_revenue"]),
        (BANK_FEE, bank_fee_cents, ledger_accounts.BANK),
    ):
        if cents and accounts:
            yield Posting(
                ledger_account=ledger_accounts.receivable(category),
                amount_cents=cents,
                account=accounts[0].account,
                charge=own_charge_key(command.intent, what),
                service_category=category,
                due_on=due_on,
            )
            yield Posting(ledger_account=against, amount_cents=-cents)
