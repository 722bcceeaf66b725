"""Queues the paper of a payment with the payment itself: the receipt's job and, for cash, the drawer's own job.

The jobs are rows of the same transaction, so there is a job exactly when there is a receipt; the spool prints them
after the commit.
"""

import msgspec

from app.identity.permissions import Session
from app.journal.append import JournalWork
from app.payments.receipt import Receipt
from app.print_jobs import open_drawer
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob


def print_receipt(work: JournalWork, receipt: Receipt, session: Session, *, kick: bool) -> str:
    """Queues the paper in the caller's transaction, and the drawer's opening if `kick`; gives the paper's job id."""
    if kick:
        open_drawer.kick(work, receipt.fact_id, session, "cash")
    kind, payload = JobKind.COPY if receipt.copy_number else JobKind.RECEIPT, msgspec.json.encode(receipt)
    job = NewJob(kind, payload, RECEIPT_PRINTER, requested_by=session.person_id, fact_id=receipt.fact_id)
    return enqueue(work.connection, job, work.clock, work.ids)
