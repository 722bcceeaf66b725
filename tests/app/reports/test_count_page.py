"""What somebody who counts is shown: rows, papers to find, what was kept; never what is expected."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.drawers.count_draft import CountDraft, keep
from app.drawers.count_drawer import CountRefusal
from app.payments.tenders import Tender
from app.payments.types import AccountPayment
from app.reports.count_page import count_page
from tests.factories.closing import close, count, reject
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges

CHECK = Tender(kind="check", amount_cents=7415, routing_number="021000021", number="1042")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_every_note_and_coin_has_a_row_the_largest_first(counter: Counter) -> None:
    page = count_page(counter.services, CASHIER)
    assert page.denominations_cents == (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1)
    assert (page.own, page.draft, page.roll_pieces) == (True, None, {})


def test_papers_to_find_are_named_and_nothing_expected_is(counter: Counter) -> None:
    pay(counter)
    pay(counter, AccountPayment(OKAFOR, 7415), tenders=(CHECK,))
    page = count_page(counter.services, SUPERVISOR)
    assert [(paper.tender, paper.number, paper.amount_cents) for paper in page.papers] == [("check", "1042", 7415)]
    assert page.names == {OKAFOR: "Okafor, Ben"} and not page.own
    assert "27415" not in str(msgspec.to_builtins(page))


def test_what_a_person_kept_comes_back_to_them_alone(counter: Counter) -> None:
    draft = CountDraft("intent", {"2000x1": "5+5"})
    keep(counter.services, CASHIER, counter.shift.shift, draft)
    assert count_page(counter.services, CASHIER).draft == draft
    assert count_page(counter.services, SUPERVISOR).draft is None


def test_rolls_have_rows_where_the_policy_says_so(tmp_path: Path) -> None:
    rolls = BentPolicies(cash_control={"count_rolls": True})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=rolls))
    assert count_page(counter.services, CASHIER).roll_pieces == {1: 50, 5: 40, 10: 50, 25: 40, 50: 20, 100: 25}
    counter.services.close()


def test_a_shift_that_was_sent_back_is_counted_by_its_name(counter: Counter) -> None:
    closed = close(counter, count(counter, {2000: 10}), "B-7").close
    assert refused(lambda: count_page(counter.services, CASHIER)) is CountRefusal.NO_SHIFT
    reject(counter, closed.fact_id)
    assert count_page(counter.services, CASHIER, counter.shift.shift).shift.shift == counter.shift.shift
