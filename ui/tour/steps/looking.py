"""Looking: everything about an account, the drawer and what it should hold, the X report."""

from app.money import format_cents
from ui.tour.check_outcome import drawer_by_hand
from ui.tour.expected import ExpectedPaper
from ui.tour.steps.minding import PART_CENTS
from ui.tour.steps.sale import joins
from ui.tour.tour import Step, Tour

FLOAT_CENTS = 20_000
_TENDERS = {"Cash": "cash", "Check": "check", "Money order": "money_order", "Card": "card"}


def _account(tour: Tour) -> None:
    tour.hands.press("Ctrl+2", "F2")
    tour.hands.type("10-004512-7")
    tour.sees("10-004512-7 Alvarez, Maria")
    tour.hands.press("Enter")
    balance = format_cents(tour.cast.alvarez.balance_cents - PART_CENTS)
    tour.sees("Alvarez, Maria", f"${balance}", "as of 20 Nov", "Cash only until 3 Mar 2027")
    tour.sees(
        "Balance by service and age", "13 months", "Receipt A2-000005", "E-558210", "Asked how long cash only lasts"
    )


def _chart(tour: Tour) -> None:
    chart = tour.eyes.control("13 months")
    tour.holds("the chart is there", lambda: chart is not None)
    for _ in range(40):
        if tour.eyes.focus.startswith("13 months"):
            break
        tour.hands.press("Tab")
    tour.hands.press("Home", "Right", "Right", "Right")
    tour.holds("the chart says its values", lambda: "billed" in tour.eyes.focus)


def _tabs(tour: Tour) -> None:
    tour.hands.press("Alt+2")
    tour.sees("Issued", "Not due")
    tour.hands.press("Alt+1")
    tour.sees("City billing")


def _note(tour: Tour) -> None:
    tour.hands.press("Ctrl+N")
    tour.sees("New note")
    tour.hands.type("Paid 100.00, brings the rest on Monday.")
    tour.hands.press("Ctrl+Enter")
    tour.sees("Paid 100.00, brings the rest on Monday.", "1 of 3")


def _contact(tour: Tour) -> None:
    tour.hands.press("Ctrl+D")
    tour.sees("Keep the change")
    tour.hands.press("Tab", "Ctrl+A")
    tour.hands.type("maria@alvarez")
    tour.hands.press("Ctrl+Enter")
    tour.sees("An email address reads like name@example.org.")
    tour.hands.type(".example")
    tour.hands.press("Ctrl+Enter")
    tour.sees_not("Keep the change")
    tour.sees("maria@alvarez.example", "changed here, not yet in the billing system")
    tour.hands.press("Alt+1")


def _pay_from_account(tour: Tour) -> None:
    tour.hands.press("F5")
    tour.sees("This customer")
    joins(tour, tour.cast.alvarez, due_cents=tour.cast.alvarez.balance_cents - PART_CENTS)
    tour.hands.press("Ctrl+Backspace")
    tour.sees("Scan a bill to begin")


def _drawer(tour: Tour) -> None:
    tour.hands.press("Ctrl+4")
    tour.sees("Drawer A2", "M. Reyes")
    content = drawer_by_hand(FLOAT_CENTS, tour.expected)
    shown = {name: format_cents(content[tender]) for name, tender in _TENDERS.items()}
    tour.holds(f"expected by tender: {shown}", lambda: shown.items() <= tour.eyes.table("Expected by tender").items())
    tour.expected.drawer.update(content)
    tour.expected.float_cents = FLOAT_CENTS


def _x_report(tour: Tour) -> None:
    tour.hands.press("F6")
    tour.sees("X report", "X REPORT")
    tour.hands.press("Ctrl+P")
    tour.sees("Sent to the printer.")
    tour.expected.papers.append(ExpectedPaper("x_report", ("X REPORT", format_cents(tour.expected.drawer["cash"]))))
    tour.sees("Printer ready")


LOOKING = (
    Step("Everything about an account on one page", _account, page="account"),
    Step("The chart walks by arrows and says its values", _chart),
    Step("Bills and activity, by Alt and a number", _tabs),
    Step("A note is kept", _note, page="account-note"),
    Step("A new email address, held until billing says the same", _contact, page="account-contact"),
    Step("From the account to its payment", _pay_from_account),
    Step("The drawer holds what the receipts say", _drawer, page="drawer"),
    Step("The X report, on the screen and on paper", _x_report, page="x-report"),
)
