"""The summary counts what went wrong and says it to people and to programs."""

from pathlib import Path

import msgspec

from ui.tour.summary import JSON, MARKDOWN, Check, Summary, write_summary
from ui.tour.tour import Done
from ui.tour.watchdog import Block


def test_both_files_say_what_went_wrong(tmp_path: Path) -> None:
    steps = [Done(1, "Sign in", "F2 · a|b", ["reads “PIN”"], "", 120, "steps/01.png"), Done(2, "Pay", wrong="no paper")]
    blocks = [Block(81.0, 38.0, "step 2", ("ui/a.py:1 make",))]
    summary = Summary(12.0, steps, [Check("the drawer"), Check("the paper", "torn")], 81.0, blocks)
    write_summary(tmp_path, summary)
    assert summary.wrong == 2
    told = (tmp_path / MARKDOWN).read_text("utf-8")
    for words in (
        "2 did not come out",
        "a\\|b",
        "no paper",
        "✓ the drawer",
        "✗ the paper: torn",
        "ui/a.py:1 make",
        "81 ms (38 computed)",
    ):
        assert words in told
    assert msgspec.json.decode((tmp_path / JSON).read_bytes(), type=Summary) == summary


def test_a_good_tour_says_so(tmp_path: Path) -> None:
    write_summary(tmp_path, Summary(1.0, [Done(1, "Sign in")], [], 3.0, []))
    assert "Everything came out as the steps say." in (tmp_path / MARKDOWN).read_text("utf-8")
