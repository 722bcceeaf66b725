"""The demo city: the same for the same seed, believable, and clean for the import."""

import csv
import hashlib
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.accounts import queries
from app.accounts.csv_set import FILES
from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import ACCOUNTS_MAX, DemoOptions
from app.accounts.import_reference import import_reference
from app.accounts.open_charges import OwnPostings, by_service_and_age, open_account
from app.store.reference import ReferenceFiles
from tests.factories.city import ALVAREZ, KEY, SMALL_DISK, TODAY, build_city
from tests.fakes.clock import FakeClock


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _digest(folder: Path) -> str:
    contents = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    return hashlib.sha256(repr(contents).encode()).hexdigest()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    write_demo_city(folder, DemoOptions(today=TODAY, accounts=1_000))
    return folder


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_demo_city(tmp_path / name, DemoOptions(today=TODAY, accounts=50, seed=seed))
    assert _digest(tmp_path / "a") == _digest(tmp_path / "b") != _digest(tmp_path / "c")


def test_an_account_is_the_same_person_in_a_larger_city(tmp_path: Path) -> None:
    for name, accounts in (("a", 20), ("b", 40)):
        write_demo_city(tmp_path / name, DemoOptions(today=TODAY, accounts=accounts))
    small, large = _rows(tmp_path / "a", "customers"), _rows(tmp_path / "b", "customers")
    assert small[:19] == large[:19]


def test_files_and_headers_are_those_of_the_set(city: Path) -> None:
    for file in FILES:
        first = (city / file.file_name).read_text("utf-8").split("\n", 1)[0]
        assert first == ",".join(file.columns)


def test_every_row_is_taken(city: Path, tmp_path: Path) -> None:
    result = import_reference(city, tmp_path, KEY, clock=FakeClock(), settings=SMALL_DISK)
    assert result.rejected == 0
    assert result.row_count > 80_000


def test_the_people_are_of_many_kinds(city: Path) -> None:
    customers, accounts = _rows(city, "customers"), _rows(city, "accounts")
    classes, statuses = Counter(a["class"] for a in accounts), Counter(a["status"] for a in accounts)
    assert 800 < classes["residential"] < 950
    assert classes["commercial"] > 50
    assert classes["multi_unit"] > 10
    assert statuses["closed"] > 5
    assert any(not row["name"].isascii() for row in customers)
    assert len({row["name"] for row in customers}) > 900
    assert {row["language"] for row in customers} == {"en", "es"}
    assert all("555-01" in row["phone"] for row in customers if row["phone"])
    assert len({row["number"] for row in accounts}) == 1_000


def test_bills_end_before_today_and_are_thirteen(city: Path) -> None:
    bills = _rows(city, "bills")
    assert max(row["issued_on"] for row in bills) < TODAY.isoformat()
    assert set(Counter(row["account_id"] for row in bills).values()) == {13}


def test_seasons_show(city: Path) -> None:
    bill_periods = {row["bill_id"]: row["period"] for row in _rows(city, "bills")}
    electric: Counter[str] = Counter()
    for row in _rows(city, "charges"):
        if row["service_category"] == "electric":
            electric[bill_periods[row["bill_id"]]] += int(row["amount_cents"])
    assert electric["2026-08"] > 1.5 * electric["2026-04"]


def test_what_people_owe_is_believable(tmp_path: Path) -> None:
    with build_city(tmp_path, 600).read() as connection:
        states: Counter[str] = Counter()
        for account_id in range(1, 601):
            key = queries.account_summary(connection, account_id).key
            found = open_account(
                queries.charges(connection, account_id, key),
                OwnPostings({}),
                queries.outside_receipts(connection, account_id),
            )
            table = by_service_and_age(found, TODAY)
            overdue = any(cents for row in table.values() for age, cents in row.items() if age != "not_due")
            states["credit" if found.balance_cents < 0 else "overdue" if overdue else "current"] += 1
    assert states["current"] > 450
    assert 30 < states["overdue"] < 130
    assert 1 <= states["credit"] < 30


def test_alerts_and_notes_are_there(city: Path) -> None:
    kinds = Counter(row["kind"] for row in _rows(city, "alerts"))
    assert kinds["cash_only"] > 4
    assert kinds["life_support"] > 1
    assert len(_rows(city, "notes")) > 10


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 31)])
def test_alvarez_owes_the_same_on_any_day(tmp_path: Path, today: date) -> None:
    with build_city(tmp_path, 3, today=today).read() as connection:
        key = queries.account_key(ALVAREZ)
        account_id = queries.find_account(connection, key)
        assert account_id is not None
        found = open_account(
            queries.charges(connection, account_id, key),
            OwnPostings({}),
            queries.outside_receipts(connection, account_id),
        )
        table = by_service_and_age(found, today)
        alerts = [alert.kind for alert in queries.alerts(connection, account_id) if alert.in_force(today)]
    assert (found.balance_cents, found.credit_cents) == (15_743, 0)
    assert table["electric"] == {"not_due": 5_886, "1-30": 1_244, "31-60": 0, "61+": 0}
    assert sum(row["not_due"] for row in table.values()) == 14_499
    assert alerts == ["cash_only", "life_support"]


def test_plain_bills_are_the_shape_of_the_benchmarks(tmp_path: Path) -> None:
    write_demo_city(tmp_path, DemoOptions(today=TODAY, accounts=10, months=3, plain_bills=True))
    assert (len(_rows(tmp_path, "bills")), len(_rows(tmp_path, "charges"))) == (30, 120)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_demo_city(tmp_path, DemoOptions(today=TODAY, accounts=600, months=1), lambda *done: told.append(done))
    assert told == [(500, 600)]


@pytest.mark.parametrize("accounts", [0, -1, ACCOUNTS_MAX + 1])
def test_a_city_has_a_size(tmp_path: Path, accounts: int) -> None:
    with pytest.raises(ValueError, match="1 to 1000000 accounts"):
        write_demo_city(tmp_path, DemoOptions(today=TODAY, accounts=accounts))


def test_the_moment_may_be_given(tmp_path: Path) -> None:
    write_demo_city(tmp_path, DemoOptions(today=TODAY, accounts=1, as_of=datetime(2026, 11, 20, 9, tzinfo=UTC)))
    assert _rows(tmp_path, "set")[0]["as_of"] == "2026-11-20T09:00:00+00:00"


def test_the_factory_leaves_files_that_open(tmp_path: Path) -> None:
    files: ReferenceFiles = build_city(tmp_path, 3)
    with files.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM account").scalar() == 3
