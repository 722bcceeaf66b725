"""The safe and the bank deposit at a test counter, each step in one line; the supervisor is the second person."""

from datetime import date

from app.changed import Changed
from app.drawers import bank_deposit, bank_deposit_steps, safe, safe_count, settle_bank_deposit
from app.drawers.bags import Bag, bags_expected, bags_here
from app.drawers.bank_deposit import BankDepositMoved, PrepareBankDeposit
from app.drawers.bank_deposit_steps import SendBankDeposit, VerifyBankDeposit
from app.drawers.bank_deposits import BankDeposit
from app.drawers.safe import GiveBack, MoveCash, ReceiveBags
from app.drawers.safe_count import CountSafe, SafeIsCounted
from app.drawers.settle_bank_deposit import ConfirmBankDeposit, RejectBankDeposit
from app.identity.permissions import Session
from tests.factories.counter import SUPERVISOR, Counter

NOTES = (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)


def pieces_of(cents: int) -> dict[int, int]:
    """An amount in as few pieces as it takes."""
    found = {}
    for value in NOTES:
        found[value], cents = divmod(cents, value)
    return {value: many for value, many in found.items() if many}


def expected(counter: Counter) -> list[Bag]:
    """What the safe has yet to receive."""
    with counter.services.read_journal() as journal:
        return bags_expected(journal)


def bag_called(counter: Counter, number: str) -> Bag:
    """A bag by its number."""
    with counter.services.read_journal() as journal:
        return next(bag for bag in bags_here(journal) if bag.bag == number)


def receive(counter: Counter, *bags: Bag, second: Session = SUPERVISOR) -> Changed:
    """Receives bags: all that are expected unless some are named."""
    chosen = tuple(bag.sealed_by for bag in bags or expected(counter))
    command = ReceiveBags(counter.services.ids.new_id(), chosen, second)
    return safe.receive_bags(counter.services, counter.session, command)


def give_back(counter: Counter, *bags: Bag, reason: str = "count_again") -> Changed:
    """Gives bags back."""
    command = GiveBack(counter.services.ids.new_id(), tuple(bag.sealed_by for bag in bags), reason, SUPERVISOR)
    return safe.give_back(counter.services, counter.session, command)


def move(counter: Counter, cents: int, reason: str = "change_from_bank") -> Changed:
    """Cash comes, or goes for an amount below zero."""
    direction: safe.Direction = "move_in" if cents > 0 else "move_out"
    pieces = pieces_of(abs(cents))
    command = MoveCash(counter.services.ids.new_id(), direction, reason, pieces, second=SUPERVISOR)
    return safe.move_cash(counter.services, counter.session, command)


def count_safe(counter: Counter, cents: int, *bags: Bag) -> SafeIsCounted:
    """Counts the safe: so much loose, these bags."""
    found = tuple(bag.sealed_by for bag in bags)
    command = CountSafe(counter.services.ids.new_id(), pieces_of(cents), found, SUPERVISOR)
    return safe_count.record(counter.services, counter.session, command)


def prepare(counter: Counter, cash_cents: int, bag: str, *shifts: str, reason: str = "") -> BankDepositMoved:
    """Prepares a deposit of shifts: the counter's own unless some are named."""
    chosen = shifts or (counter.shift.shift,)
    command = PrepareBankDeposit(
        counter.services.ids.new_id(), chosen, pieces_of(cash_cents), bag, reason, SUPERVISOR if reason else None
    )
    return bank_deposit.record(counter.services, counter.session, command)


def verify(counter: Counter, deposit: BankDeposit, session: Session = SUPERVISOR) -> BankDepositMoved:
    """The supervisor counts it again and finds the same."""
    papers = deposit.held.check_cents + deposit.held.money_order_cents
    pieces = pieces_of(deposit.held.cash_cents)
    command = VerifyBankDeposit(counter.services.ids.new_id(), deposit.fact_id, pieces, papers)
    return bank_deposit_steps.verify(counter.services, session, command)


def send(counter: Counter, deposit: BankDeposit, carrier: str = "") -> BankDepositMoved:
    """Two people take it out."""
    command = SendBankDeposit(counter.services.ids.new_id(), deposit.fact_id, carrier, SUPERVISOR)
    return bank_deposit_steps.send(counter.services, counter.session, command)


def confirm(counter: Counter, deposit: BankDeposit, cents: int | None = None, reason: str = "") -> BankDepositMoved:
    """The bank's advice, of the whole amount unless said otherwise."""
    amount_cents = deposit.held.held_cents if cents is None else cents
    day = date.fromisoformat(deposit.business_date)
    command = ConfirmBankDeposit(counter.services.ids.new_id(), deposit.fact_id, amount_cents, day, "ADV-1", reason)
    return settle_bank_deposit.confirm(counter.services, SUPERVISOR, command)


def reject(counter: Counter, deposit: BankDeposit, reason: str = "bank_rejected") -> BankDepositMoved:
    """It came back."""
    command = RejectBankDeposit(counter.services.ids.new_id(), deposit.fact_id, reason, SUPERVISOR)
    return settle_bank_deposit.reject(counter.services, counter.session, command)
