"""Loads the city's CSV set into a new reference file and swaps it in: `civic-counter import DIR`.

The rule: whole or not at all. A bad row goes to the reject file with its line and reason; if more of one file's rows
are bad than the stated share, nothing is changed. The same set twice changes nothing. The file is made aside, so a
crash, a full disk or a cancel at any moment leaves the old one in force, and a payment never waits for a load.
Format: docs/reference-data.md. `full` replaces all rows of its source system, `changes` adds to them and corrects them.
"""

import os
from pathlib import Path

from app.accounts.build_reference import Build
from app.accounts.import_plan import Cancel, Plan, Progress, guarded, plan_import, require_space, unavailable
from app.accounts.import_types import ImportResult, ImportSettings
from app.clock import Clock, SystemClock
from app.store.database import storage_failures
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles

_NICENESS = 10


def make_way() -> None:
    """Lets every other program go first; for a process that does nothing but load, such as the command."""
    lower = getattr(os, "nice", None)  # Windows has no such call; there the system's own scheduling serves
    if lower is not None:
        lower(_NICENESS)


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
            plan = plan_import(folder, _known_loads(files), files.current(), settings, clock.now_us())
            if plan.known_digest == plan.digest:
                source, as_of_us = plan.header.source_system, plan.header.as_of_us
                return ImportResult(changed=False, source_system=source, as_of_us=as_of_us)
            return _build_aside(plan, files, settings, progress or (lambda _: None), cancel or (lambda: False))
    except OSError as error:
        raise unavailable(error) from error
    finally:
        files.close()
        lock.release()


def _build_aside(
    plan: Plan, files: ReferenceFiles, settings: ImportSettings, progress: Progress, cancel: Cancel
) -> ImportResult:
    before = files.current()
    if before is not None:
        files.remove_others(before)  # what a crash left
    require_space(files.folder, plan, settings)
    path = files.next_path()
    build = Build(
        path, files.key, plan.folder, plan.csv_bytes, settings, guarded(files.folder, settings, progress, cancel)
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


def _fill(build: Build, plan: Plan) -> ImportResult:
    header = plan.header
    build.begin(plan.kept, header.source_system, replace=header.kind == "full" and plan.kept is not None)
    build.load_files(plan.files)
    build.check_shares()
    changed = build.finish(header.kind, header.as_of_us, plan.digest, plan.now_us)
    return build.result(header.source_system, header.as_of_us, changed=changed)


def _known_loads(files: ReferenceFiles) -> dict[str, tuple[str, int]]:
    """{source system: (digest, as-of) of its last load} in the file in force."""
    if files.current() is None:
        return {}
    with files.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.name, l.digest, l.as_of_us FROM load l JOIN source_system s ON s.id = l.source_id ORDER BY l.id"
        )
        return {name: (digest, as_of_us) for name, digest, as_of_us in rows}
