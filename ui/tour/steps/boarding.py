"""Transit passes: one sold beside nothing else, scanned, reported lost and replaced; the found one is denied."""

from app.payments.issued import Issued
from app.payments.queries import find_receipt, read_receipt
from ui.tour.expected import ExpectedReceipt
from ui.tour.steps.sale import cash_is, next_number, paid
from ui.tour.tour import Step, Tour

MONTH_CENTS, FEE_CENTS = 3_800, 300


def _sell(tour: Tour) -> None:
    tour.hands.press("F9")
    tour.sees("Transit pass", "38.00 · 20 Nov 2026 – 20 Dec 2026")
    tour.hands.press("Enter", "Enter", "Enter")
    tour.sees("31-day pass, Adult", "20 Nov 2026 – 20 Dec 2026")


def _take(tour: Tour) -> None:
    cash_is(tour, MONTH_CENTS)
    tour.hands.press("Enter", "Enter")
    receipt = _receipt(next_number(tour), MONTH_CENTS)
    paid(tour, receipt, "31-day pass, Adult", "31-DAY PASS", "Last day", "Keep it like cash.")
    tour.expected.drawer["cash"] += MONTH_CENTS


def _verify(tour: Tour) -> None:
    """From the counter page: a pass is no bill, so nothing joins a sale."""
    issued = _issued(tour, _last(tour))
    tour.hands.scan(issued.code)
    tour.sees("Valid until 20 Dec 2026.", issued.serial, "31-day pass, Adult")


def _lose(tour: Tour) -> None:
    lost = _issued(tour, _last(tour)).serial
    tour.hands.press("F7")
    tour.sees("New paper for a lost pass", lost)
    cash_is(tour, FEE_CENTS)
    tour.hands.press("Enter", "Enter")
    paid(tour, _receipt(next_number(tour), FEE_CENTS), f"New paper for {lost}", "Replacement fee")
    tour.expected.drawer["cash"] += FEE_CENTS


def _find(tour: Tour) -> None:
    """Whoever found the lost paper shows it; the new one holds."""
    new = _issued(tour, _last(tour))
    tour.hands.press("Ctrl+3", "Alt+4")
    tour.sees("Verify a pass")
    tour.hands.press("F6")
    tour.hands.type(new.replaces or "")
    tour.hands.press("Enter")
    tour.sees("Denied: it was reported lost and replaced.")
    tour.hands.scan(new.code)
    tour.sees("Valid until 20 Dec 2026.", new.serial)


def _advise(tour: Tour) -> None:
    tour.hands.press("F8")
    tour.hands.type("1")
    tour.sees("2 × 10 rides: 25.00. Single fares would be 25.00.")
    tour.hands.press("Ctrl+A")
    tour.hands.type("2")
    tour.sees("1 × 31-day pass: 38.00. Single fares would be 50.00.")


def _back(tour: Tour) -> None:
    """The receipt of the new paper still stands there; Enter is the next customer."""
    tour.hands.press("Alt+1", "F3")
    tour.sees("Next customer")
    tour.hands.press("Enter")
    tour.sees("Scan a bill to begin")


def _receipt(number: str, cents: int) -> ExpectedReceipt:
    return ExpectedReceipt(number, cents, 0, (("pass", cents),), (("cash", cents),))


def _last(tour: Tour) -> str:
    return f"A2-{len(tour.expected.receipts):06}"


def _issued(tour: Tour, number: str) -> Issued:
    """What the rider has in the hand: the code that the paper bears."""
    with tour.services.read_journal() as journal:
        receipt = read_receipt(journal, tour.services.kinds, find_receipt(journal, number) or "")
    issued = receipt.lines[0].issued
    if issued is None:
        raise LookupError(number)
    return issued


BOARDING = (
    Step("A month's pass by four keys", _sell, page="counter-pass"),
    Step("Paid in cash: the pass prints behind its receipt", _take),
    Step("Scanned anywhere, it is verified", _verify, page="transit-passes"),
    Step("Lost: a new paper for three dollars", _lose),
    Step("The found one is denied, the new one holds", _find, page="transit-pass-denied"),
    Step("Which pass is the cheapest for what the rider says", _advise),
    Step("Back to the counter", _back),
)
