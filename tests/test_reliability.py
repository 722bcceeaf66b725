"""The documents name tests that exist: a row whose test was renamed or removed must not go on claiming it."""

import re

import pytest

from tests.test_layout import ROOT, functions

NAMED = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize(("document", "at_least"), [("reliability", 60), ("security", 30)])
def test_every_test_that_is_named_exists(document: str, at_least: int) -> None:
    named = NAMED.findall((ROOT / f"docs/{document}.md").read_text("utf-8"))
    missing = []
    for path, name in named:
        file = ROOT / "tests" / path.removeprefix("tests/")
        if not file.exists() or (name and name not in {each.name for each in functions(file.relative_to(ROOT))}):
            missing.append(f"{path}::{name}")
    assert missing == [] and len(named) > at_least


def test_every_row_says_something() -> None:
    rows = [line for line in (ROOT / "docs/reliability.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    bare = [row for row in rows if len(row.strip("| ").split("|")[-1].strip()) < 20]
    assert [row for row in bare if "What holds here" not in row] == []
