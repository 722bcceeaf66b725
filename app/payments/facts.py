"""Facts about receipts, and the rows they give."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.payments import tables
from app.payments.allocate import Paid
from app.payments.issued import Issued
from app.payments.tenders import Tender

_encode = msgspec.json.Encoder().encode
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class PaidLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a receipt. `kind`: "account", "miscellaneous", "suspense" or a seller's, "pass". Amounts in cents.

    `service_address` and what was typed as `description` are private: salted hashes stand here. `ledger_name` is what
    the policy called the ledger account then. `issued`: what a seller's line handed over.
    """

    kind: str
    amount_cents: int
    account: str | None = None
    account_number: str | None = None
    service_address: str | None = None
    description: str | None = None
    ledger_account: str | None = None
    ledger_name: str | None = None
    paid: tuple[Paid, ...] = ()
    credit_cents: int = 0
    balance_before_cents: int | None = None
    reference_as_of_us: int | None = None
    issued: Issued | None = None


class HandWritten(msgspec.Struct, frozen=True):
    """The hand-written receipt that was entered afterwards; `written_at_us` is the true instant."""

    book: str
    number: str
    written_at_us: int


class PaymentTaken(FactBody, frozen=True, kw_only=True):
    """A customer paid. `number` is the receipt's, gap-free per workstation and generation; `payor` a salted hash."""

    number: int
    language: str
    total_cents: int
    lines: tuple[PaidLine, ...]
    tenders: tuple[Tender, ...]
    change_cents: int
    rounding_cents: int
    policies: tuple[str, ...]
    payor: str | None = None
    hand_written: HandWritten | None = None


class PaymentVoided(FactBody, frozen=True, kw_only=True):
    """A whole receipt undone in its own open shift; the postings are its own with the signs turned."""

    receipt: str
    reason: str
    total_cents: int
    approval: Approval
    policies: tuple[str, ...]


class ReceiptCopied(FactBody, frozen=True, kw_only=True):
    """A receipt was printed again, as `COPY n`."""

    receipt: str
    copy: int
    language: str


def _payment_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, PaymentTaken):
        raise TypeError(f"{envelope.kind} is not a PaymentTaken")
    written = body.hand_written
    taken_at_us = written.written_at_us if written else envelope.recorded_at_us
    amounts = (body.total_cents, body.change_cents, body.rounding_cents)
    book = _book_columns(written) if written else (None,) * 4
    key = (envelope.workstation, envelope.generation, body.number)
    lines = [(line.kind, line.account_number) for line in body.lines]
    tenders = [(tender.kind, tender.amount_cents) for tender in body.tenders]
    parts = (_encode(lines).decode(), _encode(tenders).decode())
    yield tables.receipt, (*key, envelope.fact_id, envelope.shift, taken_at_us, *amounts, *parts, *book)
    for place, line in enumerate(body.lines, 1):
        if line.issued is not None:
            yield tables.issued_thing, (line.issued.serial, envelope.fact_id, place, line.kind, line.issued.replaces)


def _book_columns(written: HandWritten) -> tuple[str, str, str, str]:
    return written.book, written.number, hand_written_key(written.book), hand_written_key(written.number)


def hand_written_key(typed: str) -> str:
    """What a book or number is compared by: "b 007" is "B 7", however often somebody typed a zero or a space."""
    folded = " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
    return _LEADING_ZEROS.sub("", folded)


def _void_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, PaymentVoided):
        raise TypeError(f"{envelope.kind} is not a PaymentVoided")
    yield tables.receipt_void, (body.receipt, envelope.fact_id)


def _copy_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, ReceiptCopied):
        raise TypeError(f"{fact.envelope.kind} is not a ReceiptCopied")
    yield tables.receipt_copy, (body.receipt, body.copy, fact.envelope.fact_id)


KINDS = (
    Kind(PaymentTaken, project=_payment_rows),
    Kind(PaymentVoided, project=_void_rows),
    Kind(ReceiptCopied, project=_copy_rows),
)
