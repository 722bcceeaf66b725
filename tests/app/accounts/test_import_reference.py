"""`civic-counter import DIR`: whole or not at all; twice is once; the old file stays until the new one is whole."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.accounts.import_reference import import_reference, make_way
from app.accounts.import_types import ImportProgress, ImportRefusal, ImportResult, ImportSettings, settings_from
from app.errors import Refused, Unavailable
from app.policies import Policies
from app.store.database import StoreFailure
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from tests.factories.city import KEY, SMALL_DISK, TODAY, CsvSet
from tests.fakes.clock import FakeClock

LENIENT = ImportSettings(free_bytes_reserve=0, reject_share_max_per_10000=5_000)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def _changes(as_of: str = "2026-11-20T07:00:00-05:00") -> CsvSet:
    return CsvSet(kind="changes", as_of=as_of)


def _contents(data_dir: Path) -> dict[str, list[Any]]:
    """Every row in force but the record of loads, ids and all."""
    with ReferenceFiles(data_dir, KEY).read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        kept = [name for name in names if name != "load" and not name.startswith("account_search")]
        return {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in kept}


def _rows(data_dir: Path, statement: str) -> list[Any]:
    with ReferenceFiles(data_dir, KEY).read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def _refusal(caught: "pytest.ExceptionInfo[Refused]") -> ImportRefusal:
    assert isinstance(caught.value.code, ImportRefusal)
    return caught.value.code


def test_a_set_is_loaded(data_dir: Path) -> None:
    rows = CsvSet()
    rows.add_bill("B1", "A1", "2026-11-23", electric=5886, water=1170)
    result = rows.import_into(data_dir)
    assert result.changed
    assert {file.file_name: file.inserted for file in result.files} == {
        "customers.csv": 2,
        "service_locations.csv": 2,
        "accounts.csv": 2,
        "bills.csv": 1,
        "charges.csv": 2,
    }
    assert (result.row_count, result.rejected, result.rejects_folder) == (9, 0, None)
    assert _rows(data_dir, "SELECT as_of_us, row_count, reject_count FROM load") == [(result.as_of_us, 9, 0)]
    assert sorted(path.name for path in data_dir.glob("reference*")) == [
        "reference-1.db",
        "reference.current",
        "reference.lock",
    ]


def test_the_same_set_twice_changes_nothing(data_dir: Path) -> None:
    rows = CsvSet()
    rows.import_into(data_dir)
    before = sorted((path.name, path.stat().st_mtime_ns) for path in data_dir.glob("reference-*"))
    again = rows.import_into(data_dir)
    assert again == ImportResult(changed=False, source_system="cis", as_of_us=again.as_of_us)
    assert sorted((path.name, path.stat().st_mtime_ns) for path in data_dir.glob("reference-*")) == before


def test_the_same_rows_in_another_order_as_changes_change_nothing(data_dir: Path) -> None:
    rows = CsvSet()
    rows.add_bill("B1", "A1", "2026-11-23", electric=5886, water=1170)
    rows.import_into(data_dir)
    before = _contents(data_dir)
    again = dataclasses.replace(rows, kind="changes", rows={name: found[::-1] for name, found in rows.rows.items()})
    result = again.import_into(data_dir)
    assert not result.changed
    assert {file.unchanged for file in result.files} == {1, 2}
    assert _contents(data_dir) == before
    assert ReferenceFiles(data_dir, KEY).current() == data_dir / "reference-1.db"
    assert [path.name for path in data_dir.glob("reference-*")] == ["reference-1.db"]


def test_changes_add_and_correct(data_dir: Path) -> None:
    CsvSet().import_into(data_dir)
    changes = _changes()
    changes.add("customers", "C1", "Alvarez-Reyes, Maria", "person", "(850) 555-0177", "", "", "en")
    changes.add_bill("B1", "A2", "2026-11-23", water=1170)
    changes.add("charges", "B1", 2, "water", "correction", -100, "", "Leak credit")
    result = changes.import_into(data_dir)
    assert {file.file_name: (file.inserted, file.updated) for file in result.files} == {
        "customers.csv": (0, 1),
        "bills.csv": (1, 0),
        "charges.csv": (2, 0),
    }
    assert _rows(data_dir, "SELECT name FROM customer ORDER BY id") == [("Alvarez-Reyes, Maria",), ("Okafor, Ben",)]
    assert _rows(data_dir, "SELECT amount_cents FROM charge") == [(1170,), (-100,)]
    assert _rows(data_dir, "SELECT rowid FROM account_search WHERE account_search MATCH 'reyes'") == [(1,)]


def test_a_full_set_replaces_its_own_source_only(data_dir: Path) -> None:
    CsvSet(source_system="cis").import_into(data_dir)
    other = CsvSet(source_system="waste", rows={})
    other.import_into(data_dir)
    newer = CsvSet(source_system="cis", as_of="2026-11-21T06:00:00-05:00", rows={"customers": []})
    newer.add_account("9", "Tran, Dai", "3 Oak Ave")
    newer.import_into(data_dir)
    assert _rows(
        data_dir,
        "SELECT s.name, a.external_id FROM account a JOIN source_system s ON s.id = a.source_id ORDER BY 1, 2",
    ) == [("cis", "A9"), ("waste", "A1"), ("waste", "A2")]


def test_a_newer_moment_alone_is_kept(data_dir: Path) -> None:
    CsvSet().import_into(data_dir)
    result = dataclasses.replace(CsvSet(), kind="changes", as_of="2026-11-20T09:00:00-05:00").import_into(data_dir)
    assert result.changed
    assert _rows(data_dir, "SELECT max(as_of_us) FROM load") == [(result.as_of_us,)]


def test_bad_rows_are_rejected_with_line_and_reason(data_dir: Path) -> None:
    rows = CsvSet()
    rows.add_bill("B1", "A1", "2026-11-23", electric=5886)
    rows.add_bill("B1", "A1", "2026-11-23", electric=1)
    rows.add_bill("B2", "A7", "2026-11-23", electric=1)
    rows.add_bill("B3", "A2", "2026-11-31", electric=1)
    rows.add("charges", "B1", 2, "gas", "charge", 100, "", "")
    rows.add("charges", "B1", 3, "water", "charge", "1.005", "", "")
    result = rows.import_into(data_dir, ImportSettings(free_bytes_reserve=0, reject_share_max_per_10000=9_000))
    assert result.rejects_folder is not None
    bills = (result.rejects_folder / "bills.csv").read_text("utf-8").splitlines()
    charges = (result.rejects_folder / "charges.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[:2] for line in sorted(bills[1:])] == [
        ["3", "This row stands in the file twice; the first one counts."],
        ["4", "account_id 'A7' is not among the rows loaded."],
        ["5", "due_on is not a date like 2026-11-23."],
    ]
    reasons = {line.split(",")[0]: line for line in charges[1:]}
    assert "twice" in reasons["3"]
    assert "bill_id 'B2' is not among the rows loaded" in reasons["4"]
    assert "bill_id 'B3' is not among the rows loaded" in reasons["5"]
    assert "service_category is not one of" in reasons["6"]
    assert "amount_cents is not a whole number of cents" in reasons["7"]
    assert [file.rejected for file in result.files if file.file_name == "bills.csv"] == [3]


def test_too_many_bad_rows_refuse_the_whole_set(data_dir: Path) -> None:
    CsvSet().import_into(data_dir)
    before = _contents(data_dir)
    rows = CsvSet(as_of="2026-11-21T06:00:00-05:00")
    rows.add("accounts", "A3", "10-000003-0", "C9", "L1", "residential", "active", "", "")
    with pytest.raises(Refused) as caught:
        rows.import_into(data_dir)
    assert _refusal(caught) is ImportRefusal.TOO_MANY_REJECTS
    assert caught.value.values["file"] == "accounts.csv"
    assert _contents(data_dir) == before
    assert [path.name for path in data_dir.glob("reference-*")] == ["reference-1.db"]


def test_the_share_is_counted_exactly(data_dir: Path) -> None:
    rows = CsvSet()
    for n in range(3, 101):
        rows.add_account(str(n), f"Person {n}", f"{n} Oak Ave")
    rows.rows["accounts"][50] = (*rows.rows["accounts"][50][:5], "asleep", "", "")
    assert rows.import_into(data_dir).rejected == 1, "one of a hundred is one per cent"
    rows.rows["accounts"][51] = (*rows.rows["accounts"][51][:5], "asleep", "", "")
    with pytest.raises(Refused):
        rows.import_into(data_dir)


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("Al\0varez", "cannot be shown"),
        ("x" * 5_000, "longer than"),
        ("\u202eAlvarez", "cannot be shown"),
        ("", "empty"),
    ],
)
def test_untrusted_fields_are_rows_rejected(data_dir: Path, field: str, reason: str) -> None:
    rows = CsvSet()
    rows.add_account("3", field, "1 Oak Ave")
    result = rows.import_into(data_dir, LENIENT)
    assert result.rejects_folder is not None
    assert reason in (result.rejects_folder / "customers.csv").read_text("utf-8")


def test_bytes_that_are_not_utf_8_reject_their_row_only(data_dir: Path, tmp_path: Path) -> None:
    source = CsvSet().write(tmp_path / "csv")
    path = source / "customers.csv"
    path.write_bytes(path.read_bytes() + "C3,Núñez,person,,,,en\n".encode("latin-1"))
    result = import_reference(source, data_dir, KEY, clock=FakeClock(), settings=LENIENT)
    assert result.rejected == 1
    assert "C3,N\\udcfa\\udcf1ez" in (source / "rejects" / "customers.csv").read_text("utf-8")


def _bend(source: Path, file: str, content: str) -> None:
    (source / file).write_text(content, "utf-8")


REFUSALS = [
    ("set.csv", None, ImportRefusal.FILE_MISSING),
    ("accounts.csv", None, ImportRefusal.FILE_MISSING),
    ("set.csv", "source_system,kind,as_of\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind,as_of\nc/s,full,2026-11-20T06:00:00Z\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind,as_of\ncis,some,2026-11-20T06:00:00Z\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind,as_of\ncis,full,2026-11-20T06:00:00\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind,as_of\ncis,full,yesterday\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind,as_of\ncis,full,0001-01-01T00:00:00+12:00\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind,as_of\ncis,full,2206-11-20T00:00:00Z\n", ImportRefusal.SET_WRONG),
    ("set.csv", "source_system,kind\ncis,full\n", ImportRefusal.HEADER_WRONG),
    ("customers.csv", "", ImportRefusal.HEADER_WRONG),
    ("customers.csv", "customer_id,name\nC1,Alvarez\n", ImportRefusal.HEADER_WRONG),
    ("customers.csv", '"' + "x" * 9_000, ImportRefusal.HEADER_WRONG),
]


@pytest.mark.parametrize(("file", "content", "code"), REFUSALS)
def test_a_set_that_is_none_is_refused(
    data_dir: Path, tmp_path: Path, file: str, content: str | None, code: ImportRefusal
) -> None:
    source = CsvSet().write(tmp_path / "csv")
    if content is None:
        (source / file).unlink()
    else:
        _bend(source, file, content)
    with pytest.raises(Refused) as caught:
        import_reference(source, data_dir, KEY, clock=FakeClock(), settings=SMALL_DISK)
    assert _refusal(caught) is code
    assert ReferenceFiles(data_dir, KEY).current() is None


def test_a_file_beyond_its_limit_is_refused(data_dir: Path) -> None:
    with pytest.raises(Refused) as caught:
        CsvSet().import_into(data_dir, ImportSettings(file_bytes_max=10))
    assert _refusal(caught) is ImportRefusal.FILE_TOO_LARGE


def test_changes_need_a_full_load_first(data_dir: Path) -> None:
    with pytest.raises(Refused) as caught:
        _changes().import_into(data_dir)
    assert _refusal(caught) is ImportRefusal.NO_FULL_LOAD_YET


def test_an_older_set_is_refused(data_dir: Path) -> None:
    CsvSet().import_into(data_dir)
    with pytest.raises(Refused) as caught:
        _changes("2026-11-19T06:00:00-05:00").import_into(data_dir)
    assert _refusal(caught) is ImportRefusal.OLDER_THAN_LOADED


def test_cancelling_changes_nothing(data_dir: Path, tmp_path: Path) -> None:
    source = CsvSet().write(tmp_path / "csv")
    answers = iter([False, False, True])
    with pytest.raises(Refused) as caught:
        import_reference(source, data_dir, KEY, None, lambda: next(answers), clock=FakeClock(), settings=SMALL_DISK)
    assert _refusal(caught) is ImportRefusal.CANCELLED
    assert [path.name for path in data_dir.iterdir()] == ["reference.lock"]


def test_a_full_disk_is_refused_before_anything_is_written(data_dir: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        CsvSet().import_into(data_dir, ImportSettings(free_bytes_reserve=shutil.disk_usage(data_dir).total))
    assert caught.value.code is StoreFailure.DISK_FULL
    assert [path.name for path in data_dir.iterdir()] == ["reference.lock"]


def test_a_disk_that_fills_on_the_way_changes_nothing(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CsvSet().import_into(data_dir)
    usage = shutil.disk_usage(data_dir)
    frees = iter([usage.free, usage.free, usage.free])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=next(frees, 1)))
    with pytest.raises(Unavailable) as caught:
        CsvSet(as_of="2026-11-21T06:00:00-05:00").import_into(data_dir, ImportSettings(free_bytes_reserve=1_000))
    assert caught.value.code is StoreFailure.DISK_FULL
    assert [path.name for path in data_dir.glob("reference-*")] == ["reference-1.db"]


def test_one_load_at_a_time(data_dir: Path) -> None:
    lock = ProcessLock(data_dir, "reference")
    lock.acquire()
    with pytest.raises(Unavailable) as caught:
        CsvSet().import_into(data_dir)
    assert caught.value.code is StoreFailure.ALREADY_OPEN
    lock.release()
    assert CsvSet().import_into(data_dir).changed


def test_the_wrong_key_is_said_and_changes_nothing(data_dir: Path, tmp_path: Path) -> None:
    CsvSet().import_into(data_dir)
    source = CsvSet(as_of="2026-11-21T06:00:00-05:00").write(tmp_path / "csv")
    with pytest.raises(Unavailable) as caught:
        import_reference(source, data_dir, bytes(32), clock=FakeClock(), settings=SMALL_DISK)
    assert caught.value.code is StoreFailure.WRONG_KEY_OR_DAMAGED
    assert len(_contents(data_dir)["account"]) == 2


def test_what_a_crash_left_is_cleared_away(data_dir: Path) -> None:
    CsvSet().import_into(data_dir)
    (data_dir / "reference-7.db").write_bytes(b"half a file")
    CsvSet(as_of="2026-11-21T06:00:00-05:00").import_into(data_dir)
    assert sorted(path.name for path in data_dir.glob("reference-*")) == ["reference-1.db", "reference-2.db"]
    assert ReferenceFiles(data_dir, KEY).current() == data_dir / "reference-2.db"


def test_progress_of_changes_rises_too(data_dir: Path, tmp_path: Path) -> None:
    CsvSet().import_into(data_dir)
    changes = _changes()
    changes.add_bill("B1", "A2", "2026-11-23", water=1170)
    steps: list[ImportProgress] = []
    import_reference(changes.write(tmp_path / "c"), data_dir, KEY, steps.append, clock=FakeClock(), settings=SMALL_DISK)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert {step.total for step in steps} == {steps[0].total}
    assert steps[0].step == "Copying what is loaded"


def test_progress_rises_to_its_end(data_dir: Path, tmp_path: Path) -> None:
    rows = CsvSet()
    rows.add_bill("B1", "A1", "2026-11-23", electric=5886)
    steps: list[ImportProgress] = []
    import_reference(rows.write(tmp_path / "csv"), data_dir, KEY, steps.append, clock=FakeClock(), settings=SMALL_DISK)
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert 0 <= done[0] <= done[-1] <= steps[-1].total
    assert done[-1] > 0.8 * steps[-1].total
    assert steps[0].step == "customers.csv"


def test_the_file_is_encrypted(data_dir: Path) -> None:
    CsvSet().import_into(data_dir)
    content = (data_dir / "reference-1.db").read_bytes()
    assert b"Alvarez" not in content
    assert b"SQLite format" not in content


def test_a_load_makes_way_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("os.nice", asked.append, raising=False)
    make_way()
    monkeypatch.delattr("os.nice")
    make_way()
    assert asked == [10]


def test_the_shipped_policy_is_the_default() -> None:
    assert settings_from(Policies().at("reference_import", TODAY).values) == ImportSettings()
