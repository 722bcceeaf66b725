"""Stamping a paper that the customer brought: the endorsement on a check's back, the validation on a bill's stub.

Checks are endorsed at receipt (WA SAO model rules, domain rules §8), restricted to deposit (UCC 3-206(c)). It is done
after the payment, one paper at a time, whenever somebody puts one into the printer: a payment never waits for it and
carries nothing of it. The order is a fact; its print job carries no paper, the stamp is worded from the fact.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.drawers.queries import open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork
from app.journal.fact import Fact
from app.payments.queries import read_payment, read_receipt
from app.payments.receipt import Receipt
from app.payments.stamp_facts import ENDORSEMENT, StampOrdered
from app.payments.stamp_rules import StampRules, stamp_rules
from app.payments.stamps import Stamp, StampPlace, find_paper, orders_of, read_stamp, stamp_language
from app.print_jobs import queue
from app.print_jobs.printer_choice import Station, printer_choice, station_of
from app.print_jobs.queries import find_job
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, JobState, NewJob
from app.workplace import Services


class StampRefusal(StrEnum):
    """Why a paper is not stamped, in the order in which it is tested (after the permission)."""

    RECEIPT_UNKNOWN = "receipt_unknown"
    RECEIPT_VOIDED = "receipt_voided"
    PAPER_UNKNOWN = "paper_unknown"
    NO_SLIP_STATION = "no_slip_station"


@dataclass(frozen=True)
class StampPaper:
    """`receipt`: fact id; `stamp`: "endorsement" or "validation"; `place`: of the tender or line, from 1."""

    receipt: str
    stamp: str
    place: int


@dataclass(frozen=True)
class StampQueued:
    """The stamp as it prints, and its print job."""

    stamp: Stamp
    print_job: str


def record(services: Services, session: Session, command: StampPaper) -> StampQueued:
    """Queues the stamp. Raises Refused(StampRefusal).

    What still waits is not queued twice, and what did not print is put back; only a paper that did is ordered again.
    """
    require(session, Permission.RECEIPT_REPRINT)
    station = station_of(printer_choice(services))
    with services.unit_of_work() as work:
        paid, receipt = _payment(work, command.receipt)
        rules = stamp_rules(services, date.fromisoformat(receipt.business_date))
        paper = find_paper(receipt, rules, command.stamp, command.place)
        if paper is None:
            raise Refused(StampRefusal.PAPER_UNKNOWN)
        if station is Station.NONE:
            raise Refused(StampRefusal.NO_SLIP_STATION)
        orders = orders_of(work.connection, receipt.fact_id, paper.stamp, paper.place)
        again = _unprinted(work, orders)
        if again is None:
            queued = _order(work, session, _body(paid, receipt, paper, rules, len(orders) + 1))
            work.commit()
            return queued
    return _put_back(services, session, again)


def cancel(services: Services, session: Session, job_id: str) -> bool:
    """Takes back what still waits for the printer; False when the printer has it already."""
    return queue.cancel(services, job_id, session.person_id)


def _payment(work: JournalWork, fact_id: str) -> tuple[Fact, Receipt]:
    paid = read_payment(work.connection, work.kinds, fact_id)
    if paid is None:
        raise Refused(StampRefusal.RECEIPT_UNKNOWN)
    receipt = read_receipt(work.connection, work.kinds, fact_id)
    if receipt.voided:
        raise Refused(StampRefusal.RECEIPT_VOIDED)
    return paid, receipt


def _unprinted(work: JournalWork, orders: list[str]) -> str | None:
    """The fact of the last order as long as its paper has nothing on it."""
    last = orders[-1] if orders else ""
    job = find_job(work.connection, f"{last}/{JobKind.STAMP}") if last else None
    nothing = (JobState.QUEUED, JobState.SENDING, JobState.FAILED, JobState.EXPIRED)
    return last if job is not None and job.state in nothing else None


def _body(paid: Fact, receipt: Receipt, paper: StampPlace, rules: StampRules, times: int) -> StampOrdered:
    endorsed = paper.stamp == ENDORSEMENT
    return StampOrdered(
        receipt=receipt.fact_id,
        receipt_number=receipt.number,
        stamp=paper.stamp,
        language=stamp_language(paper.stamp, receipt),
        place=paper.place,
        times=times,
        reference=paper.reference,
        amount_cents=paper.amount_cents,
        drawer=paid.envelope.workstation,
        cashier=paid.envelope.person or "",
        paid_on=receipt.business_date,
        restriction=rules.restriction if endorsed else "",
        account_last_four=rules.account_last_four if endorsed else "",
        policies=(rules.reference,),
    )


def _order(work: JournalWork, session: Session, body: StampOrdered) -> StampQueued:
    shift = open_shift(work.connection, work.device.code)
    author = Author(session.person_id, shift.shift, shift.business_date) if shift else Author(session.person_id)
    fact_id = work.append(body, author).envelope.fact_id
    job = NewJob(JobKind.STAMP, None, RECEIPT_PRINTER, requested_by=session.person_id, fact_id=fact_id)
    job_id = queue.enqueue(work.connection, job, work.clock, work.ids)
    return StampQueued(read_stamp(work.connection, work.kinds, fact_id), job_id)


def _put_back(services: Services, session: Session, fact_id: str) -> StampQueued:
    """The same order once more; one that still waits simply goes on waiting."""
    job_id = f"{fact_id}/{JobKind.STAMP}"
    queue.put_back_unprinted(services, job_id, session.person_id)
    with services.read_journal() as journal:
        return StampQueued(read_stamp(journal, services.kinds, fact_id), job_id)
