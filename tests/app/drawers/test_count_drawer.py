"""Counting a drawer: count, expected and difference are three facts, and nobody sees the last two before the first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import count_draft, count_drawer
from app.drawers.count_draft import CountDraft
from app.drawers.count_drawer import CountDrawer, CountRefusal, read_result
from app.drawers.count_drawer_facts import ByTender, CountPurpose, DrawerCounted, FoundPaper
from app.drawers.counts import last_count
from app.drawers.open_shift import OpenShiftRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from tests.factories.closing import ORACLE_PIECES, close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import drop, pay_out
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges, open_workstation

COUNT = "0000005a-0000-7000-8000-000000000001"
BLIND = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
CHECK = FoundPaper("check", 100)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def cash(cents: int, counter: Counter) -> None:
    pay(counter, MiscellaneousReceipt("369-9000", cents))


def test_the_worked_drawer_is_five_cents_short(counter: Counter) -> None:
    """Domain rules §8: float 200.00 + net cash 3,482.35 − drops 3,000 − paid out 45."""
    cash(348235, counter)
    for bag in ("B-1", "B-2", "B-3"):
        drop(counter, {10000: 10}, bag)
    pay_out(counter, 4500)
    before = ledger(counter.services)
    counted = count(counter, ORACLE_PIECES)
    found = read_result(counter.services, CASHIER, counted)
    assert (found.counted.cash_cents, found.expected.cash_cents, found.difference.cash_cents) == (63730, 63735, -5)
    assert (found.shift, found.person, found.purpose) == (counter.shift.shift, CASHIER.person_id, CountPurpose.CLOSE)
    assert ledger(counter.services) == before
    body = read_fact(counter.services, counted).body
    assert isinstance(body, DrawerCounted)
    assert {piece.value_cents: piece.count for piece in body.denominations} == ORACLE_PIECES
    assert check(counter.services, thorough=True) == ()


def test_three_facts_are_stored(counter: Counter) -> None:
    facts = fact_count(counter.services)
    changed = count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, {2000: 10}))
    assert changed.kinds == {"DrawerCounted", "DrawerExpected", "CountDifference"}
    assert fact_count(counter.services) == facts + 3


def test_papers_and_the_card_batch_are_compared_tender_by_tender(counter: Counter) -> None:
    check_tender = Tender(kind="check", amount_cents=5000, routing_number="021000021", number="1")
    order = Tender(kind="money_order", amount_cents=700, number="17-220113344")
    receipt = pay(counter, MiscellaneousReceipt("369-9000", 5700), tenders=(check_tender, order)).receipt
    papers = (FoundPaper("check", 5000, receipt.fact_id, 1), FoundPaper("money_order", 650))
    found = read_result(counter.services, CASHIER, count(counter, {2000: 10}, *papers, batch_cents=300))
    assert found.difference == ByTender(0, 0, -50, 300) and found.difference.held_cents == -50
    without = read_result(counter.services, CASHIER, count(counter, {2000: 10}))
    assert without.difference == ByTender(0, -5000, -700, None)


def test_the_same_count_is_stored_once(counter: Counter) -> None:
    count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, ORACLE_PIECES))
    again = count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, {}))
    assert not again.kinds and read_result(counter.services, CASHIER, COUNT).counted.cash_cents == 63730


def test_an_id_that_is_another_fact_s(counter: Counter) -> None:
    command = CountDrawer(counter.shift.shift, {})
    assert refused(lambda: count_drawer.record(counter.services, CASHIER, command)) is CountRefusal.INTENT_TAKEN


def test_counts_may_repeat_and_the_last_one_counts(counter: Counter) -> None:
    count(counter, {2000: 9})
    second = count(counter, {2000: 10})
    command = CountDrawer(COUNT, {2000: 8}, purpose=CountPurpose.SURPRISE)
    count_drawer.record(counter.services, SUPERVISOR, command)
    with counter.services.read_journal() as journal:
        newest = last_count(journal, counter.shift.shift)
        closing = last_count(journal, counter.shift.shift, CountPurpose.CLOSE)
    assert newest is not None and newest.fact_id == COUNT
    assert closing is not None and closing.fact_id == second


def test_what_was_kept_for_later_is_gone_once_the_count_is_stored(counter: Counter) -> None:
    shift, draft = counter.shift.shift, CountDraft(COUNT, {"2000": "5+5"})
    count_draft.keep(counter.services, CASHIER, shift, draft)
    count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, {2000: 10}))
    with counter.services.read_journal() as journal:
        assert count_draft.kept(journal, shift, CASHIER.person_id) is None


def test_the_difference_is_shown_only_as_policy_and_permission_allow(tmp_path: Path) -> None:
    hidden = BentPolicies(cash_control={"show_result_after_count": False})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=hidden))
    counted = count(counter, {2000: 10}, session=BLIND)
    assert refused(lambda: read_result(counter.services, BLIND, counted)) is IdentityRefusal.NOT_PERMITTED
    assert read_result(counter.services, CASHIER, counted).difference.cash_cents == 0
    counter.services.close()


def test_whoever_counted_sees_the_result_of_that_count_alone(counter: Counter) -> None:
    own, other = count(counter, {2000: 10}, session=BLIND), count(counter, {2000: 10}, session=SUPERVISOR)
    assert read_result(counter.services, BLIND, own).difference.cash_cents == 0
    assert refused(lambda: read_result(counter.services, BLIND, other)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: read_result(counter.services, CASHIER, "none")) is CountRefusal.NO_SHIFT


def test_a_closed_shift_is_not_counted(counter: Counter) -> None:
    close(counter, count(counter, {2000: 10}))
    for shift in ("", counter.shift.shift, "another"):
        code = refused(lambda shift=shift: count(counter, {2000: 10}, shift=shift))  # type: ignore[misc] # bound now
        assert code is CountRefusal.NO_SHIFT


MAY_NOT_ACCEPT = replace(SUPERVISOR, permissions=frozenset({Permission.DRAWER_OPEN_SHIFT}))
TWICE = (FoundPaper("check", 100, "r", 1), FoundPaper("check", 100, "r", 1))
PAPERLESS = FoundPaper("cash", 100)
# Each row breaks its own rule and all later ones.
ROWS = [
    (CountRefusal.SHIFT_OF_ANOTHER, MAY_NOT_ACCEPT, CountDrawer(COUNT, {300: 1}, (PAPERLESS,), 10**12)),
    (CountRefusal.OWN_DRAWER, CASHIER, CountDrawer(COUNT, {300: 1}, (PAPERLESS,), 10**12, CountPurpose.SURPRISE)),
    (CountRefusal.PAPER_NOT_POSSIBLE, CASHIER, CountDrawer(COUNT, {300: 1}, (*TWICE, PAPERLESS), 10**12)),
    (CountRefusal.PAPER_TWICE, CASHIER, CountDrawer(COUNT, {300: 1}, TWICE, 10**12)),
    (CountRefusal.BATCH_NOT_POSSIBLE, CASHIER, CountDrawer(COUNT, {300: 1}, (CHECK,), 10**12)),
    (OpenShiftRefusal.DENOMINATION_UNKNOWN, CASHIER, CountDrawer(COUNT, {300: 1, 100: -1}, (CHECK,))),
    (OpenShiftRefusal.COUNT_NOT_POSSIBLE, CASHIER, CountDrawer(COUNT, {100: 2**63})),
]


@pytest.mark.parametrize(("code", "session", "command"), ROWS, ids=[row[0].name for row in ROWS])
def test_what_is_no_count(counter: Counter, code: CountRefusal, session: object, command: CountDrawer) -> None:
    facts = fact_count(counter.services)
    assert refused(lambda: count_drawer.record(counter.services, session, command)) is code  # type: ignore[arg-type] # a session
    assert fact_count(counter.services) == facts


def test_every_refusal_has_its_row() -> None:
    assert list(CountRefusal)[2:] == [*(row[0] for row in ROWS if isinstance(row[0], CountRefusal))]


@pytest.mark.parametrize("cents", [0, -1, 10**12])
def test_a_paper_of_no_possible_amount(counter: Counter, cents: int) -> None:
    code = refused(lambda: count(counter, {}, FoundPaper("check", cents)))
    assert code is CountRefusal.PAPER_NOT_POSSIBLE


def test_a_surprise_count_needs_leave_to_see_all_drawers(counter: Counter) -> None:
    command = CountDrawer(COUNT, {}, purpose=CountPurpose.SURPRISE)
    code = refused(lambda: count_drawer.record(counter.services, MAY_NOT_ACCEPT, command))
    assert code is IdentityRefusal.NOT_PERMITTED


def test_without_permission_or_shift_nothing_is_counted(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_OPEN_SHIFT})
    codes = [
        refused(lambda session=session: count_drawer.record(services, session, CountDrawer(COUNT, {300: -1})))  # type: ignore[misc] # bound now
        for session in (nobody, CASHIER)
    ]
    services.close()
    assert codes == [IdentityRefusal.NOT_PERMITTED, CountRefusal.NO_SHIFT]
