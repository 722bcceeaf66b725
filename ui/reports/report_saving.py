"""Saving the report that is shown as a file: in the background, after a second with words, and to be given up.

A thousand receipts as PDF take some seconds, page by page; a save that is given up ends with the page that is being
laid out, and leaves no file.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path

from app.lanes import Task, current_task
from app.reports.report import Report
from printing.reports.save_report import FileKind, save_report
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.operations import Failure
from ui.widgets.progress_strip import ProgressStrip

LANE = "report-file"


class ReportSaving(ProgressStrip):
    """One save after another. `saved` is told the file, `failed` why there is none."""

    def __init__(
        self, context: WindowContext, saved: Callable[[Path], None], failed: Callable[[Failure], None]
    ) -> None:
        super().__init__()
        self._context, self._saved, self._failed = context, saved, failed
        self._task: Task[Path] | None = None
        self._waiting: list[tuple[Report, FileKind]] = []

    @property
    def under_way(self) -> bool:
        """Is a file being made?"""
        return self._task is not None

    def save(self, report: Report, kind: FileKind) -> None:
        """Begins, or waits for the file that is being made."""
        if self._task is not None:
            self._waiting.append((report, kind))
            return
        language = current_language()
        self._task = self._context.operations.background(
            self,
            LANE,
            lambda _services: save_report(report, kind, language, on_page=_go_on),
            self._done,
            self._not_done,
        )
        self.begin(text("The file is being made"), cancel=self.give_up)

    def give_up(self) -> None:
        """No file comes of it, nor of those that wait."""
        self._waiting.clear()
        if self._task is not None:
            self._task.interrupt()
            self._end()

    def _done(self, path: Path) -> None:
        self._end()
        self._saved(path)

    def _not_done(self, failure: Failure) -> None:
        self._end()
        self._failed(failure)

    def _end(self) -> None:
        self._task = None
        self.end()
        if self._waiting:
            self.save(*self._waiting.pop(0))


def _go_on() -> None:
    """Raises CancelledError once nobody waits for the file any more."""
    task = current_task()
    if task is not None and task.interrupted:
        raise CancelledError
