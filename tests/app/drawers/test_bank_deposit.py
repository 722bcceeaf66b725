"""A bank deposit is all that its shifts gave, and nothing else; no shift goes to the bank twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import bank_deposit
from app.drawers.bank_deposit import PrepareBankDeposit, PrepareRefusal
from app.drawers.bank_deposit_facts import BankDepositPrepared
from app.drawers.bank_deposits import last_deposits
from app.drawers.count_drawer_facts import ByTender, FoundPaper
from app.drawers.facts import Denomination
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.sealed_bags import BagRefusal
from app.drawers.settle_shift import SettleRefusal
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from tests.factories.closing import ORACLE_PIECES, accept, close, count, reopen
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.journal import tamper
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import drop, pay_out
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.safe import (
    bag_called,
    confirm,
    expected,
    give_back,
    pieces_of,
    prepare,
    receive,
    reject,
    send,
    verify,
)

INTENT = "0000005a-0000-7000-8000-000000000001"
CHECK = Tender(kind="check", amount_cents=7415, number="1043", routing_number="063100277")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def oracle_day(counter: Counter) -> str:
    """Domain rules §8: 3,482.35 taken in cash, 3,000 dropped, 45 paid out, counted 637.30; gives the close's id."""
    for cents, bag in ((174000, "D-0"), (174235, "D-1")):
        pay(counter, MiscellaneousReceipt("369-9000", cents), tenders=(Tender(kind="cash", amount_cents=cents),))
        drop(counter, {10000: 15}, bag)
    pay_out(counter, 4500)
    return close(counter, count(counter, ORACLE_PIECES), "D-2").close.fact_id


def day_with_check(counter: Counter) -> str:
    """Okafor pays 74.15 in cash and 74.15 by check; closed and accepted; gives the close's id."""
    pay(counter)
    receipt = pay(counter, tenders=(CHECK,)).receipt.fact_id
    paper = FoundPaper("check", 7415, receipt, 1)
    closed = close(counter, count(counter, pieces_of(20000 + 7415), paper), "D-1").close
    accept(counter, closed.fact_id)
    return closed.fact_id


def test_the_oracle_goes_to_the_bank(counter: Counter) -> None:
    accept(counter, oracle_day(counter))
    receive(counter)
    prepared = prepare(counter, 343730, "BANK-1").deposit
    assert prepared.held == ByTender(343730) and prepared.difference_cents == 0 and prepared.name == "A2-D0001"
    verified = verify(counter, prepared).deposit
    assert check(counter.services, thorough=True) == ()
    send(counter, verified)
    found = ledger(counter.services)
    assert found["in_transit/cash"] == 343730 and "safe" not in found  # the float 200 is back where it came from
    confirm(counter, verified)
    found = ledger(counter.services)
    assert found["bank"] == 343730 and found["over_short"] == 5 and "in_transit/cash" not in found
    assert check(counter.services, thorough=True) == ()


def test_checks_go_with_it_item_by_item(counter: Counter) -> None:
    day_with_check(counter)
    receive(counter)
    deposit = prepare(counter, 7415, "BANK-1").deposit
    body = read_fact(counter.services, deposit.fact_id).body
    assert isinstance(body, BankDepositPrepared)
    (part,) = body.shifts
    assert part.held == ByTender(7415, 7415) and [paper.amount_cents for paper in part.papers] == [7415]
    notes = ((5000, 1), (2000, 1), (100, 4), (10, 1), (5, 1))
    assert body.denominations == tuple(Denomination(*pair) for pair in notes)


def test_the_same_intent_again_prepares_nothing(counter: Counter) -> None:
    accept(counter, oracle_day(counter))
    receive(counter)
    command = PrepareBankDeposit(INTENT, (counter.shift.shift,), pieces_of(343730), "BANK-1")
    first = bank_deposit.record(counter.services, CASHIER, command)
    facts = fact_count(counter.services)
    again = bank_deposit.record(counter.services, CASHIER, command)
    assert again.deposit == first.deposit and not again.changed.kinds and fact_count(counter.services) == facts
    taken = replace(command, intent=counter.shift.shift)
    assert refused(lambda: bank_deposit.record(counter.services, CASHIER, taken)) is PrepareRefusal.INTENT_TAKEN


def test_cash_that_differs_needs_a_reason_and_a_second_signature(counter: Counter) -> None:
    accept(counter, oracle_day(counter))
    receive(counter)
    command = PrepareBankDeposit(INTENT, (counter.shift.shift,), pieces_of(341730), "BANK-1")
    tries = [command, replace(command, reason="none"), replace(command, reason="bag_short")]
    codes = [refused(lambda c=c: bank_deposit.record(counter.services, CASHIER, c)) for c in tries]  # type: ignore[misc] # bound now
    missing = ApprovalRefusal.SECOND_PERSON_MISSING
    assert codes == [PrepareRefusal.CASH_DIFFERS, PrepareRefusal.REASON_UNKNOWN, missing]
    done = bank_deposit.record(counter.services, CASHIER, replace(command, reason="bag_short", second=SUPERVISOR))
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, BankDepositPrepared) and body.approval == Approval(SUPERVISOR.person_id, "pin", 2000)
    assert done.deposit.difference_cents == -2000 and done.deposit.held.cash_cents == 341730
    assert ledger(counter.services)["over_short"] == 5 + 2000
    assert check(counter.services, thorough=True) == ()
    reject(counter, done.deposit, "put_together_wrong")
    assert ledger(counter.services)["over_short"] == 5 and ledger(counter.services)["safe"] == 343730
    assert check(counter.services, thorough=True) == ()


