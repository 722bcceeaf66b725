"""Random days of passes beside bills: the ledger by product is what receipts say, and so is the deny list.

The model adds prices; the journal must agree to the cent, be found sound by every invariant, and be the same after a
rebuild of its read tables.
"""

import tempfile
from collections import Counter as Sums
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import check, open_services, rebuild_read_tables
from app.errors import Refused
from app.payments import refund, void_receipt
from app.payments.receipt import Receipt
from app.payments.refund import RefundPayment
from app.payments.types import AccountPayment, Line, ProductSale
from app.payments.void_receipt import VoidReceipt
from app.transit.passes import deny_list
from app.transit.verify_pass import Verdict, verify
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import ledger
from tests.factories.passes import issued_of, replacement
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges

ACCOUNTS = {"day_31": "344-3010", "day_7": "344-3010", "day_1": "344-3010", "ride_10": "344-3020"}
PRICES = {
    ("day_31", "adult"): 3800,
    ("day_31", "reduced"): 1900,
    ("day_7", "adult"): 1000,
    ("day_1", "reduced"): 150,
    ("ride_10", "adult"): 1250,
}
FEE = "344-3090"
BEGINS = ("2026-11-20", "2026-11-28")
products = st.builds(
    lambda what, first: ProductSale("pass", f"{what[0]}/{what[1]}/{first}", PRICES[what]),
    st.sampled_from(sorted(PRICES)),
    st.sampled_from(BEGINS),
)
bills = st.builds(AccountPayment, st.just(OKAFOR), st.integers(1, 5000))
Step = tuple[str, list[Line], int]
steps: st.SearchStrategy[Step] = st.tuples(
    st.sampled_from(["sell", "sell", "sell", "replace", "void", "refund"]),
    st.tuples(st.lists(products, min_size=1, max_size=3), st.lists(bills, max_size=1)).map(
        lambda both: [*both[1], *both[0]]
    ),
    st.integers(0, 50),
)


@dataclass
class Pass:
    """A pass as the model has it."""

    receipt: str
    place: int
    serial: str
    cents: int
    account: str
    first_on: str
    holds: bool = True
    replaces: "Pass | None" = None
    gone: bool = False


@dataclass
class Day:
    """The counter and what must be there."""

    counter: Counter
    passes: list[Pass] = field(default_factory=list)
    money: Sums[str] = field(default_factory=Sums)
    undone: set[str] = field(default_factory=set)

    def sell(self, lines: list[Line]) -> None:
        """Passes, beside a bill now and then."""
        receipt = pay(self.counter, *lines).receipt
        for place, line in enumerate(lines, 1):
            if isinstance(line, ProductSale):
                product, _, first_on = line.choice.split("/")
                self._issued(receipt, place, ACCOUNTS[product], first_on)

    def _issued(self, receipt: Receipt, place: int, account: str, first_on: str, lost: Pass | None = None) -> None:
        serial, cents = issued_of(receipt, place).serial, receipt.lines[place - 1].amount_cents
        self.passes.append(Pass(receipt.fact_id, place, serial, cents, account, first_on, True, lost))
        self.money[account] += cents

    def replace(self, which: int) -> None:
        """A new paper; one that holds no more gets none."""
        if not self.passes:
            return
        lost = self.passes[which % len(self.passes)]
        try:
            receipt = pay(self.counter, replacement(lost.serial)).receipt
        except Refused as refusal:
            assert refusal.code == "holds_no_more" and not lost.holds
            return
        lost.holds = False
        self._issued(receipt, 1, FEE, lost.first_on, lost)

    def void(self, which: int) -> None:
        """A receipt with all its passes; what was undone in part stays."""
        if not self.passes:
            return
        receipt = self.passes[which % len(self.passes)].receipt
        asked = VoidReceipt(self.counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
        try:
            void_receipt.record(self.counter.services, CASHIER, asked)
        except Refused as refusal:
            assert refusal.code in ("already_voided", "undone_in_part") and receipt in self.undone
            return
        for each in self.passes:
            if each.receipt == receipt:
                self._undo(each)

    def refund(self, which: int) -> None:
        """One pass: whole, before its first day, or the fee of a new paper."""
        if not self.passes:
            return
        each = self.passes[which % len(self.passes)]
        amounts = {each.place: each.cents}
        asked = RefundPayment(self.counter.services.ids.new_id(), each.receipt, amounts, "other", "cash", SUPERVISOR)
        try:
            refund.record(self.counter.services, CASHIER, asked)
        except Refused as refusal:
            begun = each.first_on == BEGINS[0] and each.replaces is None
            undone = each.receipt in self.undone or not each.holds
            assert (refusal.code == "begun" and begun) or undone or refusal.code == "over_cash_limit", refusal.code
            return
        self._undo(each)

    def _undo(self, each: Pass) -> None:
        """The lost one of a new paper that goes holds again, unless it went itself."""
        self.undone.add(each.receipt)
        each.holds, each.gone = False, True
        self.money[each.account] -= each.cents
        if each.replaces is not None and not each.replaces.gone:
            each.replaces.holds = True

    def judge(self) -> None:
        """The ledger by product, the deny list and every code agree with the model."""
        services = self.counter.services
        sums = ledger(services)
        for account in {*ACCOUNTS.values(), FEE}:
            assert -sums.get(f"general_ledger/{account}", 0) == self.money[account], account
        with services.read_journal() as journal:
            denied = {serial for serial, _ in deny_list(journal)}
        assert denied == {each.serial for each in self.passes if not each.holds}
        assert len({each.serial for each in self.passes}) == len(self.passes)
        for each in self.passes:
            found = verify(services, each.serial).verdict
            good = Verdict.VALID if date.fromisoformat(each.first_on) <= date(2026, 11, 20) else Verdict.NOT_YET
            assert found is (good if each.holds else Verdict.DENIED)
        assert check(services, thorough=True) == ()


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(steps, min_size=3, max_size=12))
def test_the_ledger_by_product_is_what_receipts_say(day: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edges = fake_edges()
        run = Day(open_counter(Path(folder), edges=edges))
        for what, lines, which in day:
            acts = {"replace": run.replace, "void": run.void, "refund": run.refund}
            if what == "sell":
                run.sell(lines)
            else:
                acts[what](which)
        run.judge()
        run.counter.services.close()
        rebuild_read_tables(Path(folder), edges)
        run.counter.services = open_services(Path(folder), edges)
        run.judge()
        run.counter.services.close()
