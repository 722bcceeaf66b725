"""Transit: a trip from two words to the rider's paper, what leaves next at a stop, the timetable of a route."""

from ui.tour.expected import ExpectedPaper
from ui.tour.tour import Step, Tour


def _plan(tour: Tour) -> None:
    tour.hands.press("Ctrl+3")
    tour.sees("Where to?")
    tour.hands.type("university")
    tour.sees("University")
    tour.hands.press("Enter")
    tour.hands.type("health")
    tour.sees("Health Campus")
    tour.hands.press("Enter")
    tour.sees_not("Where to?")


def _paper(tour: Tour) -> None:
    tour.hands.press("Ctrl+P")
    tour.sees("Sent to the printer.")
    tour.expected.papers.append(ExpectedPaper("itinerary", ("YOUR TRIP", "Health Campus")))
    tour.sees("Printer ready")


def _departures(tour: Tour) -> None:
    tour.hands.press("Alt+2")
    tour.sees("Which stop?")
    tour.hands.type("central")
    tour.sees("Central Plaza")
    tour.sees("Northgate")


def _route(tour: Tour) -> None:
    tour.hands.press("Alt+3")
    tour.sees("Route 1 Monroe")
    tour.hands.type("12")
    tour.sees("Route 12 Health Campus")
    tour.hands.press("Enter")
    tour.hands.press("F7")
    tour.sees("to Northgate")


def _map(tour: Tour) -> None:
    tour.hands.press("F9")
    tour.sees("Timetable")
    tour.hands.press("F9")
    tour.sees("Map")


def _alert(tour: Tour) -> None:
    tour.hands.press("F11")
    tour.hands.type("Detour: Oak at 4th is not served")
    tour.hands.press("Enter")
    tour.sees("12:")
    tour.sees("Detour: Oak at 4th is not served")


def _alert_ends(tour: Tour) -> None:
    tour.hands.press("Ctrl+Del")
    tour.sees_not("Detour: Oak at 4th is not served")


def _back(tour: Tour) -> None:
    tour.hands.press("F3")
    tour.sees("This customer")


RIDING = (
    Step("A trip by bus, from two words", _plan, page="transit"),
    Step("The rider takes it along on paper", _paper),
    Step("What leaves next at a stop", _departures, page="transit-departures"),
    Step("The timetable of a route", _route, page="transit-routes"),
    Step("The route on a map, and back", _map),
    Step("Riders are told of a detour", _alert, page="transit-alert"),
    Step("The detour is over", _alert_ends),
    Step("Back to the counter", _back),
)
