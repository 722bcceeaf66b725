"""What the tape found as a file that a spreadsheet reads."""

import csv
from io import StringIO
from pathlib import Path

from app import training_mode
from app.reports.tape import TapeRow
from printing.reports.tape_csv import save_tape, tape_csv

AT_US = 1_795_186_800_000_000
ZONE = "America/New_York"
ROWS = (
    TapeRow("fact-1", 1, AT_US, "A2-1-3", "=M. Reyes", "PaymentTaken", 7415, "A2-000001", verified=True),
    TapeRow("fact-2", 2, AT_US, "A2-1-4", "", "CountDifference", -5, "", verified=False),
    TapeRow("fact-3", 3, AT_US, "A2-1-5", "L. Brandt", "NewKind", None, "", verified=True),
)


def test_lines() -> None:
    content = tape_csv(ROWS, "en", ZONE).decode("utf-8-sig")
    head, *lines = list(csv.reader(StringIO(content)))
    assert head == ["Place", "Time", "Who", "What", "Receipt", "Amount", "Chain", "Fact"]
    assert lines == [
        ["A2-1-3", "2026-11-20 10:00:00", "'=M. Reyes", "Receipt", "A2-000001", "74.15", "Verified", "fact-1"],
        ["A2-1-4", "2026-11-20 10:00:00", "", "Difference of a count", "", "-0.05", "Broken", "fact-2"],
        ["A2-1-5", "2026-11-20 10:00:00", "L. Brandt", "NewKind", "", "", "Verified", "fact-3"],
    ]


def test_in_training_it_says_so() -> None:
    training_mode.enter("TRAIN")
    try:
        first, empty, head, *_lines = csv.reader(StringIO(tape_csv(ROWS, "en", ZONE).decode("utf-8-sig")))
    finally:
        training_mode.enter("A2")
    assert (first[0], empty, head[0]) == ("TRAINING", [], "Place")


def test_it_is_saved_under_its_time(tmp_path: Path) -> None:
    path = save_tape(ROWS, "es", ZONE, AT_US, tmp_path)
    assert path.name == "Cinta virtual 2026-11-20 100000.csv" and path.read_bytes().startswith(b"\xef\xbb\xbf")
