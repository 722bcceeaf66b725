"""The result of the whole fault list, made from the tests that ran: what was injected, expected and seen.

A test that bears the mark `fault` is a row with words of its own. The rows of docs/reliability.md whose heading begins
with "Fault list" name their tests; they are run too, wherever they stand, and told in a second table.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS, FAULTS = ROOT / "tests", ROOT / "tests/faults"
HEAD = ("| Row | How injected | Expected | Seen | Test (`slow_…`: only here) |", "|---|---|---|---|---|")
NAMED_HEAD = ("| Row of the lists above | Result of the tests named there |", "|---|---|")
BEGIN, END = "<!-- result of ./counter faults: begin -->\n", "<!-- result of ./counter faults: end -->\n"
_NAMED = re.compile(r"`([a-z_/]+\.py)::(test_\w+)`")

Place = tuple[str, str]
"""A test's file below `tests`, and its name."""


@dataclass
class Row:
    """One row. `seen`: what the test said, or how it failed."""

    row: str
    injected: str
    expected: str
    test: str
    seen: str = ""
    failed: bool = False

    def line(self, on: date) -> str:
        """In Markdown."""
        held = "**does not hold**" if self.failed else "holds"
        seen = f"{held} ({on.isoformat()})" + (f": {self.seen}" if self.seen else "")
        return f"| {self.row} | {self.injected} | {self.expected} | {seen} | `{self.test}` |"


def recorded(document: str, lines: list[str], *, whole: bool) -> str:
    """The document with the new result in it; unless `whole`, only the rows that ran are renewed."""
    before, _, rest = document.partition(BEGIN)
    old, _, after = rest.partition(END)
    if not whole:
        lines = _renewed(old.splitlines(), lines)
    return before + BEGIN + "\n".join([*lines, ""]) + END + after


def _renewed(old: list[str], new: list[str]) -> list[str]:
    """The old lines, each row replaced by the one of the same test; rows of tests that are new follow the last one."""
    fresh = {_test(line): line for line in new if _test(line)}
    kept = [fresh.pop(_test(line), line) for line in old]
    last = max((place for place, line in enumerate(kept) if _test(line)), default=len(kept) - 1)
    return [*kept[: last + 1], *fresh.values(), *kept[last + 1 :]]


def _test(line: str) -> str:
    """The test of a row of the first table; "" for any other line."""
    cells = line.strip("| ").split(" | ")
    return cells[4] if len(cells) == 5 and cells[4].startswith("`") else ""


def named_rows(document: str) -> dict[str, list[Place]]:
    """The rows of each table under a heading "Fault list …", with the tests that they name."""
    found: dict[str, list[Place]] = {}
    for part in document.split("\n## "):
        lines = part.splitlines() if part.startswith("Fault list") else []
        for line in lines:
            if places := _NAMED.findall(line):
                found[line.strip("| ").partition(" | ")[0]] = places
    return found


@dataclass(eq=False)
class FaultReport:
    """A plugin of pytest. `named` as `named_rows` gives it."""

    named: dict[str, list[Place]] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _outcomes: dict[Place, Counter[str]] = field(default_factory=dict)

    def files(self) -> list[str]:
        """The files of the tests that are named, outside this folder too."""
        return sorted({str(TESTS / file) for places in self.named.values() for file, _ in places})

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Notes which tests are rows; elsewhere only tests that are named run."""
        wanted = {place for places in self.named.values() for place in places}
        kept: list[pytest.Item] = []
        for item in items:
            place = item.path.relative_to(TESTS).as_posix(), item.name.partition("[")[0]
            if self.named and FAULTS not in item.path.parents and place not in wanted:
                continue
            kept.append(item)
            self._places[item.nodeid] = place
            mark = item.get_closest_marker("fault")
            if mark is not None:
                self.rows[item.nodeid] = Row(str(mark.args[0]), **mark.kwargs, test="::".join(place))
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what a test said, and whether it held."""
        outcome = "failed" if report.failed else "skipped" if report.skipped else "passed"
        if report.when == "call" or outcome != "passed":
            self._outcomes.setdefault(self._places[report.nodeid], Counter())[outcome] += 1
        if row := self.rows.get(report.nodeid):
            self._tell(row, report)

    def _tell(self, row: Row, report: pytest.TestReport) -> None:
        said = dict(report.user_properties).get("seen")
        if said and not row.failed:
            row.seen = str(said)
        if report.failed:
            row.failed, row.seen = True, report.longreprtext.strip().splitlines()[-1][:200].replace("|", "/")
        elif report.skipped:
            row.seen = "not run here"

    def lines(self, on: date, seconds: float) -> list[str]:
        """The whole of it, in Markdown, with when and by which command."""
        total = sum(self._outcomes.values(), Counter[str]())
        told = f"{total['passed']} tests passed, {total['failed']} failed, {total['skipped']} not run here"
        lines = [f"`./counter faults` on {on.isoformat()}: {told}; {seconds:.0f} s.", ""]
        lines += [*HEAD, *(row.line(on) for row in self.rows.values())] if self.rows else []
        return lines + (["", *NAMED_HEAD, *self._named_lines()] if self.named else [])

    def _named_lines(self) -> Iterator[str]:
        for row, places in self.named.items():
            counts = sum((self._outcomes.get(place, Counter()) for place in places), Counter[str]())
            failed = sorted({name for file, name in places if self._outcomes.get((file, name), Counter())["failed"]})
            missing = [name for file, name in places if (file, name) not in self._outcomes]
            held = f"holds: {counts['passed']} test(s) passed, {counts['skipped']} not run here"
            yield f"| {row} | {'**does not hold**: ' + ', '.join(failed + missing) if failed or missing else held} |"
