"""What many steps do: scan a stub, take the payment, and write down what the window showed of it."""

from app.money import format_cents
from app.payments.account_lines import AccountLine
from resources.texts import text_in
from ui.tour.cast import stub_code
from ui.tour.expected import ExpectedReceipt
from ui.tour.tour import Tour

CASH = "Cash tendered"
_PAPER_SLIDES_MS = 240


def scan(tour: Tour, line: AccountLine, *, due_cents: int | None = None) -> None:
    """A stub; its account joins the sale with what is due."""
    tour.hands.scan(stub_code(line))
    joins(tour, line, due_cents=due_cents)


def joins(tour: Tour, line: AccountLine, *, due_cents: int | None = None) -> None:
    """An account stands in the sale with what is due, and not only among the last receipts."""
    tour.sees(line.number, line.name)
    amount = format_cents(line.due_cents if due_cents is None else due_cents)
    tour.holds(f"{line.number} is to pay {amount}", lambda: _line_amount(tour, line) == amount)


def _line_amount(tour: Tour, line: AccountLine) -> str:
    return tour.eyes.line(f"Amount for {line.number} {line.name}")


def cash_is(tour: Tour, cents: int) -> None:
    """The cursor stands in the cash field, which holds this amount."""
    tour.holds(f"Cash holds {format_cents(cents)}", lambda: tour.eyes.line(CASH) == format_cents(cents))
    tour.holds("the cursor stands in Cash", lambda: tour.eyes.focus.startswith(CASH))


def next_number(tour: Tour) -> str:
    """The receipt that comes next."""
    return f"A2-{len(tour.expected.receipts) + 1:06}"


def paid(tour: Tour, receipt: ExpectedReceipt, *words: str) -> None:
    """The payment is recorded and its receipt printed, as the window says; noted for the second process."""
    tour.sees("Payment recorded", f"receipt {receipt.number}")
    back_entered = bool(receipt.book_number)
    kick = any(kind == "cash" for kind, _ in receipt.tenders) and not back_entered
    tour.expected.receipt(receipt, *words, kick=kick)
    tour.sees("Receipt printed", f"Total {format_cents(receipt.total_cents)}")
    if receipt.change_cents:
        tour.sees(f"Change {format_cents(receipt.change_cents)}")
    if kick:
        tour.sees("Drawer A2 opened")
    tour.sees(text_in(receipt.language, "TOTAL"))
    tour.hands.rest(_PAPER_SLIDES_MS)
