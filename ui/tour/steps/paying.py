"""Taking money: exact cash in three keys, two accounts, split tender, card, check, directed parts, other lines."""

from app.money import format_cents
from resources.texts import text_in
from ui.tour.expected import ExpectedPaper, ExpectedReceipt
from ui.tour.steps.sale import cash_is, next_number, paid, scan
from ui.tour.tour import Step, Tour

ROUTING_NUMBER = "021000021"


def _exact_cash(tour: Tour) -> None:
    line = tour.cast.plain
    scan(tour, line)
    cash_is(tour, line.due_cents)
    tour.hands.press("Enter", "Enter")
    receipt = ExpectedReceipt(
        next_number(tour), line.due_cents, 0, ((line.number, line.due_cents),), (("cash", line.due_cents),)
    )
    paid(tour, receipt, line.service_address, "Paid on this account")
    tour.sees("Balance now 0.00")


def _two_accounts(tour: Tour) -> None:
    first, second = tour.cast.other, tour.cast.third
    total = first.due_cents + second.due_cents
    scan(tour, first)
    scan(tour, second)
    tour.sees("2 lines", "Total of 2 lines", f"${format_cents(total)}")
    tour.hands.press("F5")
    tour.hands.type("4*100")
    tour.sees(f"Change {format_cents(40_000 - total)}")
    tour.hands.press("Enter")
    tour.sees("400.00")


def _take_two(tour: Tour) -> None:
    first, second = tour.cast.other, tour.cast.third
    total = first.due_cents + second.due_cents
    tour.hands.press("Enter")
    lines = ((first.number, first.due_cents), (second.number, second.due_cents))
    receipt = ExpectedReceipt(next_number(tour), total, 40_000 - total, lines, (("cash", 40_000),))
    paid(tour, receipt, f"Account {first.number}", f"Account {second.number}", "CHANGE")


def _split(tour: Tour) -> None:
    line = tour.cast.spanish
    rest = line.due_cents - 4_000
    scan(tour, line)
    tour.hands.type("40")
    tour.hands.press("Enter")
    tour.sees(f"Remaining {format_cents(rest)}")
    tour.hands.press("F6")
    tour.holds(f"Check for {format_cents(rest)}", lambda: tour.eyes.line("Check for") == format_cents(rest))
    tour.hands.press("Enter")
    tour.hands.type("021000022")
    tour.sees("The routing number does not fit its check digit")
    tour.hands.press("Ctrl+A")
    tour.hands.type(ROUTING_NUMBER)
    tour.sees("Check digit fits")
    tour.hands.press("Enter")
    tour.hands.type("1042")
    tour.hands.press("Enter")
    tour.sees("Check 1042", "Remaining 0.00")


def _take_split(tour: Tour) -> None:
    line = tour.cast.spanish
    tour.hands.press("Enter")
    tenders = (("cash", 4_000), ("check", line.due_cents - 4_000))
    receipt = ExpectedReceipt(
        next_number(tour), line.due_cents, 0, ((line.number, line.due_cents),), tenders, language="es"
    )
    paid(tour, receipt)


def _endorse(tour: Tour) -> None:
    line = tour.cast.spanish
    tour.hands.press("Ctrl+I")
    tour.sees("Endorse and validate", "Put in check 1042, its back to the print head.", f"Stub of {line.number}")
    tour.sees("FOR DEPOSIT ONLY")


def _endorsed(tour: Tour) -> None:
    line = tour.cast.spanish
    number = f"A2-{len(tour.expected.receipts):06}"
    tour.hands.press("Enter")
    tour.sees(f"{format_cents(line.due_cents - 4_000)} · endorsed", f"Put in stub of {line.number}.")
    tour.hands.press("Enter")
    tour.sees(f"{format_cents(line.due_cents)} · validated", "All of them are done.")
    tour.expected.papers.append(ExpectedPaper("stamp", ("FOR DEPOSIT ONLY", number, "Account ending in 4417")))
    tour.expected.papers.append(ExpectedPaper("stamp", (text_in("es", "PAID"), number, line.number)))
    tour.hands.press("Esc")
    tour.sees("Check 1042", "Payment recorded")


def _card(tour: Tour) -> None:
    line = tour.cast.fourth
    scan(tour, line)
    tour.hands.press("F7", "Enter")
    tour.sees(f"Use the terminal now for {format_cents(line.due_cents)}.")
    tour.hands.type("4111111111111111")
    tour.sees("That looks like a card number. Never type one; type what the terminal printed.")
    tour.holds("the number is gone", lambda: tour.eyes.line("Authorization") == "")


def _take_card(tour: Tour) -> None:
    line = tour.cast.fourth
    tour.hands.type("74920A")
    tour.hands.press("Enter")
    tour.hands.type("4242")
    tour.hands.press("Enter")
    tour.sees("Remaining 0.00")
    tour.hands.press("Enter")
    receipt = ExpectedReceipt(
        next_number(tour), line.due_cents, 0, ((line.number, line.due_cents),), (("card", line.due_cents),)
    )
    paid(tour, receipt, "4242 74920A")


PAYING = (
    Step("Exact cash in three keys: scan, Enter, Enter", _exact_cash, page="counter-paid"),
    Step("Two accounts on one receipt, four hundreds on the counter", _two_accounts, page="counter"),
    Step("The change is said in notes and coins", _take_two),
    Step("Part in cash, the rest by check; a wrong routing number is refused", _split, page="counter-split"),
    Step("Her receipt is in Spanish", _take_split),
    Step("The check is asked for, its endorsement shown", _endorse, page="counter-endorse"),
    Step("Check and stub, one after the other", _endorsed, page="counter-endorsed"),
    Step("The card attempt is stored first; a typed card number goes at once", _card, page="counter-card"),
    Step("What the terminal printed is enough", _take_card),
)
