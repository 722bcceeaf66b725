"""What the slip of a refund or a correction says, frozen data built from the fact alone.

`printing/payments/undo_slip.py` words it and lays it out.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.identity.queries import person_name
from app.identity.workstation import place_at
from app.journal.append import JournalWork
from app.journal.fact import Fact
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.payments.undo_facts import PaymentMoved, PaymentRefunded, TenderCorrected
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob

_STORED = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == bindparam("fact_id"))


class UndoSlip(msgspec.Struct, frozen=True, kw_only=True):
    """`kind`: the kind of fact; `entry`: its place in the workstation's journal. Amounts in cents, instants UTC µs.

    `second_person`: who approved, "" where nobody else was needed. `how`: a refund's method, the tender that it truly
    was, or the account that a payment now stands on; `was`: the tender or account before. `lines`: account, cents.
    """

    kind: str
    city: str
    office: str
    counter: str
    person: str
    second_person: str
    entry: str
    fact_id: str
    at_us: int
    time_zone: str
    receipt_number: str
    reason: str
    how: str
    was: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    total_cents: int = 0
    copy: int = 0
    """Which copy; 0 is the slip itself."""


def queue_slip(work: JournalWork, fact: Fact) -> UndoSlip:
    """Queues the paper of a fact just appended, in the caller's transaction; gives what it says."""
    slip = slip_of(work.connection, fact)
    person, payload = fact.envelope.person or "", msgspec.json.encode(slip)
    job = NewJob(JobKind.UNDO_SLIP, payload, RECEIPT_PRINTER, person, slip.fact_id)
    enqueue(work.connection, job, work.clock, work.ids)
    return slip


def read_undo_slip(connection: Connection, kinds: Kinds, fact_id: str) -> UndoSlip | None:
    """The slip of a fact; None where there is no such fact, or none that was undone or put right."""
    stored = connection.execute(_STORED, {"fact_id": fact_id}).first()
    fact = kinds.read(stored.envelope, stored.body) if stored is not None else None
    if fact is None or not isinstance(fact.body, PaymentRefunded | PaymentMoved | TenderCorrected):
        return None
    return slip_of(connection, fact)


def slip_of(connection: Connection, fact: Fact) -> UndoSlip:
    """What the slip of a fact says. Raises TypeError for a kind without one."""
    body = fact.body
    if isinstance(body, PaymentRefunded):
        lines = tuple((line.account_number, line.amount_cents) for line in body.lines)
        said: Mapping[str, object] = {"how": body.method, "lines": lines, "total_cents": body.total_cents}
    elif isinstance(body, PaymentMoved):
        said = {"how": body.to_number, "was": body.from_number, "total_cents": body.amount_cents}
    elif isinstance(body, TenderCorrected):
        said = {"how": body.now.kind, "was": body.was, "total_cents": body.amount_cents}
    else:
        raise TypeError(f"a {fact.envelope.kind} has no slip")
    envelope, approver = fact.envelope, body.approval.approver
    place = place_at(connection, envelope)
    person = envelope.person or ""
    common = {
        "kind": envelope.kind,
        "city": place.city,
        "office": place.office_name,
        "counter": place.counter,
        "person": person_name(connection, person),
        "second_person": person_name(connection, approver) if approver != person else "",
        "entry": f"{envelope.workstation}-{envelope.generation}-{envelope.sequence}",
        "fact_id": envelope.fact_id,
        "at_us": envelope.recorded_at_us,
        "time_zone": place.time_zone,
        "receipt_number": body.receipt_number,
        "reason": body.reason,
    }
    return msgspec.convert({**common, **said}, UndoSlip)
