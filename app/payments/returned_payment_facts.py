"""Facts about payments that the bank gave back, and the rows they give."""

from collections.abc import Iterator

import msgspec

from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.payments import returned_payment_tables as tables
from app.payments.allocate import Paid


class ReturnedAccount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a return owes an account again, in cents. ISO dates by the policy of that day: `cash_only_until`, or None;
    `warned_until`, how long the return is shown before the next check.

    `restored`: each charge at its original due date; `credit_cents`: account credit that is gone again.
    """

    account: str
    account_number: str
    warned_until: str
    restored: tuple[Paid, ...] = ()
    credit_cents: int = 0
    cash_only_until: str | None = None


class PaymentReturned(FactBody, frozen=True, kw_only=True):
    """The bank gave a tender back. `tender`: its place on the receipt from 1; `returned_on` ISO; amounts in cents.

    `fee_cents` and `bank_fee_cents` are charged to `accounts[0]`. `trace`: of a bank's file, else None.
    """

    receipt: str
    tender: int
    amount_cents: int
    reason: str
    returned_on: str
    fee_cents: int
    bank_fee_cents: int
    accounts: tuple[ReturnedAccount, ...]
    policies: tuple[str, ...]
    approval: Approval
    trace: str | None = None


def _returned_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, PaymentReturned):
        raise TypeError(f"{envelope.kind} is not a PaymentReturned")
    when = (body.returned_on, envelope.recorded_at_us)
    amounts = (body.amount_cents, body.fee_cents + body.bank_fee_cents)
    yield tables.returned_payment, (envelope.fact_id, body.receipt, body.tender, body.reason, *when, *amounts)
    for account in body.accounts:
        row = (account.account, envelope.fact_id, body.returned_on, account.warned_until, account.cash_only_until)
        yield tables.returned_account, row


KINDS = (Kind(PaymentReturned, project=_returned_rows),)
