"""What a slip says of money that moved without a receipt, frozen data built from the fact alone.

A slip is signed and kept with the drawer; `printing/drawers` words it and lays it out, each workflow in its own file.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.facts import Denomination
from app.drawers.movement_facts import CashMoved, DrawerOpenedWithoutSale, SafeDropped
from app.drawers.turn_facts import ShiftHandedOver, ShiftResumed, ShiftSuspended
from app.identity.queries import person_name
from app.identity.workstation import place_at
from app.journal.append import JournalWork
from app.journal.fact import Fact
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.journal.tables import private_data
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob


class TenderLine(msgspec.Struct, frozen=True):
    """One tender of a close; expected and difference are None where whoever closes may not see them."""

    tender: str
    counted_cents: int
    expected_cents: int | None = None
    difference_cents: int | None = None


class DrawerSlip(msgspec.Struct, frozen=True, kw_only=True):
    """`kind`: the kind of fact; `entry`: its place in the workstation's journal. Amounts in cents, instants UTC µs.

    `second_person`: the name of whoever approved or witnessed it, "" where nobody else was needed. What a kind does not
    have is empty.
    """

    kind: str
    city: str
    office: str
    counter: str
    drawer: str
    person: str
    second_person: str
    entry: str
    fact_id: str
    at_us: int
    time_zone: str
    business_date: str
    amount_cents: int = 0
    reason_names: dict[str, str] = {}
    ledger_account: str = ""
    note: str = ""
    bag: str = ""
    check_cents: int = 0
    money_order_cents: int = 0
    denominations: tuple[Denomination, ...] = ()
    number: int = 0
    float_cents: int = 0
    tenders: tuple[TenderLine, ...] = ()
    copy: int = 0
    """Which copy; 0 is the slip itself."""


_FACT = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == bindparam("fact_id"))
_PRIVATE = select(private_data.c.digest, private_data.c.value).where(private_data.c.fact_id == bindparam("fact_id"))


def read_slip(connection: Connection, kinds: Kinds, fact_id: str) -> DrawerSlip | None:
    """The slip of a fact; None where there is no such fact, or none that gives a slip."""
    asked = {"fact_id": fact_id}
    stored = connection.execute(_FACT, asked).first()
    if stored is None:
        return None
    private = {digest: value or "" for digest, value in connection.execute(_PRIVATE, asked)}
    return slip_of(connection, kinds.read(stored.envelope, stored.body), private)


def slip_for(work: JournalWork, fact: Fact) -> DrawerSlip:
    """What the slip of a fact just appended says. Raises ValueError for one that gives none."""
    slip = slip_of(work.connection, fact, work.private_values)
    if slip is None:
        raise ValueError(f"a {fact.envelope.kind} has no slip")
    return slip


def queue_slip(work: JournalWork, fact: Fact, *, blind: bool = False) -> DrawerSlip:
    """Queues the paper of a fact just appended, in the caller's transaction; gives what it says.

    `blind`: the paper of a close says what was counted and nothing that was expected.
    """
    slip = slip_for(work, fact)
    if blind:
        counted = tuple(TenderLine(line.tender, line.counted_cents) for line in slip.tenders)
        slip = msgspec.structs.replace(slip, tenders=counted)
    payload = msgspec.json.encode(slip)
    job = NewJob(JobKind.DRAWER_SLIP, payload, RECEIPT_PRINTER, fact.envelope.person or "", slip.fact_id)
    enqueue(work.connection, job, work.clock, work.ids)
    return slip


def slip_of(connection: Connection, fact: Fact, private: Mapping[str, str]) -> DrawerSlip | None:
    """What the slip of a fact says; `private` gives the values behind the salted hashes."""
    body = fact.body
    if isinstance(body, CashMoved):
        return msgspec.structs.replace(
            _slip(connection, fact, body.drawer, body.approval.approver),
            amount_cents=body.amount_cents,
            reason_names=body.reason_names,
            ledger_account=body.ledger_account,
            note=private.get(body.note, "") if body.note else "",
        )
    if isinstance(body, ShiftClosed):
        return _close_slip(connection, fact, body, private.get(body.note, "") if body.note else "")
    if isinstance(body, SafeDropped):
        return msgspec.structs.replace(
            _slip(connection, fact, body.drawer, body.approval.approver),
            amount_cents=body.amount_cents,
            bag=body.bag,
            denominations=body.denominations,
        )
    if isinstance(body, ShiftHandedOver):
        return msgspec.structs.replace(
            _slip(connection, fact, body.drawer, body.taker),
            amount_cents=body.cash_cents,
            check_cents=body.check_cents,
            money_order_cents=body.money_order_cents,
            denominations=body.denominations,
        )
    if isinstance(body, ShiftResumed):
        return _slip(connection, fact, body.drawer, body.approval.approver)
    if isinstance(body, DrawerOpenedWithoutSale | ShiftSuspended):
        return msgspec.structs.replace(_slip(connection, fact, body.drawer), reason_names=body.reason_names)
    return None


def _close_slip(connection: Connection, fact: Fact, body: ShiftClosed, note: str) -> DrawerSlip:
    approver = body.approval.approver if body.approval is not None else ""
    lines = tuple(
        TenderLine(tender, body.counted.of(tender), body.expected.of(tender), body.difference.of(tender))
        for tender in ("cash", "check", "money_order", "card")
        if tender != "card" or body.counted.card_cents is not None
    )
    return msgspec.structs.replace(
        _slip(connection, fact, body.drawer, approver),
        amount_cents=body.bagged.held_cents,
        bag=body.bag,
        reason_names=body.reason_names,
        note=note,
        number=body.number,
        float_cents=body.float_cents,
        tenders=lines,
    )


def _slip(connection: Connection, fact: Fact, drawer: str, approver: str = "") -> DrawerSlip:
    envelope = fact.envelope
    place = place_at(connection, envelope)
    person = envelope.person or ""
    return DrawerSlip(
        kind=envelope.kind,
        city=place.city,
        office=place.office_name,
        counter=place.counter,
        drawer=drawer,
        person=person_name(connection, person),
        second_person=person_name(connection, approver) if approver and approver != person else "",
        entry=f"{envelope.workstation}-{envelope.generation}-{envelope.sequence}",
        fact_id=envelope.fact_id,
        at_us=envelope.recorded_at_us,
        time_zone=place.time_zone,
        business_date=envelope.business_date or "",
    )
