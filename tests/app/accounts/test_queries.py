"""The account page's questions, asked of the demo city and of rows written by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.accounts import queries
from app.accounts.open_charges import OwnPostings, by_service_and_age, open_account
from app.accounts.types import AccountClass, AccountKey, AccountStatus, AlertKind, ChargeKind, ReceiptChannel
from tests.factories.city import ALVAREZ, ALVAREZ_BALANCE_CENTS, TODAY, CsvSet, build_city


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    files = build_city(tmp_path_factory.mktemp("city"))
    with files.read() as connection:
        yield connection
    files.close()


@pytest.fixture
def alvarez(city: Connection) -> int:
    found = queries.find_account(city, queries.account_key(ALVAREZ))
    assert found is not None
    return found


def test_keys_are_text_and_back() -> None:
    assert queries.key_text(queries.account_key(ALVAREZ)) == ALVAREZ
    assert queries.account_key("cis/a/b") == AccountKey("cis", "a/b")


def test_an_unknown_account_is_none(city: Connection) -> None:
    assert queries.find_account(city, AccountKey("cis", "nobody")) is None
    assert queries.find_account(city, AccountKey("other", "100045127")) is None


def test_the_heading(city: Connection, alvarez: int) -> None:
    summary = queries.account_summary(city, alvarez)
    assert (summary.number, summary.customer_name) == ("10-004512-7", "Alvarez, Maria")
    assert (summary.street_address, summary.phone) == ("1207 Pine St", "(850) 555-0177")
    assert (summary.status, summary.account_class) == (AccountStatus.ACTIVE, AccountClass.RESIDENTIAL)
    assert (summary.opened_on, summary.closed_on) == (date(2019, 6, 3), None)
    assert summary.as_of_us == queries.as_of_us(city) > 0


def test_the_balance_of_the_pictures(city: Connection, alvarez: int) -> None:
    found = open_account(
        queries.charges(city, alvarez, queries.account_key(ALVAREZ)),
        OwnPostings({}),
        queries.outside_receipts(city, alvarez),
    )
    table = by_service_and_age(found, TODAY)
    assert found.balance_cents == ALVAREZ_BALANCE_CENTS
    assert table["electric"] == {"not_due": 5_886, "1-30": 1_244, "31-60": 0, "61+": 0}
    assert table["fire_fee"]["not_due"] == 1_542
    assert sum(sum(row.values()) for row in table.values()) == ALVAREZ_BALANCE_CENTS


def test_bills_are_newest_first(city: Connection, alvarez: int) -> None:
    bills = queries.bills(city, alvarez)
    assert [(bill.period, bill.total_cents) for bill in bills[:2]] == [("2026-11", 14_499), ("2026-10", 16_244)]
    assert len(bills) == 13
    assert bills[0].due_on == date(2026, 11, 23)


def test_alerts_in_force(city: Connection, alvarez: int) -> None:
    found = [alert for alert in queries.alerts(city, alvarez) if alert.in_force(TODAY)]
    assert [alert.kind for alert in found] == [AlertKind.CASH_ONLY, AlertKind.LIFE_SUPPORT]
    assert found[0].detail == "Check returned 3 Mar 2026."
    assert found[0].ends_on == date(2027, 3, 3)
    assert not any(alert.in_force(date(2030, 1, 1)) for alert in queries.alerts(city, alvarez))


def test_notes_are_newest_first(city: Connection, alvarez: int) -> None:
    found = queries.notes(city, alvarez)
    assert [note.author for note in found] == ["D. Tran", "Billing"]


def test_meters_and_agreements(city: Connection, alvarez: int) -> None:
    assert [point.meter_number for point in queries.usage_points(city, alvarez)] == ["E-558210", "G-104477", "W-220916"]
    agreements = queries.agreements(city, alvarez)
    assert [agreement.category for agreement in agreements][:2] == ["electric", "natural_gas"]
    assert [agreement.meter_number for agreement in agreements][:4] == ["E-558210", "G-104477", "W-220916", ""]


def test_outside_receipts_with_and_without_lines(city: Connection, alvarez: int) -> None:
    found = queries.outside_receipts(city, alvarez)
    assert found[-1].channel is ReceiptChannel.COUNTER
    assert sum(part.amount_cents for part in found[-1].allocations) == found[-1].amount_cents == 15_000
    assert found[0].allocations == ()
    assert [receipt.amount_cents for receipt in found if receipt.amount_cents < 0] == [-21_590]


def test_rows_by_hand(tmp_path: Path) -> None:
    rows = CsvSet()
    rows.add_bill("B1", "A1", "2026-11-23", water=4_000)
    rows.add("charges", "B1", 2, "other", "previous_balance", 999, "", "Balance before")
    rows.add("charges", "B1", 3, "other", "fee", 500, "2026-12-01", "Late fee")
    rows.add("opening_balances", "A1", "sewer", 700, "2026-01-10")
    rows.add("receipts", "R1", "A1", "2026-11-01", "web", 100, "0190-fact")
    files = rows.load(tmp_path / "data")
    key = AccountKey("cis", "A1")
    with files.read() as connection:
        account_id = queries.find_account(connection, key)
        assert account_id == 1
        found = {charge.key: charge for charge in queries.charges(connection, account_id, key)}
        receipts = queries.outside_receipts(connection, account_id)
    assert set(found) == {"cis/B1/1", "cis/B1/2", "cis/B1/3", "cis/opening/A1/sewer"}
    assert found["cis/B1/1"].due_on == date(2026, 11, 23), "the bill's, where the line has none"
    assert (found["cis/B1/3"].due_on, found["cis/B1/3"].kind) == (date(2026, 12, 1), ChargeKind.FEE)
    assert found["cis/opening/A1/sewer"].amount_cents == 700
    assert receipts[0].fact_id == "0190-fact"
    balance = open_account(found.values(), OwnPostings({}), receipts).balance_cents
    assert balance == 4_000 + 500 + 700
