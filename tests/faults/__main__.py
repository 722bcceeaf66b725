"""`./counter faults [--record] [WORD …]`: real faults on real processes, and what was seen of each.

Runs every test of this folder, those of `slow_*.py` too, which `./counter test` leaves out, and the tests that the
fault lists of docs/reliability.md name; with WORDs, pytest's own arguments, those instead. A test that bears
`@pytest.mark.fault(row, injected=…, expected=…)` is a row of the table that is printed at the end; `--record` writes
it into docs/reliability.md, with the date; with WORDs it renews the rows that ran and leaves the others. Exit code 1
when a row does not hold.
"""

import argparse
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from app.clock import SystemClock, local_date
from tests.faults.report import FaultReport, named_rows, recorded

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs/reliability.md"
FILES = "test_*.py slow_*.py"


def main() -> int:
    """Runs them and prints the table."""
    parser = argparse.ArgumentParser(prog="counter faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--record", action="store_true", help="write the table into docs/reliability.md")
    chosen, words = parser.parse_known_args()
    report = FaultReport({} if words else named_rows(DOCUMENT.read_text("utf-8")))
    where, began = words or [str(HERE), *report.files()], time.monotonic()
    code = pytest.main(["-o", f"python_files={FILES}", "-p", "no:cacheprovider", *where], plugins=[report])
    on = local_date(SystemClock().now_us(), "UTC")
    seconds = time.monotonic() - began
    Console(width=160).print("\n".join(report.lines(on, seconds)), markup=False, highlight=False)
    if chosen.record and code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        text = DOCUMENT.read_text("utf-8")
        DOCUMENT.write_text(recorded(text, report.lines(on, seconds), whole=not words), "utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
