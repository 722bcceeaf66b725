"""Queues the paper of a payment with the payment itself: the receipt's job and, for cash, the drawer's own job.

The jobs are rows of the same transaction, so there is a job exactly when there is a receipt; the spool prints them
after the commit.
"""

import msgspec
from sqlalchemy import select

from app.identity.permissions import Session
from app.journal.append import JournalWork
from app.journal.fact import Fact
from app.journal.tables import fact as fact_table
from app.payments.facts import ReceiptCopied
from app.payments.queries import read_receipt
from app.payments.receipt import Receipt
from app.payments.tables import receipt_copy
from app.print_jobs import open_drawer
from app.print_jobs.queue import enqueue_all
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob, copy_of, fact_of
from app.workplace import Services


def print_receipt(work: JournalWork, receipt: Receipt, session: Session, *, kick: bool) -> str:
    """Queues the paper in the caller's transaction, and the drawer's opening if `kick`; gives the paper's job id."""
    paper = NewJob(
        JobKind.COPY if receipt.copy_number else JobKind.RECEIPT,
        None,
        RECEIPT_PRINTER,
        requested_by=session.person_id,
        fact_id=receipt.fact_id,
        copy_number=receipt.copy_number,
    )
    pulses = open_drawer.pulses(work, receipt.fact_id, session.person_id, "cash") if kick else ()
    return enqueue_all(work.connection, (*pulses, paper), work.clock, work.ids)[-1]


def paper_of(services: Services, job_id: str) -> Receipt:
    """What the job of a receipt or of its copy prints, read from the facts as they are now: void, names erased.

    Raises KeyError for the job of another fact.
    """
    fact_id, copy = fact_of(job_id) or "", copy_of(job_id)
    with services.read_journal() as journal:
        receipt = read_receipt(journal, services.kinds, fact_id)
        if not copy:
            return receipt
        stored = journal.execute(
            select(fact_table.c.envelope, fact_table.c.body)
            .join(receipt_copy, receipt_copy.c.fact_id == fact_table.c.fact_id)
            .where(receipt_copy.c.receipt == fact_id, receipt_copy.c.copy == copy)
        ).one()
    return msgspec.structs.replace(receipt, copy_number=copy, language=copy_language(services.kinds.read(*stored)))


def copy_language(copied: Fact) -> str:
    """In which language a copy was asked for."""
    if not isinstance(copied.body, ReceiptCopied):
        raise TypeError(f"{copied.envelope.kind} is not a copy")
    return copied.body.language
