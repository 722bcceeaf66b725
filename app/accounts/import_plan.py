"""Everything about a CSV set that can be refused before a byte is written: its files, headers, moment, order.

The same for a workstation's own load and for the centre's (`app/sync/central/import_reference.py`).
"""

import csv
import errno
import hashlib
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from app.accounts.csv_set import FIELD_CHARACTERS_MAX, FILES, SET_FILE, CsvFile
from app.accounts.import_types import ImportProgress, ImportRefusal, ImportSettings
from app.clock import MICROSECONDS
from app.errors import Refused, Unavailable
from app.store.database import StoreFailure

Progress = Callable[[ImportProgress], None]
Cancel = Callable[[], bool]
KnownLoads = Mapping[str, tuple[str, int]]
"""{source system: (digest, as-of) of its last load}."""

_READ_BYTES = 1024 * 1024
_AHEAD_US_MAX = 366 * 86_400 * MICROSECONDS
_SPACE_FACTOR = 2
"""A reference file needs up to this many times the bytes of the CSV set, indexes included (measured: 1.0 to 1.3)."""


class SetHeader(msgspec.Struct, frozen=True):
    """What set.csv says: whose rows, a `full` set or `changes`, and the instant that they speak of."""

    source_system: str
    kind: str
    as_of_us: int


class Plan(msgspec.Struct, frozen=True):
    """What will be loaded, and what was before: `kept` is the file whose rows are taken over."""

    folder: Path
    header: SetHeader
    files: tuple[CsvFile, ...]
    digest: str
    known_digest: str
    csv_bytes: int
    now_us: int
    kept: Path | None


def plan_import(folder: Path, known: KnownLoads, current: Path | None, settings: ImportSettings, now_us: int) -> Plan:
    """Tests a set against what is loaded. `current`: the file in force. Raises Refused(ImportRefusal)."""
    present = _present_files(folder, settings)
    header = _read_set_header(folder, now_us)
    for file in present:
        _check_header(folder, file)
    digest = _digest(folder, (SET_FILE, *present))
    last = known.get(header.source_system)
    if last is None or last[0] != digest:
        _check_order(header, last, present)
    csv_bytes = sum((folder / file.file_name).stat().st_size for file in present)
    starts_empty = header.kind == "full" and set(known) <= {header.source_system}
    kept = None if starts_empty else current
    known_digest = last[0] if last else ""
    return Plan(folder, header, present, digest, known_digest, csv_bytes, now_us, kept)


def guarded(data_dir: Path, settings: ImportSettings, progress: Progress, cancel: Cancel) -> Progress:
    """Progress that also stops a load: cancelled, or the disk running into the reserve that payments need."""

    def report(done: ImportProgress) -> None:
        if cancel():
            raise Refused(ImportRefusal.CANCELLED)
        require_free(data_dir, 0, settings)
        progress(done)

    return report


def _present_files(folder: Path, settings: ImportSettings) -> tuple[CsvFile, ...]:
    present = []
    for file in (SET_FILE, *FILES):
        path = folder / file.file_name
        if path.is_file():
            size = path.stat().st_size
            if size > settings.file_bytes_max:
                raise Refused(
                    ImportRefusal.FILE_TOO_LARGE, file=file.file_name, bytes=size, limit_bytes=settings.file_bytes_max
                )
            present.append(file)
    if SET_FILE not in present:
        raise Refused(ImportRefusal.FILE_MISSING, file=SET_FILE.file_name, folder=str(folder))
    return tuple(present[1:])


def _first_lines(folder: Path, file: CsvFile, count: int) -> list[list[str]]:
    csv.field_size_limit(FIELD_CHARACTERS_MAX)
    try:
        with (folder / file.file_name).open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            return [row for row, _ in zip(reader, range(count), strict=False)]
    except csv.Error as error:
        raise Refused(ImportRefusal.HEADER_WRONG, file=file.file_name, detail=str(error)) from error


