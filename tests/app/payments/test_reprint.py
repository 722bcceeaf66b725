"""Copies of a receipt: numbered, counted, and marked on the paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import reprint
from app.payments.queries import copies_made
from app.payments.receipt_printing import paper_of
from app.payments.reprint import Reprint, ReprintRefusal
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.queue import claim_next
from app.print_jobs.types import RECEIPT_PRINTER, JobKind
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_copies_are_numbered_and_say_so_on_the_paper(counter: Counter) -> None:
    taken = pay(counter, payor_name="Ada").receipt
    copies = [
        reprint.record(counter.services, CASHIER, Reprint(taken.fact_id, language)).receipt for language in ("en", "es")
    ]
    assert [(copy.copy_number, copy.language) for copy in copies] == [(1, "en"), (2, "es")]
    assert {copy.number for copy in copies} == {taken.number} and {copy.payor_name for copy in copies} == {"Ada"}
    with counter.services.read_journal() as connection:
        assert copies_made(connection, taken.fact_id) == 2
        kinds = [job.kind for job in jobs_of_fact(connection, taken.fact_id)]
    assert kinds == [JobKind.KICK, JobKind.RECEIPT, JobKind.COPY, JobKind.COPY]


def test_the_copy_that_prints_is_the_one_that_was_returned(counter: Counter) -> None:
    taken = pay(counter).receipt
    reprinted = reprint.record(counter.services, CASHIER, Reprint(taken.fact_id, "es"))
    while (job := claim_next(counter.services, RECEIPT_PRINTER)) is not None and job.job_id != reprinted.print_job:
        pass
    assert job is not None and paper_of(counter.services, job.job_id) == reprinted.receipt


def test_a_colleague_prints_a_copy_without_a_shift_of_their_own(counter: Counter) -> None:
    taken = pay(counter).receipt
    assert reprint.record(counter.services, SUPERVISOR, Reprint(taken.fact_id, "en")).receipt.copy_number == 1


NOBODY = replace(CASHIER, permissions=frozenset(Permission) - {Permission.RECEIPT_REPRINT})


@pytest.mark.parametrize(
    ("session", "command", "code"),
    [
        (NOBODY, Reprint("nothing", "fr"), IdentityRefusal.NOT_PERMITTED),
        (CASHIER, Reprint("nothing", "fr"), ReprintRefusal.LANGUAGE_UNKNOWN),
        (CASHIER, Reprint("nothing", "\0" * 10_000_000), ReprintRefusal.LANGUAGE_UNKNOWN),
        (CASHIER, Reprint("nothing", "en"), ReprintRefusal.RECEIPT_UNKNOWN),
    ],
)
def test_what_is_not_printed_again(tmp_path: Path, session: object, command: Reprint, code: str) -> None:
    services = open_workstation(tmp_path)
    facts = fact_count(services)
    found = refused(lambda: reprint.record(services, session, command))  # type: ignore[arg-type] # a session
    assert (found, fact_count(services)) == (code, facts)
    services.close()


def test_the_opening_of_a_shift_is_no_receipt(counter: Counter) -> None:
    command = Reprint(counter.shift.shift, "en")
    assert refused(lambda: reprint.record(counter.services, CASHIER, command)) is ReprintRefusal.RECEIPT_UNKNOWN
