"""The table of `./counter faults`: which rows the document names, and that a row which fails is told as such."""

from datetime import date
from pathlib import Path

from tests.faults.report import FaultReport, Row, named_rows

DOCUMENT = """# What
## Failures
| Not this | `app/a.py::test_no` |
## Fault list, here
| Fault | What holds here |
|---|---|
| Disk full | `faults/test_disk.py::test_one`, `app/test_b.py::test_two` |
| Nothing | no test |
"""


def test_only_fault_lists_are_read() -> None:
    expected = [("faults/test_disk.py", "test_one"), ("app/test_b.py", "test_two")]
    assert named_rows(DOCUMENT) == {"Disk full": expected}


def test_what_fails_is_told() -> None:
    holds = Row("Row one", "a", "b", "faults/test_x.py::test_y", seen="12 facts")
    fails = Row("Row two", "c", "d", "faults/test_x.py::test_z", seen="assert 1 == 2", failed=True)
    table = FaultReport(rows={"1": holds, "2": fails}).table(date(2026, 11, 28), 1.0)
    assert "| Row one | a | b | holds: 12 facts | `faults/test_x.py::test_y` |" in table
    assert "| Row two | c | d | **does not hold**: assert 1 == 2 |" in table


def test_a_named_test_that_did_not_run_is_told() -> None:
    report = FaultReport(named_rows(DOCUMENT))
    assert "| Disk full | **does not hold**: test_one, test_two |" in report.table(date(2026, 11, 28), 1.0)
    assert [Path(file).name for file in report.files()] == ["test_b.py", "test_disk.py"]
