"""The sentences of what is refused around payments (`ui.error_messages`)."""

from collections.abc import Callable

from app.payments.allocate import AllocationRefusal
from app.payments.card_attempt import AttemptRefusal
from app.payments.parked_sale import ParkRefusal
from app.payments.reprint import ReprintRefusal
from app.payments.stamp_paper import StampRefusal
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import TenderRefusal
from app.payments.void_receipt import VoidRefusal
from app.payments.written_moment import MomentRefusal
from resources.texts import text
from ui.payments.undo_refusals import UNDO_WORDINGS

Wordings = dict[str, str]


def _payment() -> Wordings:
    return {
        PaymentRefusal.INTENT_TAKEN: _intent_taken(),
        PaymentRefusal.NO_SHIFT: text("No shift is open at this counter. Open the drawer first."),
        PaymentRefusal.SHIFT_OF_ANOTHER: text(
            "Drawer {drawer} is open for another person. Only they take payments here until it is closed."
        ),
        PaymentRefusal.SHIFT_SUSPENDED: _suspended(),
        PaymentRefusal.DRAWER_FULL: text(
            "Drawer {drawer} holds as much cash as it may. Make a safe drop on the page Drawer, then take this payment."
        ),
        PaymentRefusal.NO_LINES: text("There is nothing to pay for yet. Scan a bill or add a line."),
        PaymentRefusal.TOO_MANY_LINES: text("A receipt has {limit} lines at most. Take this payment in two receipts."),
        PaymentRefusal.AMOUNT_NOT_POSITIVE: text("Each line needs an amount above zero. Type one, or remove the line."),
        PaymentRefusal.AMOUNT_TOO_LARGE: text("A receipt takes {limit_cents} at most. Check the amounts."),
        PaymentRefusal.TEXT_NOT_PLAIN: text(
            "Type plain letters and signs here, {limit} at most. What was pasted holds something that does not print."
        ),
        PaymentRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never type one; take the card at the terminal."
        ),
        PaymentRefusal.ACCOUNT_TWICE: text("This account is in the sale twice. Remove one of its lines."),
        PaymentRefusal.ACCOUNT_UNKNOWN: text(
            "This account is not in the city's data here. Search for it by name, or take the payment as unidentified."
        ),
        PaymentRefusal.LEDGER_ACCOUNT_UNKNOWN: text(
            "Ledger account {entered} is not one that a counter may use. Choose another."
        ),
        PaymentRefusal.DESCRIPTION_MISSING: text(
            "Say what is known of this payment, such as who brought it, so that somebody can identify it."
        ),
        PaymentRefusal.NOT_SOLD_HERE: text("This is not sold at a counter. Remove the line and choose it anew."),
        PaymentRefusal.LANGUAGE_UNKNOWN: text("Receipts come in English and Spanish. Choose one."),
        PaymentRefusal.BOOK_MISSING: text("Type the book and the number of the hand-written receipt."),
        PaymentRefusal.WRITTEN_IN_THE_FUTURE: text("That moment is still to come. Check the date and the time."),
        PaymentRefusal.WRITTEN_TOO_LONG_AGO: text(
            "That is more than {days} days ago. Check the date; whoever keeps the books enters older receipts."
        ),
        PaymentRefusal.ALREADY_ENTERED: text(
            "Number {number} of book {book} is already entered, as receipt {receipt}. Check the number."
        ),
    }


def _intent_taken() -> str:
    return text("This was begun under the number of something already recorded. Leave it and begin anew.")


def _suspended() -> str:
    return text("Drawer {drawer} is suspended. Resume its shift first, on the page Drawer.")


def _tender() -> Wordings:
    return {
        TenderRefusal.NO_TENDERS: text("Nothing is tendered yet. Type the cash, or choose another way to pay."),
        TenderRefusal.TOO_MANY_TENDERS: text("A receipt takes {limit} tenders at most. Put some together."),
        TenderRefusal.AMOUNT_NOT_POSITIVE: text("Type an amount above zero."),
        TenderRefusal.AMOUNT_TOO_LARGE: text("One tender takes {limit_cents} at most. Check the amount."),
        TenderRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never type one; type what the terminal printed."
        ),
        TenderRefusal.DETAIL_NOT_EXPECTED: text("This tender carries what does not belong to it. Enter it anew."),
        TenderRefusal.ROUTING_NUMBER_WRONG: text(
            "The routing number does not fit its check digit. Read its nine digits again, at the left of the check."
        ),
        TenderRefusal.CHECK_NUMBER_WRONG: text("A check number has 1 to 15 digits. Read it at the top right."),
        TenderRefusal.MONEY_ORDER_NUMBER_WRONG: text(
            "A money order number has 4 to 20 letters and digits. Read it again."
        ),
        TenderRefusal.CARD_LAST_FOUR_WRONG: text("Type the last four digits that the terminal printed."),
        TenderRefusal.CARD_AUTHORIZATION_WRONG: text(
            "An authorization has 4 to 12 letters and digits. Read it on the terminal's slip."
        ),
        TenderRefusal.CARD_NOT_ATTEMPTED: text(
            "This card payment is not the one that was begun here. Remove it and take the card again."
        ),
        TenderRefusal.CASH_ONLY: text(
            "Account {account} is cash only. Take cash or a money order, or remove the account."
        ),
        TenderRefusal.NON_CASH_OVER_TOTAL: text(
            "That is {over_cents} more than is due, and only cash gives change. Lower it, or raise a line to overpay."
        ),
        TenderRefusal.TOO_LITTLE: text("{missing_cents} is still missing. Take it in cash or another way."),
        TenderRefusal.CASH_NOT_NEEDED: text("The other tenders pay all of it. Remove the cash."),
        TenderRefusal.CHANGE_OVER_LIMIT: text(
            "Change over {limit_cents} is not given here. Take less cash, or raise a line to overpay."
        ),
    }


