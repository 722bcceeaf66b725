"""Receipts after the fact: found, printed again, printed in Spanish, voided by a second person."""

from app.identity.demo_people import BRANDT
from app.money import format_cents
from resources.texts import text_in
from ui.tour.expected import ExpectedPaper
from ui.tour.tour import Step, Tour

FIRST = "A2-000001"


def _find(tour: Tour) -> None:
    tour.hands.press("F2")
    tour.hands.type("a2-000001")
    tour.sees(f"Receipt {FIRST}", "Taken here")
    tour.hands.press("Enter")
    tour.sees(f"receipt {FIRST}", "Print again", "Payment recorded")


def _copy(tour: Tour) -> None:
    tour.hands.press("Ctrl+P")
    tour.sees("Copy printed")
    tour.expected.papers.append(ExpectedPaper("copy", (FIRST, "COPY 1")))
    tour.expected.change(FIRST, copies=1)


def _spanish_copy(tour: Tour) -> None:
    tour.hands.press("Ctrl+Shift+P")
    tour.holds("two copies are counted", lambda: tour.copies(FIRST) == 2)
    tour.sees("Copy printed")
    tour.expected.papers.append(ExpectedPaper("copy", (FIRST, text_in("es", "COPY {number}", number=2))))
    tour.expected.change(FIRST, copies=2)
    tour.hands.press("Enter")
    tour.sees("Scan a bill to begin")


def _list(tour: Tour) -> None:
    number = tour.cast.third.number
    tour.hands.press("Ctrl+H")
    tour.sees("All receipts", FIRST)
    tour.hands.type(number)
    tour.sees("A2-000002")
    tour.sees_not(FIRST)
    tour.hands.press("Down", "Enter")
    tour.sees("receipt A2-000002")


def _void(tour: Tour) -> None:
    tour.hands.press("Ctrl+Del")
    tour.sees("Void the receipt", "Why is it voided?")
    tour.holds("who may sign is known", lambda: tour.eyes.choices("Second person") > 0)
    tour.hands.press("Down", "Tab")
    tour.hands.type("L")
    tour.hands.press("Tab")
    tour.hands.secret("111222")
    tour.hands.press("Enter")
    tour.sees("That PIN is not right")
    tour.hands.secret(BRANDT.pin)
    tour.hands.press("Enter")
    receipt = tour.expected.receipts["A2-000002"]
    tour.sees("Receipt voided", f"Give back {format_cents(receipt.total_cents)} in cash.")
    tour.expected.change("A2-000002", voided=True)


def _next(tour: Tour) -> None:
    tour.hands.press("Enter")
    tour.sees("Scan a bill to begin")
    tour.sees(f"{format_cents(tour.expected.receipts['A2-000002'].total_cents)} Voided")


RECEIPTS = (
    Step("A receipt is found by its number", _find),
    Step("Printed again it says COPY 1", _copy),
    Step("And COPY 2, in Spanish", _spanish_copy),
    Step("All receipts, searched by account", _list, page="receipts"),
    Step("A void needs a second person with a PIN of their own", _void, page="counter-voided"),
    Step("On to the next customer", _next, page="counter-receipts"),
)
