"""That something is being done: nothing for 300 ms, then a quiet bar, after a second words, progress and Cancel.

strip = ProgressStrip()
strip.begin(text("Reading the bills"), cancel=operation.cancel)
strip.set_progress(300, 5000)          # done of all; without it the bar runs to and fro
strip.end()
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

QUIET_AFTER_MS = 300
WORDS_AFTER_MS = 1000
_STEP_MS = 40


class ProgressBar(QWidget):
    """A bar of 3 px: a share of the whole, or a piece that runs to and fro while the whole is unknown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: float | None = None
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._run)
        hold(self, height=3)

    def start(self) -> None:
        """Begins to run."""
        self.share = None
        self._timer.start()

    def stop(self) -> None:
        """Stands still."""
        self._timer.stop()

    def set_share(self, share: float) -> None:
        """Shows 0.0 to 1.0."""
        self._timer.stop()
        self.share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part that is done, over a line."""
        painter, width = QPainter(self), self.width()
        painter.fillRect(self.rect(), theme().color("line"))
        if self.share is not None:
            painter.fillRect(QRectF(0, 0, width * self.share, self.height()), theme().color("accent"))
            return
        piece = width * 0.25
        there = abs((self._step % 100) / 50 - 1) * (width - piece)
        painter.fillRect(QRectF(there, 0, piece, self.height()), theme().color("accent"))

    def _run(self) -> None:
        self._step += 1
        self.update()


class ProgressStrip(QWidget):
    """Takes no room until it shows; one thing at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = ProgressBar()
        self._words = Label(color="muted", elide=True)
        self.cancel_button = Button(text("Cancel"), size="quiet")
        self._below = QWidget()
        row(self._words, stretch(), self.cancel_button, parent=self._below)
        column(self.bar, self._below, parent=self, spacing=4)
        self._cancel: Callable[[], None] | None = None
        self._quiet, self._loud = self._timer(QUIET_AFTER_MS), self._timer(WORDS_AFTER_MS)
        self._quiet.timeout.connect(self._show_bar)
        self._loud.timeout.connect(self._show_words)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.hide()

    def begin(self, words: str, cancel: Callable[[], None] | None = None) -> None:
        """Starts waiting; `cancel` is offered after a second."""
        self._cancel = cancel
        self._words.setText(words)
        self.setAccessibleName(words)
        self.cancel_button.setVisible(cancel is not None)
        self.cancel_button.setEnabled(True)
        self._below.hide()
        self._quiet.start()
        self._loud.start()

    def set_progress(self, done: int, whole: int) -> None:
        """Shows how much is done; a whole of 0 is unknown."""
        if whole > 0:
            self.bar.set_share(done / whole)

    def end(self) -> None:
        """Takes the strip away."""
        self._quiet.stop()
        self._loud.stop()
        self.bar.stop()
        self._cancel = None
        self.hide()

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        return timer

    def _show_bar(self) -> None:
        if self.bar.share is None:
            self.bar.start()
        self.show()

    def _show_words(self) -> None:
        self._below.show()

    def _on_cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        if self._cancel is not None:
            self._cancel()
