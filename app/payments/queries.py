"""What is known of receipts: one whole, the last ones of a shift, by number, by hand-written book."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.identity.queries import person_name
from app.identity.workstation import place_at
from app.journal.fact import Fact
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.journal.tables import private_data
from app.payments import receipt_numbers
from app.payments.facts import PaidLine, PaymentTaken, hand_written_key
from app.payments.receipt import BackEntry, PaidCharge, Receipt, ReceiptLine, ReceiptTender
from app.payments.tables import line_names, receipt, receipt_copy, receipt_void, tenders_in
from app.workplace import Place


@dataclass(frozen=True)
class ReceiptRow:
    """A receipt in a list. Amounts in cents; `tenders` and `accounts` in the order of the paper."""

    fact_id: str
    number: str
    taken_at_us: int
    total_cents: int
    accounts: tuple[str, ...]
    tenders: tuple[str, ...]
    voided: bool
    recorded: tuple[int, int] = (0, 0)
    """Its place in the workstation's chain: generation and sequence."""


_STORED = select(fact_table.c.envelope, fact_table.c.body).where(
    fact_table.c.fact_id == bindparam("fact_id"), fact_table.c.kind == PaymentTaken.__name__
)
_PRIVATE = select(private_data.c.digest, private_data.c.value).where(private_data.c.fact_id == bindparam("fact_id"))
_VOIDED = select(receipt_void.c.fact_id).where(receipt_void.c.receipt == bindparam("fact_id"))
_VOIDED_BY = _VOIDED.where(receipt_void.c.fact_id == bindparam("void"))
_COPIES = select(func.max(receipt_copy.c.copy)).where(receipt_copy.c.receipt == bindparam("fact_id"))
_LAST = (
    select(receipt, receipt_void.c.fact_id.label("void"), fact_table.c.sequence)
    .join(fact_table, fact_table.c.fact_id == receipt.c.fact_id)
    .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
    .where(receipt.c.shift == bindparam("shift"))
    .order_by(receipt.c.generation.desc(), receipt.c.number.desc())
    .limit(bindparam("limit"))
)


def read_payment(connection: Connection, kinds: Kinds, fact_id: str) -> Fact | None:
    """The fact of a receipt; None when there is none of that id."""
    stored = connection.execute(_STORED, {"fact_id": fact_id}).first()
    return kinds.read(stored.envelope, stored.body) if stored else None


def read_receipt(connection: Connection, kinds: Kinds, fact_id: str) -> Receipt:
    """The receipt as its paper says it. Raises KeyError when there is none of that id."""
    fact = read_payment(connection, kinds, fact_id)
    if fact is None:
        raise KeyError(fact_id)
    asked = {"fact_id": fact_id}
    private = {digest: value or "" for digest, value in connection.execute(_PRIVATE, asked)}
    place = place_at(connection, fact.envelope)
    cashier = person_name(connection, fact.envelope.person or "")
    return receipt_of(fact, private, place, cashier, voided=is_voided(connection, fact_id))


def is_voided(connection: Connection, fact_id: str) -> bool:
    """Was the receipt undone?"""
    return connection.execute(_VOIDED, {"fact_id": fact_id}).first() is not None


def is_voided_by(connection: Connection, fact_id: str, void: str) -> bool:
    """Was the receipt undone by just this fact?"""
    return connection.execute(_VOIDED_BY, {"fact_id": fact_id, "void": void}).first() is not None


def copies_made(connection: Connection, fact_id: str) -> int:
    """How often a receipt was printed again."""
    return int(connection.scalar(_COPIES, {"fact_id": fact_id}) or 0)


