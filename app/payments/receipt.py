"""What a receipt says, frozen data built from the fact alone; `printing/payments/receipt.py` words it and lays it out.

Numbers are integer cents, instants UTC microseconds. WA SAO model rules (domain rules §8): prenumbered,
payor, amount, tender, purpose, employee. At most the last four digits of a card (15 USC 1681c(g)).
"""

import msgspec

from app.payments.issued import Issued

LANGUAGES = ("en", "es")
"""In which a receipt can be printed."""


class PaidCharge(msgspec.Struct, frozen=True):
    """One charge that a line pays: `service_category` such as "electric", `period` as "2026-11" or None."""

    service_category: str
    amount_cents: int
    period: str | None = None
    description: str | None = None


class ReceiptLine(msgspec.Struct, frozen=True):
    """One line of the sale. `kind`: "account", "miscellaneous", "suspense" or a seller's, such as "pass"."""

    kind: str
    amount_cents: int
    account_number: str | None = None
    service_address: str | None = None
    description: str | None = None
    reference: str | None = None
    paid: tuple[PaidCharge, ...] = ()
    credit_cents: int = 0
    balance_after_cents: int | None = None
    as_of_us: int | None = None
    issued: Issued | None = None


class ReceiptTender(msgspec.Struct, frozen=True):
    """`kind`: "cash", "check", "money_order", "card"; `reference`: check number, or last four and authorisation."""

    kind: str
    amount_cents: int
    reference: str | None = None


class BackEntry(msgspec.Struct, frozen=True):
    """The hand-written receipt that this one enters afterwards: its book, its number, the true instant."""

    book: str
    number: str
    written_at_us: int


class Receipt(msgspec.Struct, frozen=True):
    """A whole receipt. `number` as people say it ("A2-000318"), `full_number` as scanned ("A2-1-000318-K7QF")."""

    city: str
    office: str
    office_address: str
    office_phone: str
    counter: str
    cashier: str
    number: str
    full_number: str
    fact_id: str
    taken_at_us: int
    time_zone: str
    business_date: str
    language: str
    lines: tuple[ReceiptLine, ...]
    tenders: tuple[ReceiptTender, ...]
    total_cents: int
    change_cents: int = 0
    rounding_cents: int = 0
    payor_name: str | None = None
    copy_number: int = 0
    voided: bool = False
    back_entry: BackEntry | None = None
