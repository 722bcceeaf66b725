"""The tour's first minutes: who is at the counter, a wrong PIN, the right one."""

from app.identity.demo_people import REYES
from ui.tour.tour import Step, Tour


def _asks_who(tour: Tour) -> None:
    tour.sees("Who is at counter A2?", "M. Reyes", "L. Brandt", "PIN")
    tour.sees("Drawer A2 is still open from 10:42 by M. Reyes. Sign in to go on.")
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