def receipt_of(fact: Fact, private: Mapping[str, str], place: Place, cashier: str, *, voided: bool = False) -> Receipt:
    """What a receipt says, from its fact; `private` gives the values behind the salted hashes (erased ones are "")."""
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, PaymentTaken):
        raise TypeError(f"{envelope.kind} is not a receipt")
    written, where = body.hand_written, (envelope.workstation, envelope.generation, body.number)
    return Receipt(
        city=place.city,
        office=place.office_name,
        office_address=place.office_address,
        office_phone=place.office_phone,
        counter=place.counter,
        cashier=cashier,
        number=receipt_numbers.spoken(*where),
        full_number=receipt_numbers.full(*where, envelope.fact_id),
        fact_id=envelope.fact_id,
        taken_at_us=envelope.recorded_at_us,
        time_zone=place.time_zone,
        business_date=envelope.business_date or "",
        language=body.language,
        lines=tuple(_line(line, private) for line in body.lines),
        tenders=tuple(ReceiptTender(t.kind, t.amount_cents, t.reference) for t in body.tenders),
        total_cents=body.total_cents,
        change_cents=body.change_cents,
        rounding_cents=body.rounding_cents,
        payor_name=private.get(body.payor, "") if body.payor else None,
        voided=voided,
        back_entry=BackEntry(written.book, written.number, written.written_at_us) if written else None,
    )


def _line(line: PaidLine, private: Mapping[str, str]) -> ReceiptLine:
    before = line.balance_before_cents
    return ReceiptLine(
        kind=line.kind,
        amount_cents=line.amount_cents,
        account_number=line.account_number,
        service_address=private.get(line.service_address, "") if line.service_address else None,
        description=_description(line, private),
        reference=line.issued.serial if line.issued else None,
        paid=tuple(PaidCharge(p.service_category, p.amount_cents, p.period, p.description) for p in line.paid),
        credit_cents=line.credit_cents,
        balance_after_cents=None if before is None else before - line.amount_cents,
        as_of_us=line.reference_as_of_us,
        issued=line.issued,
    )


def _description(line: PaidLine, private: Mapping[str, str]) -> str | None:
    """What the line is for: the thing it handed over, the ledger account's name, what was typed, or both of these."""
    if line.issued is not None:
        return line.issued.names["en"]
    words = private.get(line.description, "") if line.description else ""
    return ": ".join(part for part in (line.ledger_name, words) if part) or None


def last_receipts(connection: Connection, shift: str, limit: int = 10) -> list[ReceiptRow]:
    """The newest receipts of a shift, newest first."""
    rows = connection.execute(_LAST, {"shift": shift, "limit": limit})
    return [_row(row) for row in rows]


def find_receipt(connection: Connection, written: str) -> str | None:
    """The fact id of a receipt number, spoken or full; None when it is not one of ours.

    A full number whose four signs are another fact's was printed by a clone: it is none of ours.
    """
    parsed = receipt_numbers.parse(written)
    if parsed is None:
        return None
    workstation, generation, number = parsed
    fact_id = connection.scalar(
        select(receipt.c.fact_id).where(
            receipt.c.workstation == workstation, receipt.c.generation == generation, receipt.c.number == number
        )
    )
    return fact_id if fact_id and receipt_numbers.belongs_to(written, fact_id) else None


def find_hand_written(connection: Connection, book: str, number: str) -> str | None:
    """The spoken number of the receipt that already enters this hand-written one; None when it is new.

    Case and leading zeros make no difference. One that was voided since does not count: it may be entered again.
    """
    keys = (receipt.c.book_key == hand_written_key(book), receipt.c.number_key == hand_written_key(number))
    row = connection.execute(
        select(receipt.c.workstation, receipt.c.generation, receipt.c.number)
        .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
        .where(*keys, receipt_void.c.fact_id.is_(None))
    ).first()
    return receipt_numbers.spoken(*row) if row else None


def _row(row: Any) -> ReceiptRow:
    return ReceiptRow(
        row.fact_id,
        receipt_numbers.spoken(row.workstation, row.generation, row.number),
        row.taken_at_us,
        row.total_cents,
        line_names(row.lines),
        tuple(dict.fromkeys(kind for kind, _ in tenders_in(row.tenders))),
        row.void is not None,
        (row.generation, row.sequence),
    )
