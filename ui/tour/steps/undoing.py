"""What was taken and is put right afterwards: money in suspense, a refund, a check that the bank returns."""

from app.identity.demo_people import BRANDT, REYES, WHITLEY
from ui.tour.expected import ExpectedPaper
from ui.tour.tour import Step, Tour


def _suspense(tour: Tour) -> None:
    tour.hands.press("Ctrl+5", "Alt+2")
    tour.sees("Unidentified money, oldest first", "Envelope in the night box")
    tour.hands.press("Enter")
    tour.sees("Other account")
    tour.hands.press("F7")
    tour.sees("Put it on this account")
    tour.hands.type(tour.cast.fifth.number)
    tour.sees(tour.cast.fifth.name)
    tour.hands.press("Enter", "Enter", "F", "Enter")
    tour.sees("stands on the other account now.", "Nothing is unidentified")
    tour.expected.papers.append(ExpectedPaper("undo_slip", ("CORRECTION", tour.cast.fifth.number, "25.50")))


def _refund(tour: Tour) -> None:
    tour.hands.press("Alt+3")
    tour.sees("Refunds and corrections", "A2-000001")
    tour.hands.type("a2-000001")
    tour.hands.press("Enter")
    tour.sees("Receipt A2-000001", "Refund")
    tour.hands.press("F6")
    tour.sees("Why it goes back", "Second person")
    tour.hands.type("1")
    tour.hands.press("Enter", "O", "Enter", "Enter", "Enter")
    tour.hands.secret(BRANDT.pin)
    tour.hands.press("Enter")
    tour.sees("The refund of A2-000001 is recorded; its slip prints.")
    tour.expected.moved_cents -= 100
    tour.expected.drawer["cash"] -= 100
    tour.expected.papers += [ExpectedPaper("kick"), ExpectedPaper("undo_slip", ("REFUND", "Overpaid", "1.00"))]


def _returned(tour: Tour) -> None:
    """The accounts specialist records it: who takes money does not say that it came back."""
    _sign_in_as(tour, WHITLEY.display_name, WHITLEY.pin)
    tour.hands.press("Ctrl+5", "Alt+4")
    tour.sees("Returned payments", "No payment was returned")
    number = _paid_by_check(tour)
    tour.hands.type(number)
    tour.hands.press("Enter")
    tour.sees("Bank's reason", "Owed again")
    tour.hands.press("R", "Enter", "Enter")
    tour.hands.type("8")
    tour.hands.press("Ctrl+Enter")
    tour.sees("The return is recorded;", "Ctrl+S saves the letter to the customer.")


def _back_to_the_drawer(tour: Tour) -> None:
    _sign_in_as(tour, REYES.display_name, REYES.pin)


def _sign_in_as(tour: Tour, name: str, pin: str) -> None:
    tour.hands.press("Ctrl+L")
    tour.sees("Who is at counter A2?")
    tour.hands.press("F2")
    tour.hands.type(name.partition(" ")[2].lower())
    tour.hands.press("Enter")
    tour.hands.secret(pin)
    tour.hands.press("Enter")
    tour.sees("This customer", name)


def _paid_by_check(tour: Tour) -> str:
    """The receipt of this tour that has a check among its tenders."""
    receipts = tour.expected.receipts.values()
    return next(receipt.number for receipt in receipts if any(kind == "check" for kind, _cents in receipt.tenders))


UNDOING = (
    Step("Money in suspense finds its account", _suspense, page="suspense"),
    Step("A dollar goes back, by two people and in cash", _refund, page="refunds"),
    Step("A check comes back from the bank: owed again, with the fees", _returned, page="returned-payments"),
    Step("And the cashier is back at her drawer", _back_to_the_drawer),
)
