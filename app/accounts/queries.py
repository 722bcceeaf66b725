"""What the reference data says of one account, and our own postings beside it. Read-only; frozen rows."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, or_, select, union_all

from app.accounts import tables as t
from app.accounts.open_charges import OwnPostings
from app.accounts.search.fold import number_key
from app.accounts.types import (
    OWN_BILL,
    AccountClass,
    AccountKey,
    AccountStatus,
    AccountSummary,
    Agreement,
    Alert,
    AlertKind,
    Bill,
    Charge,
    ChargeKind,
    Note,
    OutsideAllocation,
    OutsideReceipt,
    ReceiptChannel,
    ServiceCategory,
    UsagePoint,
    charge_key,
    is_own_charge,
    opening_key,
)
from app.identity.mapped import central_id, names_of
from app.identity.mapping_facts import Subject
from app.journal.tables import activity, posting
from app.store.prepared import Prepared
from resources.texts import text

Code = TypeVar("Code", bound=StrEnum)


def account_key(text: str) -> AccountKey:
    """The key that facts and pages hold as text: `cis/100045127`."""
    source, _, external = text.partition("/")
    return AccountKey(source, external)


def key_text(key: AccountKey) -> str:
    """`cis/100045127`: how facts name the account."""
    return f"{key.source_system}/{key.external_id}"


_FIND = (
    select(t.account.c.id)
    .join(t.source_system, t.source_system.c.id == t.account.c.source_id)
    .where(t.account.c.external_id == bindparam("external_id"), t.source_system.c.name == bindparam("source"))
)

_NUMBERED = (
    select(t.source_system.c.name, t.account.c.external_id)
    .join(t.source_system, t.source_system.c.id == t.account.c.source_id)
    .where(t.account.c.number_key == bindparam("number_key"))
)

_SUMMARY = (
    select(
        t.account,
        t.source_system.c.name.label("source"),
        t.customer.c.external_id.label("customer_external_id"),
        t.customer.c.name.label("customer_name"),
        t.customer.c.kind.label("customer_kind"),
        t.customer.c.phone,
        t.customer.c.email,
        t.customer.c.mailing_address,
        t.customer.c.language,
        t.service_location.c.street_address,
        t.service_location.c.unit,
        t.service_location.c.city,
        t.service_location.c.postal_code,
        t.service_location.c.dwelling_units,
    )
    .join(t.source_system, t.source_system.c.id == t.account.c.source_id)
    .join(t.customer, t.customer.c.id == t.account.c.customer_id)
    .join(t.service_location, t.service_location.c.id == t.account.c.location_id)
    .where(t.account.c.id == bindparam("account_id"))
)

_AS_OF = select(func.max(t.load.c.as_of_us))

_CHARGES = (
    select(
        t.charge.c.line,
        t.charge.c.category_code,
        t.charge.c.kind_code,
        t.charge.c.amount_cents,
        func.coalesce(t.charge.c.due_on, t.bill.c.due_on).label("due_on"),
        t.charge.c.description,
        t.bill.c.external_id,
        t.bill.c.period,
        t.source_system.c.name.label("source"),
    )
    .join(t.bill, (t.bill.c.account_id == t.charge.c.account_id) & (t.bill.c.id == t.charge.c.bill_id))
    .join(t.source_system, t.source_system.c.id == t.bill.c.source_id)
    .where(t.charge.c.account_id == bindparam("account_id"))
)

_OPENING = select(t.opening_balance).where(t.opening_balance.c.account_id == bindparam("account_id"))

_ON_ACCOUNT = union_all(
    *(
        select(each.c.charge, each.c.amount_cents, each.c.service_category, each.c.due_on).where(
            each.c.account == bindparam("account")
        )
        for each in (posting, activity)
    )
).subquery()


def _by_charge(lines: Any) -> Select[Any]:
    return select(
        lines.c.charge,
        func.sum(lines.c.amount_cents).label("cents"),
        func.sum(func.max(lines.c.amount_cents, 0)).label("raised_cents"),
        func.max(lines.c.service_category).label("category"),
        func.max(lines.c.due_on).label("due_on"),
    ).group_by(lines.c.charge)


_OWN = Prepared(_by_charge(_ON_ACCOUNT))


@cache
def _own_under(names: int) -> Prepared:
    """The same where workstations that worked alone called the account, or another one, by one of so many names."""
    named: list[BindParameter[str]] = [bindparam(f"name_{number}") for number in range(names)]
    parts = []
    for each in (posting, activity):
        place = (each.c.generation, each.c.sequence) if each is posting else None
        account = central_id(Subject.ACCOUNT, each.c.workstation, each.c.account, place)
        charge = central_id(Subject.CHARGE, each.c.workstation, each.c.charge, place).label("charge")
        line = select(charge, each.c.amount_cents, each.c.service_category, each.c.due_on)
        is_named = or_(*(each.c.account == name for name in named))
        parts.append(line.where(is_named, account == bindparam("name_0")))
    return Prepared(_by_charge(union_all(*parts).subquery()))


def accounts_numbered(reference: Connection, number: str) -> list[AccountKey]:
    """The accounts of this number, as people write it, of every source."""
    asked = {"number_key": number_key(number)}
    return [AccountKey(*row) for row in reference.execute(_NUMBERED, asked)]


def find_account(reference: Connection, key: AccountKey) -> int | None:
    """The row number of an account in this reference file; valid for this file only."""
    return reference.scalar(_FIND, {"external_id": key.external_id, "source": key.source_system})


def account_summary(reference: Connection, account_id: int) -> AccountSummary:
    """The heading of an account. Raises NoResultFound for a number that is not in this file."""
    row = reference.execute(_SUMMARY, {"account_id": account_id}).one()
    return AccountSummary(
        key=AccountKey(row.source, row.external_id),
        number=row.number,
        status=_code(AccountStatus, row.status_code),
        account_class=_code(AccountClass, row.class_code),
        opened_on=_day(row.opened_on),
        closed_on=_day(row.closed_on),
        customer_external_id=row.customer_external_id,
        customer_name=row.customer_name,
        customer_kind=row.customer_kind,
        phone=row.phone,
        email=row.email,
        mailing_address=row.mailing_address,
        language=row.language,
        street_address=row.street_address,
        unit=row.unit,
        city=row.city,
        postal_code=row.postal_code,
        dwelling_units=row.dwelling_units,
        as_of_us=as_of_us(reference),
    )


def as_of_us(reference: Connection) -> int:
    """The moment the city's data speaks of, UTC µs; 0 before the first load."""
    return int(reference.scalar(_AS_OF) or 0)


