"""The office has another telephone: an administrator changes it, and the first receipt stays as it was."""

from app.identity.demo_people import BRANDT, REYES
from ui.tour.steps.signing_in import sign_in_as
from ui.tour.tour import Step, Tour

_PHONE = "(850) 555-0199"


def _open(tour: Tour) -> None:
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+7", "Alt+O")
    tour.sees("What receipts say", "nothing is changed")


def _change(tour: Tour) -> None:
    for _ in range(20):
        if tour.eyes.focus.startswith("Telephone"):
            break
        tour.hands.press("Tab")
    tour.hands.press("Ctrl+A")
    tour.hands.type(_PHONE)
    tour.hands.press("Ctrl+Enter")
    tour.sees("Saved.", "Receipts from now on say it.")


def _and_back(tour: Tour) -> None:
    tour.hands.press("Alt+1", "F3")
    tour.sees("This customer")
    sign_in_as(tour, REYES)


NAMING = (
    Step("What receipts call the office", _open, page="settings-office"),
    Step("It has another telephone", _change, page="settings-office-saved"),
    Step("And back to the counter", _and_back),
)
