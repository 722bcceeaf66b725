"""The sentences of what is refused when a payment is undone: returned, refunded, moved, corrected."""

from collections.abc import Callable

from app.payments.correct_account import MoveRefusal
from app.payments.correct_tender import CorrectTenderRefusal
from app.payments.lift_cash_only import LiftRefusal
from app.payments.nacha_returns import NachaRefusal
from app.payments.refund import RefundRefusal
from app.payments.returned_payment import ReturnRefusal
from app.payments.send_return_letter import LetterRefusal
from resources.texts import text

Wordings = dict[str, str]


def _intent_taken() -> str:
    return text("This was begun under the number of something already recorded. Leave it and begin anew.")


def _return() -> Wordings:
    code = ReturnRefusal
    return {
        code.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
        code.TENDER_UNKNOWN: text("This receipt has no such check. Choose one from its list."),
        code.NOT_RETURNABLE: text("Only a check or a money order comes back from the bank. Choose one."),
        code.INTENT_TAKEN: _intent_taken(),
        code.ALREADY_RETURNED: text("This check was returned already. Nothing more is to do."),
        code.RECEIPT_VOIDED: text("This receipt is void; its check was given back and never went to the bank."),
        code.REASON_UNKNOWN: text("Choose the bank's reason, such as R01."),
        code.RETURNED_IN_THE_FUTURE: text("That day is still to come. Check the date on the bank's notice."),
        code.RETURNED_BEFORE_PAID: text("That is before the payment was taken. Check the date on the bank's notice."),
        code.RETURNED_TOO_LONG_AGO: text("That is more than {days} days ago. Ask whoever keeps the books to enter it."),
        code.BANK_FEE_NOT_POSSIBLE: text("The bank's fee is between 0.00 and {limit_cents}. Check the notice."),
    }


def _letter() -> Wordings:
    code = LetterRefusal
    return {
        code.RETURN_UNKNOWN: text("This return is not known here. Look at the list again."),
        code.INTENT_TAKEN: _intent_taken(),
        code.NO_ACCOUNT: text("This payment was for no account, so nobody gets a letter."),
        code.WAY_UNKNOWN: text("Choose how the letter was sent."),
        code.SENT_BEFORE_RETURN: text("That is before the bank returned the payment. Check the date."),
        code.SENT_IN_THE_FUTURE: text("That day is still to come. Record the letter once it is sent."),
    }


def _lift() -> Wordings:
    code = LiftRefusal
    return {
        code.INTENT_TAKEN: _intent_taken(),
        code.NOT_CASH_ONLY: text("No return makes this account cash only today. The city's own flag is lifted there."),
        code.REASON_UNKNOWN: text("Choose why the account takes checks again."),
    }


def _refund() -> Wordings:
    code = RefundRefusal
    return {
        code.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
        code.INTENT_TAKEN: _intent_taken(),
        code.RECEIPT_VOIDED: text("This receipt is void already. Nothing more is to do."),
        code.NOT_THIS_WORKSTATION: text("This receipt was taken at counter {workstation}. Refund it there."),
        code.PAYMENT_RETURNED: text("The bank returned this payment. There is nothing to give back."),
        code.NOTHING_CHOSEN: text("Type how much goes back beside a line."),
        code.LINE_UNKNOWN: text("This receipt has no line {line}. Choose one from its list."),
        code.AMOUNT_NOT_POSITIVE: text("Type an amount above zero."),
        code.OVER_PAID: text("Only {left_cents} of this line is left to give back. Type that or less."),
        code.REASON_UNKNOWN: text("Choose why the money goes back."),
        code.METHOD_NOT_POSSIBLE: text("This money did not come that way. Choose another way to give it back."),
        code.OVER_METHOD: text("Only {left_cents} came that way. Give the rest back another way."),
        code.CHECK_TOO_NEW: text("The check may still come back. Refund it {days} days after it was taken."),
        code.OVER_CASH_LIMIT: text("Over {limit_cents} goes back by the city's check. Choose that way."),
        code.NO_SHIFT: text("No shift is open at this counter. Open the drawer first."),
        code.SHIFT_OF_ANOTHER: text("Drawer {drawer} is open for another person. They give the cash back."),
        code.NOT_IN_THE_DRAWER: text("The drawer does not hold that much cash. Choose the city's check."),
    }


def _move() -> Wordings:
    code = MoveRefusal
    return {
        code.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
        code.INTENT_TAKEN: _intent_taken(),
        code.RECEIPT_VOIDED: text("This receipt is void already. Nothing more is to do."),
        code.PAYMENT_RETURNED: text("The bank returned this payment. There is nothing to move."),
        code.LINE_UNKNOWN: text("This receipt has no line {line}. Choose one from its list."),
        code.NOT_MOVABLE: text("Only what was paid on an account, or is unidentified, can be moved."),
        code.NOTHING_LEFT: text("All of this line was given back already."),
        code.REASON_UNKNOWN: text("Choose why the payment is moved."),
        code.ACCOUNT_UNKNOWN: text("This account is not in the city's data here. Search for it by name."),
        code.SAME_ACCOUNT: text("The payment stands on {account} already. Choose another account."),
    }


def _correct_tender() -> Wordings:
    code = CorrectTenderRefusal
    return {
        code.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
        code.INTENT_TAKEN: _intent_taken(),
        code.RECEIPT_VOIDED: text("This receipt is void already. Nothing more is to do."),
        code.PAYMENT_RETURNED: text("The bank returned this payment. Its tender stays as it is."),
        code.SHIFT_OVER: text("Its shift is closed. A supervisor gives it back to be counted again first."),
        code.SHIFT_OF_ANOTHER: text("Drawer {drawer} is another person's. They correct it in their own shift."),
        code.TENDER_UNKNOWN: text("This receipt has no such tender. Choose one from its list."),
        code.SAME_TENDER: text("That is what was entered. Choose what it truly was."),
        code.REASON_UNKNOWN: text("Choose why the tender is corrected."),
    }


def _nacha() -> Wordings:
    code, whole = NachaRefusal, text("Nothing was posted; ask the bank for the file again.")
    return {
        code.TOO_LARGE: text("The file has more than {megabytes} MB. Choose the bank's file of returns."),
        code.EMPTY: text("The file is empty. Choose the bank's file of returns."),
        code.NOT_TEXT: text("Record {record} holds signs that no return file has.") + " " + whole,
        code.RECORD_LENGTH: text("Record {record} has {length} characters, not {expected}.") + " " + whole,
        code.RECORD_OUT_OF_PLACE: text("Record {record} stands where it may not stand.") + " " + whole,
        code.FIELD_WRONG: text("A field of record {record} cannot be read.") + " " + whole,
        code.COUNT_WRONG: text("Record {record} counts other records than the file has.") + " " + whole,
        code.HASH_WRONG: text("The entry hash of record {record} does not fit.") + " " + whole,
        code.TOTAL_WRONG: text("The totals of record {record} do not fit the entries.") + " " + whole,
        code.ENDS_TOO_SOON: text("The file ends after record {record}, without its control record.") + " " + whole,
    }


UNDO_WORDINGS: dict[str, Callable[[], Wordings]] = {
    LetterRefusal.__name__: _letter,
    LiftRefusal.__name__: _lift,
    ReturnRefusal.__name__: _return,
    RefundRefusal.__name__: _refund,
    MoveRefusal.__name__: _move,
    CorrectTenderRefusal.__name__: _correct_tender,
    NachaRefusal.__name__: _nacha,
}
