"""How much cash a drawer may hold: first the counter warns, then it takes no more cash until a drop was made."""

from app.identity.demo_people import BRANDT
from ui.tour.steps.counting import sign, walk
from ui.tour.steps.moving import moved
from ui.tour.steps.sale import scan
from ui.tour.tour import Step, Tour

ADVANCE_CENTS = 500_000


def _warned(tour: Tour) -> None:
    _pay_in(tour)
    tour.hands.press("F3")
    tour.sees("There is a lot of cash in this drawer.", "Make a safe drop when the line allows it.")


def _stopped(tour: Tour) -> None:
    _pay_in(tour)
    tour.hands.press("F3")
    tour.sees("This drawer takes no more cash.", "Make a safe drop first; checks and cards go on.")
    scan(tour, tour.cast.fifth)
    tour.hands.press("Enter", "Enter")
    tour.sees("Drawer A2 holds as much cash as it may.")
    tour.sees_not("Payment recorded")
    tour.hands.press("Ctrl+Backspace")
    tour.sees("Scan a bill to begin")


def _dropped(tour: Tour) -> None:
    tour.hands.press("Ctrl+4")
    tour.sees("Tape of this shift")
    tour.hands.press("F9")
    tour.sees("Into the bag", "Number of the sealed bag")
    tour.hands.type("100")
    walk(tour, "Number of the sealed bag")
    tour.hands.type("B-0070")
    sign(tour, BRANDT)
    tour.sees("10,000.00 in bag B-0070.")
    tour.expected.dropped_cents += 2 * ADVANCE_CENTS
    moved(tour, -2 * ADVANCE_CENTS, "SAFE DROP", "B-0070", "10,000.00")
    tour.hands.press("F3")
    tour.sees_not("This drawer takes no more cash.")


def _pay_in(tour: Tour) -> None:
    tour.hands.press("Ctrl+4")
    tour.sees("Tape of this shift")
    tour.hands.press("F7")
    tour.sees("What for", "Such as a name or a bill")
    tour.hands.press("A", "Enter")
    tour.hands.type("5000")
    tour.hands.press("Enter")
    tour.hands.type("Advance for the fair")
    sign(tour, BRANDT)
    tour.sees("5,000.00 paid in.")
    moved(tour, ADVANCE_CENTS, "PAID IN", "5,000.00")


LIMITS = (
    Step("Much cash in the drawer: the counter warns", _warned, page="counter-cash-warning"),
    Step("Too much: it takes no more cash", _stopped, page="counter-cash-stop"),
    Step("A safe drop with a witness, and cash is taken again", _dropped),
)
