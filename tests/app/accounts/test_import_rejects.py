"""The reject file: line, reason, the row as it was."""

from pathlib import Path

import pytest

from app.accounts.import_rejects import Rejects
from app.errors import Unavailable


def test_a_row_stands_with_its_line_and_reason(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejects", "bills.csv", ("bill_id", "total"), 10)
    rejects.add(7, "total is wrong.", ["B1", "1\0\udcff"])
    rejects.close()
    assert (tmp_path / "rejects" / "bills.csv").read_text("utf-8").splitlines() == [
        "line,reason,bill_id,total",
        "7,total is wrong.,B1,1\\x00\\udcff",
    ]


def test_no_bad_row_no_file_and_an_old_one_goes(tmp_path: Path) -> None:
    old = tmp_path / "rejects" / "bills.csv"
    old.parent.mkdir()
    old.write_text("from yesterday")
    Rejects(tmp_path / "rejects", "bills.csv", ("a",), 10).close()
    assert not old.exists()


def test_a_flood_is_counted_not_listed(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejects", "bills.csv", ("a",), 3)
    for line in range(10):
        rejects.add(line, "bad", ["x"])
    rejects.close()
    listed = (tmp_path / "rejects" / "bills.csv").read_text("utf-8").splitlines()
    assert rejects.count == 10
    assert len(listed) == 1 + 3 + 1
    assert "more bad rows" in listed[-1]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "rejects").write_text("a file where the folder should be")
    with pytest.raises(Unavailable):
        rejects = Rejects(tmp_path / "rejects", "bills.csv", ("a",), 3)
        rejects.add(1, "bad", ["x"])
