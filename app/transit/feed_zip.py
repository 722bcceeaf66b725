"""Opens the zip of a feed as what it is: bytes from outside. Sizes are bounded while they are read, never believed.

Rows come as lists in the order of the columns that were asked for; a column that the file lacks gives "". Byte order
marks, blanks around values, stray columns and short rows are lived with; what is no UTF-8 shows as such.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from zlib import error as ZlibError

from app.errors import Refused
from app.transit.findings import Code, Findings
from app.transit.types import FeedSettings, TimetableRefusal

_ZIP_ENCRYPTED = 0x1
MEMBERS_MAX = 1_000
TELL_EVERY_ROWS = 5_000
LINE_MAX = 1_000_000
"""Letters."""

Row = list[str]
Told = Callable[[int], None]


class _Reader(Protocol):
    """What `csv.reader` gives."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[Row]: ...


class _Lines:
    """A member's lines, at most as much text as allowed, whatever its directory entry claims. `read` counts letters."""

    def __init__(self, member: IO[bytes], most: int) -> None:
        self._text, self._most, self.read = io.TextIOWrapper(member, "utf-8-sig", "replace", newline=""), most, 0

    def __iter__(self) -> Iterator[str]:
        """Raises Refused, TOO_LARGE; also for a line without an end."""
        while line := self._text.readline(LINE_MAX):
            self.read += len(line)
            if self.read > self._most or len(line) == LINE_MAX:
                raise Refused(TimetableRefusal.TOO_LARGE)
            yield line


class FeedZip:
    """One feed. `total_bytes` unpacked, as the directory says: only for the progress bar."""

    def __init__(self, path: Path, settings: FeedSettings, findings: Findings) -> None:
        self._settings, self._findings = settings, findings
        self._zip = _opened(path, settings)
        self._members = self._by_name()
        self.total_bytes = sum(info.file_size for info in self._members.values()) or 1
        self.done_bytes = 0

    def close(self) -> None:
        """Lets go of the file."""
        self._zip.close()

    def has(self, name: str) -> bool:
        """Is there a file of this name?"""
        return name in self._members

    def rows(
        self, name: str, columns: Sequence[str], required: Sequence[str] = (), told: Told = lambda _done: None
    ) -> Iterator[tuple[int, Row]]:
        """(line, values of `columns`) of a file; nothing where it is missing. `told` hears the bytes read so far.

        Rows end where a `required` column is missing: that is noted and stops the feed.
        """
        if name not in self._members:
            return
        try:
            with self._zip.open(self._members[name]) as member:
                yield from self._rows(name, _Lines(member, self._settings.file_bytes_max), columns, required, told)
        except (zipfile.BadZipFile, ZlibError, NotImplementedError, EOFError):
            self._findings.add(Code.FILE_UNREADABLE, name)

    # -- inside

    def _rows(
        self, name: str, source: _Lines, columns: Sequence[str], required: Sequence[str], told: Told
    ) -> Iterator[tuple[int, Row]]:
        reader = csv.reader(source)
        header = [title.strip().lower() for title in next(reader, [])]
        if not self._header_serves(name, header, required):
            return
        places = [header.index(column) if column in header else -1 for column in columns]
        width, before = max(places, default=-1) + 1, self.done_bytes
        for count, row in enumerate(self._lines(name, reader)):
            if len(row) < width:
                row += [""] * (width - len(row))
            yield reader.line_num, [row[place].strip() if place >= 0 else "" for place in places]
            if not count % TELL_EVERY_ROWS:
                told(before + source.read)
            if count >= self._settings.rows_max:
                raise Refused(TimetableRefusal.TOO_LARGE)
        self.done_bytes = before + source.read
        told(self.done_bytes)

    def _lines(self, name: str, reader: _Reader) -> Iterator[Row]:
        """Rows that are not empty; one that the csv module cannot read is noted and left out."""
        while True:
            try:
                for row in reader:
                    if row:
                        yield row
                return
            except csv.Error:
                self._findings.add(Code.LINE_UNREADABLE, name, reader.line_num)

    def _header_serves(self, name: str, header: Sequence[str], required: Sequence[str]) -> bool:
        missing = [column for column in required if column not in header]
        for column in missing:
            self._findings.add(Code.COLUMN_MISSING, name, 1, column)
        doubled = next((column for column in header if column and header.count(column) > 1), None)
        if doubled is not None:
            self._findings.add(Code.COLUMN_TWICE, name, 1, doubled)
        return not missing and doubled is None

    def _by_name(self) -> dict[str, zipfile.ZipInfo]:
        """The members by name; a feed that stands in one folder of the zip is taken from there."""
        infos = [info for info in self._zip.infolist()[:MEMBERS_MAX] if info.filename.endswith((".txt", ".geojson"))]
        homes = {PurePosixPath(i.filename).parent for i in infos if PurePosixPath(i.filename).name == "stops.txt"}
        home = min(homes, key=lambda path: len(path.parts), default=PurePosixPath())
        if home.parts:
            self._findings.add(Code.IN_A_FOLDER, value=home)
        here = {PurePosixPath(i.filename).name.lower(): i for i in infos if PurePosixPath(i.filename).parent == home}
        if any(info.flag_bits & _ZIP_ENCRYPTED for info in here.values()):
            raise Refused(TimetableRefusal.NOT_A_ZIP)
        return here


def _opened(path: Path, settings: FeedSettings) -> zipfile.ZipFile:
    """Raises Refused: FILE_MISSING, NOT_A_ZIP, TOO_LARGE."""
    if not path.is_file():
        raise Refused(TimetableRefusal.FILE_MISSING, file=str(path))
    if path.stat().st_size > settings.zip_bytes_max:
        raise Refused(TimetableRefusal.TOO_LARGE)
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise Refused(TimetableRefusal.NOT_A_ZIP) from error
