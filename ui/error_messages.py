"""One sentence for every refusal: what is the matter, then what to do next. The only place that words refusal codes.

    field.set_error(sentence(refused))

Rules raise codes with values (`app.errors`); here each member of each enum has its wording, and a test holds the table
complete. Enums of the store stand by name, because the window may not import the store. Values named `..._cents` are
shown as money. Values that a sentence names and a refusal does not carry stay empty.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from app.accounts.notes import NoteRefusal
from app.drawers.count_drawer import CountRefusal
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.typed_pieces import PiecesRefusal
from app.errors import Refused, Unavailable
from app.identity.refusals import IdentityRefusal
from app.money import AmountRefusal, format_cents
from app.payments.allocate import AllocationRefusal
from app.payments.card_attempt import AttemptRefusal
from app.payments.parked_sale import ParkRefusal
from app.payments.reprint import ReprintRefusal
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import TenderRefusal
from app.payments.void_receipt import VoidRefusal
from app.payments.written_moment import MomentRefusal
from app.print_jobs.types import PrintRefusal
from app.reports.account_page import AccountPageRefusal
from app.reports.receipt_page import ReceiptPageRefusal
from printing.reports.save_x_report import SaveFailure
from resources.texts import text
from ui.device_messages import DEVICE_TABLE
from ui.widgets.amount_field import amount_sentence

Wordings = dict[str, str]


def sentence(failure: Refused | Unavailable) -> str:
    """What happened and what to do, in the language of the screen."""
    return message(failure.code, failure.values)


def message(code: StrEnum, values: Mapping[str, object] | None = None) -> str:
    """The sentence of one code, its places filled from `values`."""
    wordings = _TABLE.get(type(code).__name__)
    words = _words(wordings(), code, values or {}) if wordings is not None else ""
    if not words:
        return text("This cannot be done now. Note the code {code} and ask for help.", code=code.value)
    return words.format_map(_Shown(values or {}))


def _words(wordings: Wordings, code: StrEnum, values: Mapping[str, object]) -> str:
    """The wording of a code; where it depends on what is `missing`, that stands behind a dot."""
    return wordings.get(f"{code.value}.{values.get('missing')}") or wordings.get(code.value, "")


def has_wording(code: StrEnum) -> bool:
    """Whether the table words this code; the tests ask for every member of every enum."""
    wordings = _TABLE.get(type(code).__name__)
    return wordings is not None and code.value in wordings()


class _Shown(dict[str, str]):
    """Values as people read them."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__((name, _shown(name, value)) for name, value in values.items())

    def __missing__(self, name: str) -> str:
        return ""


def _shown(name: str, value: object) -> str:
    return format_cents(value) if name.endswith("_cents") and isinstance(value, int) else str(value)


def _amount() -> Wordings:
    return {member: amount_sentence(Refused(member)) for member in AmountRefusal}


