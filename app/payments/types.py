"""What a cashier submits and gets back: frozen commands and results of taking a payment. Amounts in integer cents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.changed import Changed
from app.payments.receipt import Receipt
from app.payments.tenders import Tender


@dataclass(frozen=True)
class AccountPayment:
    """Money toward a customer account (its stable key); `directed`: charge key → cents, as the customer says."""

    account: str
    amount_cents: int
    directed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class MiscellaneousReceipt:
    """Money that goes straight to one of the city's ledger accounts (`code` from policy `miscellaneous_receipts`)."""

    code: str
    amount_cents: int
    description: str = ""


@dataclass(frozen=True)
class UnidentifiedPayment:
    """Money nobody can say the account of yet: it stands in suspense until somebody can."""

    amount_cents: int
    description: str


@dataclass(frozen=True)
class ProductSale:
    """A thing that a higher capability sells (`sold_things`): `kind` of its line, what was chosen, its price."""

    kind: str
    choice: str
    amount_cents: int


PlainLine = AccountPayment | MiscellaneousReceipt | UnidentifiedPayment
Line = PlainLine | ProductSale


@dataclass(frozen=True)
class BackEntry:
    """A hand-written receipt entered afterwards: its book, its number, and when it was truly written (UTC µs)."""

    book: str
    number: str
    written_at_us: int


@dataclass(frozen=True)
class TakePayment:
    """One receipt. `intent` is the id made when the sale began: the same intent twice is the same receipt."""

    intent: str
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    payor_name: str = ""
    language: str = "en"
    back_entry: BackEntry | None = None


@dataclass(frozen=True)
class PaymentRecorded:
    """The receipt as it was recorded, the jobs that print it and open the drawer, and what changed."""

    receipt: Receipt
    print_job: str | None
    changed: Changed
    again: bool = False
