"""Reports: the day close on one page, down to a receipt and back, what is out of the ordinary."""

from ui.tour.tour import Step, Tour


def _day_close(tour: Tour) -> None:
    tour.hands.press("Ctrl+6")
    tour.sees("Reports", "Day close", "Shifts", "By tender", "Bank deposits", "Exceptions by kind")


def _down_to_a_receipt(tour: Tour) -> None:
    tour.hands.press("Down", "Enter")
    tour.sees("Day close › Cashier's list", "Receipts")
    tour.hands.press("Enter")
    tour.sees("Receipt A2-000001")


def _and_back(tour: Tour) -> None:
    tour.hands.press("Esc", "Esc")
    tour.sees_not("Day close › Cashier's list")
    tour.sees("By tender")


def _exceptions(tour: Tour) -> None:
    tour.hands.press("Alt+8")
    tour.sees("Exceptions by kind", "Exceptions")
    tour.hands.press("F3")
    tour.sees("This customer")


REPORTING = (
    Step("The day close on one page", _day_close, page="reports"),
    Step("From a total down to a receipt", _down_to_a_receipt, page="reports-receipt"),
    Step("And back to where it was", _and_back),
    Step("What is out of the ordinary", _exceptions),
)
