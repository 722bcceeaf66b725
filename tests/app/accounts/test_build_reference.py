"""The new file as it stands at the end: indexes, search, one record of the load, bounded unwritten pages."""

from pathlib import Path

import pytest

from app.accounts.build_reference import Build
from app.accounts.csv_set import FILES
from app.accounts.import_types import ImportProgress, ImportRefusal, ImportSettings
from app.errors import Refused
from app.store.database import open_engine
from app.store.schema import reference_metadata
from tests.factories.city import KEY, CsvSet


def _silent(_: ImportProgress) -> None:
    return None


def _build(folder: Path, rows: CsvSet, settings: ImportSettings) -> tuple[Build, Path]:
    path = folder / "reference-1.db"
    build = Build(path, KEY, rows.write(folder / "csv"), 1_000, settings, _silent)
    build.begin(None, "cis", replace=False)
    build.load_files(tuple(file for file in FILES if file.name in rows.rows))
    return build, path


def test_the_file_is_whole_and_plain(tmp_path: Path) -> None:
    build, path = _build(tmp_path, CsvSet(), ImportSettings())
    build.check_shares()
    assert build.finish("full", 2, "digest", 3)
    build.close()
    build.close()
    assert [name.name for name in tmp_path.glob("reference-*")] == [path.name], "no journal stays beside it"
    engine = open_engine(path, KEY, read_only=True)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        names = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'index'").scalars())
        assert {index.name for table in reference_metadata.sorted_tables for index in table.indexes} <= names
        loads = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM load")]
        assert loads == [(1, 1, "digest", "full", 2, 3, 6, 0)]
    engine.dispose()


def test_rows_of_every_file_count_for_its_own_share(tmp_path: Path) -> None:
    rows = CsvSet()
    rows.add("alerts", "A1", "cash_only", "never", "", "")
    build, _ = _build(tmp_path, rows, ImportSettings())
    with pytest.raises(Refused) as caught:
        build.check_shares()
    build.close()
    assert caught.value.code is ImportRefusal.TOO_MANY_REJECTS
    assert (caught.value.values["rejected"], caught.value.values["row_count"]) == (1, 1)


def test_unwritten_pages_are_brought_to_the_disk_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr("app.accounts.build_reference._sync_data", synced.append)
    rows = CsvSet()
    for n in range(3, 400):
        rows.add_account(str(n), f"Person {n}" + "x" * 150, f"{n} Oak Ave", meter=f"E-{n}")
    build, _ = _build(tmp_path, rows, ImportSettings(sync_every_bytes=1, cache_bytes=1024))
    build.close()
    assert synced
