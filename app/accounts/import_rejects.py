"""Bad rows of a load: each goes to `rejects/<file>.csv` with its line and what is wrong, so that it can be mended."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from app.errors import Unavailable
from app.store.database import StoreFailure
from resources.texts import text


class Rejects:
    """The reject file of one CSV file; it appears with the first bad row and holds at most `written_max` of them."""

    def __init__(self, folder: Path, file_name: str, columns: Sequence[str], written_max: int) -> None:
        self._path = folder / file_name
        self._columns = columns
        self._written_max = written_max
        self._file: TextIO | None = None
        self.count = 0
        self._remove_old()

    def add(self, line: int, reason: str, fields: Sequence[str]) -> None:
        """Records one bad row: its line in the file, from 1, and the reason in plain words."""
        self.count += 1
        if self.count > self._written_max + 1:
            return
        if self.count > self._written_max:
            self._write((line, text("There are more bad rows from here on; they are counted, not listed."), ()))
            return
        self._write((line, reason, fields))

    def close(self) -> None:
        """Ends the file."""
        if self._file:
            self._file.close()

    def _write(self, row: tuple[int, str, Sequence[str]]) -> None:
        line, reason, fields = row
        csv.writer(self._open()).writerow((line, reason, *(_harmless(field) for field in fields)))

    def _open(self) -> TextIO:
        if self._file is None:
            try:
                self._path.parent.mkdir(exist_ok=True)
                self._file = self._path.open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(self._path.parent)) from error
            csv.writer(self._file).writerow(("line", "reason", *self._columns))
        return self._file

    def _remove_old(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(self._path.parent)) from error


def _harmless(field: str) -> str:
    """The field as read, bytes that are not UTF-8 and NUL written out."""
    return field.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
