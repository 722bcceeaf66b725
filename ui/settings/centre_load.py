"""How the city's data comes from the central database: a load with progress, what stopped it, or that it follows."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.accounts.import_types import ImportRefusal
from app.sync.reference_place import Followed
from app.sync.reference_turns import ReferenceStanding
from app.sync.running import Sync
from resources.texts import text
from ui.error_messages import sentence
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.layout import column, row, stretch
from ui.widgets.progress_strip import ProgressStrip

LOOK_MS = 500


class CentreLoad(QWidget):
    """Looks at the sync's reference turns while it is shown; empty where this workstation works alone."""

    def __init__(self, sync: Sync, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sync, self.busy = sync, False
        self.strip = ProgressStrip()
        self.result = Alert("plain", "")
        self.again_button = Button(text("Go on loading"), icon="refresh")
        self.again_button.clicked.connect(self._load_again)
        column(self.strip, self.result, row(self.again_button, stretch()), parent=self, spacing=8)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.look()

    @property
    def has_centre(self) -> bool:
        """Whether the city's data comes from a centre at all."""
        return self._sync.reference is not None

    def look(self) -> None:
        """Shows how it stands now."""
        turns = self._sync.reference
        standing = turns.standing if turns is not None else ReferenceStanding()
        self._show_load(standing)
        self._show_words(standing)
        self.again_button.setVisible(standing.failure is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it looks again and again."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def _show_load(self, standing: ReferenceStanding) -> None:
        turns, load = self._sync.reference, standing.loading
        was_busy, self.busy = self.busy, load is not None
        if load is None or turns is None:
            self.strip.end()
            return
        if not was_busy:
            self.strip.begin(text("The city's data comes from the central database"), turns.cancel)
        self.strip.set_progress(load.done, load.total)

    def _show_words(self, standing: ReferenceStanding) -> None:
        shown = True
        if standing.failure is not None and standing.failure.code is ImportRefusal.CANCELLED:
            self.result.set_words(text("Stopped."), text("What has come stays here."), tone="plain", icon="info")
        elif standing.failure is not None:
            self.result.set_words(sentence(standing.failure), text("It is tried again by itself."), tone="warn")
        elif standing.followed in (Followed.UP_TO_DATE, Followed.MORE):
            self.result.set_words(text("Follows the central database."), "", tone="good")
        elif standing.followed is Followed.NOTHING_THERE:
            self.result.set_words(text("The central database has no city data yet."), "", tone="plain", icon="info")
        else:
            shown = False
        self.result.setVisible(shown and self.has_centre)

    def _load_again(self) -> None:
        if self._sync.reference is not None:
            self._sync.reference.load_again()
            self._sync.exchange_now()
