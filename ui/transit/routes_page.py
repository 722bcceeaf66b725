"""Routes: all of them at the left, found by number, name or a place that they serve; the timetable at the right.

F6 goes to the field, where Up and Down walk the routes and Enter goes on to the timetable. F7 turns the direction
round, F8 goes to the day, F10 takes the next day on which other trips run, F9 shows the route on a map.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments.written_moment import read_date
from app.transit.map_lines import TransitMap, route_map
from app.transit.route_timetable import AskTimetable, RouteTimetable, route_timetable
from app.transit.routes import FoundRoute, find_routes
from resources.texts import text
from ui.context import WindowContext
from ui.dates import day_to_type, day_words
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.transit.alert_desk import AlertDesk
from ui.transit.now_here import now_here
from ui.transit.place_field import PlaceField
from ui.transit.route_list import RouteList
from ui.transit.route_words import day_type_words, direction_words, map_words, spoken_route
from ui.transit.timetable_table import TimetableTable
from ui.transit.transit_map import MapView
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.current_stack import CurrentStack
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit

_LEFT_WIDTH = 304


class RoutesPage(Page):
    """`shown` is the timetable that stands at the right, None before there is one."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Routes"))
        self.context = context
        self.shown: RouteTimetable | None = None
        self.direction: int | None = None
        self.typed = PlaceField(text("Route, or a stop"), name=text("Route, or a stop"), icon="search")
        self.routes = RouteList()
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        self.typed.suggests = True
        self._none = EmptyState("transit", text("No routes"))
        self._below = CurrentStack(self._none, self.routes)
        left = Card()
        left.body.addLayout(row(self.typed, margins=12))
        left.body.addWidget(self._below, 1)
        hold(left, width=_LEFT_WIDTH)
        yield
        self.turn_button = Button(text("Other direction"), icon="swap", key="F7", size="quiet")
        self.map_button = Button(text("Map"), icon="location", key="F9", size="quiet")
        self.day = LineEdit(name=text("Day"))
        hold(self.day, width=104)
        self.error = Label(color="bad")
        self._chips = QWidget()
        self._types = row(parent=self._chips, spacing=6)
        self._shown_types: list[Chip] = []
        bar = row(self.day, self._chips, self.error, stretch(), margins=(12, 10, 12, 10), spacing=12)
        yield
        self._empty = EmptyState("clock", text("No route is chosen"), text("Its timetable stands here."))
        self.table = TimetableTable(self._empty)
        self._where = Label(size=12, color="muted")
        self._night = Label(text("+1: after midnight, in the night that follows"), size=12, color="muted")
        self.card = Card(" ", right=self.turn_button)
        self.card.add_to_heading(self.map_button)
        self.card.body.addLayout(bar)
        self.alerts = AlertDesk(self.context, self)
        self.card.body.addLayout(column(self.alerts.lines, self.alerts.form, margins=(12, 0, 12, 0), spacing=8))
        self.map = MapView()
        self._stack = CurrentStack(self.table, self.map)
        self.card.body.addWidget(self._stack, 1)
        self.card.body.addLayout(row(self._where, stretch(), self._night, margins=(16, 6, 16, 8)))
        body = row(left, self.card, parent=self, margins=16, spacing=12)
        body.setStretch(1, 1)
        self._connect()

    def _connect(self) -> None:
        self.typed.asked.connect(self._find)
        self.typed.walked.connect(self.routes.walk)
        self.typed.taken.connect(self.to_timetable)
        self.routes.chosen.connect(self._route_chosen)
        self.turn_button.clicked.connect(self.turn_round)
        self.map_button.clicked.connect(self.turn_map)
        self.day.returnPressed.connect(self.load)
        self.table.turned.connect(self._say_where)
        self.alerts.done.connect(self._alerts_changed)
        self.alerts.failed.connect(self._fail)

    # -- Page

    def help_name(self) -> str:
        """How timetables are read."""
        return "routes"

    def show_page(self) -> None:
        """The routes as of now: the timetable may be another than before."""
        if not self.day.text():
            self.day.setText(day_to_type(now_here(self.context)[0]))
        if self.may_take_focus():
            self.begin()
        self._find(self.typed.text())

    def commands(self) -> list[Command]:
        """Another route, direction, day."""
        return [
            Command(text("Another route"), "F6", self.begin, "search"),
            Command(text("Other direction"), "F7", self.turn_round, "swap", self._why_no_turn),
            Command(text("Day"), "F8", self.to_day, "calendar"),
            Command(text("Next kind of day"), "F10", self.next_day_type, "calendar"),
            *self.alerts.commands(),
            Command(self.map_button.text(), "F9", self.turn_map, "location"),
        ]

    # -- what the program uses

    def begin(self) -> None:
        """To the field of routes."""
        self.typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typed.selectAll()

    def to_day(self) -> None:
        """To the field of the day."""
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.selectAll()

    def to_timetable(self) -> None:
        """Among the trips, at the next one; or on the map."""
        shown = self.map if self.has_map else self.table
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_map(self) -> bool:
        """Whether the map stands where the timetable was."""
        return self._stack.currentWidget() is self.map

    def turn_map(self) -> None:
        """From the timetable to the map, and back."""
        self._stack.setCurrentWidget(self.table if self.has_map else self.map)
        self.map_button.setText(text("Timetable") if self.has_map else text("Map"))
        self._where.setVisible(not self.has_map)
        self._load_map()
        self.to_timetable()
        self.commands_changed.emit()

    def turn_round(self) -> None:
        """The other direction of the same route."""
        if self.shown is not None and not self._why_no_turn():
            numbers = [each.number for each in self.shown.directions]
            self.direction = numbers[(numbers.index(self.shown.direction) + 1) % len(numbers)]
            self.load()

    def next_day_type(self) -> None:
        """The first day from then on with other trips."""
        day = self._day()
        if self.shown is None or day is None:
            return
        firsts = [each.days[0] for each in self.shown.day_types]
        following = next((first for first in firsts if first > self.shown.day), None)
        self._go_to_day(following or self.shown.runs_next_on or self.shown.day)

    def step_back(self) -> bool:
        """The form of an alert goes first."""
        if not self.alerts.step_back():
            return False
        self.begin()
        return True

    def load(self) -> None:
        """Asks for the timetable of what is chosen."""
        route, day = self.routes.route, self._day()
        if route is not None and day is not None:
            asked = AskTimetable(route.key, day, self.direction)
            self.context.operations.read_anew(
                self, lambda services: route_timetable(services, asked), self._show, self._fail
            )

    # -- inside

    def _day(self) -> date | None:
        """The day that is typed; None, and said, where it is none."""
        self.error.setText("")
        try:
            return read_date(self.day.text(), now_here(self.context)[0])
        except Refused as refused:
            self.error.setText(sentence(refused))
            return None

    def _find(self, typed: str) -> None:
        self.context.operations.read_anew(self, lambda services: find_routes(services, typed), self._found, self._fail)

    def _found(self, found: tuple[FoundRoute, ...]) -> None:
        self._none.set_words(text("No such route"), text("Type its number, its name, or a stop."))
        self._below.setCurrentWidget(self.routes if found else self._none)
        self.routes.set_routes(found, self.shown.route.key if self.shown is not None else "")

    def _route_chosen(self, _number: int) -> None:
        route = self.routes.route
        if route is not None and (self.shown is None or self.shown.route.key != route.key):
            self.direction = None
        self.load()

    def _show(self, shown: RouteTimetable) -> None:
        self.shown, self.direction = shown, shown.direction if shown.directions else None
        self.card.set_title(" · ".join(part for part in (spoken_route(shown.route), direction_words(shown)) if part))
        self.turn_button.setVisible(len(shown.directions) > 1)
        self._show_day_types(shown)
        self.alerts.set_shown(shown, self.routes.route)
        self._empty.set_words(text("It does not run on that day"), self._next_words(shown))
        self.table.set_timetable(shown, self._chosen_stops())
        today, seconds = now_here(self.context)
        self.table.choose_from(seconds if shown.day == today else 0)
        late = any(at is not None and at >= 86_400 for trip in shown.trips for at in trip.times)
        self._night.setVisible(late and not self.has_map)
        self._load_map()
        self.commands_changed.emit()

    def _alerts_changed(self) -> None:
        self.load()
        self.to_timetable()

    def _load_map(self) -> None:
        """Only where it is looked at."""
        shown, chosen = self.shown, self._chosen_stops()
        if shown is not None and self.has_map:
            asked = AskTimetable(shown.route.key, shown.day, shown.direction)
            self.context.operations.read_anew(
                self, lambda services: route_map(services, asked, chosen), self._show_map, self._fail
            )

    def _show_map(self, shown: TransitMap) -> None:
        if self.shown is not None:
            self.map.set_map(shown, map_words(self.shown))

    def _chosen_stops(self) -> frozenset[int]:
        route = self.routes.route
        return frozenset(stop.stop for stop in route.stops) if route is not None else frozenset()

    def _next_words(self, shown: RouteTimetable) -> str:
        if shown.runs_next_on is None:
            return text("Nor on any later one of this timetable.")
        return text("The next one is {day}. F10 goes there.", day=day_words(shown.runs_next_on))

    def _show_day_types(self, shown: RouteTimetable) -> None:
        for old in self._shown_types:
            old.hide()
            old.deleteLater()
        self._shown_types = []
        for each in shown.day_types:
            chip = Chip(day_type_words(each), checked=shown.day in each.days)
            chip.clicked.connect(partial(self._go_to_day, shown.day if shown.day in each.days else each.days[0]))
            self._types.addWidget(chip)
            self._shown_types.append(chip)

    def _go_to_day(self, day: date) -> None:
        self.day.setText(day_to_type(day))
        self.load()

    def _say_where(self) -> None:
        where = self.table.where()
        how = text("Left and Right turn to the others")
        self._where.setText(f"{where} · {how}" if where else "")

    def _fail(self, failure: Failure) -> None:
        self.error.setText(sentence(failure))

    def _why_no_turn(self) -> str:
        several = self.shown is not None and len(self.shown.directions) > 1
        return "" if several else text("It runs in one direction only")
