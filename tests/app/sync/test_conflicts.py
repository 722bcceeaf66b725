"""Conflicts are sums: they show in any order of arrival, go once a person decided, and come back when they grow."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.accounts import change_contact
from app.accounts import queries as accounts
from app.accounts import tables as t
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_facts import ContactDetailsChanged, ContactField, DetailChange
from app.bootstrap import check
from app.errors import Refused
from app.identity.approvals import Approval
from app.identity.permissions import Permission
from app.journal.fact import Posting
from app.journal.read_facts import whole_chain
from app.payments.undo_facts import PaymentRefunded, RefundedLine
from app.store.database import open_engine
from app.sync.conflicts import (
    Conflict,
    ConflictKind,
    ConflictRefusal,
    Decision,
    SettleConflict,
    open_conflicts,
    settle,
)
from app.sync.protocol import START, Activity, PulledFact
from app.sync.replica import JournalReplica
from app.sync.types import SyncState
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.replicas import as_of, head_of

SPECIALIST = replace(CASHIER, permissions=frozenset(Permission))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path / "a2")
    yield opened
    opened.services.close()


def paid_elsewhere(folder: Path, code: str = "B1") -> tuple[PulledFact, ...]:
    """Okafor's bill paid in whole at another counter."""
    other = open_counter(folder / code)
    pay(other)
    chain = (other.services.device.code, 1)
    with other.services.read_journal() as connection:
        facts = [stored.sealed for part in whole_chain(connection.exec_driver_sql, chain) for stored in part]
    other.services.close()
    return as_of(code, facts)


def take_in(counter: Counter, facts: tuple[PulledFact, ...]) -> None:
    replica = JournalReplica(counter.services)
    replica.learn([head_of(facts[0].cursor.workstation, facts)])
    replica.add(facts, SyncState())


def found(counter: Counter) -> tuple[Conflict, ...]:
    with counter.services.read() as reading:
        return open_conflicts(reading, counter.services.kinds)


def balance(counter: Counter) -> int:
    """What counters paid of Okafor's account in all."""
    with counter.services.read_journal() as journal:
        own = accounts.own_postings(journal, accounts.account_key(OKAFOR))
    return sum(own.paid_cents.values()) + own.credit_cents


@pytest.mark.parametrize("ours_first", [True, False])
def test_a_charge_paid_at_two_counters_is_a_surplus_in_either_order(
    counter: Counter, tmp_path: Path, ours_first: bool
) -> None:
    facts = paid_elsewhere(tmp_path)
    if ours_first:
        pay(counter)
        take_in(counter, facts)
    else:
        take_in(counter, facts[:-1])
        pay(counter)
        take_in(counter, facts[-1:])
    (conflict,) = found(counter)
    assert (conflict.kind, conflict.amount_cents, conflict.account) == (
        ConflictKind.CHARGE_PAID_TWICE,
        7415,
        OKAFOR,
    )
    assert len(conflict.facts) == 2 and balance(counter) == 14830
    assert check(counter.services, thorough=True) == ()


def test_a_charge_paid_at_another_office_counts_too(counter: Counter) -> None:
    pay(counter)
    with counter.services.read_journal() as journal:
        (charge,) = accounts.own_postings(journal, accounts.account_key(OKAFOR)).paid_cents
    row = Activity(replace(START, workstation="H1"), "f1", 1, OKAFOR, charge, -1000, "2026-11-20")
    JournalReplica(counter.services).add_activity([row], SyncState())
    assert [conflict.amount_cents for conflict in found(counter)] == [1000] and balance(counter) == 8415


def test_a_conflict_goes_when_a_person_decided_and_comes_back_when_it_grows(counter: Counter, tmp_path: Path) -> None:
    pay(counter)
    take_in(counter, paid_elsewhere(tmp_path))
    (conflict,) = found(counter)
    command = SettleConflict(counter.services.ids.new_id(), conflict.key, 7415, Decision.LEFT_AS_CREDIT)
    assert settle(counter.services, CASHIER, command).kinds == {"ConflictSettled"}
    assert found(counter) == () and settle(counter.services, CASHIER, command).kinds == frozenset()
    take_in(counter, paid_elsewhere(tmp_path, "B2"))
    assert [again.amount_cents for again in found(counter)] == [14830]
    assert check(counter.services, thorough=True) == ()


def test_decisions_are_refused_in_order(counter: Counter, tmp_path: Path) -> None:
    pay(counter)
    take_in(counter, paid_elsewhere(tmp_path))
    (conflict,) = found(counter)
    nobody = replace(CASHIER, permissions=CASHIER.permissions - {Permission.PAYMENT_CORRECT})
    wrong = SettleConflict("i1", "no/such", 1, Decision.REFUNDED)
    with pytest.raises(Refused) as refused:
        settle(counter.services, nobody, wrong)
    assert refused.value.code.name == "NOT_PERMITTED"
    with pytest.raises(Refused) as refused:
        settle(counter.services, CASHIER, wrong)
    assert refused.value.code is ConflictRefusal.NOT_THERE
    with pytest.raises(Refused) as refused:
        settle(counter.services, CASHIER, replace(wrong, key=conflict.key))
    assert refused.value.code is ConflictRefusal.CHANGED


