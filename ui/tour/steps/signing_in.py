"""The tour's first minutes: who is at the counter, a wrong PIN, the right one; and how somebody else comes later."""

from app.identity.demo_people import REYES, DemoPerson
from ui.tour.tour import Step, Tour

_TRIES, _SETTLES_MS = 3, 120
"""The list of people may come once more while somebody types, where the machine is busy."""


def sign_in_as(tour: Tour, person: DemoPerson) -> None:
    """Whoever is there locks; somebody else chooses their name and types their PIN."""
    tour.hands.press("Ctrl+L")
    tour.sees("Who is at counter A2?", person.display_name)
    for _ in range(_TRIES):
        tour.hands.press("F2", "Ctrl+A")
        tour.hands.type(person.display_name.partition(" ")[2].lower())
        tour.hands.press("Enter")
        tour.hands.rest(_SETTLES_MS)
        if tour.eyes.is_on(person.display_name):
            break
    tour.holds(f"{person.display_name} is chosen", lambda: tour.eyes.is_on(person.display_name))
    tour.hands.secret(person.pin)
    tour.hands.press("Enter")
    tour.sees("This customer", person.display_name)


def _asks_who(tour: Tour) -> None:
    tour.sees("Who is at counter A2?", "M. Reyes", "L. Brandt", "PIN")
    tour.sees("Drawer A2 is still open from 10:4", "by M. Reyes. Sign in to go on.")
    tour.holds("the cursor stands in the PIN", lambda: tour.eyes.focus.startswith("PIN"))


def _wrong_pin(tour: Tour) -> None:
    tour.hands.press("F2")
    tour.hands.type("reyes")
    tour.hands.press("Enter")
    tour.sees("Lead cashier, drawer A2")
    tour.hands.secret("111222")
    tour.hands.press("Enter")
    tour.sees("That PIN is not right. Try again.")
    tour.sees_not("111222")


def _sign_in(tour: Tour) -> None:
    tour.hands.secret(REYES.pin)
    tour.hands.press("Enter")
    tour.sees("This customer", "Total due", "Drawer A2 open", "Fri 20 Nov 2026")


SIGNING_IN = (
    Step("The window asks who is there", _asks_who, page="sign-in"),
    Step("A wrong PIN is refused in one sentence", _wrong_pin),
    Step("M. Reyes signs in with a PIN", _sign_in, page="counter-empty"),
)
