"""What happened on an account: every row once, the newest first, the last balance the account's own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from app.accounts import queries
from app.accounts.open_charges import OwnPostings, open_account
from app.accounts.types import (
    Bill,
    Charge,
    ChargeKind,
    OutsideReceipt,
    ReceiptChannel,
    ServiceCategory,
)
from app.identity.facts import PersonUnlocked
from app.journal.fact import Posting
from app.payments import account_activity, correct_account, refund, void_receipt
from app.payments.account_activity import (
    Activity,
    ActivityKind,
    OwnEntry,
    activity,
    own_entries,
    returned_receipts,
)
from app.payments.correct_account import MovePayment
from app.payments.refund import RefundPayment
from app.payments.types import AccountPayment, BackEntry
from tests.factories.counter import ALVAREZ, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay

ZONE = "America/New_York"
DAY = date(2026, 11, 2)
NOON_US = 1_794_000_000_000_000


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def _rows(counter: Counter) -> list[Activity]:
    key = queries.account_key(ALVAREZ)
    with counter.services.read() as reading:
        found = queries.find_account(reading.reference, key)
        assert found is not None
        return activity(
            queries.bills(reading.reference, found),
            queries.charges(reading.reference, found, key),
            queries.outside_receipts(reading.reference, found),
            own_entries(reading.journal, counter.services.kinds, ALVAREZ),
            counter.services.device.time_zone,
        )


def test_the_oracle_account_with_a_payment_and_its_void(counter: Counter) -> None:
    """Domain rules §3: 200.00 pays 40 / 120 / 28.50 / 10.71 / sewer 0.79; here seen from the account."""
    recorded = pay(counter, AccountPayment(ALVAREZ, 20000))
    command = void_receipt.VoidReceipt(
        counter.services.ids.new_id(), recorded.receipt.fact_id, "wrong_amount", SUPERVISOR
    )
    void_receipt.record(counter.services, counter.session, command)
    found = _rows(counter)
    assert [(row.kind, row.amount_cents, row.balance_cents) for row in found] == [
        (ActivityKind.BILL, 22760, 38760),
        (ActivityKind.VOID, 20000, 16000),
        (ActivityKind.PAYMENT, -20000, -4000),
        (ActivityKind.BILL, 16000, 16000),
    ]
    payment, void = found[2], found[1]
    assert (payment.number, payment.tenders, payment.undone) == ("A2-000001", ("cash",), True)
    assert (void.number, void.key, void.reason) == ("A2-000001", recorded.receipt.fact_id, "wrong_amount")
    assert payment.behind == (recorded.receipt.fact_id,)
    assert void.behind == (command.intent, recorded.receipt.fact_id)
    assert void.person == counter.session.person_id


def test_what_was_refunded_and_moved_away_stands_with_its_receipt_s_number(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(ALVAREZ, 5000)).receipt
    approver = replace(SUPERVISOR, roles=("supervisor",))
    back = RefundPayment(counter.services.ids.new_id(), receipt.fact_id, {1: 100}, "overpaid", "cash", approver)
    refund.record(counter.services, counter.session, back)
    move = MovePayment(counter.services.ids.new_id(), receipt.fact_id, 1, OKAFOR, "wrong_account", approver)
    correct_account.record(counter.services, counter.session, move)
    found = [(row.kind, row.amount_cents, row.number) for row in _rows(counter) if row.at_us][:3]
    assert found == [
        (ActivityKind.MOVE, 4900, receipt.number),
        (ActivityKind.REFUND, 100, receipt.number),
        (ActivityKind.PAYMENT, -5000, receipt.number),
    ]


def test_a_hand_written_receipt_stands_at_its_true_day(counter: Counter) -> None:
    written_us = counter.services.clock.now_us() - 3 * 86_400_000_000
    pay(counter, AccountPayment(ALVAREZ, 100), back_entry=BackEntry("12", "000345", written_us))
    row = next(row for row in _rows(counter) if row.kind is ActivityKind.PAYMENT)
    assert row.on == date(2026, 11, 17)


def test_an_entry_that_is_no_receipt_is_shown_as_other(counter: Counter) -> None:
    postings = (
        Posting(ledger_account="receivable/water", amount_cents=-500, account=ALVAREZ),
        Posting(ledger_account="suspense", amount_cents=500),
    )
    with counter.services.unit_of_work() as work:
        fact = work.append(PersonUnlocked(person_id="p", method="supervisor", postings=postings))
        work.commit()
    row = next(row for row in _rows(counter) if row.kind is ActivityKind.OTHER)
    assert (row.amount_cents, row.key, row.behind, row.person) == (
        -500,
        fact.envelope.fact_id,
        (fact.envelope.fact_id,),
        "",
    )


def test_our_facts_are_found_by_index(counter: Counter) -> None:
    compiled = str(account_activity._OWN.compile(dialect=sqlite.dialect(paramstyle="named")))
    with counter.services.read_journal() as journal:
        plan = [str(row[3]) for row in journal.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", {"account": ALVAREZ})]
    assert any("posting_by_account (account=?)" in step for step in plan), plan
    assert any("fact" in step and "(workstation=? AND generation=? AND sequence=?)" in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN") and not step.startswith("SCAN anon")], plan


# -- pure


def _charge(bill: str, cents: int, kind: ChargeKind = ChargeKind.CHARGE, line: int = 1) -> Charge:
    return Charge(f"cis/{bill}/{line}", bill, line, "2026-11", ServiceCategory.WATER, kind, DAY, cents, "")


def _bill(name: str, on: date = DAY, total: int = 0) -> Bill:
    return Bill(name, f"{on:%Y-%m}", on, on + timedelta(days=21), total)


def _outside(name: str, cents: int, on: date = DAY, fact_id: str | None = None) -> OutsideReceipt:
    return OutsideReceipt(name, on, ReceiptChannel.MAIL, cents, fact_id, ())


def _entry(fact_id: str, cents: int, kind: ActivityKind = ActivityKind.PAYMENT, at_us: int = NOON_US) -> OwnEntry:
    receipt = fact_id if kind is ActivityKind.PAYMENT else ""
    return OwnEntry(kind, fact_id, at_us, cents, "A2", 1, "p", receipt, "A2-000001" if receipt else "")


def test_a_previous_balance_line_is_never_counted() -> None:
    charges = [_charge("B", 1000), _charge("B", 500, ChargeKind.PREVIOUS_BALANCE, 2)]
    assert [row.amount_cents for row in activity([_bill("B")], charges, [], [], ZONE)] == [1000]


def test_opening_balances_come_first_as_one_row() -> None:
    charges = [_charge("", 700), _charge("", -200), _charge("B", 100)]
    newest, opening = activity([_bill("B")], charges, [], [], ZONE)
    assert (opening.kind, opening.on, opening.amount_cents, len(opening.behind)) == (ActivityKind.OPENING, None, 500, 2)
    assert newest.balance_cents == 600


def test_a_receipt_with_our_fact_confirms_and_is_no_row() -> None:
    found = activity([], [], [_outside("R", 900, fact_id="f")], [_entry("f", -900)], ZONE)
    assert [(row.kind, row.confirmed) for row in found] == [(ActivityKind.PAYMENT, True)]


def test_two_bills_of_one_name_count_their_lines_once() -> None:
    assert activity([_bill("B"), _bill("B")], [_charge("B", 100)], [], [], ZONE)[0].balance_cents == 100


def test_a_return_takes_back_the_newest_fitting_payment_once() -> None:
    receipts = [
        _outside("a", 500, DAY),
        _outside("b", 500, DAY + timedelta(days=9)),
        _outside("c", 300, DAY + timedelta(days=9)),
        _outside("x", -500, DAY + timedelta(days=12)),
        _outside("y", -500, DAY + timedelta(days=13)),
        _outside("z", -500, DAY + timedelta(days=14)),
        _outside("w", -300, DAY),
    ]
    assert returned_receipts(receipts) == {"x": "b", "y": "a"}
    undone = {row.key for row in activity([], [], receipts, [], ZONE) if row.undone}
    assert undone == {"a", "b"}


def test_a_return_of_the_same_day_fits_too() -> None:
    assert returned_receipts([_outside("x", -500), _outside("a", 500)]) == {"x": "a"}


_days = st.integers(0, 60).map(lambda n: DAY + timedelta(days=n))
_cents = st.integers(-50_000, 200_000)
_kinds = st.sampled_from([ChargeKind.CHARGE, ChargeKind.CORRECTION, ChargeKind.PREVIOUS_BALANCE])


@given(
    st.lists(st.tuples(_days, st.lists(st.tuples(_cents, _kinds), max_size=3)), max_size=4),
    st.lists(_cents, max_size=2),
    st.lists(st.tuples(_days, _cents, st.booleans()), max_size=5),
    st.lists(st.tuples(st.integers(0, 40), st.integers(-90_000, 90_000), st.sampled_from(ActivityKind)), max_size=5),
    st.randoms(),
)
def test_the_last_running_balance_is_the_accounts_balance(
    bills: list[tuple[date, list[tuple[int, ChargeKind]]]],
    opening: list[int],
    outside: list[tuple[date, int, bool]],
    own: list[tuple[int, int, ActivityKind]],
    random: Random,
) -> None:
    sent = [_bill(f"B{n}", on) for n, (on, _) in enumerate(bills)]
    charges = [
        _charge(f"B{n}", cents, kind, line)
        for n, (_, lines) in enumerate(bills)
        for line, (cents, kind) in enumerate(lines, 1)
    ]
    charges += [_charge("", cents, line=n) for n, cents in enumerate(opening)]
    receipts = [_outside(f"R{n}", cents, on, f"f{n}" if ours else None) for n, (on, cents, ours) in enumerate(outside)]
    entries = [
        _entry(f"e{n}", cents, kind, NOON_US + hours * 3_600_000_000) for n, (hours, cents, kind) in enumerate(own)
    ]
    rows = activity(sent, charges, receipts, entries, ZONE)
    paid = OwnPostings({}, -sum(entry.amount_cents for entry in entries))
    assert (rows[0].balance_cents if rows else 0) == open_account(charges, paid, receipts).balance_cents
    for newer, older in pairwise(rows):
        assert newer.balance_cents == older.balance_cents + newer.amount_cents
    for values in (sent, charges, receipts, entries):
        random.shuffle(values)
    assert activity(sent, charges, receipts, entries, ZONE) == rows
