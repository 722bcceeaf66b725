"""A receipt with everything around it, all from rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.payments import reprint, void_receipt
from app.payments.reprint import ReprintRefusal
from app.payments.sale_overview import sale_overview
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt
from app.print_jobs.types import JobKind
from tests.factories.counter import ALVAREZ, OKAFOR, SUPERVISOR, Counter, open_counter, write_reference
from tests.factories.outcomes import refused
from tests.factories.payments import pay


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_a_cash_payment_opens_the_drawer_and_prints(counter: Counter) -> None:
    recorded = pay(counter, AccountPayment(ALVAREZ, 20000), AccountPayment(OKAFOR, 7415))
    found = sale_overview(counter.services, recorded.receipt.fact_id)
    assert (found.receipt.number, found.receipt.lines) == (recorded.receipt.number, recorded.receipt.lines)
    assert [job.job_id for job in found.papers] == [recorded.print_job]
    assert found.kick is not None and found.kick.why == "cash"
    assert found.shift == counter.shift.shift
    assert found.on_screen
    assert [(paid.name, paid.before_cents, paid.after_cents) for paid in found.accounts] == [
        ("Alvarez, Maria", 38760, 18760),
        ("Okafor, Ben", 7415, 0),
    ]


def test_copies_and_void_are_seen(counter: Counter) -> None:
    check = Tender(kind="check", amount_cents=500, routing_number="021000021", number="7")
    recorded = pay(counter, MiscellaneousReceipt("369-9000", 500), tenders=(check,))
    fact_id = recorded.receipt.fact_id
    reprint.record(counter.services, counter.session, reprint.Reprint(fact_id, "es"))
    void_receipt.record(
        counter.services,
        counter.session,
        void_receipt.VoidReceipt(counter.services.ids.new_id(), fact_id, "wrong_amount", SUPERVISOR),
    )
    found = sale_overview(counter.services, fact_id)
    assert (found.kick, found.copies, found.accounts) == (None, 1, ())
    assert [job.kind for job in found.papers] == [JobKind.RECEIPT, JobKind.COPY]
    assert found.receipt.voided


def test_an_account_that_the_city_no_longer_has_keeps_its_number(counter: Counter) -> None:
    recorded = pay(counter)
    write_reference(counter.services, ())
    found = sale_overview(counter.services, recorded.receipt.fact_id)
    assert [(paid.number, paid.name) for paid in found.accounts] == [("10-007733-9", "")]


@pytest.mark.parametrize("which", ["nothing", "the shift"])
def test_what_is_no_receipt_is_refused(counter: Counter, which: str) -> None:
    fact_id = counter.shift.shift if which == "the shift" else "no-such-id"
    assert refused(lambda: sale_overview(counter.services, fact_id)) is ReprintRefusal.RECEIPT_UNKNOWN
