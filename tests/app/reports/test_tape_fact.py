"""One fact whole: what it says, its postings, what it names and what names it, and what its chain says of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import Refused
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.identity.tables import access_log
from app.payments.types import AccountPayment
from app.reports.tape import search_tape
from app.reports.tape_fact import BodyPair, WholeFact, fact_at_place, whole_fact
from app.reports.tape_index import INDEX, catch_up
from app.reports.tape_question import TapeQuestion, TapeRefusal
from tests.factories.counter import ALVAREZ, SUPERVISOR, Counter, open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay
from tests.factories.reports import void
from tests.factories.training import training


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def opened(counter: Counter, fact_id: str) -> WholeFact:
    return whole_fact(counter.services, SUPERVISOR, fact_id)


def pair(fact: WholeFact, name: str) -> BodyPair:
    return next(each for each in fact.body if each.name == name)


def test_it_is_told_whole(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id
    void(counter, receipt)
    for indexed in (False, True):
        if indexed:
            catch_up(counter.services)
        fact = opened(counter, receipt)
        assert (fact.row.place, fact.row.receipt, fact.row.amount_cents) == ("A2-1-3", "A2-000001", 500)
        assert (fact.office, fact.business_date, fact.shift) == ("main", "2026-11-20", counter.shift.shift)
        assert fact.known and fact.schema_version == 1
        assert pair(fact, "lines.1.account_number").value == "10-004512-7"
        assert not any(each.name.startswith("postings") for each in fact.body)
        assert sum(line.amount_cents for line in fact.postings) == 0 and fact.postings
        assert [row.kind for row in fact.names] == ["ShiftOpened"]
        assert [row.kind for row in fact.named_by] == ["PaymentVoided"]
        assert [row.kind for row in opened(counter, fact.named_by[0].fact_id).names] == ["PaymentTaken", "ShiftOpened"]


def test_its_chain_is_told(counter: Counter) -> None:
    ids = [pay(counter, AccountPayment(ALVAREZ, cents)).receipt.fact_id for cents in (500, 600)]
    first, second = (opened(counter, each) for each in ids)
    assert first.verdict.verified and not first.verdict.newest and second.verdict.newest
    assert [each.sequence for each in first.verdicts] == [1, 2, 3, 4]
    assert second.previous_hash == first.hash and len(first.signature) == 128 and len(first.public_key) == 64
    tamper(counter.services, "UPDATE fact SET body = x'7b7d' WHERE sequence = 3")
    first, second = (opened(counter, each) for each in ids)
    assert [check.value for check in first.verdict.failed] == ["content", "postings"]
    assert not first.row.verified and second.verdict.verified
    assert [each.verified for each in second.verdicts] == [True, True, False, True]
    tamper(counter.services, "DELETE FROM chain_device")
    assert opened(counter, ids[0]).public_key == ""


@pytest.mark.parametrize("body", ["x'ff'", "x'7b7d'", '\'{"postings":5,"lines":[[]]}\'', "'[1]'"])
def test_a_body_that_cannot_be_read_is_shown_as_far_as_it_can(counter: Counter, body: str) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id
    tamper(counter.services, f"UPDATE fact SET body = {body} WHERE sequence = 3")
    fact = opened(counter, receipt)
    assert not fact.verdict.verified and fact.postings == ()
    tamper(counter.services, f"UPDATE fact SET envelope = {body} WHERE sequence = 3")
    fact = opened(counter, receipt)
    assert not fact.verdict.verified and fact.row.kind == "PaymentTaken" and fact.row.recorded_at_us == 0


def test_private_values_are_for_whoever_may_see_accounts_and_looks_are_logged(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 500), payor_name="Quirk, Zelda").receipt.fact_id
    assert pair(opened(counter, receipt), "payor") == BodyPair("payor", "Quirk, Zelda", private=True)
    narrow = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.ACCOUNT_SEE})
    assert pair(whole_fact(counter.services, narrow, receipt), "payor") == BodyPair("payor", None, True, hidden=True)
    tamper(counter.services, "UPDATE private_data SET value = NULL, salt = NULL")
    assert pair(opened(counter, receipt), "payor") == BodyPair("payor", None, private=True)
    counter.services.lanes.stop()
    with counter.services.read_journal() as journal:
        looks = journal.execute(select(access_log.c.subject_kind, access_log.c.subject_key)).all()
    assert [tuple(row) for row in looks] == [("fact", receipt)] * len(looks) and len(looks) >= 1


def test_a_kind_of_a_newer_program_is_shown(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id
    counter.services = replace(counter.services, kinds=type(counter.services.kinds)(()))
    fact = opened(counter, receipt)
    assert not fact.known and fact.row.amount_cents == 500 and fact.verdict.verified


def test_a_place_gives_the_fact(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id
    assert fact_at_place(counter.services, SUPERVISOR, "A2-1-3") == receipt
    for nowhere in ("A2-1-99", "A2-1", "", "A2-1-x"):
        with pytest.raises(Refused) as refused:
            fact_at_place(counter.services, SUPERVISOR, nowhere)
        assert refused.value.code is TapeRefusal.FACT_UNKNOWN


def test_refusals_come_in_their_order(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 500)).receipt.fact_id
    blind = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
    nobody = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.TAPE_SEE})
    for session, fact_id, code in (
        (nobody, "none", IdentityRefusal.NOT_PERMITTED),
        (blind, "none", TapeRefusal.FACT_UNKNOWN),
        (blind, receipt, TapeRefusal.NOT_COUNTED),
    ):
        with pytest.raises(Refused) as refused:
            whole_fact(counter.services, session, fact_id)
        assert refused.value.code is code
    with pytest.raises(Refused):
        fact_at_place(counter.services, nobody, "A2-1-1")


def test_training_has_a_tape_of_its_own(tmp_path: Path) -> None:
    with training(tmp_path) as services:
        fact_id = fact_at_place(services, SUPERVISOR, "TRAIN-1-1")
        fact = whole_fact(services, SUPERVISOR, fact_id)
        assert fact.row.place == "TRAIN-1-1" and fact.verdict.verified
        catch_up(services)
        assert (services.folder / INDEX).exists() and search_tape(services, SUPERVISOR, TapeQuestion()).rows
