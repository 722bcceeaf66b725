"""What was taken and is put right afterwards: suspense, refund, corrections, an approval, checks that come back."""

from pathlib import Path

from app.identity.demo_people import BRANDT, REYES, WHITLEY
from app.money import format_cents
from ui.tour.bank_file import Returned, bank_file
from ui.tour.expected import ExpectedPaper, ExpectedReceipt
from ui.tour.steps.counting import sign, walk
from ui.tour.steps.paying import ROUTING_NUMBER
from ui.tour.steps.sale import next_number, paid, scan
from ui.tour.steps.signing_in import sign_in_as
from ui.tour.tour import Step, Tour

ENVELOPE_CENTS, SECOND_CHECK = 1_200, "2217"


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
    _open_receipt(tour, "A2-000001")
    tour.hands.press("F6")
    tour.sees("Why it goes back", "Second person")
    tour.hands.type("1")
    walk(tour, "Why it goes back")
    tour.hands.press("O")
    sign(tour, BRANDT)
    tour.sees("The refund of A2-000001 is recorded; its slip prints.")
    _given_back(tour, 100, "Overpaid")


def _other_account(tour: Tour) -> None:
    card, other = tour.expected.receipts["A2-000004"], tour.cast.other
    _open_receipt(tour, card.number)
    tour.hands.press("F7")
    tour.sees("Put it on this account")
    tour.hands.type(other.number)
    tour.sees(other.name)
    walk(tour, "Why it is moved")
    tour.hands.press("W")
    sign(tour, BRANDT)
    tour.sees("The payment of A2-000004 stands on the other account now.")
    words = ("CORRECTION", "Wrong account", other.number, format_cents(card.total_cents))
    tour.expected.papers.append(ExpectedPaper("undo_slip", words))


def _other_tender(tour: Tour) -> None:
    entered = tour.expected.receipts["A2-000007"]
    _open_receipt(tour, entered.number)
    tour.hands.press("F8")
    tour.sees("Truly was", "Correct the tender")
    walk(tour, "Truly was")
    tour.hands.press("M")
    walk(tour, "Number")
    tour.hands.type("MO-7781")
    sign(tour, BRANDT)
    tour.sees("The tender of A2-000007 is corrected.")
    cents = entered.total_cents
    tour.expected.corrected = {"cash": -cents, "money_order": cents}
    tour.expected.drawer["cash"] -= cents
    tour.expected.drawer["money_order"] += cents
    words = ("TENDER CORRECTION", "Money order", format_cents(cents))
    tour.expected.papers.append(ExpectedPaper("undo_slip", words))


def _envelope(tour: Tour) -> None:
    """Another one that nobody knows, and a check to come back later."""
    tour.hands.press("F3", "F10", "End", "Enter")
    tour.hands.type(format_cents(ENVELOPE_CENTS))
    tour.hands.press("Enter", "Enter")
    tour.sees("Say what is known")
    tour.hands.type("Blue envelope")
    tour.hands.press("Enter")
    tour.sees("Payment to be identified")
    tour.hands.press("F5", "Enter", "Enter")
    lines, tenders = (("suspense", ENVELOPE_CENTS),), (("cash", ENVELOPE_CENTS),)
    paid(tour, ExpectedReceipt(next_number(tour), ENVELOPE_CENTS, 0, lines, tenders))
    tour.expected.drawer["cash"] += ENVELOPE_CENTS


def _second_check(tour: Tour) -> None:
    line = tour.cast.third
    scan(tour, line)
    tour.hands.press("F6", "Enter")
    tour.hands.type(ROUTING_NUMBER)
    tour.hands.press("Enter")
    tour.hands.type(SECOND_CHECK)
    tour.hands.press("Enter")
    tour.sees("Remaining 0.00")
    tour.hands.press("Enter")
    lines, tenders = ((line.number, line.due_cents),), (("check", line.due_cents),)
    paid(tour, ExpectedReceipt(next_number(tour), line.due_cents, 0, lines, tenders))
    tour.expected.drawer["check"] += line.due_cents


def _ask(tour: Tour) -> None:
    tour.hands.press("Ctrl+5", "Alt+2")
    tour.sees("Blue envelope")
    tour.holds("the cursor is in the list", lambda: tour.eyes.focus == "Unidentified money")
    tour.hands.press("Enter")
    tour.sees("Other account")
    tour.hands.press("F6")
    tour.sees("Why it goes back", "Ask for approval")
    tour.hands.type(format_cents(ENVELOPE_CENTS))
    walk(tour, "Why it goes back")
    tour.hands.press("A")
    tour.hands.press("Ctrl+E")
    tour.sees("You asked for an approval. It waits under Work, My requests.")


def _inbox(tour: Tour) -> None:
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+5", "Alt+1")
    number = f"A2-{len(tour.expected.receipts) - 1:06}"
    tour.sees(f"Refund of {number}", "M. Reyes", "Approve refund", "All checks pass.")


