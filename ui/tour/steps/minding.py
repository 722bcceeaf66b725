"""What a counter must mind: cash only, directed parts, other money, mistakes, interruptions, paper from a storm."""

from app.money import format_cents
from ui.tour.expected import ExpectedReceipt
from ui.tour.steps.sale import CASH, cash_is, next_number, paid, scan
from ui.tour.tour import Step, Tour

PART_CENTS = 10_000
PERMIT_CENTS, UNKNOWN_CENTS = 7_500, 2_550


def _cash_only(tour: Tour) -> None:
    line = tour.cast.alvarez
    scan(tour, line)
    tour.sees("Cash only until 3 Mar 2027", "Take cash or a money order.", "Life support at this address")
    tour.hands.press("F6")
    tour.sees("Check Cash only")
    cash_is(tour, line.due_cents)


def _comma(tour: Tour) -> None:
    tour.hands.press("F5")
    tour.hands.type("1,5")
    tour.hands.press("Enter")
    tour.sees("Type a point before the cents, such as 12.50.")
    tour.holds("what was typed stays", lambda: tour.eyes.line(CASH) == "1,5")
    tour.hands.press("Ctrl+A")
    tour.hands.type("1.005")
    tour.hands.press("Enter")
    tour.sees("An amount has two decimals at most, such as 12.50.")


def _directed(tour: Tour) -> None:
    line = tour.cast.alvarez
    tour.hands.press("Ctrl+E")
    tour.hands.type(format_cents(PART_CENTS))
    tour.hands.press("F4")
    tour.sees("Charge", "Oct electric", "Direct")
    tour.hands.type("12.44")
    tour.hands.press("Enter")
    tour.hands.type("20.18")
    tour.hands.press("Enter")
    tour.sees("Directed")
    tour.holds(f"{line.number} still pays {format_cents(PART_CENTS)}", lambda: _total(tour) == PART_CENTS)


def _total(tour: Tour) -> int:
    return PART_CENTS if tour.eyes.reads(f"${format_cents(PART_CENTS)}") else 0


def _take_part(tour: Tour) -> None:
    line = tour.cast.alvarez
    tour.hands.press("F5")
    cash_is(tour, PART_CENTS)
    tour.hands.type("120")
    tour.sees("Change 20.00", "Give 1 × 20")
    tour.hands.press("Enter", "Enter")
    receipt = ExpectedReceipt(next_number(tour), PART_CENTS, 2_000, ((line.number, PART_CENTS),), (("cash", 12_000),))
    paid(tour, receipt, "1207 Pine St", "as of 20 Nov 2026")
    tour.sees(f"Balance now {format_cents(line.balance_cents - PART_CENTS)}")


def _other_money(tour: Tour) -> None:
    tour.hands.press("F10")
    tour.sees("Another line", "Building permit")
    tour.hands.press("Enter")
    tour.hands.type("75")
    tour.hands.press("Enter")
    tour.hands.type("Fence at 14 Elm Ct")
    tour.hands.press("Enter")
    tour.sees("Building permit", "Fence at 14 Elm Ct")
    tour.hands.press("F10", "End", "Enter")
    tour.hands.type("25.50")
    tour.hands.press("Enter", "Enter")
    tour.sees("Say what is known")
    tour.hands.type("Envelope in the night box")
    tour.hands.press("Enter")
    tour.sees("Payment to be identified", "2 lines", format_cents(PERMIT_CENTS + UNKNOWN_CENTS))


def _take_other_money(tour: Tour) -> None:
    total = PERMIT_CENTS + UNKNOWN_CENTS
    tour.hands.press("F8", "Enter")
    tour.hands.type("MO-55817")
    tour.hands.press("Enter", "Enter")
    lines = (("miscellaneous", PERMIT_CENTS), ("suspense", UNKNOWN_CENTS))
    paid(tour, ExpectedReceipt(next_number(tour), total, 0, lines, (("money_order", total),)), "Money order MO-55817")


def _park(tour: Tour) -> None:
    line = tour.cast.fifth
    scan(tour, line)
    tour.hands.press("F11")
    tour.sees("1 parked", "Scan a bill to begin")


def _resume(tour: Tour) -> None:
    line = tour.cast.fifth
    tour.hands.press("F11")
    tour.sees("Parked sales", line.name, "Waits until")
    tour.hands.press("Enter")
    cash_is(tour, line.due_cents)


def _cleared(tour: Tour) -> None:
    line = tour.cast.fifth
    tour.hands.press("Ctrl+Backspace")
    tour.sees("The sale is cleared.")
    tour.hands.press("Ctrl+Z")
    tour.sees(line.number, line.name)
    tour.hands.press("Ctrl+Backspace")
    tour.sees("Scan a bill to begin")


def _back_entry(tour: Tour) -> None:
    tour.hands.press("Ctrl+B")
    tour.sees("Entering a hand-written receipt")
    for typed in ("14", "0231", "11/19/2026", "16:20"):
        tour.hands.press("Ctrl+A")
        tour.hands.type(typed)
        tour.hands.press("Enter")
    scan(tour, tour.cast.sixth)


def _take_back_entry(tour: Tour) -> None:
    line = tour.cast.sixth
    tour.hands.press("Enter", "Enter")
    lines, tenders = ((line.number, line.due_cents),), (("cash", line.due_cents),)
    receipt = ExpectedReceipt(next_number(tour), line.due_cents, 0, lines, tenders, book_number="0231")
    paid(tour, receipt, "Entered from a hand-written receipt", "Book 14, number 0231")
    tour.sees("From book 14, number 0231")


def _end_back_entry(tour: Tour) -> None:
    tour.hands.press("Enter", "Ctrl+B")
    tour.sees_not("Entering a hand-written receipt")
    tour.sees("Scan a bill to begin", "19 Nov A2-000007")


MINDING = (
    Step("Cash only cannot be overlooked, and a check cannot be taken", _cash_only),
    Step("“1,5” is no amount, and what was typed stays", _comma),
    Step("She pays a part and says what it is for", _directed, page="counter-direct"),
    Step("A hundred and twenty on the counter", _take_part),
    Step("A permit, and money of which nobody knows whose it is", _other_money, page="counter-other"),
    Step("Both by money order", _take_other_money),
    Step("Somebody forgot the purse: the sale is parked", _park),
    Step("Here is the purse: the sale goes on", _resume, page="counter-parked"),
    Step("A cleared sale comes back by Ctrl+Z", _cleared),
    Step("A receipt written by hand in the storm is entered", _back_entry, page="counter-back-entry"),
    Step("With its book, its number and its true time; the drawer stays shut", _take_back_entry),
    Step("The last receipts say its day", _end_back_entry),
)
