"""Printing a slip again, whichever it is: the paper says `COPY n`, and the copy is itself a fact.

One way for the slips of the drawer (drop, pay in and out, hand-over, close …) and of what was undone (refund, another
account, another tender). What a close expected stays hidden from whoever may not see it.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from app.changed import Changed
from app.drawers.queries import open_shift
from app.drawers.slips import DrawerSlip, TenderLine, read_slip
from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.journal.append import Author, JournalWork
from app.journal.kinds import Kinds
from app.payments.undo_slip import UndoSlip, read_undo_slip
from app.print_jobs.queue import enqueue
from app.print_jobs.slip_copy_facts import SlipCopied, copies_of
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.workplace import Services


class SlipAgainRefusal(StrEnum):
    """Why no slip is printed again, in the order in which it is tested (after the permission)."""

    SLIP_UNKNOWN = "slip_unknown"


@dataclass(frozen=True)
class SlipPrinted:
    """Which copy it is, and what changed."""

    copy: int
    changed: Changed


def record(services: Services, session: Session, fact_id: str) -> SlipPrinted:
    """Queues a copy of the slip of a fact. Raises Refused(SlipAgainRefusal, NOT_PERMITTED)."""
    require(session, Permission.RECEIPT_REPRINT)
    with services.unit_of_work() as work:
        slip = _read(work.connection, services.kinds, session, fact_id)
        copy = copies_of(work.connection, fact_id) + 1
        shift = open_shift(work.connection, work.device.code)
        author = Author(session.person_id, shift.shift, shift.business_date) if shift else Author(session.person_id)
        work.append(SlipCopied(slip=fact_id, copy=copy), author)
        _queue(work, session, msgspec.structs.replace(slip, copy=copy))
        work.commit()
        return SlipPrinted(copy, work.changed)


def _read(connection: Connection, kinds: Kinds, session: Session, fact_id: str) -> DrawerSlip | UndoSlip:
    drawer = read_slip(connection, kinds, fact_id)
    if drawer is not None:
        return drawer if may(session, Permission.DRAWER_SEE_EXPECTED) else _blind(drawer)
    undo = read_undo_slip(connection, kinds, fact_id)
    if undo is None:
        raise Refused(SlipAgainRefusal.SLIP_UNKNOWN)
    return undo


def _blind(slip: DrawerSlip) -> DrawerSlip:
    counted = tuple(TenderLine(line.tender, line.counted_cents) for line in slip.tenders)
    return msgspec.structs.replace(slip, tenders=counted)


def _queue(work: JournalWork, session: Session, slip: DrawerSlip | UndoSlip) -> None:
    kind = JobKind.UNDO_SLIP if isinstance(slip, UndoSlip) else JobKind.DRAWER_SLIP
    payload = msgspec.json.encode(slip)
    job = NewJob(kind, payload, RECEIPT_PRINTER, session.person_id, slip.fact_id, copy_number=slip.copy)
    enqueue(work.connection, job, work.clock, work.ids)
