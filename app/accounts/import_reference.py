"""Loads the city's CSV set into a new reference file and swaps it in: `civic-counter import DIR`.

The rule: whole or not at all. A bad row goes to the reject file with its line and reason; if more of one file's rows
are bad than the stated share, nothing is changed. The same set twice changes nothing. The file is made aside, so a
crash, a full disk or a cancel at any moment leaves the old one in force, and a payment never waits for a load.
Format: docs/reference-data.md. `full` replaces all rows of its source system, `changes` adds to them and corrects them.
"""

import csv
import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from app.accounts.build_reference import Build
from app.accounts.csv_set import FIELD_CHARACTERS_MAX, FILES, SET_FILE, CsvFile
from app.accounts.import_types import ImportProgress, ImportRefusal, ImportResult, ImportSettings
from app.clock import MICROSECONDS, Clock, SystemClock
from app.errors import Refused, Unavailable
from app.store.database import StoreFailure, storage_failures
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles

Progress = Callable[[ImportProgress], None]
Cancel = Callable[[], bool]
_READ_BYTES = 1024 * 1024
_AHEAD_US_MAX = 366 * 86_400 * MICROSECONDS
_NICENESS = 10
_SPACE_FACTOR = 2
"""A reference file needs up to this many times the bytes of the CSV set, indexes included (measured: 1.0 to 1.3)."""


def make_way() -> None:
    """Lets every other program go first; for a process that does nothing but load, such as the command."""
    lower = getattr(os, "nice", None)  # Windows has no such call; there the system's own scheduling serves
    if lower is not None:
        lower(_NICENESS)


class SetHeader(msgspec.Struct, frozen=True):
    """What set.csv says: whose rows, a `full` set or `changes`, and the instant that they speak of."""

    source_system: str
    kind: str
    as_of_us: int


def import_reference(
    folder: Path,
    data_dir: Path,
    key: bytes,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    *,
    clock: Clock | None = None,
    settings: ImportSettings | None = None,
) -> ImportResult:
    """Loads the set in `folder` into `data_dir`; `key` is the database key (32 bytes).

    Raises Refused(ImportRefusal) and Unavailable(StoreFailure): in both cases nothing has changed.
    """
    settings, clock = settings or ImportSettings(), clock or SystemClock()
    lock = ProcessLock(data_dir, "reference")
    lock.acquire()
    files = ReferenceFiles(data_dir, key)
    try:
        with storage_failures():
            plan = _plan(folder, files, settings, clock.now_us())
            if plan.known_digest == plan.digest:
                source, as_of_us = plan.header.source_system, plan.header.as_of_us
                return ImportResult(changed=False, source_system=source, as_of_us=as_of_us)
            return _build_aside(plan, files, settings, progress or (lambda _: None), cancel or (lambda: False))
    except OSError as error:
        raise _unavailable(error) from error
    finally:
        files.close()
        lock.release()


class _Plan(msgspec.Struct, frozen=True):
    """What will be loaded, and what was before: `kept` is the file whose rows are taken over."""

    folder: Path
    header: SetHeader
    files: tuple[CsvFile, ...]
    digest: str
    known_digest: str
    csv_bytes: int
    now_us: int
    kept: Path | None


def _plan(folder: Path, files: ReferenceFiles, settings: ImportSettings, now_us: int) -> _Plan:
    """Everything that can be refused before a byte is written."""
    present = _present_files(folder, settings)
    header = _read_set_header(folder, now_us)
    for file in present:
        _check_header(folder, file)
    known = _known_loads(files)
    digest = _digest(folder, (SET_FILE, *present))
    last = known.get(header.source_system)
    if last is None or last[0] != digest:
        _check_order(header, last, present)
    csv_bytes = sum((folder / file.file_name).stat().st_size for file in present)
    starts_empty = header.kind == "full" and set(known) <= {header.source_system}
    kept = None if starts_empty else files.current()
    known_digest = last[0] if last else ""
    return _Plan(folder, header, present, digest, known_digest, csv_bytes, now_us, kept)


def _build_aside(
    plan: _Plan, files: ReferenceFiles, settings: ImportSettings, progress: Progress, cancel: Cancel
) -> ImportResult:
    before = files.current()
    if before is not None:
        files.remove_others(before)  # what a crash left
    _require_space(files.folder, plan, settings)
    path = files.next_path()
    build = Build(
        path, files.key, plan.folder, plan.csv_bytes, settings, _guarded(files.folder, settings, progress, cancel)
    )
    try:
        result = _fill(build, plan)
        build.close()
        if result.changed:
            files.close()  # an open file could not be removed on Windows
            files.swap_in(path)
    finally:
        build.close()
        if files.current() != path:
            path.unlink(missing_ok=True)
    return result


def _fill(build: Build, plan: _Plan) -> ImportResult:
    header = plan.header
    build.begin(plan.kept, header.source_system, replace=header.kind == "full" and plan.kept is not None)
    build.load_files(plan.files)
    build.check_shares()
    changed = build.finish(header.kind, header.as_of_us, plan.digest, plan.now_us)
    return ImportResult(
        changed=changed,
        source_system=header.source_system,
        as_of_us=header.as_of_us,
        files=tuple(build.results),
        rejects_folder=build.rejects_folder if any(file.rejected for file in build.results) else None,
    )


def _guarded(data_dir: Path, settings: ImportSettings, progress: Progress, cancel: Cancel) -> Progress:
    """Progress that also stops a load: cancelled, or the disk running into the reserve that payments need."""

    def report(done: ImportProgress) -> None:
        if cancel():
            raise Refused(ImportRefusal.CANCELLED)
        _require_free(data_dir, 0, settings)
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


def _known_loads(files: ReferenceFiles) -> dict[str, tuple[str, int]]:
    """{source system: (digest, as-of) of its last load} in the file in force."""
    if files.current() is None:
        return {}
    with files.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.name, l.digest, l.as_of_us FROM load l JOIN source_system s ON s.id = l.source_id ORDER BY l.id"
        )
        return {name: (digest, as_of_us) for name, digest, as_of_us in rows}


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


def _require_space(data_dir: Path, plan: _Plan, settings: ImportSettings) -> None:
    kept_bytes = plan.kept.stat().st_size if plan.kept else 0
    _require_free(data_dir, plan.csv_bytes * _SPACE_FACTOR + kept_bytes, settings)


def _require_free(data_dir: Path, needed_bytes: int, settings: ImportSettings) -> None:
    """Refuses what would leave less than the reserve that payments live on. Raises Unavailable(DISK_FULL)."""
    free, needed = shutil.disk_usage(data_dir).free, needed_bytes + settings.free_bytes_reserve
    if free < needed:
        raise Unavailable(StoreFailure.DISK_FULL, free_bytes=free, needed_bytes=needed, folder=str(data_dir))


def _unavailable(error: OSError) -> Unavailable:
    code = StoreFailure.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreFailure.DISK_ERROR
    return Unavailable(code, detail=str(error.strerror))
