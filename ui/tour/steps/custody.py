"""From the sealed bags to the bank: the safe by two people, its count, a deposit made, verified, sent and confirmed."""

from app.identity.demo_people import BRANDT, REYES
from app.money import format_cents
from ui.tour.expected import ExpectedDeposit
from ui.tour.steps.counting import count_cash, sign, tab_to, walk
from ui.tour.steps.looking import FLOAT_CENTS
from ui.tour.steps.signing_in import sign_in_as
from ui.tour.tour import Step, Tour

BAGS, BANK_BAG, DEPOSIT = ("B-0070", "B-0071", "B-0074"), "BANK-1", "A2-D0001"
RESERVE_CENTS = 180_000
"""What the safe holds beside the float of the drawer."""


def _receive(tour: Tour) -> None:
    tour.hands.press("Alt+3")
    tour.sees("Expected from the drawers", *BAGS)
    tour.sees_not("B-0072")
    tour.hands.press("F6")
    tour.sees("0 of 3 ticked off.")
    tour.hands.type("B-0099")
    tour.hands.press("Enter")
    tour.sees("No bag of this number is expected. Read it again.")
    tour.hands.press("Ctrl+A")
    for bag in BAGS:
        tour.hands.type(bag.lower())
        tour.hands.press("Enter")
    tour.sees("3 of 3 ticked off.")
    sign(tour, REYES)
    tour.sees("The bags are in the safe.")


def _count_safe(tour: Tour) -> None:
    tour.hands.press("F9")
    tour.sees("Loose cash", "0 of 3 ticked off.")
    count_cash(tour, RESERVE_CENTS + FLOAT_CENTS)
    for bag in BAGS:
        tour.hands.type(bag)
        tour.hands.press("Enter")
    tour.sees("3 of 3 ticked off.")
    sign(tour, REYES)
    tour.sees(f"The safe opens with {format_cents(RESERVE_CENTS + FLOAT_CENTS)}.")
    tour.expected.safe_cents = RESERVE_CENTS + FLOAT_CENTS


def _every_hand(tour: Tour) -> None:
    tab_to(tour, "In the safe")
    tour.hands.press("Home", "Enter")
    tour.sees("Every hand", "L. Brandt", "M. Reyes")
    tour.hands.press("Esc")
    tour.sees_not("Every hand")


def _prepare(tour: Tour) -> None:
    sign_in_as(tour, REYES)
    tour.hands.press("Ctrl+4", "Alt+4")
    tour.sees("Ready for the bank", "J. Okafor")
    tour.hands.press("F6")
    tour.sees("1 shift, whole.", "Number of the bank's bag")
    deposit = _deposit(tour)
    count_cash(tour, deposit.cash_cents)
    tour.hands.type(BANK_BAG)
    tour.hands.press("Ctrl+Enter")
    tour.sees(f"Bank deposit {DEPOSIT}: to verify.", "Somebody else counts it again now: F7.")
    tour.expected.deposit = deposit


def _deposit(tour: Tour) -> ExpectedDeposit:
    """All that the drawer held but for its float, and what was dropped before."""
    drawer = tour.expected.drawer
    cash_cents = drawer["cash"] - FLOAT_CENTS + tour.expected.dropped_cents
    return ExpectedDeposit(DEPOSIT, BANK_BAG, cash_cents, drawer["check"], drawer["money_order"])


def _verify(tour: Tour) -> None:
    deposit = _deposit(tour)
    sign_in_as(tour, BRANDT)
    tour.hands.press("Ctrl+4", "Alt+4")
    tour.sees("Bank deposits", f"{DEPOSIT} ", "Verify F7")
    tour.hands.press("F7")
    tour.sees("Cash, counted again", "Sum of checks and money orders")
    tour.sees_not(format_cents(deposit.cash_cents))
    count_cash(tour, deposit.cash_cents)
    tour.hands.type(format_cents(deposit.check_cents + deposit.money_order_cents))
    tour.hands.press("Ctrl+Enter")
    tour.sees(f"Bank deposit {DEPOSIT}: to send.", "Two people take it out of the safe: F8.")


def _send(tour: Tour) -> None:
    tour.hands.press("F8")
    tour.sees(f"Bank bag {BANK_BAG}", "Who takes it")
    tour.hands.type("Courier 7")
    sign(tour, REYES)
    tour.sees(f"Bank deposit {DEPOSIT}: on its way.", "The bank's advice confirms it: F9.")


def _slip(tour: Tour) -> None:
    deposit = _deposit(tour)
    tab_to(tour, "Bank deposits")
    tour.hands.press("Enter")
    total = format_cents(deposit.cash_cents + deposit.check_cents + deposit.money_order_cents)
    tour.sees("DEPOSIT SLIP", "CHECK LIST", f"TOTAL {total}", "Prepared by M. Reyes", "Verified by L. Brandt")
    tour.hands.press("Ctrl+S")
    tour.sees("Saved.", f"Bank deposit {DEPOSIT} 2026-11-20.pdf")
    tour.expected.pdfs[f"Bank deposit {DEPOSIT} 2026-11-20.pdf"] = (
        "DEPOSIT SLIP",
        "CHECK LIST",
        BANK_BAG,
        total,
        "1042",
    )


def _receipts(tour: Tour) -> None:
    tour.hands.press("F12")
    tour.sees(f"Receipts of {DEPOSIT}", "A2-000001")
    tour.hands.press("Down", "Enter")
    tour.sees("Receipt A2-0000", "CITY OF CYPRESS SPRINGS")


def _confirm(tour: Tour) -> None:
    deposit = _deposit(tour)
    tour.hands.press("Esc")
    tour.sees("Confirm F9")
    tour.hands.press("F9")
    tour.sees("Credited by the bank")
    tour.hands.type(format_cents(deposit.cash_cents + deposit.check_cents + deposit.money_order_cents))
    walk(tour, "Reference")
    tour.hands.type("ADVICE 4471")
    tour.hands.press("Ctrl+Enter")
    tour.sees(f"Bank deposit {DEPOSIT}: confirmed.")


def _locked(tour: Tour) -> None:
    tour.hands.press("Alt+2")
    tour.sees("All drawers", "Reopen the shift")
    tour.hands.press("F7", "S", "Ctrl+Enter")
    tour.sees(f"is in bank deposit {DEPOSIT}.")
    tour.hands.press("Esc", "F3")


CUSTODY = (
    Step("Two people put the sealed bags into the safe", _receive, page="safe"),
    Step("The safe is counted, loose cash and bags", _count_safe, page="safe-counted"),
    Step("Every hand that touched a bag", _every_hand),
    Step("A bank deposit is prepared: one shift, whole", _prepare, page="bank-deposits"),
    Step("Somebody else counts it again without seeing the first count", _verify),
    Step("Two people hand it to the courier", _send),
    Step("Slip and check list, saved as PDF", _slip, page="bank-deposit-slip"),
    Step("From the deposit down to a receipt", _receipts, page="bank-deposit-receipts"),
    Step("The bank's advice confirms it", _confirm, page="bank-deposit-confirmed"),
    Step("What went to the bank is not reopened", _locked),
)