def charges(reference: Connection, account_id: int, key: AccountKey) -> list[Charge]:
    """Every line of every bill, and the opening balances, which are payable like charges."""
    found = [_charge(row) for row in reference.execute(_CHARGES, {"account_id": account_id})]
    for row in reference.execute(_OPENING, {"account_id": account_id}):
        found.append(_opening(row, key))
    return found


def _charge(row: Any) -> Charge:
    return Charge(
        key=charge_key(row.source, row.external_id, row.line),
        bill_external_id=row.external_id,
        line=row.line,
        period=row.period,
        category=_code(ServiceCategory, row.category_code),
        kind=_code(ChargeKind, row.kind_code),
        due_on=date.fromisoformat(row.due_on),
        amount_cents=row.amount_cents,
        description=row.description or "",
    )


def _opening(row: Any, key: AccountKey) -> Charge:
    category = _code(ServiceCategory, row.category_code)
    return Charge(
        key=opening_key(key.source_system, key.external_id, category),
        bill_external_id="",
        line=0,
        period="",
        category=category,
        kind=ChargeKind.CHARGE,
        due_on=date.fromisoformat(row.due_on),
        amount_cents=row.amount_cents,
        description="",
    )


def bills(reference: Connection, account_id: int) -> list[Bill]:
    """Bills as they were sent, newest first."""
    rows = reference.execute(
        select(t.bill).where(t.bill.c.account_id == account_id).order_by(t.bill.c.issued_on.desc(), t.bill.c.id.desc())
    )
    return [
        Bill(r.external_id, r.period, date.fromisoformat(r.issued_on), date.fromisoformat(r.due_on), r.total_cents)
        for r in rows
    ]


def outside_receipts(reference: Connection, account_id: int) -> list[OutsideReceipt]:
    """Payments taken elsewhere, oldest first, with what they pay where that is known."""
    lines: dict[int, list[OutsideAllocation]] = {}
    for row in reference.execute(_OUTSIDE_LINES, {"account_id": account_id}):
        part = OutsideAllocation(charge_key(row.source, row.external_id, row.line), row.amount_cents)
        lines.setdefault(row.receipt_id, []).append(part)
    return [
        OutsideReceipt(
            row.external_id,
            date.fromisoformat(row.received_on),
            _code(ReceiptChannel, row.channel_code),
            row.amount_cents,
            row.fact_id,
            tuple(lines.get(row.id, ())),
        )
        for row in reference.execute(_OUTSIDE, {"account_id": account_id})
    ]


