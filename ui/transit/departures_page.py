"""Departures: type a stop, see what leaves there next, whatever its route."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from app.lanes import Task
from app.transit.departures import AskDepartures, Departure, alerts_at, departures
from app.transit.find_places import find_places
from app.transit.places import Place
from app.transit.service_alerts import ShownAlert
from app.workplace import Services
from printing.transit.itinerary import clock, next_day
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.transit.now_here import now_here
from ui.transit.place_field import PlaceField
from ui.transit.service_alert import ServiceAlerts
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.table_data import Cell, Column, Row

Found = tuple[Place | None, tuple[Departure, ...], tuple[ShownAlert, ...]]
"""The place that was meant, what leaves there, what riders are told."""


class DeparturesPage(Page):
    """F6 goes to the stop; what is found follows the typing, so there is nothing to press."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Departures"))
        self.context = context
        self._asked: Task[Found] | None = None
        self.stop = PlaceField(text("Stop or its number"), name=text("Stop"), icon="location")
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        self._nothing = EmptyState("transit", text("Which stop?"), text("Type its name, or the number on its sign."))
        columns = [
            Column(text("Time"), 96, weight=600),
            Column(text("Route"), 72, weight=600),
            Column(text("To"), stretch=1),
            Column(text("From stop"), 220, stretch=1, gives_way=True),
            Column(text("Wheelchair"), 96, gives_way=True),
        ]
        self.table = DataTable(columns, name=self.title, empty=self._nothing)
        yield
        self._where = Label(size=15, weight=600)
        hold(self.stop, width=360)
        card = Card()
        card.body.addLayout(row(self.stop, self._where, stretch(), margins=12, spacing=16))
        card.body.addWidget(self.table, 1)
        self.alerts = ServiceAlerts()
        column(self.alerts, card, parent=self, margins=16, spacing=12).setStretch(1, 1)
        self.stop.asked.connect(self._ask)

    # -- Page

    def help_name(self) -> str:
        """The same as of trips."""
        return "trips"

    def show_page(self) -> None:
        """The next ones from now on."""
        if self.may_take_focus():
            self.begin()
        self._ask(self.stop.text())

    def commands(self) -> list[Command]:
        """Another stop, anew."""
        return [
            Command(text("Another stop"), "F6", self.begin, "location"),
            Command(text("Search anew"), "Ctrl+R", self.show_page, "refresh"),
        ]

    def begin(self) -> None:
        """To the stop."""
        self.stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.stop.selectAll()

    # -- inside

    def _ask(self, typed: str) -> None:
        if self._asked is not None:
            self._asked.interrupt()
        if not typed.strip():
            self._show((None, (), ()))
            return
        day, seconds = now_here(self.context)

        def read(services: Services) -> Found:
            place = next(iter(find_places(services, typed)), None)
            if place is None:
                return None, (), ()
            asked = AskDepartures(place, day, seconds)
            return place, departures(services, asked), alerts_at(services, place, day)

        self._asked = self.context.operations.read(self, read, self._show, self._fail)

    def _show(self, found: Found) -> None:
        place, rows, alerts = found
        self.alerts.set_alerts(alerts)
        self._where.setText(place.name if place is not None else "")
        self._nothing.set_words(*self._empty_words(place))
        self.table.set_rows([_row(number, each) for number, each in enumerate(rows)])

    def _empty_words(self, place: Place | None) -> tuple[str, str]:
        if place is not None:
            return text("Nothing leaves here any more"), text("Neither today nor tomorrow.")
        if self.stop.text().strip():
            return text("No such stop"), text("Check the name, or type the stop's number.")
        return text("Which stop?"), text("Type its name, or the number on its sign.")

    def _fail(self, failure: Failure) -> None:
        self._where.setText("")
        self.table.set_rows([])
        self._nothing.set_words(text("This cannot be shown"), sentence(failure))


def _row(number: int, each: Departure) -> Row:
    stop = f"{each.stop} ({each.code})" if each.code else each.stop
    time = clock(each.depart) + next_day(each.depart, current_language())
    access = Cell(text("Yes"), "good") if each.accessible else Cell("–", "muted")
    return Row(str(number), (time, each.route, each.sign, Cell(stop, "muted"), access))
