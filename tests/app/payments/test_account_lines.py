"""What the counter needs to know of an account before it takes its payment."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.accounts.types import AlertKind, ChargeKind, ServiceCategory
from app.errors import Unavailable
from app.payments.account_lines import AccountLine, account_lines
from app.payments.types import AccountPayment
from tests.factories.counter import (
    ALVAREZ,
    OKAFOR,
    ORACLE_ACCOUNT,
    SMALL_ACCOUNT,
    Counter,
    NewAccount,
    NewCharge,
    open_counter,
    write_reference,
)
from tests.factories.payments import pay
from tests.factories.reference_rows import change_reference
from tests.factories.workstation import open_workstation

ON = date(2026, 11, 20)
EMPTY = NewAccount("3", "10-000003-0", "Empty, Ed", "9 Ash Way")
MIXED = NewAccount(
    "4",
    "10-000004-0",
    "Mixed, Mia",
    "11 Ash Way",
    (
        NewCharge(ServiceCategory.WATER, 1000, "2026-02-01"),
        NewCharge(ServiceCategory.WATER, 2000, "2026-11-23"),
        NewCharge(ServiceCategory.OTHER, 300, "2026-11-23", ChargeKind.FEE),
        NewCharge(ServiceCategory.OTHER, 400, "2026-11-23", ChargeKind.LOAN),
        NewCharge(ServiceCategory.OTHER, 5000, "2026-11-23", ChargeKind.DEPOSIT),
    ),
)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, (ORACLE_ACCOUNT, SMALL_ACCOUNT, EMPTY, MIXED))
    yield counter
    counter.services.close()


def line(counter: Counter, account: str, on: date = ON) -> AccountLine:
    with counter.services.read_journal() as journal:
        return account_lines(journal, counter.services.reference, (account,), on)[account]


def test_what_is_due_and_overdue(counter: Counter) -> None:
    found = line(counter, ALVAREZ)
    assert (found.number, found.name, found.service_address) == ("10-004512-7", "Alvarez, Maria", "1207 Pine St")
    assert (found.balance_cents, found.due_cents, found.due_on) == (38760, 38760, "2026-11-23")
    assert (found.overdue_cents, found.overdue_since) == (16000, "2026-10-23")
    assert not found.cash_only and found.language == "en" and found.as_of_us == 1_795_000_000_000_000


@pytest.mark.parametrize(("on", "overdue"), [("2026-10-23", 0), ("2026-10-24", 16000), ("2026-11-24", 38760)])
def test_overdue_begins_the_day_after_the_due_date(counter: Counter, on: str, overdue: int) -> None:
    assert line(counter, ALVAREZ, date.fromisoformat(on)).overdue_cents == overdue


def test_our_own_payments_count_at_once(counter: Counter) -> None:
    pay(counter, AccountPayment(ALVAREZ, 20000), AccountPayment(OKAFOR, 8000))
    assert (line(counter, ALVAREZ).due_cents, len(line(counter, ALVAREZ).payables)) == (18760, 3)
    after = line(counter, OKAFOR)
    assert (after.balance_cents, after.due_cents, after.due_on, after.payables) == (-585, 0, None, ())


def test_an_account_without_bills_owes_nothing(counter: Counter) -> None:
    found = line(counter, "cis/3")
    assert (found.balance_cents, found.due_cents, found.overdue_since, found.payables) == (0, 0, None, ())


def test_a_deposit_is_owed_but_not_suggested(counter: Counter) -> None:
    found = line(counter, "cis/4")
    assert (found.balance_cents, found.due_cents) == (8700, 3700)
    assert [payable.group for payable in found.payables] == ["", "", "fee", "loan", "deposit"]


def test_a_bankruptcy_splits_what_was_due_before_it(counter: Counter) -> None:
    change_reference(
        counter.services,
        "INSERT INTO account_alert (account_id, kind_code, starts_on, ends_on, detail, load_id) "
        f"VALUES (4, {list(AlertKind).index(AlertKind.BANKRUPTCY_STAY) + 1}, '2026-03-01', NULL, '', 1)",
    )
    found = line(counter, "cis/4")
    assert [payable.group for payable in found.payables] == ["prepetition", "", "fee", "loan", "deposit"]
    assert found.due_cents == 2700
    assert [paid.amount_cents for paid in pay(counter, AccountPayment("cis/4", 9000)).receipt.lines[0].paid] == [
        2000,
        300,
        400,
    ]


def test_an_alert_that_has_ended_is_not_in_the_line(counter: Counter) -> None:
    write_reference(counter.services, (NewAccount("3", "10-000003-0", "E", "9 Ash Way", cash_only=True),))
    assert line(counter, "cis/3").cash_only
    assert not line(counter, "cis/3", date(2027, 3, 4)).cash_only


def test_what_came_back_elsewhere_is_owed(counter: Counter) -> None:
    change_reference(
        counter.services,
        "INSERT INTO outside_receipt (account_id, id, source_id, external_id, received_on, channel_code, amount_cents, "
        "fact_id, load_id) VALUES (3, 1, 1, 'R1', '2026-11-01', 1, -2500, NULL, 1)",
    )
    found = line(counter, "cis/3")
    assert (found.balance_cents, found.due_cents, found.due_on) == (2500, 2500, "2026-11-20")
    paid = pay(counter, AccountPayment("cis/3", 2500)).receipt.lines[0]
    assert [part.amount_cents for part in paid.paid] == [2500] and paid.balance_after_cents == 0
    assert line(counter, "cis/3").balance_cents == 0


def test_a_unit_stands_in_the_address(counter: Counter) -> None:
    change_reference(counter.services, "UPDATE service_location SET unit = 'Apt 3' WHERE id = 1")
    assert line(counter, ALVAREZ).service_address == "1207 Pine St, Apt 3"


@pytest.mark.parametrize("account", ["cis/none", "other/100045127", "100045127", "", "\0", "'; --"])
def test_an_account_that_the_city_does_not_have_is_left_out(counter: Counter, account: str) -> None:
    with counter.services.read_journal() as journal:
        found = account_lines(journal, counter.services.reference, (account, OKAFOR), ON)
    assert list(found) == [OKAFOR]


def test_before_the_first_import_there_is_no_account(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    with services.read_journal() as journal, pytest.raises(Unavailable):
        account_lines(journal, services.reference, (OKAFOR,), ON)
    services.close()


def test_a_new_load_is_seen_at_once(counter: Counter) -> None:
    assert line(counter, OKAFOR).due_cents == 7415
    charges = (NewCharge(ServiceCategory.WATER, 9900, "2026-12-23"),)
    write_reference(counter.services, (NewAccount("100077339", "10-007733-9", "Okafor, Ben", "8 Elm Ct", charges),))
    assert line(counter, OKAFOR).due_cents == 9900
