"""Service alerts of the route that is shown: F11 writes one in a form above the timetable, Ctrl+Del ends the newest."""

from PySide6.QtCore import QObject, Signal

from app.changed import Changed
from app.identity.permissions import Permission, may
from app.transit import end_alert, give_alert
from app.transit.end_alert import EndAlert
from app.transit.give_alert import GiveAlert
from app.transit.route_timetable import RouteTimetable
from app.transit.routes import FoundRoute
from resources.texts import text
from ui.context import WindowContext
from ui.operations import Failure
from ui.shell.command import Command
from ui.transit.alert_form import AlertForm
from ui.transit.now_here import now_here
from ui.transit.service_alert import ServiceAlerts


class AlertDesk(QObject):
    """`done`: one was given out or ended. `failed(Failure)`: one could not be ended."""

    done = Signal()
    failed = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: RouteTimetable | None = None
        self._route: FoundRoute | None = None
        self._about: FoundRoute | None = None
        """What is being written about, whatever is chosen meanwhile."""
        self.lines, self.form = ServiceAlerts(), AlertForm()
        self.form.hide()
        self.form.wanted.connect(self.give)

    def commands(self) -> list[Command]:
        """Writing one, ending one."""
        return [
            Command(text("Service alert…"), "F11", self.write, "warning", self._why_no_alert),
            Command(text("End the alert"), "Ctrl+Del", self.end, "trash", self._why_no_end),
        ]

    def set_shown(self, shown: RouteTimetable, route: FoundRoute | None) -> None:
        """Another timetable, of the route that was chosen by number, name or stop."""
        self._shown, self._route = shown, route
        self.lines.set_alerts(shown.alerts)

    def write(self) -> None:
        """About the route that is shown, or about it at the stop that was typed."""
        self._about = route = self._route
        if route is not None:
            place = route.place if route.stops else ""
            self.form.begin(self._context.operations.services.ids.new_id(), place, now_here(self._context)[0])

    def give(self) -> None:
        """What was written becomes an alert."""
        route, session, today = self._about, self._context.session, now_here(self._context)[0]
        wanted = self.form.asked(today)
        if route is None or wanted is None:
            return
        stops = tuple(stop.key for stop in route.stops) if wanted.only_at_stop else ()
        command = GiveAlert(wanted.intent, wanted.words, (route.key,), stops, today, wanted.until)
        self._context.operations.write(
            self, lambda services: give_alert.record(services, session, command), self._given, self.form.set_failure
        )

    def end(self) -> None:
        """The newest of those that are shown."""
        if self._shown is None or not self._shown.alerts:
            return
        operations, session = self._context.operations, self._context.session
        command = EndAlert(operations.services.ids.new_id(), self._shown.alerts[-1].fact_id)
        operations.write(self, lambda services: end_alert.record(services, session, command), self._ended, self._fail)

    def step_back(self) -> bool:
        """The form goes. False when it was not open."""
        was_open = not self.form.isHidden()
        self.form.hide()
        return was_open

    def _given(self, _changed: Changed) -> None:
        self.form.hide()
        self.done.emit()

    def _ended(self, _changed: Changed) -> None:
        self.done.emit()

    def _fail(self, failure: Failure) -> None:
        self.failed.emit(failure)

    def _why_no_alert(self) -> str:
        if not may(self._context.session, Permission.TRANSIT_ALERT):
            return text("Not in your role")
        return "" if self._route is not None else text("Choose a route first")

    def _why_no_end(self) -> str:
        if self._shown is not None and not self._shown.alerts:
            return text("There is none")
        return self._why_no_alert()