def _approve(tour: Tour) -> None:
    tour.holds("the cursor is in the PIN", lambda: tour.eyes.focus.startswith("Your PIN"))
    tour.hands.secret(BRANDT.pin)
    tour.hands.press("Ctrl+Enter")
    tour.sees("Approved.", "Nothing waits for you")
    _given_back(tour, ENVELOPE_CENTS, "Another reason")


def _returned(tour: Tour) -> None:
    """The accounts specialist records it: who takes money does not say that it came back."""
    sign_in_as(tour, WHITLEY)
    tour.hands.press("Ctrl+5", "Alt+4")
    tour.sees("Returned payments", "No payment was returned")
    tour.hands.type("A2-000003")
    tour.hands.press("Enter")
    tour.sees("Bank's reason", "Owed again")
    tour.hands.press("R", "Enter", "Enter")
    tour.hands.type("8")
    tour.hands.press("Ctrl+Enter")
    tour.sees("The return is recorded;", "Ctrl+S saves the letter to the customer.")


def _letter(tour: Tour) -> None:
    line = tour.cast.spanish
    tour.hands.press("Ctrl+S")
    tour.sees("The letter is saved.")
    name = f"Returned payment {line.number} A2-000003 2026-11-20.pdf"
    tour.sees(name)
    tour.expected.pdfs[name] = (line.number, format_cents(line.due_cents - 4_000), "R01")


def _letter_sent(tour: Tour) -> None:
    tour.hands.press("F6")
    tour.sees("No letter is recorded yet.", "How it was sent")
    tour.hands.press("M", "Enter", "Ctrl+Enter")
    tour.sees("The letter is recorded as sent.")


def _bank_file(tour: Tour) -> None:
    check = Returned(SECOND_CHECK, tour.cast.third.due_cents, "R02", 1)
    unknown = Returned("9", 500, "R01", 2)
    tour.hands.open_file("Ctrl+O", _write(tour, "returns.ach", bank_file(check, unknown)))
    tour.sees(
        "1 return posted.", "1 waits for a check", "Waiting for a check, from the bank's file", tour.cast.third.number
    )


def _file_again(tour: Tour) -> None:
    tour.hands.open_file("Ctrl+O", _data(tour) / "returns.ach")
    tour.sees("This file was loaded before.", "Nothing was posted again.")


def _file_damaged(tour: Tour) -> None:
    content = bank_file(Returned(SECOND_CHECK, tour.cast.third.due_cents + 1, "R02", 3))
    tour.hands.open_file("Ctrl+O", _write(tour, "damaged.ach", content.replace(b"R02", b"R0", 1)))
    tour.sees("The file is not posted.", "4", "Nothing was posted; ask the bank for the file again.")


def _back_to_the_drawer(tour: Tour) -> None:
    sign_in_as(tour, REYES)


def _open_receipt(tour: Tour, number: str) -> None:
    """On the tab Refunds and corrections, wherever somebody is."""
    tour.hands.press("Ctrl+5", "Alt+1", "Alt+3")
    tour.sees("Refunds and corrections")
    tour.holds("the cursor is in the search", lambda: tour.eyes.focus.startswith("Find a receipt"))
    tour.hands.press("Ctrl+A")
    tour.hands.type(number.lower())
    tour.hands.press("Enter")
    tour.sees(f"Receipt {number}")


def _given_back(tour: Tour, cents: int, reason: str) -> None:
    """Out of the drawer, with a slip."""
    tour.expected.moved_cents -= cents
    tour.expected.drawer["cash"] -= cents
    words = ("REFUND", reason, format_cents(cents))
    tour.expected.papers += [ExpectedPaper("kick"), ExpectedPaper("undo_slip", words)]


def _data(tour: Tour) -> Path:
    """Where the bank's files lie; beside everything else of the tour."""
    return tour.services.folder.parent / "documents"


def _write(tour: Tour, name: str, content: bytes) -> Path:
    path = _data(tour) / name
    path.write_bytes(content)
    return path


UNDOING = (
    Step("Money in suspense finds its account", _suspense, page="suspense"),
    Step("A dollar goes back, by two people and in cash", _refund, page="refunds"),
    Step("A payment was put on the wrong account", _other_account),
    Step("A money order was entered as cash", _other_tender),
    Step("One more envelope that nobody can place", _envelope),
    Step("And a check of which more will be heard", _second_check),
    Step("The envelope goes back: an approval is asked for", _ask, page="approval-asked"),
    Step("It stands in the supervisor's inbox, with all that it changes", _inbox, page="approvals"),
    Step("The supervisor's PIN approves it, and it is done", _approve, page="approvals-done"),
    Step("A check comes back from the bank: owed again, with the fees", _returned, page="returned-payments"),
    Step("The letter to the customer", _letter),
    Step("It went out by mail today", _letter_sent),
    Step("The bank's own file: one check found, one waits", _bank_file, page="returned-payments-file"),
    Step("The same file never posts twice", _file_again),
    Step("A damaged file is refused whole, with the record", _file_damaged),
    Step("And the cashier is back at her drawer", _back_to_the_drawer),
)
