"""Which papers of a receipt are offered, what became of each, and what stands on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.payments import void_receipt
from app.payments.queries import read_receipt
from app.payments.stamps import NO_STAMPS, Stamp, preview_stamp, read_stamp, stamp_of_job
from app.payments.void_receipt import VoidReceipt
from app.print_jobs.printer_choice import Station
from app.print_jobs.types import CONFIRMED, JobState
from tests.factories.counter import SUPERVISOR, Counter, open_counter
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


def test_checks_come_first_then_stubs(counter: Counter) -> None:
    found = offer(counter, paid_by_checks(counter).receipt.fact_id)
    assert [(place.stamp, place.place, place.kind, place.reference, place.amount_cents) for place in found.places] == [
        ("endorsement", 1, "check", "1041", 10000),
        ("endorsement", 3, "money_order", "17-220113344", 7000),
        ("validation", 1, "account", "10-004512-7", 10000),
        ("validation", 3, "account", "10-007733-9", 6915),
    ]
    assert {(place.times, place.job) for place in found.places} == {(0, None)}
    assert (found.begins, found.station) == (False, Station.SLIP)


def test_each_paper_has_the_job_of_its_last_order(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    order(counter, receipt)
    printed(counter, CONFIRMED)
    again = order(counter, receipt)
    first, second, *_ = offer(counter, receipt).places
    assert first.job is not None and (first.times, first.job.job_id) == (2, again.print_job)
    assert first.job.state is JobState.QUEUED and second.job is None


def test_a_voided_receipt_offers_nothing(counter: Counter) -> None:
    receipt = paid_by_checks(counter).receipt.fact_id
    command = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, counter.session, command)
    assert offer(counter, receipt) == replace(NO_STAMPS, station=Station.SLIP)


@pytest.mark.parametrize(
    ("endorse", "validate", "by_check", "by_cash"),
    [
        ("after_payment", "ask", True, False),
        ("ask", "after_payment", True, True),
        ("ask", "ask", False, False),
        ("off", "off", False, False),
    ],
)
def test_the_policy_says_what_begins_by_itself(
    tmp_path: Path, endorse: str, validate: str, by_check: bool, by_cash: bool
) -> None:
    policies = BentPolicies(endorsement={"endorse": endorse, "validate": validate})
    counter = open_counter(tmp_path / "bent", edges=replace(fake_edges(), policies=policies))
    checks, cash = paid_by_checks(counter).receipt.fact_id, pay(counter).receipt.fact_id
    assert (offer(counter, checks).begins, offer(counter, cash).begins) == (by_check, by_cash)
    counter.services.close()


@pytest.mark.parametrize(
    ("address", "profile", "station"),
    [
        ("screen:", "80mm", Station.SCREEN),
        ("screen:", "80mm_slip", Station.SCREEN),
        ("network:127.0.0.1:9100", "80mm_slip", Station.SLIP),
        ("network:127.0.0.1:9100", "80mm", Station.NONE),
    ],
)
def test_where_it_can_be_printed(counter: Counter, address: str, profile: str, station: Station) -> None:
    choose_printer(counter.services, address, profile)
    assert offer(counter, pay(counter).receipt.fact_id).station is station


@pytest.mark.parametrize(("stamp", "place"), [("endorsement", 1), ("endorsement", 3), ("validation", 1)])
def test_the_preview_is_what_is_printed(counter: Counter, stamp: str, place: int) -> None:
    fact_id = paid_by_checks(counter, "es").receipt.fact_id
    with counter.services.read_journal() as journal:
        receipt = read_receipt(journal, counter.services.kinds, fact_id)
    shown = next(each for each in offer(counter, fact_id).places if each.key == (stamp, place))
    preview = preview_stamp(counter.services, receipt, shown)
    assert stamp_of_job(counter.services, order(counter, fact_id, stamp, place).print_job) == preview


def test_a_stamp_survives_its_way_to_the_printer(counter: Counter) -> None:
    stamp = order(counter, paid_by_checks(counter).receipt.fact_id).stamp
    assert msgspec.json.decode(msgspec.json.encode(stamp), type=Stamp) == stamp


def test_another_fact_is_no_stamp(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    with counter.services.read_journal() as journal:
        for fact_id in (receipt, "nothing"):
            with pytest.raises(KeyError):
                read_stamp(journal, counter.services.kinds, fact_id)