def test_a_rejected_deposit_frees_its_shifts(counter: Counter) -> None:
    accept(counter, oracle_day(counter))
    receive(counter)
    before = ledger(counter.services)
    sent = send(counter, verify(counter, prepare(counter, 343730, "BANK-1").deposit).deposit).deposit
    assert refused(lambda: prepare(counter, 343730, "BANK-2")) is PrepareRefusal.SHIFT_IN_A_DEPOSIT
    reject(counter, sent)
    assert ledger(counter.services) == before
    again = prepare(counter, 343730, "BANK-2").deposit
    assert again.number == 2 and check(counter.services, thorough=True) == ()


Prepare = Callable[[Counter], object]


def _not_accepted(counter: Counter) -> object:
    oracle_day(counter)
    return prepare(counter, 0, "")


def _not_received(counter: Counter) -> object:
    accept(counter, oracle_day(counter))
    receive(counter, *(bag for bag in expected(counter) if bag.bag == "D-1"))
    return prepare(counter, 0, "")


def _empty(counter: Counter) -> object:
    accept(counter, close(counter, count(counter, {2000: 10})).close.fact_id)
    return prepare(counter, 0, "")


def _ready(counter: Counter, cash_cents: int = 343730, bag: str = "BANK-1", **also: str) -> object:
    accept(counter, oracle_day(counter))
    receive(counter)
    return prepare(counter, cash_cents, bag, **also)


def _second_bag(counter: Counter) -> object:
    _ready(counter)
    with counter.services.read_journal() as journal:
        reject(counter, last_deposits(journal)[0])
    return prepare(counter, 343730, "bank-01")


def _prepare(counter: Counter, *shifts: str, pieces: dict[int, int] | None = None) -> object:
    command = PrepareBankDeposit(INTENT, shifts, pieces or {}, "")
    return bank_deposit.record(counter.services, counter.session, command)


def _wrong_pieces(counter: Counter) -> object:
    accept(counter, oracle_day(counter))
    receive(counter)
    return _prepare(counter, counter.shift.shift, pieces={7: 1})


ROWS: list[tuple[object, Prepare]] = [
    (PrepareRefusal.INTENT_TAKEN, lambda c: bank_deposit.record(
        c.services, CASHIER, PrepareBankDeposit(c.shift.shift, (), {}, ""))),
    (PrepareRefusal.NO_SHIFTS, _prepare),
    (PrepareRefusal.TOO_MANY_SHIFTS, lambda c: _prepare(c, *["x"] * 61)),
    (PrepareRefusal.SHIFT_NAMED_TWICE, lambda c: _prepare(c, "x", "x")),
    (PrepareRefusal.SHIFT_UNKNOWN, lambda c: _prepare(c, "x")),
    (PrepareRefusal.SHIFT_NOT_ACCEPTED, _not_accepted),
    (PrepareRefusal.BAG_NOT_IN_THE_SAFE, _not_received),
    (PrepareRefusal.NOTHING_TO_DEPOSIT, _empty),
    (OpenShiftRefusal.DENOMINATION_UNKNOWN, _wrong_pieces),
    (PrepareRefusal.CASH_DIFFERS, lambda c: _ready(c, 343725, "")),
    (PrepareRefusal.REASON_UNKNOWN, lambda c: _ready(c, 343725, "", reason="none")),
    (BagRefusal.BAG_MISSING, lambda c: _ready(c, bag="")),
    (BagRefusal.BAG_USED, lambda c: _ready(c, bag="d-01")),
    (PrepareRefusal.BANK_BAG_USED, _second_bag),
]  # fmt: skip


@pytest.mark.parametrize(("code", "call"), ROWS, ids=[str(code) for code, _ in ROWS])
def test_refusals(counter: Counter, code: object, call: Prepare) -> None:
    assert refused(lambda: call(counter)) is code
    assert check(counter.services, thorough=True) == ()


def test_every_refusal_has_its_row() -> None:
    tested = [code for code, _ in ROWS if isinstance(code, PrepareRefusal)]
    elsewhere = [PrepareRefusal.SHIFT_IN_A_DEPOSIT, PrepareRefusal.NOT_INTACT]
    assert [code for code in PrepareRefusal if code not in elsewhere] == tested


def test_bags_that_do_not_hold_what_is_posted_are_not_deposited(counter: Counter) -> None:
    accept(counter, oracle_day(counter))
    receive(counter)
    tamper(counter.services, "UPDATE sealed_bag SET cash_cents = cash_cents + 1 WHERE bag = 'D-1'")
    assert refused(lambda: prepare(counter, 343731, "BANK-1")) is PrepareRefusal.NOT_INTACT


def test_the_permission_comes_first(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.BANK_DEPOSIT_MAKE})
    command = PrepareBankDeposit(counter.shift.shift, (), {}, "")
    assert refused(lambda: bank_deposit.record(counter.services, nobody, command)) is IdentityRefusal.NOT_PERMITTED


def test_a_shift_in_a_deposit_is_not_reopened(counter: Counter) -> None:
    closed = oracle_day(counter)
    accept(counter, closed)
    receive(counter)
    assert refused(lambda: reopen(counter, closed)) is SettleRefusal.BAG_IN_THE_SAFE
    deposit = prepare(counter, 343730, "BANK-1").deposit
    assert refused(lambda: reopen(counter, closed)) is SettleRefusal.IN_A_BANK_DEPOSIT
    reject(counter, deposit)
    give_back(counter, bag_called(counter, "D-2"))
    reopen(counter, closed)
    assert check(counter.services, thorough=True) == ()
