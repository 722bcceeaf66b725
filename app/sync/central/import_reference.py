"""`central import`: the city's CSV set into the centre, from where the workstations have it.

The set is read, checked and rejected by the same code as at a workstation (`app/accounts/build_reference.py`), into an
encrypted file that is thrown away; then only rows that differ are written to the centre, in one transaction: whole or
not at all. The same set twice changes nothing. While the rows are staged no transaction stays open, so the feed of
facts waits for the last step alone.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.accounts.build_reference import Build, table_of
from app.accounts.import_plan import Plan, guarded, plan_import, require_space, unavailable
from app.accounts.import_rows import Row
from app.accounts.import_types import FileResult, ImportProgress, ImportResult, ImportSettings, settings_from
from app.clock import Clock, SystemClock, local_date
from app.ids import Ids, SystemIds
from app.policies import Policies
from app.store.database import KEY_BYTES, storage_failures
from app.sync.central.connection import connected
from app.sync.central.mentioned_rows import mentioned_rows
from app.sync.central.merge_reference import Merge

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

Progress = Callable[[ImportProgress], None]
ONE_AT_A_TIME = 0x636976696364
"""The advisory lock of an import; a second one waits for the first."""


class _Set(NamedTuple):
    """What one import works with."""

    plan: Plan
    settings: ImportSettings
    report: Progress
    scratch: Path
    key: bytes


def import_reference(
    dsn: str,
    folder: Path,
    progress: Progress | None = None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    settings: ImportSettings | None = None,
) -> ImportResult:
    """Loads the set in `folder` into the centre.

    Raises Refused(ImportRefusal), Unavailable(CentralFailure or StoreFailure): in each case nothing has changed.
    """
    clock, ids = clock or SystemClock(), ids or SystemIds()
    settings = settings or _settings(clock)
    try:
        with connected(dsn) as connection, tempfile.TemporaryDirectory(prefix="civic-counter-") as scratch:
            connection.execute("SELECT pg_advisory_lock(%s)", (ONE_AT_A_TIME,))
            plan = plan_import(folder, _known_loads(connection), None, settings, clock.now_us())
            connection.commit()
            if plan.known_digest == plan.digest:
                return ImportResult(False, plan.header.source_system, plan.header.as_of_us)
            report = guarded(Path(scratch), settings, progress or (lambda _: None), lambda: False)
            require_space(Path(scratch), plan, settings)
            with storage_failures():
                return _load(connection, _Set(plan, settings, report, Path(scratch), ids.random_bytes(KEY_BYTES)))
    except OSError as error:
        raise unavailable(error) from error


def _settings(clock: Clock) -> ImportSettings:
    return settings_from(Policies().at("reference_import", local_date(clock.now_us(), "UTC")).values)


def _load(connection: "Connection", given: _Set) -> ImportResult:
    plan, settings, report, scratch, key = given
    build = Build(scratch / "set.db", key, plan.folder, plan.csv_bytes, settings, report)
    try:
        known: dict[str, Iterable[Row]] = {}
        if plan.header.kind == "changes":
            known = mentioned_rows(connection, plan)
        build.begin(None, plan.header.source_system, replace=False, known=known)
        build.load_files(plan.files)
        build.check_shares()
        return _merge(connection, build, plan, report)
    finally:
        build.close()


def _merge(connection: "Connection", build: Build, plan: Plan, report: Progress) -> ImportResult:
    merge = Merge(connection, plan.header, {table_of(file).name for file in plan.files})
    _stage(merge, build, plan, report)
    merge.write(lambda table, done, total: report(ImportProgress(table, done, total)))
    for n, file in enumerate(build.results):
        build.results[n] = _counted(file, *merge.counts[table_of(plan.files[n]).name])
    result = build.result(plan.header.source_system, plan.header.as_of_us, changed=merge.changed)
    if merge.changed:
        merge.record(plan.digest, plan.now_us, result.row_count, result.rejected)
    else:
        connection.rollback()
    return result


def _stage(merge: Merge, build: Build, plan: Plan, report: Progress) -> None:
    total = max(1, sum(file.inserted + file.updated + file.unchanged for file in build.results))
    done = 0

    def counted(batches: Iterator[list[Row]]) -> Iterator[list[Row]]:
        nonlocal done
        for rows in batches:
            yield rows
            done += len(rows)
            report(ImportProgress("staging", done, total))

    for file in plan.files:
        merge.stage(table_of(file).name, counted(build.named(table_of(file).name)))


def _counted(file: FileResult, inserted: int, updated: int) -> FileResult:
    """The file's result as the centre saw it: what its rows were there."""
    good = file.inserted + file.updated + file.unchanged
    return msgspec.structs.replace(file, inserted=inserted, updated=updated, unchanged=good - inserted - updated)


def _known_loads(connection: "Connection") -> dict[str, tuple[str, int]]:
    rows = connection.execute(
        "SELECT s.name, l.digest, l.as_of_us FROM counter.reference_load l "
        "JOIN counter.reference_source_system s ON s.id = l.source_id ORDER BY l.id"
    )
    return {name: (digest, as_of_us) for name, digest, as_of_us in rows}
