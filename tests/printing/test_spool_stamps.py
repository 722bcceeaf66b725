"""A stamp from its order to the paper: worded from the fact, once, never by itself again, never in a receipt's way."""

from collections.abc import Iterator
from pathlib import Path
from queue import Queue as Inbox

import pytest

from app.print_jobs.printer_choice import PrinterChoice
from app.print_jobs.queries import find_job
from app.print_jobs.types import CONFIRMED, SHOWN, Failure, JobState
from printing.answering_printer import AnsweringPrinter, Patience
from printing.ports import NetworkPort
from printing.profiles import EPSON_SLIP
from printing.spool import Attempt, Spool
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from tests.factories.stamps import choose_printer, order, paid_by_checks
from tests.fakes.printer import FakePrinter
from ui.tour.escpos_decoder import decode

HASTE = Patience(status=1.0, status_of_mute=0.05, paper=2.0, paper_of_mute=0.1, ask_again=0.05)


class Office:
    """A counter with its spool and a scripted printer."""

    def __init__(self, counter: Counter, fake: FakePrinter) -> None:
        self.counter, self.fake = counter, fake
        self.told: Inbox[Attempt] = Inbox()
        self.spool = Spool(counter.services, self.told.put, retry_seconds=0.05, printer_for=self._printer)

    def stamp(self, receipt: str, stamp: str = "endorsement") -> Attempt:
        """Orders one, gives what became of it."""
        lanes = self.counter.services.lanes
        job = lanes.write_now(lambda: order(self.counter, receipt, stamp)).print_job
        self.spool.wake()
        while (attempt := self.told.get(timeout=20)).job_id != job:
            pass
        return attempt

    def state(self, job_id: str) -> tuple[JobState, Failure | None]:
        """As the row says."""
        with self.counter.services.read_journal() as journal:
            row = find_job(journal, job_id)
        if row is None:
            raise LookupError(job_id)
        return row.state, row.failure

    def _printer(self, choice: PrinterChoice) -> AnsweringPrinter:
        return AnsweringPrinter(lambda: NetworkPort("127.0.0.1", self.fake.port), EPSON_SLIP, HASTE)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    counter = open_counter(tmp_path)
    choose_printer(counter.services)
    with FakePrinter() as fake:
        office = Office(counter, fake)
        yield office
        office.spool.stop()
        counter.services.lanes.stop()
    counter.services.close()


def test_the_check_is_endorsed_in_the_slip_station(office: Office) -> None:
    receipt = paid_by_checks(office.counter).receipt.fact_id
    attempt = office.stamp(receipt)
    assert (attempt.outcome, attempt.waits) == (CONFIRMED, False)
    office.fake.wait_for_jobs(3)
    stamped = [decode(data).texts for data in office.fake.printed if b"FOR DEPOSIT ONLY" in data]
    assert stamped == [
        [
            "FOR DEPOSIT ONLY",
            "City of Cypress Springs",
            "Account ending in 4417",
            "20 Nov 2026 · Drawer A2",
            "A2-000001 · $100.00",
        ]
    ]


def test_without_a_check_it_is_not_tried_again_by_itself(office: Office) -> None:
    receipt = paid_by_checks(office.counter).receipt.fact_id
    office.fake.script.no_slip = True
    attempt = office.stamp(receipt)
    assert (attempt.outcome.failure, attempt.waits) == (Failure.SLIP_MISSING, False)
    assert office.state(attempt.job_id) == (JobState.FAILED, Failure.SLIP_MISSING)
    office.fake.script.no_slip = False
    again = office.stamp(receipt)
    assert (again.job_id, again.outcome) == (attempt.job_id, CONFIRMED)


def test_a_check_that_is_missing_holds_no_receipt_up(office: Office) -> None:
    receipt = paid_by_checks(office.counter).receipt.fact_id
    office.fake.script.no_slip = True
    office.stamp(receipt)
    pay(office.counter)
    office.spool.wake()
    kinds = [office.told.get(timeout=20) for _ in range(2)]
    assert {attempt.outcome for attempt in kinds} == {CONFIRMED}


def test_a_receipt_that_waits_for_paper_holds_no_check_up(office: Office) -> None:
    office.fake.script.paper_out = True
    receipt = paid_by_checks(office.counter).receipt.fact_id
    office.spool.wake()
    waiting = office.told.get(timeout=20)
    while not waiting.waits:
        waiting = office.told.get(timeout=20)
    office.fake.script.paper_out = False
    assert office.stamp(receipt).outcome == CONFIRMED


def test_the_screen_shows_it(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    told: Inbox[Attempt] = Inbox()
    spool = Spool(counter.services, told.put)
    receipt = pay(counter).receipt.fact_id
    job = counter.services.lanes.write_now(lambda: order(counter, receipt, "validation")).print_job
    spool.wake()
    outcomes = {}
    while job not in outcomes:
        attempt = told.get(timeout=20)
        outcomes[attempt.job_id] = attempt.outcome
    assert outcomes[job] == SHOWN
    spool.stop()
    counter.services.close()
