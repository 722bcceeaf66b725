"""What a set of changes refers to is found at the centre, whatever the state of its lines."""

from pathlib import Path

from app.accounts.import_plan import plan_import
from app.sync.central.connection import connected
from app.sync.central.import_reference import import_reference
from app.sync.central.mentioned_rows import mentioned_rows
from tests.factories.central import Central
from tests.factories.city import SMALL_DISK, CsvSet
from tests.fakes.clock import FakeClock


def test_only_rows_that_are_named_are_asked_for(central: Central, tmp_path: Path) -> None:
    import_reference(central.dsn, CsvSet().write(tmp_path / "1"), clock=FakeClock(), settings=SMALL_DISK)
    changes = CsvSet(kind="changes", as_of="2026-11-21T06:00:00-05:00")
    changes.add("alerts", "A2", "cash_only", "2026-01-01", "", "")
    changes.add("alerts", "not there", "cash_only", "2026-01-01", "", "")
    changes.add("alerts", "é", "too short")
    folder = changes.write(tmp_path / "2")
    with (folder / "alerts.csv").open("ab") as lines:
        lines.write(b'"A1"x,cash_only,2026-01-01,,\n\xff,cash_only,2026-01-01,,\n')
    known = {"cis": ("", 0)}
    plan = plan_import(folder, known, None, SMALL_DISK, FakeClock().now_us())
    with connected(central.dsn) as connection:
        found = {table: list(rows) for table, rows in mentioned_rows(connection, plan).items()}
    assert {table for table, rows in found.items() if rows} == {"account"}
    (account,) = found["account"]
    assert (account[0], account[1], account[2], account[-1]) == (2, 1, "A2", 0)
