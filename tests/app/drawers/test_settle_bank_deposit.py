"""The bank's advice confirms a deposit, corrected where it counted otherwise; a rejected one leaves no trace."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import settle_bank_deposit as settle
from app.drawers.bank_deposit_facts import BankDepositConfirmed, BankDepositState
from app.drawers.bank_deposits import BankDeposit
from app.drawers.settle_bank_deposit import ConfirmBankDeposit, ConfirmRefusal, RejectBankDeposit, RejectRefusal
from app.identity.approvals import ApprovalRefusal
from app.identity.refusals import IdentityRefusal
from tests.factories.closing import accept, close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.safe import confirm, pieces_of, prepare, receive, reject, send, verify

INTENT = "0000005a-0000-7000-8000-000000000001"
TODAY = date(2026, 11, 20)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


@pytest.fixture
def deposit(counter: Counter) -> BankDeposit:
    """74.15, prepared by M. Reyes and sent."""
    pay(counter)
    accept(counter, close(counter, count(counter, pieces_of(27415)), "D-1").close.fact_id)
    receive(counter)
    return send(counter, verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit).deposit


def advice(made: BankDeposit, /, **also: object) -> ConfirmBankDeposit:
    """The right advice, but for what is said."""
    command = ConfirmBankDeposit(INTENT, made.fact_id, 7415, TODAY, "ADV-77")
    return replace(command, **also)  # type: ignore[arg-type] # by name


def test_the_advice_confirms(counter: Counter, deposit: BankDeposit) -> None:
    done = settle.confirm(counter.services, SUPERVISOR, advice(deposit))
    assert done.deposit.state is BankDepositState.CONFIRMED
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, BankDepositConfirmed)
    assert (body.confirmed_cents, body.confirmed_on, body.reference) == (7415, "2026-11-20", "ADV-77")
    assert ledger(counter.services)["bank"] == 7415 and "over_short" not in ledger(counter.services)
    facts = fact_count(counter.services)
    assert not settle.confirm(counter.services, SUPERVISOR, advice(deposit)).changed.kinds
    assert fact_count(counter.services) == facts and check(counter.services, thorough=True) == ()


@pytest.mark.parametrize(
    ("cents", "reason", "short"), [(7315, "bank_counted_less", 100), (7420, "bank_counted_more", -5)]
)
def test_a_correction_goes_to_over_and_short(
    counter: Counter, deposit: BankDeposit, cents: int, reason: str, short: int
) -> None:
    confirm(counter, deposit, cents, reason)
    assert ledger(counter.services)["bank"] == cents and ledger(counter.services)["over_short"] == short
    assert check(counter.services, thorough=True) == ()


def test_rejecting_puts_everything_back(counter: Counter, deposit: BankDeposit) -> None:
    command = RejectBankDeposit(INTENT, deposit.fact_id, "bank_rejected", SUPERVISOR)
    assert settle.reject(counter.services, CASHIER, command).deposit.state is BankDepositState.REJECTED
    assert ledger(counter.services)["safe"] == 7415 and "in_transit/cash" not in ledger(counter.services)
    assert not settle.reject(counter.services, CASHIER, command).changed.kinds
    assert prepare(counter, 7415, "BANK-2").deposit.number == 2


def _confirm(counter: Counter, made: BankDeposit, /, **also: object) -> object:
    return settle.confirm(counter.services, SUPERVISOR, advice(made, **also))


def _reject(counter: Counter, deposit: str, reason: str = "none") -> object:
    return settle.reject(counter.services, CASHIER, RejectBankDeposit(INTENT, deposit, reason))


def _rejected_twice(counter: Counter, deposit: BankDeposit) -> object:
    reject(counter, deposit)
    return _reject(counter, deposit.fact_id)


def _not_sent(counter: Counter, deposit: BankDeposit) -> object:
    reject(counter, deposit)
    return _confirm(counter, prepare(counter, 7415, "BANK-2").deposit, amount_cents=-1)


Call = Callable[[Counter, BankDeposit], object]
ROWS: list[tuple[object, Call]] = [
    (ConfirmRefusal.INTENT_TAKEN, lambda c, d: _confirm(c, d, intent=d.fact_id, deposit="none")),
    (ConfirmRefusal.DEPOSIT_UNKNOWN, lambda c, d: _confirm(c, d, deposit="none")),
    (ConfirmRefusal.NOT_SENT, _not_sent),
    (ConfirmRefusal.OWN_DEPOSIT, lambda c, d: settle.confirm(c.services, CASHIER, advice(d, amount_cents=-1))),
    (ConfirmRefusal.AMOUNT_NOT_POSSIBLE, lambda c, d: _confirm(c, d, amount_cents=-1, confirmed_on=date(2026, 1, 1))),
    (ConfirmRefusal.DATE_NOT_POSSIBLE, lambda c, d: _confirm(c, d, confirmed_on=date(2026, 11, 21), reference="")),
    (ConfirmRefusal.REFERENCE_MISSING, lambda c, d: _confirm(c, d, reference=" ", amount_cents=1)),
    (ConfirmRefusal.REFERENCE_NOT_PLAIN, lambda c, d: _confirm(c, d, reference="\0", amount_cents=1)),
    (ConfirmRefusal.CARD_NUMBER_TYPED, lambda c, d: _confirm(c, d, reference="4111111111111111", amount_cents=1)),
    (ConfirmRefusal.AMOUNT_DIFFERS, lambda c, d: _confirm(c, d, amount_cents=1)),
    (ConfirmRefusal.REASON_UNKNOWN, lambda c, d: _confirm(c, d, amount_cents=1, reason="none")),
    (RejectRefusal.INTENT_TAKEN, lambda c, d: settle.reject(
        c.services, CASHIER, RejectBankDeposit(d.fact_id, "none", ""))),
    (RejectRefusal.DEPOSIT_UNKNOWN, lambda c, _: _reject(c, "none")),
    (RejectRefusal.SETTLED_ALREADY, _rejected_twice),
    (RejectRefusal.REASON_UNKNOWN, lambda c, d: _reject(c, d.fact_id)),
    (ApprovalRefusal.SECOND_PERSON_MISSING, lambda c, d: _reject(c, d.fact_id, "seal_broken")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "call"), ROWS, ids=[f"{type(code).__name__}-{code}" for code, _ in ROWS])
def test_refusals(counter: Counter, deposit: BankDeposit, code: object, call: Call) -> None:
    assert refused(lambda: call(counter, deposit)) is code


def test_every_refusal_has_its_row() -> None:
    codes = [code for code, _ in ROWS]
    assert [code for code in (*ConfirmRefusal, *RejectRefusal) if code not in codes] == []


def test_the_permission_comes_first(counter: Counter, deposit: BankDeposit) -> None:
    nobody = replace(SUPERVISOR, permissions=frozenset())
    codes = [
        refused(lambda: settle.confirm(counter.services, nobody, advice(deposit))),
        refused(lambda: settle.reject(counter.services, nobody, RejectBankDeposit(INTENT, deposit.fact_id, ""))),
    ]
    assert codes == [IdentityRefusal.NOT_PERMITTED] * 2