def _payment() -> Wordings:
    return {
        PaymentRefusal.INTENT_TAKEN: _intent_taken(),
        PaymentRefusal.NO_SHIFT: text("No shift is open at this counter. Open the drawer first."),
        PaymentRefusal.SHIFT_OF_ANOTHER: text(
            "Drawer {drawer} is open for another person. Only they take payments here until it is closed."
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


def _tender() -> Wordings:
    return {
        TenderRefusal.NO_TENDERS: text("Nothing is tendered yet. Type the cash, or choose another way to pay."),
        TenderRefusal.TOO_MANY_TENDERS: text("A receipt takes {limit} tenders at most. Put some together."),
        TenderRefusal.AMOUNT_NOT_POSITIVE: text("Type an amount above zero."),
        TenderRefusal.AMOUNT_TOO_LARGE: text("One tender takes {limit_cents} at most. Check the amount."),
        TenderRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never type one; type what the terminal printed."
        ),
        TenderRefusal.DETAIL_NOT_EXPECTED: text("This way to pay has no such number. Remove it and add it again."),
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
        AttemptRefusal.AMOUNT_TOO_LARGE: text("One card payment takes {limit_cents} at most. Check the amount."),
        AttemptRefusal.AMOUNT_TOO_LARGE: text("A card takes {limit_cents} at most here. Check the amount."),
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
        VoidRefusal.NOT_THIS_WORKSTATION: text(
            "This receipt was taken at counter {workstation}. Void it there while its shift is open."
        ),
        VoidRefusal.NOT_THIS_SHIFT: text("Its shift is over, so it can no longer be voided. Make a refund instead."),
        VoidRefusal.SHIFT_OF_ANOTHER: text(
            "The drawer is another person's now. Whoever took this payment voids it in their own shift."
        ),
        VoidRefusal.REASON_UNKNOWN: text("Choose why the receipt is voided."),
        VoidRefusal.SECOND_PERSON_MISSING: text("A void needs a second person. They choose their name and type a PIN."),
        VoidRefusal.SECOND_PERSON_IS_THE_SAME: text("The second person must be somebody else. Ask a colleague."),
        VoidRefusal.SECOND_PERSON_MAY_NOT: text("{person} may not approve voids. Ask a lead cashier or a supervisor."),
    }


def _reprint() -> Wordings:
    return {
        ReprintRefusal.LANGUAGE_UNKNOWN: text("Receipts come in English and Spanish. Choose one."),
        ReprintRefusal.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number."),
    }


def _moment() -> Wordings:
    return {
        MomentRefusal.DATE_WRONG: text("Type the date as month/day/year, such as 11/20/2026."),
        MomentRefusal.TIME_WRONG: text("Type the time such as 14:05 or 2:05 pm."),
        MomentRefusal.TIME_SKIPPED: text("The clocks skipped that hour on that day. Check the time."),
    }


def _note() -> Wordings:
    return {
        NoteRefusal.EMPTY: text("There is nothing to keep yet. Write the note first."),
        NoteRefusal.TOO_LONG: text("A note has {limit} letters at most. Shorten it, or write two."),
        NoteRefusal.CHARACTERS: text("What was pasted holds signs that do not show. Type the note by hand."),
        NoteRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never write one; its last four digits are enough."
        ),
        NoteRefusal.ACCOUNT_UNKNOWN: _account_is_gone(),
    }


def _account_page() -> Wordings:
    return {AccountPageRefusal.ACCOUNT_UNKNOWN: _account_is_gone()}


def _account_is_gone() -> str:
    return text("This account is not in the city's data here any more. Search for it by name or address.")


def _receipt_page() -> Wordings:
    return {ReceiptPageRefusal.RECEIPT_UNKNOWN: text("There is no such receipt on this counter. Check the number.")}


def _pieces() -> Wordings:
    return {
        PiecesRefusal.TOO_LONG: text("That is too long for a count. Type how many pieces, such as 20."),
        PiecesRefusal.NOT_A_COUNT: text("Type how many pieces, such as 20, or add straps up: 20+5."),
        PiecesRefusal.TOO_MANY: text("More than {limit} pieces do not fit a drawer. Check the count."),
    }


def _saving() -> Wordings:
    return {SaveFailure.NOT_WRITTEN: text("The file could not be written: {path}. Make room there, or print instead.")}


def _open_shift() -> Wordings:
    return {
        OpenShiftRefusal.ALREADY_OPEN: text("Drawer {drawer} is open already. Close that shift first."),
        OpenShiftRefusal.DENOMINATION_UNKNOWN: text("A note or coin of {value_cents} is not counted here. Remove it."),
        OpenShiftRefusal.COUNT_NOT_POSSIBLE: text("Count between 0 and {limit} pieces of {value_cents}. Check it."),
    }


def _count() -> Wordings:
    return {CountRefusal.NO_SHIFT: text("No shift is open at this counter. Open the drawer first.")}


def _printing() -> Wordings:
    return {
        PrintRefusal.JOB_UNKNOWN: text("This paper is not in the queue any more. Print the receipt again."),
        PrintRefusal.KICK_NEVER_REPLAYED: text("The drawer is never opened twice for one payment. Use its key."),
        PrintRefusal.STILL_WAITING: text("This paper is still waiting for the printer. Look at the printer first."),
        PrintRefusal.ALREADY_PRINTED: text("This paper did print. Print the receipt again if another is needed."),
    }


