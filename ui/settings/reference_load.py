"""Loading the city's data: a folder's CSV set or the demo city, with progress, cancel and a result in plain words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.accounts.import_types import ImportProgress, ImportRefusal, ImportResult
from app.bootstrap import Edges, load_reference
from app.demo import DemoChoices, load_city
from app.errors import Refused
from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.operations import Failure, Operations
from ui.progress import Progress
from ui.widgets.alert import Alert
from ui.widgets.layout import column
from ui.widgets.progress_strip import ProgressStrip

LANE = "reference-import"


class ReferenceLoad(QWidget):
    """`loaded` brings the ImportResult; `busy_changed` tells whether a load runs. Payments go on meanwhile."""

    loaded = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._progress: Progress | None = None
        self.strip = ProgressStrip()
        self.result = Alert("plain", "")
        column(self.strip, self.result, parent=self, spacing=8)
        self.result.hide()

    @property
    def busy(self) -> bool:
        """Whether a load runs."""
        return self._progress is not None

    def load_folder(self, folder: Path) -> None:
        """Loads the set in a folder."""
        self._begin(text("Reading the set"), lambda services, at: _load_folder(services, folder, at))

    def load_demo(self, accounts: int = DemoChoices().accounts) -> None:
        """Makes and loads the demo city."""
        self._begin(text("Making the city"), lambda services, at: _load_demo(services, accounts, at))

    def cancel(self) -> None:
        """Stops the load; what was in use stays in use."""
        if self._progress is not None:
            self._progress.cancel()

    def _begin(self, words: str, work: Callable[[Services, Progress], ImportResult]) -> None:
        if self._progress is not None:
            return
        progress = self._progress = Progress(self)
        progress.moved.connect(self._moved)
        self.result.hide()
        self.strip.begin(words, self.cancel)
        self.busy_changed.emit(True)
        self._operations.background(self, LANE, lambda services: work(services, progress), self._done, self._failed)

    def _moved(self, step: str, share: float) -> None:
        self.strip.set_progress(round(share * 1000), 1000)

    def _end(self) -> None:
        self.strip.end()
        if self._progress is not None:
            self._progress.deleteLater()
        self._progress = None
        self.busy_changed.emit(False)

    def _done(self, result: ImportResult) -> None:
        self._end()
        if not result.changed:
            self._say(text("This set is loaded already."), text("Nothing was changed."))
        elif result.rejected:
            rest = text("Each with its line and why: {folder}", folder=result.rejects_folder)
            said = text(
                "{rows} rows loaded, {bad} could not be used.", rows=_n(result.row_count), bad=_n(result.rejected)
            )
            self.result.set_words(said, rest, tone="warn")
        else:
            self.result.set_words(text("{rows} rows loaded.", rows=_n(result.row_count)), "", tone="good")
        self.result.show()
        self.loaded.emit(result)

    def _failed(self, failure: Failure) -> None:
        self._end()
        if failure.code is ImportRefusal.CANCELLED:
            self._say(text("Cancelled."), text("Nothing was changed."))
        else:
            folder = failure.values.get("folder")
            rejects = failure.code is ImportRefusal.TOO_MANY_REJECTS and folder
            rest = text("Each row with its line and why: {folder}", folder=folder) if rejects else ""
            self.result.set_words(sentence(failure), rest, tone="bad")
        self.result.show()

    def _say(self, fact: str, rest: str) -> None:
        self.result.set_words(fact, rest, tone="plain", icon="info")


def _load_folder(services: Services, folder: Path, progress: Progress) -> ImportResult:
    edges = Edges(services.clock, services.ids, services.policies, services.keys)

    def tell(at: ImportProgress) -> None:
        progress.tell(at.step, at.done, at.total)

    return load_reference(services.folder, folder, tell, progress.is_cancelled, edges)


def _load_demo(services: Services, accounts: int, progress: Progress) -> ImportResult:
    def tell(step: str, done: int, whole: int) -> None:
        if progress.is_cancelled():
            raise Refused(ImportRefusal.CANCELLED)
        half = 0 if step == "city" else whole
        progress.tell(step, done + half, 2 * whole)

    return load_city(services, DemoChoices(accounts=accounts), tell)


def _n(count: int) -> str:
    return f"{count:,}"
