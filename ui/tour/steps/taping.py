"""The virtual tape: a receipt found by its number, the fact whole, its chain verified."""

from app.identity.demo_people import BRANDT, REYES
from ui.tour.steps.signing_in import sign_in_as
from ui.tour.tour import Step, Tour


def _newest(tour: Tour) -> None:
    """The supervisor looks: a lead cashier's role has no tape."""
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+6", "Alt+9")
    tour.sees("Virtual tape", "Verified")


def _by_number(tour: Tour) -> None:
    everything = _found(tour)
    tour.hands.press("F6")
    tour.hands.type("a2-1")
    tour.hands.press("Enter")
    tour.holds("it is searched", lambda: _found(tour) not in ("", everything))
    tour.sees("A2-000001")


def _found(tour: Tour) -> str:
    """How many facts the list says there are."""
    return next(
        (words for words in tour.eyes.words() if words.endswith(" facts") or words.startswith("The newest")), ""
    )


def _whole(tour: Tour) -> None:
    tour.hands.press("End", "Enter")
    tour.sees("Receipt A2-000001", "Verified.", "What it says", "Its place in the chain")


def _and_back(tour: Tour) -> None:
    tour.hands.press("Esc", "Ctrl+Backspace", "Alt+0", "F3")
    tour.sees("This customer")
    sign_in_as(tour, REYES)


TAPING = (
    Step("Every fact on the virtual tape", _newest, page="tape"),
    Step("A receipt found by its number", _by_number),
    Step("The fact whole, and its chain", _whole, page="tape-fact"),
    Step("And back to the counter", _and_back),
)