def test_a_line_refunded_at_two_tills_lacks_money(counter: Counter) -> None:
    receipt = pay(counter).receipt
    back = (
        Posting(ledger_account="receivable/water", amount_cents=7415, account=OKAFOR),
        Posting(ledger_account="drawer/A2/cash", amount_cents=-7415),
    )
    body = PaymentRefunded(
        receipt=receipt.fact_id,
        receipt_number="A2-000001",
        reason="paid_twice",
        method="cash",
        total_cents=7415,
        lines=(RefundedLine(1, 7415, "10-007733-9", back[:1]),),
        policies=(),
        approval=Approval("person-brandt", "pin", 0),
        postings=back,
    )
    with counter.services.unit_of_work() as work:
        first, second = (work.append(body).envelope.fact_id for _ in range(2))
        work.commit()
    (conflict,) = found(counter)
    assert (conflict.kind, conflict.amount_cents, conflict.receipt, conflict.line, conflict.facts) == (
        ConflictKind.REFUND_TWICE,
        7415,
        receipt.fact_id,
        1,
        (first, second),
    )


def test_an_account_that_was_closed_meanwhile_is_named_with_what_was_paid_since(counter: Counter) -> None:
    pay(counter)
    assert found(counter) == ()
    path = counter.services.reference.current()
    assert path is not None
    counter.services.reference.close()
    engine = open_engine(path, counter.services.reference.key)
    with engine.begin() as connection:
        connection.execute(
            update(t.account).where(t.account.c.external_id == "100077339").values(closed_on="2026-11-20")
        )
    engine.dispose()
    (conflict,) = found(counter)
    assert (conflict.kind, conflict.amount_cents) == (ConflictKind.CLOSED_ACCOUNT_PAID, 7415)


def changed_there(folder: Path, phone: str) -> tuple[PulledFact, ...]:
    """Okafor's telephone changed at B1."""
    other = open_counter(folder / "B1")
    change_contact.record(other.services, SPECIALIST, ChangeContact("b-1", OKAFOR, {ContactField.PHONE: phone}))
    with other.services.read_journal() as connection:
        facts = [stored.sealed for part in whole_chain(connection.exec_driver_sql, ("A2", 1)) for stored in part]
    other.services.close()
    return as_of("B1", facts)


def change_here(counter: Counter, intent: str, phone: str, *based_on: str) -> None:
    command = ChangeContact(intent, OKAFOR, {ContactField.PHONE: phone}, frozenset(based_on))
    change_contact.record(counter.services, SPECIALIST, command)


@pytest.mark.parametrize("theirs_first", [False, True])
def test_a_contact_edited_twice_is_one_until_a_person_chooses(
    counter: Counter, tmp_path: Path, theirs_first: bool
) -> None:
    theirs = changed_there(tmp_path, "555-010-0002")
    if theirs_first:  # whoever changed it here did not know of it yet
        take_in(counter, theirs)
        with counter.services.unit_of_work() as work:
            digest = work.private("contact_phone", "555-010-0001")
            take = DetailChange(field="phone", value=digest, city=digest)
            customer = f"{OKAFOR.partition('/')[0]}/{customer_of(counter)}"
            work.append(ContactDetailsChanged(customer=customer, account=OKAFOR, details=(take,)), fact_id="a-1")
            work.commit()
    else:
        change_here(counter, "a-1", "555-010-0001")
        take_in(counter, theirs)
    (conflict,) = found(counter)
    assert (conflict.kind, conflict.account, conflict.detail) == (
        ConflictKind.CONTACT_EDITED_TWICE,
        OKAFOR,
        "phone",
    )
    assert sorted(conflict.facts) == ["a-1", "b-1"]
    command = SettleConflict("s-1", conflict.key, 0, Decision.NOT_A_CONFLICT)
    with pytest.raises(Refused) as refused:
        settle(counter.services, CASHIER, command)
    assert refused.value.code is ConflictRefusal.BY_ITS_ACCOUNT
    change_here(counter, "a-2", "555-010-0003", "a-1", "b-1")
    assert found(counter) == ()
    assert check(counter.services, thorough=True) == ()


def customer_of(counter: Counter) -> str:
    with counter.services.read() as reading:
        row = accounts.find_account(reading.reference, accounts.account_key(OKAFOR))
        assert row is not None
        return accounts.account_summary(reading.reference, row).customer_external_id
