"""Makes a GTFS zip the timetable of this workstation: `civic-counter transit import ZIP`.

Whole or not at all: the feed is read and validated, compiled beside, opened once as a proof, and only then in
force. A feed that stops (`findings`) changes nothing. The same zip twice changes nothing. What an agency publishes is
nobody's private data and no money, so this is no fact; each workstation keeps a file that can be made again.
"""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from app.errors import Refused, Unavailable
from app.store.database import StoreFailure
from app.store.process_lock import ProcessLock
from app.transit.compile_timetable import Arrays, compile_timetable
from app.transit.feed import Feed
from app.transit.feed_zip import FeedZip
from app.transit.findings import Code, Finding, Findings, stops
from app.transit.lay_out_trips import lay_out
from app.transit.read_feed import FeedReader
from app.transit.timetable import Timetable
from app.transit.timetable_file import write_timetable
from app.transit.timetable_files import TimetableFiles
from app.transit.types import (
    Cancel,
    FeedSettings,
    ImportedTimetable,
    Progress,
    TimetableRefusal,
    TimetableSummary,
)

_LOCK = "timetable"
_CHUNK = 1 << 20


def import_timetable(
    feed_path: Path,
    folder: Path,
    today: date,
    settings: FeedSettings | None = None,
    progress: Progress = lambda _step, _done, _total: None,
    cancel: Cancel = lambda: False,
) -> ImportedTimetable:
    """Raises Refused(TimetableRefusal), FEED_WRONG with `findings`, and Unavailable: nothing has changed then."""
    settings = settings or FeedSettings()
    lock = ProcessLock(folder, _LOCK)
    lock.acquire()
    try:
        return _import(feed_path, TimetableFiles(folder), today, settings, _Steps(progress, cancel))
    except OSError as error:
        raise Unavailable(StoreFailure.DISK_ERROR, detail=error.strerror) from error
    finally:
        lock.release()


class _Steps:
    """Tells how far it is and stops where somebody cancelled."""

    def __init__(self, progress: Progress, cancel: Cancel) -> None:
        self._progress, self._cancel = progress, cancel

    def tell(self, step: str, done: int, total: int) -> None:
        """Raises Refused, CANCELLED."""
        if self._cancel():
            raise Refused(TimetableRefusal.CANCELLED)
        self._progress(step, min(done, total), total)


def _import(
    feed_path: Path, files: TimetableFiles, today: date, settings: FeedSettings, steps: _Steps
) -> ImportedTimetable:
    findings = Findings()
    zipped = FeedZip(feed_path, settings, findings)
    try:
        digest = _digest(feed_path)
        before = files.current()
        if before is not None and before.summary.digest == digest:
            expiry = (*expiry_findings(before.summary, today, settings.expiry_warning_days),)
            return ImportedTimetable(False, before.summary, expiry)
        total = zipped.total_bytes
        feed = FeedReader(zipped, settings, findings, lambda done: steps.tell("reading", done, total)).read()
    finally:
        zipped.close()
    steps.tell("compiling", 0, 2)
    arrays = compile_timetable(feed, lay_out(feed, findings), settings, findings)
    if stops(findings.all()):
        raise Refused(TimetableRefusal.FEED_WRONG, findings=findings.all())
    steps.tell("compiling", 1, 2)
    summary = _summary(feed, arrays, digest)
    path = files.next_path()
    write_timetable(path, summary, feed.calendar.first_on.toordinal(), arrays)
    Timetable(path)
    files.remove_old()
    steps.tell("compiling", 2, 2)
    return ImportedTimetable(
        True, summary, (*findings.all(), *expiry_findings(summary, today, settings.expiry_warning_days))
    )


def expiry_findings(summary: TimetableSummary, today: date, warning_days: int) -> list[Finding]:
    """Whether the timetable ends soon, has ended, or has not begun."""
    if summary.last_on < today:
        return [Finding(Code.EXPIRED, value=summary.last_on.isoformat())]
    if summary.first_on > today:
        return [Finding(Code.NOT_YET_IN_FORCE, value=summary.first_on.isoformat())]
    if summary.last_on - today < timedelta(days=warning_days):
        return [Finding(Code.EXPIRES_SOON, value=summary.last_on.isoformat())]
    return []


def _summary(feed: Feed, arrays: Arrays, digest: str) -> TimetableSummary:
    used = np.unique([trip.service for trip in feed.trips])
    days = np.flatnonzero(feed.calendar.runs[used].any(axis=0))
    return TimetableSummary(
        tuple(agency.name for agency in feed.agencies),
        feed.agencies[0].time_zone,
        feed.version,
        digest,
        feed.calendar.first_on + timedelta(days=int(days[0])),
        feed.calendar.first_on + timedelta(days=int(days[-1])),
        len(feed.routes),
        sum(not stop.is_station for stop in feed.stops),
        len(arrays["run_trip"]),
        len(arrays["arrival"]),
    )


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
    return whole.hexdigest()
