"""What the page of returned payments shows: what a bank's file left open, the newest returns, and what may come back.

Names of banks and customers are not needed to record a return: a receipt, an account number and a check's number are.
"""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from app.drawers.reasons import Reason, reasons
from app.errors import Refused
from app.identity.approvals import approval_rule, approvers
from app.identity.permissions import Permission, Session, require
from app.identity.queries import person_name, today
from app.identity.types import Person
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import read_payment
from app.payments.receipt_list import search_receipts
from app.payments.return_rules import ReturnRules, return_rules
from app.payments.returned_payment import RETURNABLE, ReturnRefusal
from app.payments.returned_payment_facts import OpenReturn, PaymentReturned
from app.payments.returned_payment_queries import (
    AccountReturn,
    SentLetter,
    letters_of,
    returns_of_account,
    returns_of_receipt,
    waiting_returns,
)
from app.payments.returned_payment_tables import returned_payment
from app.workplace import Services

NEWEST = 200
KIND = "returned_payment"


class Letter(msgspec.Struct, frozen=True):
    """A letter that was sent: how (a code), when, and the name of whoever recorded it."""

    how: str
    sent_on: date
    person: str


class ReturnRow(msgspec.Struct, frozen=True):
    """A recorded return in the list. Amounts in cents; `accounts` by number, the one that owes most first.

    `letter`: the last one about it. `cash_only`: account key → number, of those that are cash only because of it and
    until when (`cash_only_until`); `lifted`: it was ended early.
    """

    fact_id: str
    returned_on: date
    receipt: str
    receipt_number: str
    check_number: str
    reason: str
    amount_cents: int
    fees_cents: int
    accounts: tuple[str, ...]
    letter: Letter | None = None
    cash_only: dict[str, str] = {}
    cash_only_until: date | None = None
    lifted: bool = False


class Returnable(msgspec.Struct, frozen=True):
    """A check or money order that may come back. `tender`: its place on the receipt, from 1."""

    receipt: str
    receipt_number: str
    tender: int
    kind: str
    number: str
    amount_cents: int
    taken_at_us: int
    accounts: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names it in a list."""
        return f"{self.receipt}#{self.tender}"


class ReturnedPayments(msgspec.Struct, frozen=True):
    """The page. `rules` of today; `people` may approve where the policy asks for a second person."""

    on: date
    time_zone: str
    waiting: tuple[OpenReturn, ...]
    newest: tuple[ReturnRow, ...]
    rules: ReturnRules
    second_person: bool
    people: tuple[Person, ...]
    letter_ways: tuple[Reason, ...]
    lift_reasons: tuple[Reason, ...]


def returned_payments(services: Services, session: Session) -> ReturnedPayments:
    """The page as it stands. Raises Refused(NOT_PERMITTED), Unavailable."""
    require(session, Permission.PAYMENT_RETURN)
    on = today(services)
    rule, rules = approval_rule(services.policies, KIND, on), return_rules(services.policies, on)
    with services.read_journal() as journal:
        waiting, newest = waiting_returns(journal), tuple(_newest(services, journal, on))
    return ReturnedPayments(
        on=on,
        time_zone=services.device.time_zone,
        waiting=tuple(waiting),
        newest=newest,
        rules=rules,
        second_person=rule.second_person,
        people=tuple(approvers(services, session, KIND)),
        letter_ways=reasons(rules.values["letter_ways"]),
        lift_reasons=reasons(rules.values["lift_reasons"]),
    )


def returnable(services: Services, session: Session, typed: str) -> list[Returnable]:
    """Checks and money orders of the receipts that a number or an account brings up, newest first, not yet returned.

    Raises Refused(NOT_PERMITTED; RECEIPT_UNKNOWN where nothing is found).
    """
    require(session, Permission.PAYMENT_RETURN)
    entries = [entry for entry in search_receipts(services, typed) if not entry.voided] if typed.strip() else []
    with services.read_journal() as journal:
        found = [item for entry in entries for item in _of_receipt(services, journal, entry.fact_id)]
    if not found:
        raise Refused(ReturnRefusal.RECEIPT_UNKNOWN)
    return found


def _of_receipt(services: Services, journal: Connection, receipt: str) -> Iterable[Returnable]:
    fact = read_payment(journal, services.kinds, receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        return
    gone = {body.tender for _fact_id, body in returns_of_receipt(journal, services.kinds, receipt)}
    envelope, body = fact.envelope, fact.body
    for place, tender in enumerate(body.tenders, 1):
        if tender.kind in RETURNABLE and place not in gone:
            yield Returnable(
                receipt=receipt,
                receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, body.number),
                tender=place,
                kind=tender.kind,
                number=tender.number or "",
                amount_cents=tender.amount_cents,
                taken_at_us=envelope.recorded_at_us,
                accounts=tuple(line.account_number for line in body.lines if line.account_number),
            )


def _newest(services: Services, journal: Connection, on: date) -> Iterable[ReturnRow]:
    newest = select(returned_payment.c.fact_id, returned_payment.c.receipt)
    for row in journal.execute(newest.order_by(returned_payment.c.recorded_at_us.desc()).limit(NEWEST)).all():
        bodies = dict(returns_of_receipt(journal, services.kinds, row.receipt))
        yield _row(services, journal, row.fact_id, bodies[row.fact_id], on)


def _row(services: Services, journal: Connection, fact_id: str, body: PaymentReturned, on: date) -> ReturnRow:
    fact = read_payment(journal, services.kinds, body.receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise RuntimeError(f"return {fact_id} names a receipt that is not there")
    envelope, letters = fact.envelope, letters_of(journal, fact_id)
    concerned = [_of_return(journal, account.account, fact_id) for account in body.accounts]
    numbers = {account.account: account.account_number for account in body.accounts}
    standing = {key: each for key, each in zip(numbers, concerned, strict=True) if each.makes_cash_only(on)}
    return ReturnRow(
        fact_id=fact_id,
        returned_on=date.fromisoformat(body.returned_on),
        receipt=body.receipt,
        receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, fact.body.number),
        check_number=fact.body.tenders[body.tender - 1].number or "",
        reason=body.reason,
        amount_cents=body.amount_cents,
        fees_cents=body.fee_cents + body.bank_fee_cents,
        accounts=tuple(account.account_number for account in body.accounts),
        letter=_letter(journal, letters[-1]) if letters else None,
        cash_only={key: numbers[key] for key in standing},
        cash_only_until=max((each.cash_only_until for each in standing.values() if each.cash_only_until), default=None),
        lifted=any(each.lifted_on for each in concerned),
    )


def _of_return(journal: Connection, account: str, fact_id: str) -> AccountReturn:
    return next(each for each in returns_of_account(journal, account) if each.fact_id == fact_id)


def _letter(journal: Connection, sent: SentLetter) -> Letter:
    return Letter(sent.how, sent.sent_on, person_name(journal, sent.person))
