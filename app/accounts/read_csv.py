"""Streams one CSV file as batches of rows. What is wrong with a line goes to the rejects and the next line is read.

Bytes that are not UTF-8 and NUL become characters that no field accepts, so they are refused row by row.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from app.accounts.csv_set import FIELD_CHARACTERS_MAX, Problem
from app.accounts.import_rejects import Rejects
from app.accounts.import_rows import MakeRow, Row
from resources.texts import text

BATCH_ROWS = 10_000
_BUFFER_BYTES = 256 * 1024


class _CsvReader(Protocol):
    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


class Batch(NamedTuple):
    """Good rows with their lines in the file; `position` in bytes."""

    rows: list[Row]
    lines: list[int]
    position: int


def batches(path: Path, make_row: MakeRow, columns: Sequence[str], rejects: Rejects) -> Iterator[Batch]:
    """The rows of a file after its header, at most `BATCH_ROWS` at a time."""
    csv.field_size_limit(FIELD_CHARACTERS_MAX)
    with path.open("rb", buffering=_BUFFER_BYTES) as content:
        lines = io.TextIOWrapper(content, encoding="utf-8-sig", errors="surrogateescape", newline="")
        reader = csv.reader(lines, strict=True)
        next(reader)
        while True:
            batch = Batch([], [], 0)
            more = _fill(batch, reader, make_row, len(columns), rejects)
            yield batch._replace(position=content.tell())
            if not more:
                return


def _fill(batch: Batch, reader: _CsvReader, make_row: MakeRow, width: int, rejects: Rejects) -> bool:
    """Reads until the batch is full or the file ends; false at its end."""
    rows, lines = batch.rows, batch.lines
    while True:
        fields: list[str] = []
        try:
            for fields in reader:
                rows.append(make_row(fields))
                lines.append(reader.line_num)
                if len(rows) == BATCH_ROWS:
                    return True
            return False
        except Problem as problem:
            rejects.add(reader.line_num, str(problem), fields)
        except csv.Error as error:
            rejects.add(reader.line_num, _worded(error), ())
        except ValueError:
            if len(fields) == width:
                raise
            if fields:
                reason = text("The row has {found} fields instead of {width}.", found=len(fields), width=width)
                rejects.add(reader.line_num, reason, fields)


def _worded(error: csv.Error) -> str:
    if "field limit" in str(error):
        return text(
            "A field is longer than {limit} characters; perhaps a quotation mark is not closed.",
            limit=FIELD_CHARACTERS_MAX,
        )
    return text("The quotation marks of this line do not fit.")