_OUTSIDE = (
    select(t.outside_receipt)
    .where(t.outside_receipt.c.account_id == bindparam("account_id"))
    .order_by(t.outside_receipt.c.received_on, t.outside_receipt.c.id)
)

_OUTSIDE_LINES = (
    select(t.outside_receipt_line, t.bill.c.external_id, t.source_system.c.name.label("source"))
    .join(
        t.bill,
        (t.bill.c.account_id == t.outside_receipt_line.c.account_id)
        & (t.bill.c.id == t.outside_receipt_line.c.bill_id),
    )
    .join(t.source_system, t.source_system.c.id == t.bill.c.source_id)
    .where(t.outside_receipt_line.c.account_id == bindparam("account_id"))
)

_ALERTS = select(t.account_alert).where(t.account_alert.c.account_id == bindparam("account_id"))


def alerts(reference: Connection, account_id: int) -> list[Alert]:
    """Every alert of the account, in the order of their kinds; `Alert.in_force` says on which days."""
    return [
        Alert(_code(AlertKind, row.kind_code), date.fromisoformat(row.starts_on), _day(row.ends_on), row.detail)
        for row in reference.execute(_ALERTS, {"account_id": account_id})
    ]


def notes(reference: Connection, account_id: int) -> list[Note]:
    """Notes, newest first."""
    rows = reference.execute(
        select(t.account_note)
        .where(t.account_note.c.account_id == account_id)
        .order_by(t.account_note.c.written_on.desc(), t.account_note.c.id.desc())
    )
    return [Note(row.external_id, date.fromisoformat(row.written_on), row.author, row.text) for row in rows]


def usage_points(reference: Connection, account_id: int) -> list[UsagePoint]:
    """Where the account's services are delivered and measured."""
    rows = reference.execute(
        select(t.usage_point)
        .join(t.account, t.account.c.location_id == t.usage_point.c.location_id)
        .where(t.account.c.id == account_id)
        .order_by(t.usage_point.c.category_code, t.usage_point.c.id)
    )
    return [
        UsagePoint(
            row.external_id,
            _code(ServiceCategory, row.category_code),
            row.meter_number,
            _day(row.last_read_on),
            _day(row.next_read_on),
        )
        for row in rows
    ]


def agreements(reference: Connection, account_id: int) -> list[Agreement]:
    """Which services the account takes."""
    rows = reference.execute(
        select(t.agreement, t.usage_point.c.meter_number)
        .outerjoin(t.usage_point, t.usage_point.c.id == t.agreement.c.usage_point_id)
        .where(t.agreement.c.account_id == account_id)
        .order_by(t.agreement.c.category_code, t.agreement.c.starts_on)
    )
    return [
        Agreement(
            category=_code(ServiceCategory, row.category_code),
            plan=row.plan,
            starts_on=date.fromisoformat(row.starts_on),
            ends_on=_day(row.ends_on),
            meter_number=row.meter_number or "",
        )
        for row in rows
    ]


def own_postings(journal: Connection, key: AccountKey) -> OwnPostings:
    """What counters paid of the account, by charge, what they left as credit, and the charges that they raised.

    Facts that stand here, our own and our office's, and what the centre published of other offices.
    """
    names = names_of(journal, Subject.ACCOUNT, key_text(key))
    if len(names) == 1:
        rows = _OWN.all(journal, account=names[0])
    else:
        rows = _own_under(len(names)).all(journal, **{f"name_{number}": name for number, name in enumerate(names)})
    raised = [row for row in rows if row.charge and is_own_charge(row.charge)]
    paid = {row.charge: -int(row.cents) for row in rows if row.charge}
    paid.update((row.charge, int(row.raised_cents - row.cents)) for row in raised)
    credit_cents = -sum(int(row.cents) for row in rows if not row.charge)
    return OwnPostings(paid, credit_cents, tuple(_raised(row) for row in raised))


def _raised(row: Any) -> Charge:
    return Charge(
        key=row.charge,
        bill_external_id=OWN_BILL,
        line=0,
        period="",
        category=ServiceCategory(row.category),
        kind=ChargeKind.FEE,
        due_on=date.fromisoformat(row.due_on),
        amount_cents=int(row.raised_cents),
        description=_own_words(row.charge),
    )


def _own_words(charge: str) -> str:
    """What our own charge is for, by the end of its key."""
    words = {"returned_fee": text("Fee for a returned payment"), "bank_fee": text("The bank's fee for a return")}
    return words.get(charge.rpartition("/")[2], "")


def _code(kind: type[Code], stored: int) -> Code:
    return list(kind)[stored - 1]


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