def _allocation() -> Wordings:
    return {
        AllocationRefusal.CHARGE_UNKNOWN: text(
            "One of the charges is no longer open. Open the table again and direct it anew."
        ),
        AllocationRefusal.AMOUNT_NOT_POSITIVE: text("Type an amount above zero, or leave the charge empty."),
        AllocationRefusal.OVER_OPEN: text("Only {open_cents} of this charge is open. Type that or less."),
        AllocationRefusal.OVER_LINE: text(
            "{directed_cents} is directed, but the line pays {amount_cents}. Lower one of them, or raise the line."
        ),
    }


def _attempt() -> Wordings:
    return {
        AttemptRefusal.NO_SHIFT: text("No shift is open at this counter. Open the drawer first."),
        AttemptRefusal.AMOUNT_NOT_POSITIVE: text("Type an amount above zero before the card is taken."),
        AttemptRefusal.AMOUNT_TOO_LARGE: text("A card takes {limit_cents} at most here. Check the amount."),
        AttemptRefusal.SHIFT_SUSPENDED: _suspended(),
        AttemptRefusal.NOT_WAITING: text("This card payment is already answered. Begin a new one."),
    }


def _parking() -> Wordings:
    return {
        ParkRefusal.NOTHING_ENTERED: text("There is nothing to park. Scan a bill or add a line first."),
        ParkRefusal.NOT_READABLE: text("Something that was pasted into this sale cannot be read. Type it by hand."),
        ParkRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never type one; take the card at the terminal."
        ),
        ParkRefusal.TOO_LARGE: text("This sale is too large to be kept aside. Take its payment now."),
        ParkRefusal.TOO_MANY_PARKED: text("{limit} sales are parked already. Finish or clear one of them first."),
        ParkRefusal.NOT_THERE: text("This sale was taken up elsewhere or waited too long. Scan the bill again."),
    }


def _void() -> Wordings:
    return {
        VoidRefusal.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
        VoidRefusal.INTENT_TAKEN: _intent_taken(),
        VoidRefusal.ALREADY_VOIDED: text("This receipt is void already. Nothing more is to do."),
        VoidRefusal.UNDONE_IN_PART: text(
            "Part of this receipt was put right already. Make a refund of the rest instead."
        ),
        VoidRefusal.NOT_THIS_WORKSTATION: text(
            "This receipt was taken at counter {workstation}. Void it there while its shift is open."
        ),
        VoidRefusal.NOT_THIS_SHIFT: text("Its shift is over, so it can no longer be voided. Make a refund instead."),
        VoidRefusal.SHIFT_OF_ANOTHER: text(
            "The drawer is another person's now. Whoever took this payment voids it in their own shift."
        ),
        VoidRefusal.SHIFT_SUSPENDED: _suspended(),
        VoidRefusal.REASON_UNKNOWN: text("Choose why the receipt is voided."),
    }


def _reprint() -> Wordings:
    return {
        ReprintRefusal.LANGUAGE_UNKNOWN: text("Receipts come in English and Spanish. Choose one."),
        ReprintRefusal.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
    }


def _stamp() -> Wordings:
    return {
        StampRefusal.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
        StampRefusal.RECEIPT_VOIDED: text("This receipt is void; its papers go back to the customer as they came."),
        StampRefusal.PAPER_UNKNOWN: text("This receipt has no such paper to endorse or validate here."),
        StampRefusal.NO_SLIP_STATION: text(
            "This printer has no slip station. Use the city's stamp, or choose another printer under Settings, Printer."
        ),
    }


def _moment() -> Wordings:
    return {
        MomentRefusal.DATE_WRONG: text("Type the date as month/day/year, such as 11/20/2026."),
        MomentRefusal.TIME_WRONG: text("Type the time such as 14:05 or 2:05 pm."),
        MomentRefusal.TIME_SKIPPED: text("The clocks skipped that hour on that day. Check the time."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    **UNDO_WORDINGS,
    PaymentRefusal.__name__: _payment,
    TenderRefusal.__name__: _tender,
    AllocationRefusal.__name__: _allocation,
    AttemptRefusal.__name__: _attempt,
    ParkRefusal.__name__: _parking,
    VoidRefusal.__name__: _void,
    ReprintRefusal.__name__: _reprint,
    StampRefusal.__name__: _stamp,
    MomentRefusal.__name__: _moment,
}
