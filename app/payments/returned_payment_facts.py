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


class OpenReturn(msgspec.Struct, frozen=True):
    """An entry of a bank's file that fits no check here: `number` of the check, "" where the file has none."""

    trace: str
    reason: str
    amount_cents: int
    number: str
    returned_on: str


class ReturnFileLoaded(FactBody, frozen=True, kw_only=True):
    """A bank's file of returns was read and posted. `posted`: fact ids; `unmatched` waits for a person."""

    created_on: str
    entries: int
    posted: tuple[str, ...]
    unmatched: tuple[OpenReturn, ...]


def _returned_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, PaymentReturned):
        raise TypeError(f"{envelope.kind} is not a PaymentReturned")
    when = (body.returned_on, envelope.recorded_at_us)
    amounts = (body.amount_cents, body.fee_cents + body.bank_fee_cents)
    what = (envelope.fact_id, body.receipt, body.tender, body.reason)
    yield tables.returned_payment, (*what, *when, *amounts, body.trace)
    for account in body.accounts:
        row = (account.account, envelope.fact_id, body.returned_on, account.warned_until, account.cash_only_until)
        yield tables.returned_account, row


def _file_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, ReturnFileLoaded):
        raise TypeError(f"{fact.envelope.kind} is not a ReturnFileLoaded")
    for found in body.unmatched:
        row = (found.trace, found.reason, found.amount_cents, found.number, found.returned_on)
        yield tables.open_return, (fact.envelope.fact_id, *row)


KINDS = (Kind(PaymentReturned, project=_returned_rows), Kind(ReturnFileLoaded, project=_file_rows))
