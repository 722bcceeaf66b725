"""The table of `./counter faults`: which rows the document names, and that a row which fails is told as such."""

from datetime import date
from pathlib import Path

from tests.faults.report import BEGIN, END, FaultReport, Row, named_rows, recorded

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


ON = date(2026, 11, 28)
HOLDS = Row("Row one", "a", "b", "faults/test_x.py::test_y", seen="12 facts")
FAILS = Row("Row two", "c", "d", "faults/test_x.py::test_z", seen="assert 1 == 2", failed=True)
LINE = "| Row one | a | b | holds (2026-11-28): 12 facts | `faults/test_x.py::test_y` |"


def test_what_fails_is_told() -> None:
    lines = FaultReport(rows={"1": HOLDS, "2": FAILS}).lines(ON, 1.0)
    assert lines[-2] == LINE
    assert lines[-1].startswith("| Row two | c | d | **does not hold** (2026-11-28): assert 1 == 2 |")


def test_a_named_test_that_did_not_run_is_told() -> None:
    report = FaultReport(named_rows(DOCUMENT))
    assert report.lines(ON, 1.0)[-1] == "| Disk full | **does not hold**: test_one, test_two |"
    assert [Path(file).name for file in report.files()] == ["test_b.py", "test_disk.py"]


def test_some_rows_are_renewed_and_the_others_stay() -> None:
    before = recorded(f"a\n{BEGIN}{END}b\n", FaultReport(rows={"1": FAILS}).lines(ON, 1.0), whole=True)
    after = recorded(before, FaultReport(rows={"1": HOLDS}).lines(ON, 1.0), whole=False)
    assert after == before.replace(END, f"{LINE}\n{END}")
    mended = recorded(after, [LINE.replace("12", "13")], whole=False)
    assert mended == after.replace("12 facts", "13 facts")
    assert recorded(mended, [], whole=True) == f"a\n{BEGIN}{END}b\n"
