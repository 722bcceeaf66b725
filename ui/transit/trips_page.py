"""Trips: from and to at the left, what was found below, the chosen journey as a timeline beside it, on paper too.

Type a place, Enter takes the first suggestion and goes on; Enter plans; Up and Down choose a journey; Ctrl+P prints it
in the paper's language, F8 in the other.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.lanes import Task
from app.transit import print_itinerary
from app.transit.fares import fares_of_trip
from app.transit.find_places import find_places
from app.transit.map_lines import TransitMap, trip_map
from app.transit.places import Place
from app.transit.plan_trip import PlannedTrips, PlanTrip, ShownJourney, plan
from app.workplace import Services
from resources.texts import LANGUAGES, current_language, text
from ui.context import WindowContext
from ui.dates import day_words
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.shell.pick_list import Pick, PickList
from ui.transit.journey_list import JourneyList
from ui.transit.now_here import now_here
from ui.transit.place_field import PlaceField
from ui.transit.service_alert import ServiceAlerts
from ui.transit.timeline import Timeline
from ui.transit.transit_map import MapView
from ui.transit.trip_form import ARRIVE_BY, LEAVE_AT, NOW, Asked, TripForm
from ui.transit.trip_words import fare_words, spoken, times_words, walking_words
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch
from ui.widgets.side_by_side import SideBySide

Found = tuple[PlannedTrips, Place | None, Place | None]
"""The answer, and the places that were meant."""

_LEFT_WIDTH = 372


class TripsPage(Page):
    """F6 goes to From; F9 turns the way round; Alt+N, Alt+L, Alt+A say when."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Trip planner"))
        self.context = context
        self.trips: PlannedTrips | None = None
        self._asked: Task[tuple[Place, ...]] | None = None
        self._suggested: tuple[PlaceField, tuple[Place, ...]] | None = None
        self.form, self.journeys, self.timeline = TripForm(), JourneyList(), Timeline()
        self.outcome = Alert("good", "")
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        self._nothing = EmptyState(
            "transit", text("Where to?"), text("Type from and to, then Enter. Without a network, too.")
        )
        self.suggestions = PickList(name=text("Suggestions"))
        self._below = CurrentStack(self._nothing, self.suggestions, self.journeys)
        left = Card()
        left.body.addWidget(self.form)
        left.body.addWidget(self._below, 1)
        hold(left, width=_LEFT_WIDTH)
        yield
        self._length = Label(color="muted")
        self._way = Card(" ", right=self._length)
        self._way.body.addWidget(scrolled(self.timeline), 1)
        self.fare = Label(weight=500, elide=True)
        self._way.body.addLayout(row(self.fare, margins=(16, 8, 16, 0)))
        self.print_button = Button(text("Print"), icon="printer", key="Ctrl+P")
        self.other_button = Button(_other_words(), icon="globe", key="F8")
        self._way.body.addLayout(row(self.print_button, self.other_button, stretch(), margins=12))
        self._empty = EmptyState(
            "clock", text("No journey is chosen"), text("What you plan stands here, stop by stop.")
        )
        empty_card = Card()
        empty_card.body.addWidget(self._empty, 1)
        self._right = CurrentStack(empty_card, self._way_and_map())
        yield
        body = row(left, self._right, spacing=12)
        body.setStretch(1, 1)
        self.alerts = ServiceAlerts()
        column(self.outcome, self.alerts, body, parent=self, margins=16, spacing=12).setStretch(2, 1)
        self.outcome.hide()
        self._connect()

    def _way_and_map(self) -> SideBySide:
        """The map gives way where there is little room, and goes below in a narrow window."""
        self.map = MapView()
        card = Card(text("Map"), right=Label(text("F7: to the map, + and − zoom"), size=12, color="muted"))
        card.body.addWidget(self.map, 1)
        self.side = QWidget()
        column(card, parent=self.side, spacing=12)
        return SideBySide(self._way, self.side, under=640, stretches=(1, 1))

    def _connect(self) -> None:
        for field in (self.form.origin, self.form.destination):
            field.asked.connect(self._suggest)
            field.walked.connect(self.suggestions.walk)
            field.taken.connect(self.suggestions.open_chosen)
            field.left.connect(self._left)
        self.suggestions.picked.connect(self._picked)
        self.form.wanted.connect(self.plan)
        self.journeys.chosen.connect(self._show_journey)
        self.print_button.clicked.connect(self.print_paper)
        self.other_button.clicked.connect(self.print_other)

    # -- Page

    def help_name(self) -> str:
        """How trips are planned."""
        return "trips"

    def show_page(self) -> None:
        """Now is now; the cursor stands in the first field that is empty."""
        self.form.set_now(*now_here(self.context))
        if self.may_take_focus():
            self._first_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[Command]:
        """Planning, when, printing."""
        return [
            Command(text("Plan"), "Enter", self.plan, "search"),
            Command(text("From"), "F6", self.begin, "location"),
            Command(text("Swap from and to"), "F9", self.form.swap, "swap"),
            Command(text("Map"), "F7", self.to_map, "location", self._why_no_paper),
            Command(text("Leave now"), "Alt+N", lambda: self.form.set_mode(NOW), "clock"),
            Command(text("Leave at"), "Alt+L", lambda: self.form.set_mode(LEAVE_AT), "clock"),
            Command(text("Arrive by"), "Alt+A", lambda: self.form.set_mode(ARRIVE_BY), "clock"),
            Command(text("Print"), "Ctrl+P", self.print_paper, "printer", self._why_no_paper),
            Command(_other_words(), "F8", self.print_other, "globe", self._why_no_paper),
        ]

    def step_back(self) -> bool:
        """Suggestions go first."""
        if self._suggested is None:
            return False
        self._drop_suggestions()
        return True

    # -- what the program uses

    def begin(self) -> None:
        """Another trip."""
        self.form.origin.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.origin.selectAll()

    def plan(self) -> None:
        """Asks the planner; what was typed and not chosen is looked up first."""
        self.form.set_now(*now_here(self.context))
        asked = self.form.asked()
        self._drop_suggestions()
        if asked is not None:
            self.context.operations.read_anew(
                self, lambda services: _plan(services, asked), self._show, self._not_planned
            )

    def to_map(self) -> None:
        """Where plus, minus, 0 and the arrows look closer."""
        self.map.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_paper(self) -> None:
        """In the language of the papers."""
        self._print(current_language())

    def print_other(self) -> None:
        """In the other language."""
        self._print(_other_language())

    @property
    def journey(self) -> ShownJourney | None:
        """What is shown."""
        if self.trips is None or not 0 <= self.journeys.number < len(self.trips.journeys):
            return None
        return self.trips.journeys[self.journeys.number]

    # -- inside

    def _first_empty(self) -> PlaceField:
        return self.form.origin if not self.form.origin.text() else self.form.destination

    def _suggest(self, typed: str) -> None:
        field = self.form.origin if self.form.origin.hasFocus() else self.form.destination
        if self._asked is not None:
            self._asked.interrupt()
        if not typed.strip():
            self._drop_suggestions()
            return
        self._asked = self.context.operations.read(
            self,
            lambda services: find_places(services, typed),
            lambda found: self._suggest_these(field, typed, found),
            self._not_planned,
        )

    def _suggest_these(self, field: PlaceField, typed: str, found: tuple[Place, ...]) -> None:
        if field.text() != typed or field.place is not None:
            return
        self._suggested = (field, found)
        field.suggests = bool(found)
        picks = [Pick(str(n), "location", place.name, right=_codes(place)) for n, place in enumerate(found)]
        nothing = Pick(
            "", "search", text("No such stop"), text("Check the name, or type the stop's number."), dull=True
        )
        self.suggestions.set_picks(picks or [nothing])
        self._below.setCurrentWidget(self.suggestions)

    def _picked(self, key: str) -> None:
        if self._suggested is None or not key:
            return
        field, found = self._suggested
        field.set_place(found[int(key)])
        self._drop_suggestions()
        if field is self.form.origin:
            self.form.destination.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form.origin.text():
            self.plan()

    def _left(self) -> None:
        """Tab: what stands first is meant."""
        if self._suggested is not None and self._suggested[1]:
            field, found = self._suggested
            field.set_place(found[0])
            self._drop_suggestions()

    def _drop_suggestions(self) -> None:
        if self._suggested is not None:
            self._suggested[0].suggests = False
        self._suggested = None
        self._below.setCurrentWidget(self.journeys if self.trips is not None else self._nothing)

    def _show(self, found: Found) -> None:
        self.trips, origin, destination = found
        self.form.origin.set_place(origin)
        self.form.destination.set_place(destination)
        self.outcome.setVisible(self.trips.ends_on is not None)
        if self.trips.ends_on is not None:
            ends = text("The timetable ends on {day}.", day=day_words(self.trips.ends_on))
            self.outcome.set_words(ends, text("Have the agency's next feed imported before that."), tone="warn")
        self._below.setCurrentWidget(self.journeys)
        self.journeys.set_trips(self.trips)
        self._right.setCurrentIndex(1)
        if self.may_take_focus():
            self.journeys.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commands_changed.emit()

    def _show_journey(self, _number: int) -> None:
        journey = self.journey
        if journey is not None:
            self._way.set_title(times_words(journey))
            self._length.setText(walking_words(journey))
            self.fare.setText(" · ".join(self._fares(journey)))
            self.timeline.set_journey(journey)
            self.alerts.set_alerts(journey.alerts)
            self._load_map(self.journeys.number)

    def _load_map(self, number: int) -> None:
        trips = self.trips
        if trips is not None:
            found = trips.digest, trips.found[number], trips.ends
            self.context.operations.read_anew(
                self, lambda services: trip_map(services, *found), self._show_map, self._no_map
            )

    def _no_map(self, failure: Failure) -> None:
        self.map.set_map(None, sentence(failure))

    def _show_map(self, shown: TransitMap | None) -> None:
        if self.journey is not None:
            self.map.set_map(shown, spoken(self.journey))

    def _fares(self, journey: ShownJourney) -> list[str]:
        """ "Fare 1.25", "Reduced fare 0.60"."""
        policies, boardings = self.context.operations.services.policies, [ride.depart for ride in journey.rides]
        day = self.trips.day if self.trips is not None else now_here(self.context)[0]
        return fare_words(fares_of_trip(policies, boardings, day))

    def _not_planned(self, failure: Failure) -> None:
        self.trips = None
        self.alerts.set_alerts(())
        self.form.set_error(sentence(failure))
        self._below.setCurrentWidget(self._nothing)
        self._right.setCurrentIndex(0)
        self.commands_changed.emit()

    def _print(self, language: str) -> None:
        journey, trips, by = self.journey, self.trips, self.context.session.person_id
        if journey is None or trips is None:
            return
        ends = trips.origin, trips.destination

        def work(services: Services) -> str:
            paper = print_itinerary.itinerary(services, journey, ends, trips.day, trips.agencies, language)
            return print_itinerary.record(services, paper, by)

        self.context.operations.write(self, work, self._printed, self._not_printed)

    def _printed(self, _job: str) -> None:
        self.outcome.set_words(text("Sent to the printer."), tone="good")
        self.outcome.show()

    def _not_printed(self, failure: Failure) -> None:
        self.outcome.set_words(text("Not done."), sentence(failure), tone="bad")
        self.outcome.show()

    def _why_no_paper(self) -> str:
        return "" if self.journey is not None else text("Plan a trip first")


def _plan(services: Services, asked: Asked) -> Found:
    """On a read lane: places that were only typed are the first that fit."""
    origin = asked.origin or next(iter(find_places(services, asked.origin_typed)), None)
    destination = asked.destination or next(iter(find_places(services, asked.destination_typed)), None)
    command = PlanTrip(
        origin, destination, asked.day, asked.seconds, asked.arrive_by, asked.wheelchair, asked.changes_max
    )
    return plan(services, command), origin, destination


def _codes(place: Place) -> str:
    return ", ".join(place.codes[:2]) + ("…" if len(place.codes) > 2 else "")


def _other_language() -> str:
    return next(language for language in LANGUAGES if language != current_language())


def _other_words() -> str:
    return text("Print in Spanish") if _other_language() == "es" else text("Print in English")
