"""One setting: what it is at the left, its control at the right, a quiet *Saved* when it was stored.

SettingRow(text("Size"), zoom_box, help=text("Everything in the window"))
"""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.side_by_side import SideBySide

CONTROL_WIDTH = 340
_TURN_UNDER = 520
_SAVED_MS = 2500


class SettingRow(QWidget):
    """At least 60 high, a line below; an error stands under the control. `last` leaves the line out."""

    def __init__(
        self, title: str, control: QWidget, *, help: str = "", last: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._last = last
        self.control = control
        self._saved_icon, self._saved = IconLabel("good", "good", size=16), Label(size=12, color="good-text")
        self._error_icon, self._error = IconLabel("bad", "bad", size=16), Label(color="bad", wrap=True)
        self._error_bar = QWidget()
        row(self._error_icon, self._error, parent=self._error_bar, spacing=6).setStretch(1, 1)
        said = row(Label(title, weight=500), self._saved_icon, self._saved, stretch(), spacing=6)
        words = QWidget()
        lines = column(stretch(), said, parent=words, spacing=1)
        if help:
            lines.addWidget(Label(help, size=12, color="muted", wrap=True))
        lines.addStretch(1)
        at_right = _ControlPlace()
        column(control, self._error_bar, parent=at_right, spacing=4)
        both = SideBySide(words, at_right, under=_TURN_UNDER, stretches=(1, 0), spacing=24)
        column(both, parent=self, margins=(16, 11))
        if not control.accessibleName():
            control.setAccessibleName(title)
        self._timer = QTimer(self, interval=_SAVED_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self._show_saved(False))
        self._show_saved(False)
        self._error_bar.hide()

    @property
    def error(self) -> str:
        """The sentence under the control; "" when all is well."""
        return self._error.text()

    def say_saved(self) -> None:
        """A quiet tick for a moment."""
        self.say_wrong("")
        self._show_saved(True)
        self._timer.start()

    def say_wrong(self, sentence: str) -> None:
        """What is wrong and what to do; "" takes it away."""
        self._error.setText(sentence)
        self._error_bar.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        if sentence:
            self._show_saved(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below."""
        if not self._last:
            QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))

    def _show_saved(self, shown: bool) -> None:
        self._saved.setText(text("Saved") if shown else "")
        self._saved_icon.setVisible(shown)


class _ControlPlace(QWidget):
    """Controls begin at one line and end at one line, where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The width of every control, or what a control with long words needs."""
        wanted = super().sizeHint()
        least = super().minimumSizeHint().width()
        return QSize(max(theme().px(CONTROL_WIDTH), least), wanted.height())

    def minimumSizeHint(self) -> QSize:
        """That width where the row is wide; the control's own where it is narrow."""
        least = super().minimumSizeHint()
        parent = self.parentWidget()
        narrow = parent is not None and parent.width() <= theme().px(_TURN_UNDER)
        return least if narrow else least.expandedTo(QSize(theme().px(CONTROL_WIDTH), 0))