def _identity() -> Wordings:
    code = IdentityRefusal
    return {
        code.NOT_PERMITTED: text("Your role does not allow this. Ask a lead cashier or a supervisor to do it."),
        code.ALREADY_SET_UP: text("Somebody works here already. Sign in instead."),
        code.PERSON_UNKNOWN: text("This person is not known here. Choose from the list."),
        code.NAME_MISSING: text("Type the name that receipts and lists show."),
        code.NAME_TOO_LONG: text("A name has {limit} characters at most. Shorten it."),
        code.NAME_CHARACTERS: text("This name holds signs that do not print. Type it by hand."),
        code.NAME_TAKEN: text("Somebody here has this name already. Add an initial."),
        code.ROLE_MISSING: text("Choose at least one role."),
        code.ROLE_UNKNOWN: text("The city's roles no longer have {role}. Choose another."),
        code.LAST_ADMINISTRATOR: text("Somebody must be able to manage people. Give that role to another first."),
        code.PASSWORD_TOO_LONG: text("That password is too long. Choose a shorter one."),
        code.PASSWORD_TOO_SHORT: text("That password is too short. Put a few words together."),
        code.PASSWORD_CHARACTERS: text("A password takes letters, digits, signs and spaces. Type it by hand."),
        code.PASSWORD_TOO_SIMPLE: text("That password is easy to guess. Put a few words together."),
        code.PIN_TOO_LONG: text("That PIN is too long. Choose a shorter one."),
        code.PIN_NOT_DIGITS: text("A PIN has digits only."),
        code.PIN_TOO_SHORT: text("That PIN is too short. Choose six digits or more."),
        code.PIN_TOO_COMMON: text("That PIN is easy to guess. Choose digits without a pattern."),
        code.PIN_UNCHANGED: text("That is the PIN you have. Choose another."),
        code.PIN_NOT_SET: text("This person has no PIN on this counter yet. They choose one with their password."),
        code.LOCKED: text("Too many wrong tries. A supervisor unlocks this person."),
        code.WRONG_PIN: text("That PIN is not right. Try again."),
        code.WRONG_PASSWORD: text("That password is not right. Try again."),
        code.NOT_LOCKED: text("This person is not locked. They can sign in."),
        code.OWN_LOCK: text("Nobody unlocks themselves. Ask a colleague who may."),
        code.NO_RECOVERY_CODE: text("This counter has no recovery code. Ask whoever manages people."),
        code.CHALLENGE_GONE: text("That code is no longer valid. Ask for a new one."),
        code.WRONG_RESPONSE: text("That answer does not fit. Have it read out again."),
    }


def _store() -> Wordings:
    return {
        "library_unsafe": text("A part of this program is too old to keep data safely. Install the program again."),
        "key_missing": text("The key of this counter's data is not here. Restore it with the recovery code."),
        "folder_read_only": text("The data folder cannot be written. Nothing was recorded; free it and try again."),
        "disk_full": text("The disk is full. Nothing was recorded; make room and try again."),
        "already_open": text("The program is already open on this computer. Use that window."),
        "wrong_key_or_damaged": text("The data cannot be read with this key. Restore it from the second copy."),
        "schema_newer": text("A newer version of the program has used this data. Install that version."),
        "disk_error": text("The disk did not answer. Nothing was recorded; try again, and check the disk."),
        "outcome_unknown": text(
            "The disk failed while storing. It may be recorded: "
            "start again and look at the last receipts before taking it anew."
        ),
        "not_set_up": text("There is no data from the city here yet. Import it in the settings."),
        "not_set_up.journal": _no_workstation(),
        "not_set_up.workstation": _no_workstation(),
        "foreign_log": text(
            "A file of another journal lies beside this one. Move journal.db-wal away and start again."
        ),
        "facts_missing": text(
            "{missing} recorded facts are missing: this is an old backup. Restore from the second copy."
        ),
        "journal_missing": text("The journal of this counter is gone. Restore it from the second copy."),
        "chain_broken": text("The journal was changed outside the program. Take no payments; call whoever keeps it."),
    }


def _no_workstation() -> str:
    return text("There is no workstation here yet. Start the program once to set it up.")


_TABLE: dict[str, Callable[[], Wordings]] = {
    AmountRefusal.__name__: _amount,
    PaymentRefusal.__name__: _payment,
    TenderRefusal.__name__: _tender,
    AllocationRefusal.__name__: _allocation,
    AttemptRefusal.__name__: _attempt,
    ParkRefusal.__name__: _parking,
    VoidRefusal.__name__: _void,
    ReprintRefusal.__name__: _reprint,
    MomentRefusal.__name__: _moment,
    OpenShiftRefusal.__name__: _open_shift,
    PiecesRefusal.__name__: _pieces,
    SaveFailure.__name__: _saving,
    NoteRefusal.__name__: _note,
    AccountPageRefusal.__name__: _account_page,
    ReceiptPageRefusal.__name__: _receipt_page,
    CountRefusal.__name__: _count,
    PrintRefusal.__name__: _printing,
    IdentityRefusal.__name__: _identity,
    "StoreFailure": _store,
    **DEVICE_TABLE,
}
