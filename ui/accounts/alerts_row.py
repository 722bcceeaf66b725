"""What must be seen first: the alerts in force, side by side, below each other where there is no room."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.accounts.types import Alert as AccountAlert
from ui.accounts.words import alert_words
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.layout import row

_LEAST_WIDTH = 400
"""An alert that would be narrower than this stands on a line of its own."""


class AlertsRow(QWidget):
    """Takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alerts: list[Alert] = []
        self._line = row(parent=self, spacing=12)
        self.hide()

    def show_alerts(self, alerts: Sequence[AccountAlert]) -> None:
        """Shows these."""
        for old in self._alerts:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        words = [alert_words(alert) for alert in alerts]
        self._alerts = [Alert(each.tone, each.fact, each.rest, icon=each.icon) for each in words]
        for alert in self._alerts:
            self._line.addWidget(alert, 1)
        self.setVisible(bool(words))
        self._turn()

    @property
    def words(self) -> list[str]:
        """What is said."""
        return [alert.words for alert in self._alerts]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or below each other."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        fits = self.width() >= len(self._alerts) * theme().px(_LEAST_WIDTH)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
