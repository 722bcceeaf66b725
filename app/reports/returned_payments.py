"""What the page of returned payments shows: what a bank's file left open, the newest returns, and what may come back.

Names of banks and customers are not needed to record a return: a receipt, an account number and a check's number are.
"""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from app.errors import Refused
from app.identity.approvals import approval_rule, approvers
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.identity.types import Person
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import read_payment
from app.payments.receipt_list import search_receipts
from app.payments.return_rules import ReturnRules, return_rules
from app.payments.returned_payment import RETURNABLE, ReturnRefusal
from app.payments.returned_payment_facts import OpenReturn, PaymentReturned
from app.payments.returned_payment_queries import returns_of_receipt, waiting_returns
from app.payments.returned_payment_tables import returned_payment
from app.workplace import Services

NEWEST = 200
KIND = "returned_payment"


class ReturnRow(msgspec.Struct, frozen=True):
    """A recorded return in the list. Amounts in cents; `accounts` by number, the one that owes most first."""

    fact_id: str
    returned_on: date
    receipt: str
    receipt_number: str
    check_number: str
    reason: str
    amount_cents: int
    fees_cents: int
    accounts: tuple[str, ...]


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


def returned_payments(services: Services, session: Session) -> ReturnedPayments:
    """The page as it stands. Raises Refused(NOT_PERMITTED), Unavailable."""
    require(session, Permission.PAYMENT_RETURN)
    on = today(services)
    rule = approval_rule(services.policies, KIND, on)
    with services.read_journal() as journal:
        waiting, newest = waiting_returns(journal), tuple(_newest(services, journal))
    return ReturnedPayments(
        on=on,
        time_zone=services.device.time_zone,
        waiting=tuple(waiting),
        newest=newest,
        rules=return_rules(services.policies, on),
        second_person=rule.second_person,
        people=tuple(approvers(services, session, KIND)),
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


def _newest(services: Services, journal: Connection) -> Iterable[ReturnRow]:
    newest = select(returned_payment.c.fact_id, returned_payment.c.receipt)
    for row in journal.execute(newest.order_by(returned_payment.c.recorded_at_us.desc()).limit(NEWEST)).all():
        bodies = dict(returns_of_receipt(journal, services.kinds, row.receipt))
        yield _row(services, journal, row.fact_id, bodies[row.fact_id])


def _row(services: Services, journal: Connection, fact_id: str, body: PaymentReturned) -> ReturnRow:
    fact = read_payment(journal, services.kinds, body.receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise RuntimeError(f"return {fact_id} names a receipt that is not there")
    envelope = fact.envelope
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
    )
