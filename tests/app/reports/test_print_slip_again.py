"""A slip printed again says COPY and which; every slip by the same way, and each copy is a fact."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.bootstrap import check
from app.drawers.facts import ShiftOpened
from app.drawers.slips import DrawerSlip
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.journal.fact import Envelope, Fact
from app.payments import refund
from app.payments.undo_slip import UndoSlip
from app.print_jobs import queue
from app.print_jobs.slip_copy_facts import KINDS, SlipCopied, copies_of
from app.print_jobs.types import JobKind
from app.reports.print_slip_again import SlipAgainRefusal, record
from printing.document import Line
from printing.drawers.drawer_slip import drawer_slip_document
from printing.payments.undo_slip import undo_slip_document
from tests.app.payments.test_refund import ask, taken
from tests.app.payments.test_returned_payment import ACCOUNTS
from tests.factories.closing import close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count
from tests.factories.movements import drop, hand_over, pay_out
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def queued(counter: Counter, kind: JobKind) -> list[bytes]:
    """What waits for the printer of a kind."""
    found = []
    while (job := queue.claim_next(counter.services, "receipt")) is not None:
        if job.kind is kind and job.payload is not None:
            found.append(job.payload)
    return found


def copies(slip: DrawerSlip) -> list[str]:
    said = drawer_slip_document(slip, "en").elements
    return [line.text for line in said if isinstance(line, Line) and line.text.startswith("COPY")]


def test_each_sheet_of_a_drop_says_which_copy_it_is(counter: Counter) -> None:
    moved = drop(counter, {2000: 3}, "B-0001")
    assert [record(counter.services, CASHIER, moved.slip.fact_id).copy for _ in range(2)] == [1, 2]
    slips = [msgspec.json.decode(job, type=DrawerSlip) for job in queued(counter, JobKind.DRAWER_SLIP)]
    assert [slip.copy for slip in slips] == [0, 1, 2] and slips[2] == msgspec.structs.replace(moved.slip, copy=2)
    assert copies(slips[0]) == [] and copies(slips[2]) == ["COPY 2", "COPY 2"]
    with counter.services.read_journal() as journal:
        assert copies_of(journal, moved.slip.fact_id) == 2
    assert check(counter.services, thorough=True) == ()


def test_what_moved_and_what_was_undone_go_the_same_way(counter: Counter) -> None:
    paid = pay_out(counter, 1000).slip.fact_id
    command = ask(counter, taken(counter), {1: 100})
    refund.record(counter.services, CASHIER, command)
    for fact_id in (paid, command.intent):
        record(counter.services, CASHIER, fact_id)
    undone = [msgspec.json.decode(job, type=UndoSlip) for job in queued(counter, JobKind.UNDO_SLIP)]
    assert [slip.copy for slip in undone] == [0, 1]
    heads = [undo_slip_document(slip, "es").elements[0] for slip in undone]
    assert isinstance(heads[1], Line) and heads[1].text == "COPIA 1" and heads[0] != heads[1]


def test_a_hand_over_and_a_close_are_printed_again_without_what_was_expected(counter: Counter) -> None:
    over = hand_over(counter, SUPERVISOR, {2000: 10}).slip.fact_id
    closed = close(counter, count(counter, {2000: 9}), "").close.fact_id
    blind = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
    queued(counter, JobKind.DRAWER_SLIP)
    for session, fact_id in ((blind, over), (blind, closed), (SUPERVISOR, closed)):
        record(counter.services, session, fact_id)
    slips = [msgspec.json.decode(job, type=DrawerSlip) for job in queued(counter, JobKind.DRAWER_SLIP)]
    cash = [slip.tenders[0].expected_cents for slip in slips if slip.tenders]
    assert [slip.kind for slip in slips] == ["ShiftHandedOver", "ShiftClosed", "ShiftClosed"]
    assert cash == [None, 20000]


def test_what_has_no_slip_is_refused_and_the_permission_comes_first(counter: Counter) -> None:
    receipt, facts = taken(counter), fact_count(counter.services)
    nobody = replace(CASHIER, permissions=frozenset())
    codes = [
        refused(lambda: record(counter.services, nobody, "nothing")),
        refused(lambda: record(counter.services, CASHIER, "nothing")),
        refused(lambda: record(counter.services, CASHIER, receipt)),
    ]
    assert codes == [IdentityRefusal.NOT_PERMITTED, SlipAgainRefusal.SLIP_UNKNOWN, SlipAgainRefusal.SLIP_UNKNOWN]
    assert fact_count(counter.services) == facts


def test_another_kind_of_fact_is_a_bug() -> None:
    envelope = Envelope(
        workstation="A2",
        generation=1,
        sequence=1,
        fact_id="f",
        kind="X",
        schema_version=1,
        recorded_at_us=0,
        office="o",
    )
    with pytest.raises(TypeError, match="X is not a SlipCopied"):
        list(KINDS[0].project(Fact(envelope, ShiftOpened(drawer="A2", float_cents=0, denominations=()))))
    assert KINDS[0].name == SlipCopied.__name__
