"""What riders are told of the routes and stops that are shown: one alert below another, nothing where there is none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.transit.service_alerts import ShownAlert
from ui.widgets.alert import Alert
from ui.widgets.layout import column

SHOWN_MAX = 3


class ServiceAlerts(QWidget):
    """Hidden while it has nothing to say; of many the newest."""

    def __init__(self) -> None:
        super().__init__()
        self.alerts = [Alert("warn", "") for _ in range(SHOWN_MAX)]
        column(*self.alerts, parent=self, spacing=6)
        self.set_alerts(())

    def set_alerts(self, alerts: Sequence[ShownAlert]) -> None:
        """Shows these."""
        shown = list(alerts)[-SHOWN_MAX:]
        for number, line in enumerate(self.alerts):
            line.setVisible(number < len(shown))
            if number < len(shown):
                line.set_words(f"{shown[number].about}:", shown[number].text)
        self.setVisible(bool(shown))
