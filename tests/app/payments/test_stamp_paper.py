"""Endorsing checks and validating stubs: what is refused, what is recorded, never twice by itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import stamp_paper, void_receipt
from app.payments.stamp_facts import StampOrdered
from app.payments.stamp_paper import StampPaper, StampRefusal
from app.payments.void_receipt import VoidReceipt
from app.print_jobs.queries import job, jobs_of_fact
from app.print_jobs.types import CONFIRMED, SHOWN, Failure, JobKind, JobState, Outcome
from tests.factories.closing import close, count
from tests.factories.counter import SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.stamps import choose_printer, offer, order, paid_by_checks, printed
from tests.factories.workstation import fake_edges


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    choose_printer(counter.services)
    yield counter
    counter.services.close()


def void(counter: Counter, receipt: str) -> None:
    command = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, counter.session, command)


# -- what is refused, in the order in which it is tested


def unknown(counter: Counter) -> StampPaper:
    return StampPaper("nothing", "endorsement", 9)


def voided(counter: Counter) -> StampPaper:
    choose_printer(counter.services, profile="80mm")
    receipt = pay(counter).receipt.fact_id
    void(counter, receipt)
    return StampPaper(receipt, "endorsement", 9)


def no_such_paper(counter: Counter) -> StampPaper:
    choose_printer(counter.services, profile="80mm")
    return StampPaper(paid_by_checks(counter).receipt.fact_id, "endorsement", 2)


def no_station(counter: Counter) -> StampPaper:
    choose_printer(counter.services, profile="80mm")
    return StampPaper(paid_by_checks(counter).receipt.fact_id, "endorsement", 1)


REFUSED: dict[StampRefusal, Callable[[Counter], StampPaper]] = {
    StampRefusal.RECEIPT_UNKNOWN: unknown,
    StampRefusal.RECEIPT_VOIDED: voided,
    StampRefusal.PAPER_UNKNOWN: no_such_paper,
    StampRefusal.NO_SLIP_STATION: no_station,
}


def test_every_refusal_has_a_row() -> None:
    assert list(REFUSED) == list(StampRefusal)


@pytest.mark.parametrize("code", StampRefusal)
def test_what_is_refused_leaves_nothing_behind(counter: Counter, code: StampRefusal) -> None:
    command = REFUSED[code](counter)
    before = fact_count(counter.services)
    assert refused(lambda: stamp_paper.record(counter.services, counter.session, command)) is code
    assert fact_count(counter.services) == before


def test_the_permission_comes_first(counter: Counter) -> None:
    session = replace(counter.session, permissions=frozenset(Permission) - {Permission.RECEIPT_REPRINT})
    command = unknown(counter)
    assert refused(lambda: stamp_paper.record(counter.services, session, command)) is IdentityRefusal.NOT_PERMITTED


@pytest.mark.parametrize("stamp", ["endorsement", "validation", "seal"])
def test_what_the_policy_turns_off_is_no_paper(tmp_path: Path, stamp: str) -> None:
    policies = BentPolicies(endorsement={"endorse": "off", "validate": "off"})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    receipt = paid_by_checks(counter).receipt.fact_id
    assert refused(lambda: order(counter, receipt, stamp)) is StampRefusal.PAPER_UNKNOWN
    counter.services.close()


# -- what is recorded


def test_a_payment_has_no_row_of_it(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    with counter.services.read_journal() as journal:
        assert {job.kind for job in jobs_of_fact(journal, receipt)} == {JobKind.KICK, JobKind.RECEIPT}
        assert journal.exec_driver_sql("SELECT COUNT(*) FROM paper_stamp").scalar() == 0


def test_an_endorsement_is_a_fact_with_a_job_that_carries_no_paper(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    queued = order(counter, receipt)
    fact = read_fact(counter.services, queued.print_job.partition("/")[0])
    assert fact.body == StampOrdered(
        language="en",
        receipt=receipt,
        receipt_number="A2-000001",
        stamp="endorsement",
        place=1,
        times=1,
        reference="1041",
        amount_cents=10000,
        drawer="A2",
        cashier=counter.session.person_id,
        paid_on="2026-11-20",
        restriction="FOR DEPOSIT ONLY",
        account_last_four="4417",
        policies=("endorsement/1",),
    )
    assert fact.envelope.shift == counter.shift.shift and fact.envelope.business_date == "2026-11-20"
    with counter.services.read_journal() as journal:
        row = job(journal, queued.print_job)
        payload = journal.exec_driver_sql(
            "SELECT payload FROM print_job WHERE job_id = ?", (queued.print_job,)
        ).scalar()
    assert (row.kind, row.state, row.requested_by, payload) == (
        JobKind.STAMP,
        JobState.QUEUED,
        counter.session.person_id,
        None,
    )


def test_a_validation_says_who_took_it_in_the_customer_s_language(counter: Counter) -> None:
    receipt = paid_by_checks(counter, "es").receipt.fact_id
    stamp = order(counter, receipt, "validation", 3).stamp
    assert (stamp.language, stamp.reference, stamp.amount_cents) == ("es", "10-007733-9", 6915)
    assert (stamp.receipt_number, stamp.paid_on, stamp.restriction) == ("A2-000001", "2026-11-20", "")
    assert order(counter, receipt).stamp.language == "en"


def test_what_still_waits_is_not_ordered_twice(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    assert order(counter, receipt) == order(counter, receipt)
    assert offer(counter, receipt).places[0].times == 1


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.EXPIRED])
def test_what_did_not_print_is_put_back_under_the_same_order(counter: Counter, state: JobState) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    first = order(counter, receipt)
    printed(counter, Outcome(state, Failure.SLIP_MISSING, reached_paper=False))
    again = order(counter, receipt)
    assert again == first
    place = offer(counter, receipt).places[0]
    assert place.times == 1 and place.job is not None
    assert (place.job.state, place.job.failure) == (JobState.QUEUED, None)


@pytest.mark.parametrize("outcome", [CONFIRMED, SHOWN, Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)])
def test_a_paper_that_was_stamped_is_ordered_again_and_says_so(counter: Counter, outcome: Outcome) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    order(counter, receipt)
    printed(counter, outcome)
    assert order(counter, receipt).stamp.times == 2
    assert offer(counter, receipt).places[0].times == 2
    assert order(counter, receipt, "endorsement", 3).stamp.times == 1


def test_without_a_printer_it_is_recorded_and_shown(counter: Counter) -> None:
    choose_printer(counter.services, "screen:", "80mm")
    assert order(counter, paid_by_checks(counter).receipt.fact_id).stamp.reference == "1041"


def test_it_can_be_taken_back_while_it_waits(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    queued = order(counter, receipt)
    assert stamp_paper.cancel(counter.services, counter.session, queued.print_job)
    place = offer(counter, receipt).places[0]
    assert place.job is not None and place.job.state is JobState.EXPIRED
    assert not stamp_paper.cancel(counter.services, counter.session, queued.print_job)


def test_after_the_shift_it_is_of_no_shift(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    close(counter, count(counter, {2000: 8, 1000: 11, 100: 4, 10: 1, 5: 1}), "BAG-1")
    queued = order(counter, receipt, "validation")
    fact = read_fact(counter.services, queued.print_job.partition("/")[0])
    assert (fact.envelope.shift, fact.envelope.business_date) == (None, None)


def test_every_invariant_holds_and_a_rebuild_gives_the_same(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    order(counter, receipt)
    order(counter, receipt, "validation", 1)
    assert check(counter.services, thorough=True) == ()
