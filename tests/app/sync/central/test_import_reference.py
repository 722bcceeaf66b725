"""`central import`: checked as a workstation checks, only what differs is written, whole or not at all."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from app.accounts.import_types import ImportProgress, ImportRefusal, ImportResult, ImportSettings
from app.errors import Refused
from app.sync.central.import_reference import import_reference
from app.sync.central.merge_reference import KINDS
from tests.factories.central import Central
from tests.factories.city import SMALL_DISK, CsvSet
from tests.fakes.clock import FakeClock

LENIENT = ImportSettings(free_bytes_reserve=0, reject_share_max_per_10000=5_000)
NEXT_DAY = "2026-11-21T06:00:00-05:00"


def load(central: Central, rows: CsvSet, folder: Path, settings: ImportSettings = SMALL_DISK) -> ImportResult:
    return import_reference(central.dsn, rows.write(folder), clock=FakeClock(), settings=settings)


def rows_of(central: Central, statement: str) -> list[Any]:
    with central.admin() as admin:
        return admin.execute(statement.encode()).fetchall()


def places(central: Central) -> dict[str, list[Any]]:
    """Where each row stands in the feed: whatever is written again gets another place."""
    return {kind: rows_of(central, f"SELECT xid, part, change FROM counter.reference_{kind}") for kind in KINDS}


def with_bill() -> CsvSet:
    rows = CsvSet()
    rows.add_bill("B1", "A1", "2026-11-23", electric=5886, water=1170)
    return rows


def test_a_set_is_loaded(central: Central, tmp_path: Path) -> None:
    steps: list[ImportProgress] = []
    source = with_bill().write(tmp_path)
    result = import_reference(central.dsn, source, steps.append, clock=FakeClock(), settings=SMALL_DISK)
    assert result.changed
    assert {file.file_name: file.inserted for file in result.files} == {
        "customers.csv": 2, "service_locations.csv": 2, "accounts.csv": 2, "bills.csv": 1, "charges.csv": 2,
    }  # fmt: skip
    assert rows_of(central, "SELECT name FROM counter.reference_customer ORDER BY id") == [
        ("Alvarez, Maria",), ("Okafor, Ben",),
    ]  # fmt: skip
    assert rows_of(central, "SELECT id, as_of_us, row_count FROM counter.reference_load") == [(1, result.as_of_us, 9)]
    assert {step.step for step in steps} >= {"customers.csv", "staging", "comparing", "writing"}
    assert all(step.done <= step.total for step in steps)


def test_the_same_set_twice_changes_nothing(central: Central, tmp_path: Path) -> None:
    load(central, with_bill(), tmp_path)
    before = places(central)
    assert not load(central, with_bill(), tmp_path).changed
    assert places(central) == before


def test_the_same_rows_in_another_order_write_only_the_record_of_a_newer_load(central: Central, tmp_path: Path) -> None:
    rows = with_bill()
    load(central, rows, tmp_path / "1")
    before = places(central)
    turned = {name: found[::-1] for name, found in rows.rows.items() if name != "set"}
    again = load(central, dataclasses.replace(rows, as_of=NEXT_DAY, rows=turned), tmp_path / "2")
    assert again.changed
    assert all(file.unchanged and not file.inserted and not file.updated for file in again.files)
    after = places(central)
    assert {kind for kind in KINDS if before[kind] != after[kind]} == {"load"}


def test_changes_add_and_correct(central: Central, tmp_path: Path) -> None:
    load(central, CsvSet(), tmp_path / "1")
    changes = CsvSet(kind="changes", as_of=NEXT_DAY)
    changes.add("customers", "C1", "Alvarez-Reyes, Maria", "person", "", "", "", "en")
    changes.add_account("3", "Tran, Dai", "3 Oak Ave")
    changes.add_bill("B1", "A2", "2026-11-23", water=1170)
    changes.add_bill("B2", "A3", "2026-11-23", water=80)
    result = load(central, changes, tmp_path / "2")
    counts = {file.file_name: (file.inserted, file.updated) for file in result.files}
    assert counts["customers.csv"] == (1, 1)
    assert counts["bills.csv"] == (2, 0)
    assert rows_of(central, "SELECT account_id, amount_cents FROM counter.reference_charge ORDER BY 1") == [
        (2, 1170), (3, 80),
    ]  # fmt: skip
    assert rows_of(central, "SELECT name FROM counter.reference_customer ORDER BY id")[0] == ("Alvarez-Reyes, Maria",)


def test_what_a_full_set_no_longer_has_is_gone_and_keeps_its_id(central: Central, tmp_path: Path) -> None:
    load(central, with_bill(), tmp_path / "1")
    fewer = CsvSet(as_of=NEXT_DAY, rows={})
    fewer.rows = {"customers": [], "service_locations": [], "accounts": []}
    fewer.add_account("2", "Okafor, Ben", "8 Elm Ct")
    load(central, fewer, tmp_path / "2")
    gone = "SELECT kind FROM (SELECT 1 AS part, 'none' AS kind WHERE false" + "".join(
        f" UNION ALL SELECT part, '{kind}' FROM counter.reference_{kind}" for kind in KINDS
    )
    assert sorted(kind for (kind,) in rows_of(central, f"{gone}) all_of_them WHERE part = 1")) == [
        "account", "bill", "charge", "charge", "customer", "service_location",
    ]  # fmt: skip
    back = dataclasses.replace(with_bill(), as_of="2026-11-22T06:00:00-05:00")
    load(central, back, tmp_path / "3")
    assert rows_of(central, "SELECT id, external_id, part FROM counter.reference_account ORDER BY 1") == [
        (1, "A1", 0), (2, "A2", 0),
    ]  # fmt: skip


def test_a_bill_that_moves_to_another_account_takes_its_charges_along(central: Central, tmp_path: Path) -> None:
    load(central, with_bill(), tmp_path / "1")
    moved = CsvSet(as_of=NEXT_DAY)
    moved.add_bill("B1", "A2", "2026-11-23", electric=5886, water=1170)
    load(central, moved, tmp_path / "2")
    assert rows_of(central, "SELECT account_id, part FROM counter.reference_bill ORDER BY 1") == [(1, 1), (2, 0)]
    live = "SELECT account_id, amount_cents FROM counter.reference_charge WHERE part = 0 ORDER BY line"
    assert rows_of(central, live) == [(2, 5886), (2, 1170)]


def test_another_source_system_is_left_alone(central: Central, tmp_path: Path) -> None:
    load(central, CsvSet(source_system="cis"), tmp_path / "1")
    load(central, CsvSet(source_system="waste"), tmp_path / "2")
    assert rows_of(central, "SELECT source_id, count(*) FROM counter.reference_account GROUP BY 1 ORDER BY 1") == [
        (1, 2), (2, 2),
    ]  # fmt: skip


def test_too_many_bad_rows_change_nothing(central: Central, tmp_path: Path) -> None:
    rows = CsvSet()
    rows.add("alerts", "A1", "cash_only", "never", "", "")
    with pytest.raises(Refused) as caught:
        load(central, rows, tmp_path)
    assert caught.value.code is ImportRefusal.TOO_MANY_REJECTS
    assert not any(places(central).values())
    assert "never" in (tmp_path / "rejects" / "alerts.csv").read_text("utf-8")


def test_a_few_bad_rows_stand_in_the_reject_file(central: Central, tmp_path: Path) -> None:
    rows = with_bill()
    rows.add_bill("B2", "A9", "2026-11-23")
    result = load(central, rows, tmp_path, LENIENT)
    assert (result.row_count, result.rejected, result.rejects_folder) == (10, 1, tmp_path / "rejects")


def test_what_is_older_than_what_is_loaded_is_refused(central: Central, tmp_path: Path) -> None:
    load(central, CsvSet(as_of=NEXT_DAY), tmp_path / "1")
    with pytest.raises(Refused) as caught:
        load(central, with_bill(), tmp_path / "2")
    assert caught.value.code is ImportRefusal.OLDER_THAN_LOADED


def test_changes_come_after_a_full_set(central: Central, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load(central, CsvSet(kind="changes"), tmp_path)
    assert caught.value.code is ImportRefusal.NO_FULL_LOAD_YET


def test_changes_of_a_bill_of_another_account_are_rejected_as_at_a_workstation(
    central: Central, tmp_path: Path
) -> None:
    load(central, with_bill(), tmp_path / "1")
    changes = CsvSet(kind="changes", as_of=NEXT_DAY)
    changes.add("bills", "B1", "A2", "2026-11", "2026-01-02", "2026-11-23", 7056)
    changes.add("bills", "B2", "A2", "2026-11", "2026-01-02", "2026-11-23", 7056)
    result = load(central, changes, tmp_path / "2", LENIENT)
    assert [(file.inserted, file.updated, file.rejected) for file in result.files] == [(1, 0, 1)]
