"""What is written down of a bug: where it happened and of which kind, and no value of the city's or its people's.

An error's own words often quote what it stumbled over: a name, a number typed, the parameters of a query. So they are
left out, but for kinds whose words speak of the program alone. `BugLog` keeps the reports in `bugs.log`.
"""

import logging
import platform
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.clock import MICROSECONDS
from ui.version import VERSION

LOG = "bugs.log"
LOG_BYTES_MAX = 1_000_000
_SPEAK_OF_THE_PROGRAM = (AttributeError, ImportError, NameError, RecursionError, TypeError, ZeroDivisionError)


def bug_report(error: BaseException) -> str:
    """Tracebacks of an error and of those that led to it, the first one first; source lines, no values."""
    links = [error]
    while (cause := links[-1].__cause__ or links[-1].__context__) is not None and cause not in links:
        links.append(cause)
    return "\nthen\n".join(_one(link) for link in reversed(links))


def _one(error: BaseException) -> str:
    kind = type(error)
    words = f": {error}" if isinstance(error, _SPEAK_OF_THE_PROGRAM) else ""
    return "".join(traceback.format_tb(error.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}{words}\n"


class BugLog(logging.Handler):
    """`bugs.log` in the data folder: reports, and what the lanes log as errors. One older log of 1 MB is kept too.

    A disk that takes nothing more is no reason to stop working: then the report is lost.
    """

    def __init__(self, folder: Path, now_us: Callable[[], int]) -> None:
        super().__init__(logging.ERROR)
        self._path, self._now_us = folder / LOG, now_us

    def write(self, report: str) -> None:
        """Adds a report with its instant (UTC), the program's version and the system's."""
        at = datetime.fromtimestamp(self._now_us() / MICROSECONDS, UTC).isoformat(timespec="seconds")
        heading = f"{at}  Civic Counter {VERSION}, Python {platform.python_version()}, {platform.system()}"
        with suppress(OSError):
            if self._path.exists() and self._path.stat().st_size > LOG_BYTES_MAX:
                self._path.replace(self._path.with_suffix(".old.log"))
            with self._path.open("a", encoding="utf-8") as log:
                log.write(f"{heading}\n{report}\n")

    def emit(self, record: logging.LogRecord) -> None:
        """What a lane logged: its own words without their values, and the bug behind it."""
        error = record.exc_info[1] if record.exc_info else None
        self.write(f"{record.name}: {record.msg}\n" + (bug_report(error) if error is not None else ""))
