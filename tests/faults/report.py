"""The table of the fault list, made from the tests that ran: row, how injected, expected, seen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

HEAD = "| Row | How injected | Expected | Seen | Test (`slow_…`: only here) |\n|---|---|---|---|---|\n"
TESTS = Path(__file__).parents[1]


@dataclass
class Row:
    """One row. `seen`: what the test said, or that it failed."""

    row: str
    injected: str
    expected: str
    test: str
    seen: str = ""
    failed: bool = False

    def line(self) -> str:
        """In Markdown."""
        seen = f"**does not hold**: {self.seen}" if self.failed else f"holds: {self.seen}" if self.seen else "holds"
        return f"| {self.row} | {self.injected} | {self.expected} | {seen} | `{self.test}` |"


@dataclass
class FaultReport:
    """A plugin of pytest that gathers the rows in the order in which they ran."""

    rows: dict[str, Row] = field(default_factory=dict)
    others: int = 0
    others_failed: int = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Notes which tests are rows."""
        for item in items:
            mark = item.get_closest_marker("fault")
            if mark is not None:
                place = item.path.relative_to(TESTS).as_posix()
                self.rows[item.nodeid] = Row(str(mark.args[0]), **mark.kwargs, test=f"{place}::{item.name}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what a test said, and whether it held."""
        row = self.rows.get(report.nodeid)
        if row is None:
            self.others += report.when == "call" and report.passed
            self.others_failed += report.failed
            return
        said = dict(report.user_properties).get("seen")
        row.seen = str(said) if said else row.seen
        if report.failed:
            row.failed, row.seen = True, report.longreprtext.strip().splitlines()[-1][:200].replace("|", "/")
        elif report.skipped:
            row.seen = "not run here"

    def table(self, on: date, seconds: float) -> str:
        """The whole of it, in Markdown, with when and by which command."""
        held = sum(not row.failed for row in self.rows.values())
        told = f"`./counter faults` on {on.isoformat()}: {held} of {len(self.rows)} rows hold"
        beside = f"{self.others} other tests of `tests/faults` passed, {self.others_failed} failed"
        return "\n".join([f"{told}; {beside}; {seconds:.0f} s.\n", HEAD.rstrip(), *self._lines(), ""])

    def _lines(self) -> Iterator[str]:
        for row in self.rows.values():
            yield row.line()
