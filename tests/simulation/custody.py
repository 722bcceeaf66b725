"""Doings between the drawer and the bank: bags, the safe's count, deposits with and without a difference."""

from app.drawers import bank_deposit, bank_deposit_steps, safe, safe_count, settle_bank_deposit
from app.drawers.bank_deposit import PrepareBankDeposit
from app.drawers.bank_deposit_steps import SendBankDeposit, VerifyBankDeposit
from app.drawers.queries import ShiftEvent
from app.drawers.safe import GiveBack, ReceiveBags
from app.drawers.safe_count import CountSafe
from app.drawers.settle_bank_deposit import ConfirmBankDeposit, RejectBankDeposit
from app.identity.queries import today
from tests.factories.safe import pieces_of
from tests.simulation.books import HELD, Deposit
from tests.simulation.day import Day


def receive(day: Day) -> None:
    """Bags come into the safe."""
    bags, intent = day.some([bag for bag, held in day.books.bags.items() if held.where == "way"]), day.intent()
    command = ReceiveBags(intent, tuple(bags), day.supervisor)
    day.run(intent, lambda services: safe.receive_bags(services, day.session, command))
    day.books.put(bags, "safe")


def give_back(day: Day) -> None:
    """A bag leaves the safe to be counted again."""
    bag, intent = day.one([bag for bag, held in day.books.bags.items() if held.where == "safe"]), day.intent()
    command = GiveBack(intent, (bag,), "count_again", day.supervisor)
    day.run(intent, lambda services: safe.give_back(services, day.session, command))
    day.books.put([bag], "way")


def count(day: Day) -> None:
    """The safe is counted: the first time its content is recorded, later nothing moves."""
    intent = day.intent()
    command = CountSafe(intent, pieces_of(day.one((500_000, 510_000))), (), day.supervisor)
    counted = day.run(intent, lambda services: safe_count.record(services, day.session, command)).count
    day.books.count_safe(counted.difference_cents)


def prepare(day: Day) -> None:
    """Accepted shifts are put together: what goes to the bank is what their receipts gave."""
    books, intent = day.books, day.intent()
    free = [till for till in day.tills(ShiftEvent.ACCEPTED) if till.bagged]
    chosen = day.some(free)
    bags = [bag for till in chosen for bag in till.bagged]
    off = day.one((0, 0, 10, -10))
    cash = max(sum(books.bags[bag].held["cash"] for bag in bags) + off, 0)
    off = cash - sum(books.bags[bag].held["cash"] for bag in bags)
    second = day.supervisor if off else None
    shifts = tuple(till.shift for till in chosen)
    command = PrepareBankDeposit(intent, shifts, pieces_of(cash), day.bag(), "bag_over" if off else "", second)
    moved = day.run(intent, lambda services: bank_deposit.record(services, day.session, command))
    deposit = books.prepare(intent, bags, off)
    for kind in HELD:
        gave = sum(books.gave(till)[kind] for till in chosen) + (off if kind == "cash" else 0)
        assert gave == moved.deposit.held.of(kind) == deposit.held[kind], f"the deposit is not its receipts: {kind}"


def verify(day: Day) -> None:
    """Somebody else counts it again."""
    name, deposit = _in(day, "prepared")
    intent = day.intent()
    papers = deposit.held["check"] + deposit.held["money_order"]
    command = VerifyBankDeposit(intent, name, pieces_of(deposit.held["cash"]), papers)
    day.run(intent, lambda services: bank_deposit_steps.verify(services, day.supervisor, command))
    deposit.state = "verified"


def send(day: Day) -> None:
    """Two people take it out."""
    (name, deposit), intent = _in(day, "verified"), day.intent()
    command = SendBankDeposit(intent, name, "", day.supervisor)
    day.run(intent, lambda services: bank_deposit_steps.send(services, day.session, command))
    day.books.send(deposit)


def confirm(day: Day) -> None:
    """The bank says what it found."""
    (name, deposit), intent = _in(day, "sent"), day.intent()
    off = day.one((0, 0, -100))
    cents = max(sum(deposit.held.values()) + off, 0)
    reason = "bank_counted_less" if cents != sum(deposit.held.values()) else ""
    command = ConfirmBankDeposit(intent, name, cents, today(day.services), "ADV-1", reason)
    day.run(intent, lambda services: settle_bank_deposit.confirm(services, day.supervisor, command))
    day.books.confirm(deposit, cents)


def send_back(day: Day) -> None:
    """The deposit comes back."""
    (name, deposit), intent = _in(day, "prepared", "verified", "sent"), day.intent()
    command = RejectBankDeposit(intent, name, "bank_rejected", day.supervisor)
    day.run(intent, lambda services: settle_bank_deposit.reject(services, day.session, command))
    day.books.reject(deposit)


def _in(day: Day, *states: str) -> tuple[str, Deposit]:
    return day.one([(name, each) for name, each in day.books.deposits.items() if each.state in states])
