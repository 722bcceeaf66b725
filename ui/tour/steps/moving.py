"""Cash that moves without a receipt, and whose drawer it is: pay out, safe drop, no sale, lunch, a hand-over."""

from app.identity.demo_people import OKAFOR, REYES
from ui.tour.expected import ExpectedPaper
from ui.tour.steps.counting import walk
from ui.tour.tour import Step, Tour


def _pay_out(tour: Tour) -> None:
    tour.hands.press("Ctrl+4")
    tour.sees("Drawer A2", "Tape of this shift")
    tour.hands.press("F8")
    tour.sees("What for", "Such as a name or a bill")
    tour.hands.press("P", "Enter")
    tour.hands.type("45")
    tour.hands.press("Enter", "Enter")
    tour.sees("45.00 paid out.", "Postage")
    moved(tour, -4_500, "PAID OUT", "45.00")


def _slip_again(tour: Tour) -> None:
    tour.hands.press("Ctrl+P")
    tour.sees("Copy 1 goes to the printer.")
    tour.expected.papers.append(ExpectedPaper("drawer_slip", ("PAID OUT", "45.00", "COPY 1")))


def _drop(tour: Tour) -> None:
    tour.hands.press("F9")
    tour.sees("Into the bag", "Number of the sealed bag")
    tour.hands.press("Enter", "Enter")
    tour.hands.type("5")
    walk(tour, "Number of the sealed bag")
    tour.hands.type("B-0071")
    tour.hands.press("Ctrl+Enter")
    tour.sees("100.00 in bag B-0071.", "Bag B-0071")
    tour.expected.dropped_cents += 10_000
    moved(tour, -10_000, "SAFE DROP", "B-0071", "100.00")


def _no_sale(tour: Tour) -> None:
    tour.hands.press("F10")
    tour.sees("Why is it opened?")
    tour.hands.press("C", "Enter")
    tour.sees("The drawer opens.", "Opened, no sale")
    tour.expected.papers.append(ExpectedPaper("kick"))


def _lunch(tour: Tour) -> None:
    tour.hands.press("F12")
    tour.sees("Why is it suspended?")
    tour.hands.press("L", "Enter")
    tour.sees("The shift is suspended.", "Suspended since")
    tour.hands.press("F3")
    tour.sees("Drawer A2 is suspended")


def _back(tour: Tour) -> None:
    tour.hands.press("Ctrl+4", "F12")
    tour.sees("Who resumes it")
    tour.hands.secret(REYES.pin)
    tour.hands.press("Enter")
    tour.sees("The shift goes on.")
    tour.sees_not("Suspended since")
    tour.hands.press("Esc", "F3")
    tour.sees("This customer")


def _hand_over(tour: Tour) -> None:
    tour.hands.press("Ctrl+4")
    tour.sees("Tape of this shift")
    tour.hands.press("F11")
    tour.sees("Cash in the drawer", "Who takes it over")
    tour.hands.press("Enter", "Enter")
    tour.hands.type("4")
    walk(tour, "Second person")
    tour.hands.press("J", "Enter")
    tour.hands.secret(OKAFOR.pin)
    tour.hands.press("Enter")
    tour.sees("J. Okafor has the drawer now.", "Handed over")
    tour.expected.papers += [ExpectedPaper("kick"), ExpectedPaper("drawer_slip", ("HAND-OVER", "J. Okafor"))]


def moved(tour: Tour, cents: int, *words: str) -> None:
    """Cash went in or out: the drawer opened, a slip printed."""
    tour.expected.moved_cents += cents
    tour.expected.drawer["cash"] += cents
    tour.expected.papers += [ExpectedPaper("kick"), ExpectedPaper("drawer_slip", words)]


MOVING = (
    Step("Postage is paid out of the drawer, with a slip", _pay_out, page="drawer-paid-out"),
    Step("The slip once more, as a copy that says so", _slip_again),
    Step("A safe drop in a sealed bag, with two slips", _drop, page="drawer-drop"),
    Step("The drawer opened without a sale, and why", _no_sale),
    Step("Lunch: nothing goes in or out", _lunch, page="counter-suspended"),
    Step("And back, by the cashier's own PIN", _back),
)
HANDING_OVER = (Step("The drawer goes to another cashier, counted and signed by both", _hand_over, page="hand-over"),)
