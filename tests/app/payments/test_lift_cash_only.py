"""Cash only ends early by a person with leave, for a reason; a later return begins it anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts.notes import NoteRefusal
from app.accounts.types import AlertKind
from app.bootstrap import check
from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import lift_cash_only
from app.payments.lift_cash_only import LiftCashOnly, LiftRefusal
from app.payments.return_follow_up_facts import CashOnlyLifted
from app.payments.returned_payment_queries import returns_of_account
from app.payments.tenders import TenderRefusal
from app.payments.types import AccountPayment
from app.reports.returned_payments import returned_payments
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, DAY, check_of, line, returned
from tests.factories.counter import CASHIER, OKAFOR, Counter, NewAccount, open_counter
from tests.factories.ledger import fact_count, read_fact, stored_bytes
from tests.factories.mapped import same_at_the_centre
from tests.factories.outcomes import refused
from tests.factories.payments import pay

CITY_FLAG = NewAccount("100045200", "10-004520-0", "Cash, Only", "2 Oak Way", ACCOUNTS[1].charges, cash_only=True)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, (*ACCOUNTS, CITY_FLAG))
    yield counter
    counter.services.close()


def lift(counter: Counter, account: str = BAKERY, **changes: str) -> LiftCashOnly:
    command = LiftCashOnly(counter.services.ids.new_id(), account, "debt_settled", "Paid by wire")
    return replace(command, **changes)


def test_the_account_takes_checks_again_and_says_since_when(counter: Counter) -> None:
    returned(counter)
    small = AccountPayment(BAKERY, 100)
    assert refused(lambda: pay(counter, small, tenders=(check_of(100, "7"),))) is TenderRefusal.CASH_ONLY
    command = lift(counter)
    assert lift_cash_only.record(counter.services, CASHIER, command).kinds == {"CashOnlyLifted"}
    after = line(counter)
    assert not after.cash_only and after.alerts[-1].lifted_on == DAY
    pay(counter, small, tenders=(check_of(100, "7"),))
    fact = read_fact(counter.services, command.intent)
    assert isinstance(fact.body, CashOnlyLifted) and fact.body.account_number == "10-002003-3"
    assert fact.envelope.person == CASHIER.person_id and len(fact.body.returns) == 1
    row = returned_payments(counter.services, CASHIER).newest[0]
    assert row.lifted and row.cash_only == {} and row.cash_only_until is None
    assert b"Paid by wire" not in stored_bytes(counter.services, "private_data")
    assert check(counter.services, thorough=True) == ()


def test_a_later_return_makes_it_cash_only_again(counter: Counter) -> None:
    returned(counter)
    lift_cash_only.record(counter.services, CASHIER, lift(counter, note=""))
    returned(counter, AccountPayment(BAKERY, 5000), tenders=(check_of(5000, "8"),))
    assert line(counter).cash_only
    assert {alert.kind for alert in line(counter).alerts} == {AlertKind.CASH_ONLY, AlertKind.RETURNED_PAYMENT}
    assert returned_payments(counter.services, CASHIER).newest[0].cash_only == {BAKERY: "10-002003-3"}


def test_the_same_intent_lifts_once(counter: Counter) -> None:
    returned(counter)
    command = lift(counter)
    lift_cash_only.record(counter.services, CASHIER, command)
    facts = fact_count(counter.services)
    lift_cash_only.record(counter.services, CASHIER, command)
    assert fact_count(counter.services) == facts


# Each row breaks its own rule and all later ones.
def test_what_is_not_lifted_is_refused_in_order(counter: Counter) -> None:
    returned(counter)
    done = lift(counter)
    lift_cash_only.record(counter.services, CASHIER, done)
    returned(counter, AccountPayment(BAKERY, 5000), tenders=(check_of(5000, "8"),))
    card = "4111 1111 1111 1111"
    rows: list[tuple[LiftCashOnly, object]] = [
        (lift(counter, OKAFOR, intent=done.intent, reason="because", note=card), LiftRefusal.INTENT_TAKEN),
        (lift(counter, "cis/100045200", reason="because", note=card), LiftRefusal.NOT_CASH_ONLY),
        (lift(counter, reason="because", note=card), LiftRefusal.REASON_UNKNOWN),
        (lift(counter, note=card), NoteRefusal.CARD_NUMBER_TYPED),
    ]
    facts = fact_count(counter.services)
    for command, code in rows:
        assert refused(lambda c=command: lift_cash_only.record(counter.services, CASHIER, c)) is code  # type: ignore[misc] # bound now
    assert fact_count(counter.services) == facts
    without = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_RETURN})
    code = refused(lambda: lift_cash_only.record(counter.services, without, lift(counter)))
    assert code is IdentityRefusal.NOT_PERMITTED


def test_a_return_of_before_the_enrolment_holds_for_the_citys_account(counter: Counter) -> None:
    """The bakery is the city's Okafor account here: warned, cash only, and lifted under that id."""
    returned(counter)
    same_at_the_centre(counter.services, Subject.ACCOUNT, BAKERY, OKAFOR)
    with counter.services.read_journal() as journal:
        (found,) = returns_of_account(journal, OKAFOR)
        assert found.makes_cash_only(DAY) and not returns_of_account(journal, BAKERY)
    lift_cash_only.record(counter.services, CASHIER, lift(counter, OKAFOR))
    with counter.services.read_journal() as journal:
        (found,) = returns_of_account(journal, OKAFOR)
    assert not found.makes_cash_only(DAY) and found.lifted_on == DAY
