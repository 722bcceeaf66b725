"""What the reference side of an account looks like to the rest of the program: frozen rows, stable keys, enums.

Confusable words. *Reference data* is what the city's billing system gives; a counter never edits it. *External id* is
the city's own id of a row, unique within its *source system*. *Charge key* names one payable line for ever; facts keep
it.
Money is integer cents, dates are `datetime.date`, instants UTC microseconds.
"""

from datetime import date
from enum import StrEnum

import msgspec


class ServiceCategory(StrEnum):
    """What is billed, in the terms of IEC 61968 where it has one. The order is the order on every page."""

    ELECTRIC = "electric"
    NATURAL_GAS = "natural_gas"
    WATER = "water"
    SEWER = "sewer"
    SOLID_WASTE = "solid_waste"
    STORMWATER = "stormwater"
    FIRE_FEE = "fire_fee"
    OTHER = "other"


class ChargeKind(StrEnum):
    """What a line of a bill is. A previous balance is shown and never summed; a correction may be negative."""

    CHARGE = "charge"
    FEE = "fee"
    LOAN = "loan"
    DEPOSIT = "deposit"
    CORRECTION = "correction"
    PREVIOUS_BALANCE = "previous_balance"


class AccountClass(StrEnum):
    """Who the account is for, which decides deposits, severance and rates."""

    RESIDENTIAL = "residential"
    COMMERCIAL = "commercial"
    MULTI_UNIT = "multi_unit"


class AccountStatus(StrEnum):
    """Where an account is in its life; a closed one can still owe and pay."""

    ACTIVE = "active"
    PENDING = "pending"
    FINAL = "final"
    CLOSED = "closed"


class AlertKind(StrEnum):
    """What whoever opens the account must see first."""

    CASH_ONLY = "cash_only"
    BANKRUPTCY_STAY = "bankruptcy_stay"
    LIFE_SUPPORT = "life_support"
    CUT_ORDER = "cut_order"
    DISPUTE = "dispute"
    SAFETY = "safety"
    IDENTITY = "identity"
    RETURNED_PAYMENT = "returned_payment"


class ReceiptChannel(StrEnum):
    """Where a payment was taken that this program did not take."""

    WEB = "web"
    MAIL = "mail"
    LOCKBOX = "lockbox"
    BANK = "bank"
    PHONE = "phone"
    COUNTER = "counter"


class AccountKey(msgspec.Struct, frozen=True, order=True):
    """The stable name of an account: what facts keep and pages hold. Integer ids change when the file is replaced."""

    source_system: str
    external_id: str


def charge_key(source_system: str, bill_external_id: str, line: int) -> str:
    """The stable name of one line of a bill: `cis/B100045127-2611/1`."""
    return f"{source_system}/{bill_external_id}/{line}"


def opening_key(source_system: str, account_external_id: str, category: str) -> str:
    """The stable name of an opening balance, payable like a charge: `cis/opening/100045127/water`."""
    return f"{source_system}/opening/{account_external_id}/{category}"


def returned_key(account: AccountKey) -> str:
    """The stable name of what an account owes because more was returned elsewhere than is known as paid."""
    return f"{account.source_system}/returned/{account.external_id}"


def is_returned_key(charge: str) -> bool:
    """Is this the stable name of what was returned, and of no charge?"""
    return charge.split("/")[1:2] == ["returned"]


OWN_BILL = "@counter"
"""Stands where the city's charges name their bill. No source system of the city's can be called so: names there have
letters, digits and underscores."""


def own_charge_key(fact_id: str, what: str) -> str:
    """The stable name of a charge that one of our own facts raised, such as the fee of a returned check."""
    return f"{OWN_BILL}/{fact_id}/{what}"


def is_own_charge(charge: str) -> bool:
    """Did one of our own facts raise this charge?"""
    return charge.startswith(f"{OWN_BILL}/")


class AccountSummary(msgspec.Struct, frozen=True):
    """The heading of an account page. `as_of_us` is the moment that the city's data speaks of."""

    key: AccountKey
    number: str
    status: AccountStatus
    account_class: AccountClass
    opened_on: date | None
    closed_on: date | None
    customer_external_id: str
    customer_name: str
    customer_kind: str
    phone: str
    email: str
    mailing_address: str
    language: str
    street_address: str
    unit: str
    city: str
    postal_code: str
    dwelling_units: int
    as_of_us: int


class Bill(msgspec.Struct, frozen=True):
    """One bill as it was sent. `total_cents` is what it printed, previous balance included."""

    external_id: str
    period: str
    issued_on: date
    due_on: date
    total_cents: int


class Charge(msgspec.Struct, frozen=True):
    """One line of a bill, an opening balance (`bill_external_id` ""), or a charge of our own (OWN_BILL).

    Negative amounts are credits.
    """

    key: str
    bill_external_id: str
    line: int
    period: str
    category: ServiceCategory
    kind: ChargeKind
    due_on: date
    amount_cents: int
    description: str


class OutsideAllocation(msgspec.Struct, frozen=True):
    """What part of an outside receipt pays which charge."""

    charge_key: str
    amount_cents: int


class OutsideReceipt(msgspec.Struct, frozen=True):
    """A payment taken elsewhere; negative when it came back. One with `fact_id` confirms ours and never counts."""

    external_id: str
    received_on: date
    channel: ReceiptChannel
    amount_cents: int
    fact_id: str | None
    allocations: tuple[OutsideAllocation, ...]


class Alert(msgspec.Struct, frozen=True):
    """Something that must be seen first; in force from `starts_on` until `ends_on` (inclusive), or without end.

    Of a payment that was returned here: `letter_on` and `letter_how` (a code), the last letter about it; `lifted_on`,
    when cash only was lifted early.
    """

    kind: AlertKind
    starts_on: date
    ends_on: date | None
    detail: str
    letter_on: date | None = None
    letter_how: str = ""
    lifted_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Does it hold on a day?"""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


class Note(msgspec.Struct, frozen=True):
    """What somebody at the city wrote about the account."""

    external_id: str
    written_on: date
    author: str
    text: str


class UsagePoint(msgspec.Struct, frozen=True):
    """Where a service is delivered and measured; `meter_number` "" where nothing is metered."""

    external_id: str
    category: ServiceCategory
    meter_number: str
    last_read_on: date | None
    next_read_on: date | None


class Agreement(msgspec.Struct, frozen=True):
    """That the account takes a service, on which plan, from when, until when."""

    category: ServiceCategory
    plan: str
    starts_on: date
    ends_on: date | None
    meter_number: str
