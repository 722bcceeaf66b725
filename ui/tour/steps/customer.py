"""The customer's screen: a sale in their language, nothing private, and nothing at all once the window is locked.

It is on from the tour's first step, so that whatever it takes from the window is measured with every other step.
"""

from app.identity.demo_people import REYES
from app.money import format_cents
from ui.payments.customer_display import CustomerDisplay
from ui.tour.disagreement import Disagreement
from ui.tour.steps.minding import PART_CENTS
from ui.tour.steps.sale import scan
from ui.tour.tour import Step, Tour

HANDED_CENTS = 50_000


def _display(tour: Tour) -> CustomerDisplay:
    display = tour.program.customer.display
    if display is None:
        raise Disagreement("the customer display is there")
    return display


def _welcome(tour: Tour) -> None:
    tour.hands.press("Ctrl+7", "Alt+8")
    tour.sees("Customer display", "No second screen is connected", "Only a supervisor")
    tour.holds("it stands in a window", lambda: tour.eyes.is_on("In a window"))
    tour.sees("Welcome", "Bienvenidos", root=_display(tour))
    tour.camera.take_beside(_display(tour), "customer-welcome")


def _sale(tour: Tour) -> None:
    line, display = tour.cast.alvarez, _display(tour)
    due_cents = line.balance_cents - PART_CENTS
    tour.hands.press("Alt+1", "F3")
    scan(tour, line, due_cents=due_cents)
    tour.sees("Account ending in", "To pay", f"${format_cents(due_cents)}", root=display)
    tour.holds("and no name", lambda: not tour.eyes.reads(line.name.split(",")[0], display))
    tour.hands.press("F5")
    tour.hands.type(format_cents(HANDED_CENTS))
    tour.sees("Cash", "Change", f"${format_cents(HANDED_CENTS - due_cents)}", root=display)
    tour.camera.take_beside(display, "customer-display")


def _spanish(tour: Tour) -> None:
    tour.hands.press("Ctrl+Shift+R")
    tour.sees("Cambio", "Efectivo", root=_display(tour))
    tour.sees("Español")


def _lock(tour: Tour) -> None:
    tour.hands.press("Ctrl+L")
    tour.sees("Who is at counter A2?")
    display = _display(tour)
    tour.holds("the customer's sale is gone", lambda: not tour.eyes.reads("Cambio", display))
    tour.holds("the cursor stands in the PIN", lambda: tour.eyes.focus.startswith("PIN"))
    tour.hands.secret(REYES.pin)
    tour.hands.press("Enter")
    tour.sees("Cambio", root=display)


def _clear(tour: Tour) -> None:
    tour.hands.press("Ctrl+Backspace")
    tour.sees("Bienvenidos", root=_display(tour))


CUSTOMER = (
    Step("A second window for the customer", _welcome, page="settings-customer"),
    Step("It shows what is paid and what goes back, and nothing private", _sale, page="counter-customer"),
    Step("In the customer's language", _spanish),
    Step("A locked window shows the customer nothing", _lock),
    Step("A cleared sale is gone there too", _clear),
)
