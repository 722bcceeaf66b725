"""Another person counts a deposit again; two people take it out of the safe."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import bank_deposit_steps as steps
from app.drawers.bank_deposit_facts import BankDepositSent, BankDepositState, BankDepositVerified
from app.drawers.bank_deposit_steps import SendBankDeposit, SendRefusal, VerifyBankDeposit, VerifyRefusal
from app.drawers.bank_deposits import BankDeposit
from app.drawers.count_drawer_facts import FoundPaper
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from tests.factories.closing import accept, close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.safe import pieces_of, prepare, receive, reject, send, verify

INTENT = "0000005a-0000-7000-8000-000000000001"
CHECK = Tender(kind="check", amount_cents=7415, number="1043", routing_number="063100277")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


@pytest.fixture
def deposit(counter: Counter) -> BankDeposit:
    """74.15 in cash and 74.15 by check, prepared by M. Reyes."""
    pay(counter)
    paper = FoundPaper("check", 7415, pay(counter, tenders=(CHECK,)).receipt.fact_id, 1)
    accept(counter, close(counter, count(counter, pieces_of(27415), paper), "D-1").close.fact_id)
    receive(counter)
    return prepare(counter, 7415, "BANK-1").deposit


def again(made: BankDeposit, /, **also: object) -> VerifyBankDeposit:
    """The right second count, but for what is said."""
    command = VerifyBankDeposit(INTENT, made.fact_id, pieces_of(7415), 7415)
    return replace(command, **also)  # type: ignore[arg-type] # by name


def test_another_person_finds_the_same(counter: Counter, deposit: BankDeposit) -> None:
    done = steps.verify(counter.services, SUPERVISOR, again(deposit))
    assert done.deposit.state is BankDepositState.VERIFIED
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, BankDepositVerified)
    assert body.approval == Approval(SUPERVISOR.person_id, "policy", 14830)
    facts = fact_count(counter.services)
    assert not steps.verify(counter.services, SUPERVISOR, again(deposit)).changed.kinds
    assert fact_count(counter.services) == facts


def test_who_prepared_it_needs_somebody_beside_them(counter: Counter, deposit: BankDeposit) -> None:
    tries = [again(deposit), again(deposit, second=CASHIER)]
    codes = [refused(lambda c=c: steps.verify(counter.services, CASHIER, c)) for c in tries]  # type: ignore[misc] # bound now
    assert codes == [ApprovalRefusal.SECOND_PERSON_MISSING, ApprovalRefusal.SECOND_PERSON_IS_THE_SAME]
    steps.verify(counter.services, CASHIER, again(deposit, second=SUPERVISOR))
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, BankDepositVerified)
    assert body.approval == Approval(SUPERVISOR.person_id, "pin", 14830)


def test_sending_takes_it_out_of_the_safe(counter: Counter, deposit: BankDeposit) -> None:
    verify(counter, deposit)
    command = SendBankDeposit(INTENT, deposit.fact_id, " Brinks 0417 ", SUPERVISOR)
    assert steps.send(counter.services, CASHIER, command).deposit.state is BankDepositState.SENT
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, BankDepositSent) and body.carrier is not None and "Brinks" not in body.carrier
    found = ledger(counter.services)
    assert (found["in_transit/cash"], found["in_transit/check"]) == (7415, 7415)
    assert "safe/check" not in found and check(counter.services, thorough=True) == ()
    assert not steps.send(counter.services, CASHIER, command).changed.kinds


Row = tuple[object, Callable[[Counter, BankDeposit], object]]


def _verify(counter: Counter, made: BankDeposit, /, **also: object) -> object:
    return steps.verify(counter.services, CASHIER, again(made, **also))


def _verify_again(counter: Counter, deposit: BankDeposit) -> object:
    verify(counter, deposit)
    return _verify(counter, deposit, pieces={})


def _send(counter: Counter, deposit: BankDeposit, carrier: str = "", deposit_id: str = "") -> object:
    command = SendBankDeposit(INTENT, deposit_id or deposit.fact_id, carrier)
    return steps.send(counter.services, CASHIER, command)


def _send_verified(counter: Counter, deposit: BankDeposit, carrier: str = "") -> object:
    verify(counter, deposit)
    return _send(counter, deposit, carrier)


SIX_TENS = {1000: 7, 100: 4, 10: 1, 5: 1}
ROWS: list[Row] = [
    (VerifyRefusal.INTENT_TAKEN, lambda c, d: _verify(c, d, intent=d.fact_id)),
    (VerifyRefusal.DEPOSIT_UNKNOWN, lambda c, d: _verify(c, d, deposit="none")),
    (VerifyRefusal.NOT_PREPARED, _verify_again),
    (VerifyRefusal.CASH_DIFFERS, lambda c, d: _verify(c, d, pieces=pieces_of(7400), papers_cents=0)),
    (VerifyRefusal.PIECES_DIFFER, lambda c, d: _verify(c, d, pieces=SIX_TENS, papers_cents=0)),
    (VerifyRefusal.PAPERS_DIFFER, lambda c, d: _verify(c, d, papers_cents=0)),
    (SendRefusal.INTENT_TAKEN, lambda c, d: steps.send(c.services, CASHIER, SendBankDeposit(d.fact_id, "none"))),
    (SendRefusal.DEPOSIT_UNKNOWN, lambda c, d: _send(c, d, deposit_id="none")),
    (SendRefusal.NOT_VERIFIED, lambda c, d: _send(c, d, "\0")),
    (SendRefusal.CARRIER_NOT_PLAIN, lambda c, d: _send_verified(c, d, "\0")),
    (SendRefusal.CARD_NUMBER_TYPED, lambda c, d: _send_verified(c, d, "4111111111111111")),
    (ApprovalRefusal.SECOND_PERSON_MISSING, _send_verified),
]


@pytest.mark.parametrize(("code", "call"), ROWS, ids=[f"{type(code).__name__}-{code}" for code, _ in ROWS])
def test_refusals(
    counter: Counter, deposit: BankDeposit, code: object, call: Callable[[Counter, BankDeposit], object]
) -> None:
    assert refused(lambda: call(counter, deposit)) is code


def test_every_refusal_has_its_row() -> None:
    codes = [code for code, _ in ROWS]
    assert [code for code in (*VerifyRefusal, *SendRefusal) if code not in codes] == []


def test_the_permission_comes_first(counter: Counter, deposit: BankDeposit) -> None:
    nobody = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.BANK_DEPOSIT_MAKE})
    codes = [
        refused(lambda: steps.verify(counter.services, nobody, again(deposit))),
        refused(lambda: steps.send(counter.services, nobody, SendBankDeposit(INTENT, deposit.fact_id))),
    ]
    assert codes == [IdentityRefusal.NOT_PERMITTED] * 2


def test_a_rejected_one_is_neither_verified_nor_sent(counter: Counter, deposit: BankDeposit) -> None:
    reject(counter, deposit, "put_together_wrong")
    assert refused(lambda: verify(counter, deposit)) is VerifyRefusal.NOT_PREPARED
    assert refused(lambda: send(counter, deposit)) is SendRefusal.NOT_VERIFIED