def _check_header(folder: Path, file: CsvFile) -> None:
    lines = _first_lines(folder, file, 1)
    if not lines or tuple(lines[0]) != file.columns:
        found = ",".join(lines[0])[:200] if lines else ""
        raise Refused(
            ImportRefusal.HEADER_WRONG, file=file.file_name, expected=",".join(file.columns), found=ascii(found)
        )


def _read_set_header(folder: Path, now_us: int) -> SetHeader:
    _check_header(folder, SET_FILE)
    lines = [line for line in _first_lines(folder, SET_FILE, 3)[1:] if line]
    if len(lines) != 1 or len(lines[0]) != len(SET_FILE.columns):
        raise Refused(ImportRefusal.SET_WRONG, column="set.csv", found="")
    source_system, kind, as_of = lines[0]
    if not (0 < len(source_system) <= 20 and source_system.isascii() and source_system.replace("_", "").isalnum()):
        raise Refused(ImportRefusal.SET_WRONG, column="source_system", found=ascii(source_system[:40]))
    if kind not in ("full", "changes"):
        raise Refused(ImportRefusal.SET_WRONG, column="kind", found=ascii(kind[:40]))
    return SetHeader(source_system, kind, _instant(as_of, now_us))


def _instant(as_of: str, now_us: int) -> int:
    """UTC microseconds of an instant with its offset; a wrong year would make every later set look old."""
    try:
        moment = datetime.fromisoformat(as_of)
        if moment.tzinfo is None:
            raise ValueError("no offset from UTC")
        as_of_us = round(moment.timestamp() * MICROSECONDS)
        if not 0 < as_of_us < now_us + _AHEAD_US_MAX:
            raise ValueError("no moment of these years")
        return as_of_us
    except (ValueError, OverflowError) as error:
        raise Refused(ImportRefusal.SET_WRONG, column="as_of", found=ascii(as_of[:40])) from error


def _check_order(header: SetHeader, last: tuple[str, int] | None, present: tuple[CsvFile, ...]) -> None:
    if header.kind == "full":
        for file in FILES:
            if file.needed and file not in present:
                raise Refused(ImportRefusal.FILE_MISSING, file=file.file_name)
    elif last is None:
        raise Refused(ImportRefusal.NO_FULL_LOAD_YET, source_system=header.source_system)
    if last and header.as_of_us < last[1]:
        raise Refused(ImportRefusal.OLDER_THAN_LOADED, as_of_us=header.as_of_us, loaded_as_of_us=last[1])


def _digest(folder: Path, files: tuple[CsvFile, ...]) -> str:
    """SHA-256 over names and bytes of a set."""
    total = hashlib.sha256()
    for file in files:
        each = hashlib.sha256()
        with (folder / file.file_name).open("rb") as content:
            while chunk := content.read(_READ_BYTES):
                each.update(chunk)
        total.update(f"{file.file_name} {each.hexdigest()}\n".encode())
    return total.hexdigest()


def require_space(data_dir: Path, plan: Plan, settings: ImportSettings) -> None:
    kept_bytes = plan.kept.stat().st_size if plan.kept else 0
    require_free(data_dir, plan.csv_bytes * _SPACE_FACTOR + kept_bytes, settings)


def require_free(data_dir: Path, needed_bytes: int, settings: ImportSettings) -> None:
    """Refuses what would leave less than the reserve that payments live on. Raises Unavailable(DISK_FULL)."""
    free, needed = shutil.disk_usage(data_dir).free, needed_bytes + settings.free_bytes_reserve
    if free < needed:
        raise Unavailable(StoreFailure.DISK_FULL, free_bytes=free, needed_bytes=needed, folder=str(data_dir))


def unavailable(error: OSError) -> Unavailable:
    """What a failure of the system's says to a person."""
    code = StoreFailure.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreFailure.DISK_ERROR
    return Unavailable(code, detail=str(error.strerror))
