"""What happened on an account: bills, payments here and elsewhere, voids, each with the balance after it.

Balance = opening balance at cutover + Σ charges and corrections − Σ outside receipts + Σ our own receivable postings,
so the newest balance is the one of `open_account`. A bill counts its own lines, never its previous-balance line; an
outside receipt with our fact_id confirms ours and is no row of its own. Our facts are found through the postings of the
account, by index. Amounts in cents; positive raises what is owed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select

from app.accounts.types import Bill, Charge, ChargeKind, OutsideReceipt, ReceiptChannel
from app.clock import local_date
from app.identity.mapped import central_id, names_of
from app.identity.mapping_facts import Subject
from app.journal.fact import Fact
from app.journal.kinds import Kinds
from app.journal.tables import fact, posting
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken, PaymentVoided
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.undo_facts import PaymentMoved, PaymentRefunded


class ActivityKind(StrEnum):
    """What a row is, in the order in which rows of one day stand."""

    OPENING = "opening"
    BILL = "bill"
    OUTSIDE_RECEIPT = "outside_receipt"
    OUTSIDE_RETURN = "outside_return"
    PAYMENT = "payment"
    VOID = "void"
    RETURN = "return"
    REFUND = "refund"
    MOVE = "move"
    OTHER = "other"


class OwnEntry(msgspec.Struct, frozen=True):
    """What one of our facts did to the account. `receipt`: fact id of the receipt that it is or undoes.

    `at_us`: when it truly happened; of a hand-written receipt, when that was written. `number` as people say it.
    """

    kind: ActivityKind
    fact_id: str
    at_us: int
    amount_cents: int
    workstation: str
    generation: int
    person: str
    receipt: str = ""
    number: str = ""
    tenders: tuple[str, ...] = ()
    reason: str = ""


class Activity(msgspec.Struct, frozen=True):
    """One row. `key` names what it opens: a bill's or outside receipt's external id, or the fact id of a receipt.

    `on` is None for the opening balance. `behind`: the charge keys or fact ids that the amount consists of.
    `undone`: a payment that was voided here or came back elsewhere. `confirmed`: the city's data has our payment too.
    """

    kind: ActivityKind
    key: str
    on: date | None
    amount_cents: int
    balance_cents: int = 0
    behind: tuple[str, ...] = ()
    period: str = ""
    due_on: date | None = None
    number: str = ""
    tenders: tuple[str, ...] = ()
    channel: ReceiptChannel | None = None
    reason: str = ""
    workstation: str = ""
    generation: int = 0
    person: str = ""
    at_us: int = 0
    undone: bool = False
    confirmed: bool = False


_PLACE = (posting.c.workstation, posting.c.generation, posting.c.sequence)
_MEANT = central_id(Subject.ACCOUNT, posting.c.workstation, posting.c.account, (_PLACE[1], _PLACE[2]))


def _own_facts(*which: ColumnElement[bool]) -> Select[Any]:
    sums = select(*_PLACE, func.sum(posting.c.amount_cents).label("amount_cents")).where(*which)
    here = sums.group_by(*_PLACE).subquery()
    same_fact = and_(*(fact.c[column.name] == here.c[column.name] for column in _PLACE))
    return select(fact.c.envelope, fact.c.body, here.c.amount_cents).join(here, same_fact)


_OWN = _own_facts(posting.c.account == bindparam("account"))


def own_entries(journal: Connection, kinds: Kinds, account: str) -> list[OwnEntry]:
    """What our facts did to an account (its key as text, `cis/100045127`); in no particular order."""
    names = names_of(journal, Subject.ACCOUNT, account)
    alone = len(names) == 1
    own = _OWN if alone else _own_facts(posting.c.account.in_(names), bindparam("account") == _MEANT)
    rows = journal.execute(own, {"account": account})
    return [_own(kinds.read(row.envelope, row.body), int(row.amount_cents)) for row in rows]


def _own(own: Fact, amount_cents: int) -> OwnEntry:
    envelope, body = own.envelope, own.body
    entry = OwnEntry(
        kind=ActivityKind.OTHER,
        fact_id=envelope.fact_id,
        at_us=envelope.recorded_at_us,
        amount_cents=amount_cents,
        workstation=envelope.workstation,
        generation=envelope.generation,
        person=envelope.person or "",
    )
    if isinstance(body, PaymentTaken):
        written = body.hand_written
        return msgspec.structs.replace(
            entry,
            kind=ActivityKind.PAYMENT,
            at_us=written.written_at_us if written else envelope.recorded_at_us,
            receipt=envelope.fact_id,
            number=receipt_numbers.spoken(envelope.workstation, envelope.generation, body.number),
            tenders=tuple(dict.fromkeys(tender.kind for tender in body.tenders)),
        )
    if isinstance(body, PaymentVoided):
        return msgspec.structs.replace(entry, kind=ActivityKind.VOID, receipt=body.receipt, reason=body.reason)
    if isinstance(body, PaymentReturned):
        return msgspec.structs.replace(entry, kind=ActivityKind.RETURN, receipt=body.receipt, reason=body.reason)
    if isinstance(body, PaymentRefunded | PaymentMoved):
        kind = ActivityKind.REFUND if isinstance(body, PaymentRefunded) else ActivityKind.MOVE
        return msgspec.structs.replace(
            entry, kind=kind, receipt=body.receipt, number=body.receipt_number, reason=body.reason
        )
    return entry


def activity(
    bills: Iterable[Bill],
    charges: Sequence[Charge],
    outside: Sequence[OutsideReceipt],
    own: Sequence[OwnEntry],
    time_zone: str,
) -> list[Activity]:
    """Every row, newest first; `time_zone` is the office's, whose calendar days the rows have.

    The order of the arguments' rows makes no difference.
    """
    rows = [
        *_opening_row(charges),
        *_bill_rows(bills, charges),
        *_outside_rows(outside),
        *_own_rows(own, outside, time_zone),
    ]
    balance, with_balances = 0, []
    for row in sorted(rows, key=_place):
        balance += row.amount_cents
        with_balances.append(msgspec.structs.replace(row, balance_cents=balance))
    return with_balances[::-1]


_RANK = {kind: rank for rank, kind in enumerate(ActivityKind)}


def _place(row: Activity) -> tuple[date, int, int, str]:
    rank = _RANK[ActivityKind.PAYMENT] if row.at_us else _RANK[row.kind]
    return row.on or date.min, rank, row.at_us, row.key


def _counted(charges: Iterable[Charge]) -> list[Charge]:
    return [charge for charge in charges if charge.kind is not ChargeKind.PREVIOUS_BALANCE]


def _opening_row(charges: Iterable[Charge]) -> list[Activity]:
    opening = [charge for charge in _counted(charges) if not charge.bill_external_id]
    if not opening:
        return []
    amount_cents = sum(charge.amount_cents for charge in opening)
    return [Activity(ActivityKind.OPENING, "opening", None, amount_cents, behind=_keys(opening))]


def _bill_rows(bills: Iterable[Bill], charges: Iterable[Charge]) -> list[Activity]:
    by_bill: dict[str, list[Charge]] = {}
    for charge in _counted(charges):
        by_bill.setdefault(charge.bill_external_id, []).append(charge)
    return [_bill_row(bill, by_bill.pop(bill.external_id, [])) for bill in bills]


def _bill_row(bill: Bill, charges: Sequence[Charge]) -> Activity:
    return Activity(
        kind=ActivityKind.BILL,
        key=bill.external_id,
        on=bill.issued_on,
        amount_cents=sum(charge.amount_cents for charge in charges),
        behind=_keys(charges),
        period=bill.period,
        due_on=bill.due_on,
    )


def _keys(charges: Iterable[Charge]) -> tuple[str, ...]:
    return tuple(charge.key for charge in sorted(charges, key=lambda charge: (charge.line, charge.key)))


def _outside_rows(outside: Sequence[OutsideReceipt]) -> list[Activity]:
    counted = [receipt for receipt in outside if receipt.fact_id is None]
    undone = set(returned_receipts(counted).values())
    return [
        Activity(
            kind=ActivityKind.OUTSIDE_RETURN if receipt.amount_cents < 0 else ActivityKind.OUTSIDE_RECEIPT,
            key=receipt.external_id,
            on=receipt.received_on,
            amount_cents=-receipt.amount_cents,
            behind=(receipt.external_id,),
            number=receipt.external_id,
            channel=receipt.channel,
            undone=receipt.external_id in undone,
        )
        for receipt in counted
    ]


def returned_receipts(receipts: Sequence[OutsideReceipt]) -> dict[str, str]:
    """External id of a return → that of the payment which came back: the newest before it of the same amount.

    The city's data does not say which payment a negative receipt takes back; a return that fits none is left out.
    """
    found: dict[str, str] = {}
    by_day = sorted(receipts, key=lambda receipt: (receipt.received_on, -receipt.amount_cents, receipt.external_id))
    for place, back in enumerate(by_day):
        if back.amount_cents >= 0:
            continue
        fitting = [
            receipt
            for receipt in by_day[:place]
            if receipt.amount_cents == -back.amount_cents and receipt.external_id not in found.values()
        ]
        if fitting:
            found[back.external_id] = fitting[-1].external_id
    return found


def _own_rows(own: Sequence[OwnEntry], outside: Iterable[OutsideReceipt], time_zone: str) -> list[Activity]:
    undone = {entry.receipt for entry in own if entry.kind in (ActivityKind.VOID, ActivityKind.RETURN)}
    numbers = {entry.fact_id: entry.number for entry in own}
    confirmed = {receipt.fact_id for receipt in outside if receipt.fact_id}
    return [
        Activity(
            kind=entry.kind,
            key=entry.receipt or entry.fact_id,
            on=local_date(entry.at_us, time_zone),
            amount_cents=entry.amount_cents,
            behind=_facts_behind(entry),
            number=entry.number or numbers.get(entry.receipt, ""),
            tenders=entry.tenders,
            reason=entry.reason,
            workstation=entry.workstation,
            generation=entry.generation,
            person=entry.person,
            at_us=entry.at_us,
            undone=entry.kind is ActivityKind.PAYMENT and entry.fact_id in undone,
            confirmed=entry.fact_id in confirmed,
        )
        for entry in own
    ]


def _facts_behind(entry: OwnEntry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entry.fact_id, *((entry.receipt,) if entry.receipt else ()))))
