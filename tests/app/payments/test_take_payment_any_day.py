"""Random sales, voids, copies and parked sales on a real encrypted journal, judged against a model of a few sums.

The model knows what the city said and adds and subtracts; the journal must agree with it to the cent at every step's
end, be found sound by every invariant, and be the same after a rebuild of its read tables.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import Edges, check, open_services, rebuild_read_tables
from app.drawers.queries import drawer_content
from app.errors import Refused
from app.payments import card_attempt, parked_sale, queries, reprint, take_payment, void_receipt
from app.payments.account_lines import account_lines
from app.payments.card_attempt import AttemptState
from app.payments.parked_sale import Draft, DraftLine
from app.payments.reprint import Reprint
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, Line, MiscellaneousReceipt, TakePayment, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import ALVAREZ, CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import ledger
from tests.factories.policies import ON, BentPolicies
from tests.factories.workstation import fake_edges

ACCOUNTS = (ALVAREZ, OKAFOR)
BALANCES = {ALVAREZ: 38760, OKAFOR: 7415}
FLOAT_CENTS = 20000
NON_CASH = ("check", "money_order", "card")


@dataclass
class Model:
    """What must be there, by sums alone."""

    cash_cents: int = FLOAT_CENTS
    other_cents: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NON_CASH, 0))
    balances: dict[str, int] = field(default_factory=lambda: dict(BALANCES))
    general_cents: int = 0
    suspense_cents: int = 0
    receipts: list[TakePayment] = field(default_factory=list)
    voided: set[str] = field(default_factory=set)

    def add(self, command: TakePayment, change_cents: int, rounding_cents: int, sign: int = 1) -> None:
        """A sale (`sign` 1) or its void (−1)."""
        cash = sum(tender.amount_cents for tender in command.tenders if tender.kind == "cash")
        self.cash_cents += sign * (cash - change_cents)
        for tender in command.tenders:
            if tender.kind != "cash":
                self.other_cents[tender.kind] += sign * tender.amount_cents
        for line in command.lines:
            if isinstance(line, AccountPayment):
                self.balances[line.account] -= sign * line.amount_cents
            elif isinstance(line, MiscellaneousReceipt):
                self.general_cents += sign * line.amount_cents
            else:
                self.suspense_cents += sign * line.amount_cents


cents = st.integers(1, 60_000)
lines = st.one_of(
    st.builds(AccountPayment, st.sampled_from(ACCOUNTS), cents),
    st.builds(MiscellaneousReceipt, st.sampled_from(["322-1000", "369-9000"]), cents, st.sampled_from(["", "note"])),
    st.builds(UnidentifiedPayment, cents, st.just("an envelope")),
)
Step = tuple[str, list[Line], list[tuple[str, int]], int]
steps: st.SearchStrategy[Step] = st.tuples(
    st.sampled_from(["sell", "sell", "sell", "sell", "again", "void", "copy", "park", "refused", "restart"]),
    st.lists(lines, min_size=1, max_size=3, unique_by=lambda line: getattr(line, "account", id(line))),
    st.lists(st.tuples(st.sampled_from(NON_CASH), st.integers(1, 100)), max_size=2),
    st.integers(0, 50_000),
)


class Run:
    """The counter and its model, step by step."""

    def __init__(self, folder: Path, edges: Edges) -> None:
        self.folder, self.edges, self.model = folder, edges, Model()
        self.counter: Counter = open_counter(folder, edges=edges)

    def sell(self, sold: list[Line], shares: list[tuple[str, int]], more_cash: int) -> None:
        """Shares of the total by other tenders (percent), the rest and something over in cash."""
        services, sale = self.counter.services, self.counter.services.ids.new_id()
        total = rest = sum(line.amount_cents for line in sold)
        tenders = []
        for kind, percent in shares:
            if share := min(rest, total * percent // 100):
                tenders.append(self._tender(kind, share, sale))
                rest -= share
        if rest:
            tenders.append(Tender(kind="cash", amount_cents=rest + more_cash))
        command = TakePayment(sale, tuple(sold), tuple(tenders))
        try:
            receipt = take_payment.record(services, CASHIER, command).receipt
        except Refused as refusal:
            assert refusal.code == "too_little" and rest and more_cash <= 2
            for tender in tenders:
                if tender.attempt:
                    card_attempt.settle(services, CASHIER, tender.attempt, AttemptState.DECLINED)
            return
        self.model.add(command, receipt.change_cents, receipt.rounding_cents)
        self.model.receipts.append(command)

    def _tender(self, kind: str, share: int, sale: str) -> Tender:
        if kind == "check":
            return Tender(kind="check", amount_cents=share, routing_number="063100277", number="77")
        if kind == "money_order":
            return Tender(kind="money_order", amount_cents=share, number="17-220113344")
        attempt = card_attempt.begin(self.counter.services, CASHIER, sale, share).attempt
        return Tender(kind="card", amount_cents=share, authorization="A1B2", last_four="4242", attempt=attempt)

    def again(self) -> None:
        """A resend of a sale that is recorded, voided or not."""
        if self.model.receipts:
            assert take_payment.record(self.counter.services, CASHIER, self.model.receipts[-1]).again

    def void(self, which: int) -> None:
        """One of the receipts; one that is void already is refused."""
        if not self.model.receipts:
            return
        command = self.model.receipts[which % len(self.model.receipts)]
        services = self.counter.services
        asked = VoidReceipt(services.ids.new_id(), command.intent, "wrong_amount", SUPERVISOR)
        try:
            voided = void_receipt.record(services, CASHIER, asked)
        except Refused as refusal:
            assert refusal.code == "already_voided" and command.intent in self.model.voided
            return
        self.model.voided.add(command.intent)
        cash = sum(tender.amount_cents for tender in command.tenders if tender.kind == "cash")
        self.model.add(command, cash - voided.cash_cents, 0, -1)

    def copy(self, which: int) -> None:
        """One of the receipts again."""
        if self.model.receipts:
            command = self.model.receipts[which % len(self.model.receipts)]
            reprint.record(self.counter.services, CASHIER, Reprint(command.intent, "es"))

    def park(self, sold: list[Line]) -> None:
        """Sets a sale aside and takes it up again: no money yet."""
        services, sale = self.counter.services, self.counter.services.ids.new_id()
        draft = Draft(tuple(DraftLine("account", line.amount_cents, "cis/1") for line in sold))
        parked_sale.park(services, CASHIER, self.counter.shift, sale, draft)
        assert parked_sale.resume(services, CASHIER, sale) == draft

    def restart(self) -> None:
        """The program ends and begins again."""
        self.counter.services.close()
        self.counter.services = open_services(self.folder, self.edges)

    def step(self, step: Step) -> None:
        """One of them."""
        what, sold, shares, number = step
        acts: dict[str, Callable[[], None]] = {
            "sell": lambda: self.sell(sold, shares, number % 20_000),
            "again": self.again,
            "void": lambda: self.void(number),
            "copy": lambda: self.copy(number),
            "park": lambda: self.park(sold),
            "refused": lambda: self.refused(sold),
            "restart": self.restart,
        }
        acts[what]()

    def refused(self, sold: list[Line]) -> None:
        """A sale that nobody pays."""
        command = TakePayment(self.counter.services.ids.new_id(), tuple(sold), ())
        try:
            take_payment.record(self.counter.services, CASHIER, command)
        except Refused as refusal:
            assert refusal.code == "no_tenders"

    def judge(self) -> None:
        """The journal agrees with the model, and with itself."""
        services, model = self.counter.services, self.model
        sums = ledger(services)
        assert sum(sums.values()) == 0
        with services.read_journal() as connection:
            content = drawer_content(connection, self.counter.shift)
            accounts = account_lines(connection, services.reference, ACCOUNTS, ON)
            rows = queries.last_receipts(connection, self.counter.shift.shift, 1000)
        assert content.cash_cents == model.cash_cents
        others = (content.check_cents, content.money_order_cents, content.card_cents)
        assert others == tuple(model.other_cents[kind] for kind in NON_CASH)
        assert {key: line.balance_cents for key, line in accounts.items()} == model.balances
        assert -sum(sums.get(f"general_ledger/{code}", 0) for code in ("322-1000", "369-9000")) == model.general_cents
        assert -sums.get("suspense", 0) == model.suspense_cents
        assert [row.number for row in rows] == [f"A2-{n:06d}" for n in range(len(model.receipts), 0, -1)]
        assert {row.fact_id for row in rows if row.voided} == model.voided
        assert check(services, thorough=True) == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(steps, min_size=4, max_size=14), st.booleans())
def test_any_day_of_sales_adds_up(day: list[Step], rounding: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        policies = BentPolicies(cash_rounding={"enabled": rounding})
        run = Run(Path(folder), replace(fake_edges(), policies=policies))
        for step in day:
            run.step(step)
        run.judge()
        run.counter.services.close()
        rebuild_read_tables(Path(folder), run.edges)
        run.counter.services = open_services(Path(folder), run.edges)
        run.judge()
        run.counter.services.close()
