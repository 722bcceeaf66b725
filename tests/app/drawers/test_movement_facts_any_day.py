"""Random days at a drawer: its cash is the float and what every movement says, at each step and after a rebuild."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bootstrap import check
from app.drawers.movement_queries import movement_sums
from app.drawers.queries import drawer_content, open_shift
from app.errors import Refused
from app.payments import refund, void_receipt
from app.payments.refund import RefundPayment
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger
from tests.factories.movements import drop, hand_over, open_drawer, pay_in, pay_out, resume, suspend
from tests.factories.payments import pay

STEPS = ("sale", "check", "void", "pay_in", "pay_out", "drop", "open", "suspend", "resume", "hand_over", "refund")


@dataclass
class Day:
    """The counter, and what a model of one sum says of its cash."""

    counter: Counter
    cash_cents: int = 20000
    moved_cents: int = 0
    suspended: bool = False
    sales: list[tuple[str, int]] = field(default_factory=list)
    bags: int = 0

    def take(self, step: str, cents: int) -> None:
        """One step, and the same in the model; what is refused changes neither."""
        if step in ("void", "refund") and not self.sales:
            return
        facts = fact_count(self.counter.services)
        try:
            self._do(step, cents)
        except Refused:
            assert fact_count(self.counter.services) == facts
            return
        assert not self.suspended or step in ("suspend", "resume")

    def _do(self, step: str, cents: int) -> None:
        counter = self.counter
        if step == "sale":
            line, tender = MiscellaneousReceipt("369-9000", cents), Tender(kind="cash", amount_cents=cents + 7)
            self.sales.append((pay(counter, line, tenders=(tender,)).receipt.fact_id, cents))
            self.cash_cents += cents
        elif step == "check":
            tender = Tender(kind="check", amount_cents=cents, routing_number="021000021", number="1041")
            pay(counter, MiscellaneousReceipt("369-9000", cents), tenders=(tender,))
        elif step == "void":
            receipt, taken = self.sales[-1]
            approver = SUPERVISOR if counter.session is CASHIER else CASHIER
            command = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", approver)
            void_receipt.record(counter.services, counter.session, command)
            self.sales.pop()
            self.cash_cents -= taken
        elif step == "refund":
            back = min(cents, self.sales[-1][1])
            approver = SUPERVISOR if counter.session is CASHIER else CASHIER
            receipt, intent = self.sales[-1][0], counter.services.ids.new_id()
            wanted = RefundPayment(intent, receipt, {1: back}, "overpaid", "cash", approver)
            refund.record(counter.services, counter.session, wanted)
            self._move(-back)
        elif step in ("pay_in", "pay_out"):
            (pay_in if step == "pay_in" else pay_out)(counter, min(cents, 5000), "change_fund")
            self._move(min(cents, 5000) if step == "pay_in" else -min(cents, 5000))
        elif step == "drop":
            self.bags += 1
            notes = cents // 2000 + 1
            drop(counter, {2000: notes}, f"B-{self.bags}")
            self._move(-2000 * notes)
        else:
            self._turn(step)

    def _turn(self, step: str) -> None:
        counter = self.counter
        if step == "open":
            open_drawer(counter)
        elif step == "suspend":
            suspend(counter)
            self.suspended = True
        elif step == "resume":
            resume(counter)
            self.suspended = False
        elif step == "hand_over":
            hand_over(counter, SUPERVISOR if counter.session is CASHIER else CASHIER, {2000: 1})

    def _move(self, cents: int) -> None:
        self.cash_cents += cents
        self.moved_cents += cents


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 9000)), max_size=14))
def test_a_drawer_holds_what_its_movements_say(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("day")
    day = Day(open_counter(folder))
    services = day.counter.services
    for step, cents in steps:
        day.take(step, cents)
        assert ledger(services).get("drawer/A2/cash", 0) == day.cash_cents
    with services.read_journal() as journal:
        shift = open_shift(journal, "A2")
        assert shift is not None and shift.person == day.counter.session.person_id
        assert drawer_content(journal, shift).cash_cents == day.cash_cents
        assert sum(cents for _, _, cents in movement_sums(journal, shift.shift)) == day.moved_cents
    assert sum(ledger(services).values()) == 0 and check(services, thorough=True) == ()
    services.close()
