"""The timetables of a workstation's folder: files `timetable-<n>.transit`, the highest number that opens is in force.

A new one is written beside and renamed to the next number, so an open file is never replaced and readers that are
answering go on with the one they have. The one before stays until the next import, in case the newest is damaged.
"""

import threading
from contextlib import suppress
from pathlib import Path

from app.transit.timetable import Timetable
from app.transit.timetable_file import DamagedTimetable

_PREFIX, _SUFFIX = "timetable-", ".transit"


class TimetableFiles:
    """Finds and opens them. Safe to ask from every lane."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._opened: Timetable | None = None

    def current(self) -> Timetable | None:
        """The timetable in force; None before the first import."""
        with self._guard:
            for path in reversed(self._paths()):
                if self._opened is not None and self._opened.path == path:
                    return self._opened
                with suppress(DamagedTimetable, OSError):
                    self._opened = Timetable(path)
                    return self._opened
            return None

    def newest(self) -> Path | None:
        """The file that would be tried first; None where there is none."""
        return max(self._paths(), key=_number, default=None)

    def next_path(self) -> Path:
        """The name that the next import takes."""
        return self._folder / f"{_PREFIX}{max(map(_number, self._paths()), default=0) + 1}{_SUFFIX}"

    def remove_old(self) -> None:
        """All but the newest two; one that is still open (Windows) goes the next time."""
        for path in [*self._paths()[:-2], *self._folder.glob(f"{_PREFIX}*.new")]:
            with suppress(OSError):
                path.unlink()

    def _paths(self) -> list[Path]:
        found = (
            path for path in self._folder.glob(f"{_PREFIX}*{_SUFFIX}") if path.stem.removeprefix(_PREFIX).isdecimal()
        )
        return sorted(found, key=_number)


def _number(path: Path) -> int:
    return int(path.stem.removeprefix(_PREFIX))
