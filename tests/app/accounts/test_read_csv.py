"""Streaming: a bad line is rejected with its number and the next line is read."""

from pathlib import Path

import pytest

from app.accounts import read_csv
from app.accounts.csv_set import Problem
from app.accounts.import_rejects import Rejects
from app.accounts.import_rows import Row

COLUMNS = ("a", "b")


def _row(fields: list[str]) -> Row:
    first, second = fields
    if first == "bad":
        raise Problem("a is bad")
    return (first, second)


def _read(folder: Path, content: bytes) -> tuple[list[Row], list[int], list[str]]:
    path = folder / "things.csv"
    path.write_bytes(content)
    rejects = Rejects(folder / "rejects", "things.csv", COLUMNS, 1_000)
    found = list(read_csv.batches(path, _row, COLUMNS, rejects))
    rejects.close()
    written = folder / "rejects" / "things.csv"
    listed = written.read_text("utf-8").splitlines()[1:] if written.exists() else []
    return [row for batch in found for row in batch.rows], [line for batch in found for line in batch.lines], listed


def test_rows_come_with_their_lines(tmp_path: Path) -> None:
    rows, lines, rejects = _read(tmp_path, b'\xef\xbb\xbfa,b\r\n1,"x\ny"\r\n\r\n2,z\r\n')
    assert rows == [("1", "x\ny"), ("2", "z")]
    assert lines == [3, 5]
    assert rejects == []


def test_a_bad_row_is_rejected_and_reading_goes_on(tmp_path: Path) -> None:
    rows, _, rejects = _read(tmp_path, b"a,b\n1,x\nbad,y\n1\n1,2,3\n2,z\n")
    assert rows == [("1", "x"), ("2", "z")]
    assert rejects == [
        "3,a is bad,bad,y",
        "4,The row has 1 fields instead of 2.,1",
        "5,The row has 3 fields instead of 2.,1,2,3",
    ]


def test_a_quote_that_is_never_closed_costs_a_few_lines(tmp_path: Path) -> None:
    filler = b"".join(b"%d,x\n" % n for n in range(3_000))
    rows, _, rejects = _read(tmp_path, b'a,b\n1,"x\n' + filler)
    assert len(rows) > 2_000
    assert len(rejects) == 1
    assert "perhaps a quotation mark is not closed" in rejects[0]


def test_stray_quotes_are_said(tmp_path: Path) -> None:
    rows, _, rejects = _read(tmp_path, b'a,b\n1,"x"y\n2,z\n')
    assert rows == [("2", "z")]
    assert rejects == ["2,The quotation marks of this line do not fit."]


def test_batches_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_csv, "BATCH_ROWS", 2)
    path = tmp_path / "things.csv"
    path.write_text("a,b\n" + "1,x\n" * 5)
    rejects = Rejects(tmp_path / "rejects", "things.csv", COLUMNS, 10)
    found = list(read_csv.batches(path, _row, COLUMNS, rejects))
    assert [len(batch.rows) for batch in found] == [2, 2, 1]
    assert found[-1].position == path.stat().st_size


def test_an_error_of_ours_is_not_taken_for_a_bad_row(tmp_path: Path) -> None:
    def broken(fields: list[str]) -> Row:
        raise ValueError(f"our own mistake with {len(fields)} fields")

    path = tmp_path / "things.csv"
    path.write_text("a,b\n1,x\n")
    with pytest.raises(ValueError, match="our own mistake"):
        list(read_csv.batches(path, broken, COLUMNS, Rejects(tmp_path / "rejects", "things.csv", COLUMNS, 10)))


def test_a_mebibyte_of_nonsense_is_read_to_its_end(tmp_path: Path) -> None:
    rows, _, rejects = _read(tmp_path, b"a,b\n" + bytes(range(256)) * 4096 + b"\n1,x\n")
    assert rows[-1:] == [("1", "x")] or rejects
