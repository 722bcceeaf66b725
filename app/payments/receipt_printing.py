"""Queues the paper of a payment with the payment itself: the receipt's job and, for cash, the drawer's own job.

The jobs are rows of the same transaction, so there is a job exactly when there is a receipt; the spool prints them
after the commit.
"""

import msgspec

from app.config import KICK_DRAWER
from app.identity.permissions import Session
from app.journal.append import JournalWork
from app.payments.receipt import Receipt
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.store.settings import read_setting


def print_receipt(work: JournalWork, receipt: Receipt, session: Session, *, kick: bool) -> str:
    """Queues the paper in the caller's transaction, and the drawer's opening if `kick`; gives the paper's job id."""
    if kick and read_setting(work.connection, KICK_DRAWER):
        _queue(work, JobKind.KICK, b"", receipt.fact_id, session, why="cash")
    kind = JobKind.COPY if receipt.copy_number else JobKind.RECEIPT
    return _queue(work, kind, msgspec.json.encode(receipt), receipt.fact_id, session)


def _queue(
    work: JournalWork, kind: JobKind, payload: bytes, fact_id: str, session: Session, why: str | None = None
) -> str:
    job = NewJob(kind, payload, RECEIPT_PRINTER, requested_by=session.person_id, fact_id=fact_id, why=why)
    return enqueue(work.connection, job, work.clock, work.ids)
