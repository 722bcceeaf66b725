"""The timetable and planner of one workstation, opened when somebody first asks and kept until another is in force.

A start need not know them: whatever reads timetables (NumPy) is imported here, by the question that needs it.
"""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Refused
from app.transit.refusals import PlanRefusal

if TYPE_CHECKING:
    from app.transit.places import Places
    from app.transit.planner import Planner


class Hub:
    """Safe to ask from every lane."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._kept: tuple[Planner, Places] | None = None

    def planner(self, policy: Mapping[str, Any]) -> "Planner":
        """Plans on the timetable in force; `policy` are the values of `trip_planning`. Raises Refused, NO_TIMETABLE."""
        return self._current(policy)[0]

    def places(self, policy: Mapping[str, Any]) -> "Places":
        """The stops by name, of the same timetable. Raises Refused, NO_TIMETABLE."""
        return self._current(policy)[1]

    def _current(self, policy: Mapping[str, Any]) -> "tuple[Planner, Places]":
        from app.transit.places import Places
        from app.transit.planner import Planner
        from app.transit.timetable_files import TimetableFiles
        from app.transit.walking import settings_from

        settings = settings_from(policy)
        with self._guard:
            files = TimetableFiles(self._folder)
            kept = self._kept
            if kept is not None and kept[0].settings == settings and files.newest() == kept[0].timetable.path:
                return kept
            timetable = files.current()
            if timetable is None:
                raise Refused(PlanRefusal.NO_TIMETABLE)
            if kept is None or kept[0].settings != settings or kept[0].timetable.path != timetable.path:
                self._kept = kept = (Planner(timetable, settings), Places(timetable))
            return kept
