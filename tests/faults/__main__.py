"""`./counter faults [--record] [WORD …]`: real faults on real processes, and what was seen of each.

Runs every test of this folder, those of `slow_*.py` too, which `./counter test` leaves out; WORDs are pytest's own
arguments. A test that bears `@pytest.mark.fault(row, injected=…, expected=…)` is a row of the table that is printed at
the end; `--record` writes it into docs/reliability.md, with the date. Exit code 1 when a row does not hold.
"""

import argparse
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from app.clock import SystemClock, local_date
from tests.faults.report import FaultReport

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs/reliability.md"
BEGIN, END = "<!-- result of ./counter faults: begin -->\n", "<!-- result of ./counter faults: end -->\n"


def main() -> int:
    """Runs them and prints the table."""
    parser = argparse.ArgumentParser(prog="counter faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--record", action="store_true", help="write the table into docs/reliability.md")
    chosen, words = parser.parse_known_args()
    report, began = FaultReport(), time.monotonic()
    where = [] if any("::" in word or word.endswith(".py") for word in words) else [str(HERE)]
    files = "python_files=test_*.py slow_*.py"
    code = pytest.main(["-o", files, "-p", "no:cacheprovider", *where, *words], plugins=[report])
    seconds = time.monotonic() - began
    if not report.rows:
        return int(code)
    table = report.table(local_date(SystemClock().now_us(), "UTC"), seconds)
    Console(width=160).print(table, markup=False, highlight=False)
    if chosen.record:
        record(table)
    return int(code)


def record(table: str) -> None:
    """Puts the table where the last one stood."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(before + BEGIN + table + END + after, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
