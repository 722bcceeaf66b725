"""The sentences of every refusal, by the name of its enum: the table of `ui.error_messages`, which alone uses it.

A capability keeps its sentences beside its pages (`ui/<capability>/refusal_words.py`), this device's are in
`ui/device_messages.py`; here are those of amounts, notes, reports, printing and the store. Enums of the store stand by
name, because the window may not import the store.
"""

from collections.abc import Callable

from app.accounts.notes import NoteRefusal
from app.errors import Refused
from app.money import AmountRefusal
from app.print_jobs.types import PrintRefusal
from app.reports.account_page import AccountPageRefusal
from app.reports.make_report import ReportRefusal
from app.reports.receipt_page import ReceiptPageRefusal
from app.reports.tape_question import TapeRefusal
from printing.save_pdf import SaveFailure
from resources.texts import text
from ui.accounts.refusal_words import WORDINGS as ACCOUNT_WORDINGS
from ui.central.refusal_words import WORDINGS as CENTRAL_WORDINGS
from ui.device_messages import DEVICE_TABLE
from ui.drawers.refusal_words import WORDINGS as DRAWER_WORDINGS
from ui.identity.refusal_words import WORDINGS as IDENTITY_WORDINGS
from ui.payments.refusal_words import WORDINGS as PAYMENT_WORDINGS
from ui.sync.join_refusals import WORDINGS as JOIN_WORDINGS
from ui.sync.refusal_words import WORDINGS as SYNC_WORDINGS
from ui.transit.refusal_words import WORDINGS as TRANSIT_WORDINGS
from ui.widgets.amount_field import amount_sentence
from ui.work.refusal_words import WORDINGS as WORK_WORDINGS

Wordings = dict[str, str]


def _amount() -> Wordings:
    return {member: amount_sentence(Refused(member)) for member in AmountRefusal}


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


def _report() -> Wordings:
    return {
        ReportRefusal.DAYS_BACKWARDS: text("The last day is before the first. Change one of them."),
        ReportRefusal.TOO_MANY_DAYS: text("A report goes over {days} days at most. Choose fewer."),
        ReportRefusal.ENTRY_UNKNOWN: text("There is no such entry here. Make the report anew."),
    }


def _tape() -> Wordings:
    return {
        TapeRefusal.TIMES_BACKWARDS: text("The last moment is before the first. Change one of them."),
        TapeRefusal.AMOUNTS_BACKWARDS: text("The largest amount is below the smallest. Change one of them."),
        TapeRefusal.BEGINNING_TOO_SHORT: text("Type at least {least} letters before the star."),
        TapeRefusal.FACT_UNKNOWN: text("There is no such fact on this counter. Search again."),
        TapeRefusal.NOT_COUNTED: text("This drawer is not counted yet. Its facts are shown after the count."),
        TapeRefusal.NOTHING_TO_ERASE: text("Nothing is left here that could be erased."),
    }


def _saving() -> Wordings:
    return {SaveFailure.NOT_WRITTEN: text("The file could not be written: {path}. Make room there, or print instead.")}


def _printing() -> Wordings:
    return {
        PrintRefusal.JOB_UNKNOWN: text("This paper is not in the queue any more. Print the receipt again."),
        PrintRefusal.KICK_NEVER_REPLAYED: text("The drawer is never opened twice for one payment. Use its key."),
        PrintRefusal.STILL_WAITING: text("This paper is still waiting for the printer. Look at the printer first."),
        PrintRefusal.ALREADY_PRINTED: text("This paper did print. Print the receipt again if another is needed."),
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
        "out_of_memory": text("No memory is left here. Nothing was recorded; close other programs and try again."),
        "network_folder": text("The data folder {folder} lies on another computer. Move it to a disk of this one."),
        "outcome_unknown": text(
            "The disk failed while storing. It may be recorded: "
            "start again and look at the last receipts before taking it anew."
        ),
        "may_be_stored": text(
            "The disk failed while storing. It may be kept: look whether it is there before you do it again."
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


WORDINGS: dict[str, Callable[[], Wordings]] = {
    AmountRefusal.__name__: _amount,
    SaveFailure.__name__: _saving,
    NoteRefusal.__name__: _note,
    AccountPageRefusal.__name__: _account_page,
    ReceiptPageRefusal.__name__: _receipt_page,
    ReportRefusal.__name__: _report,
    TapeRefusal.__name__: _tape,
    PrintRefusal.__name__: _printing,
    "StoreFailure": _store,
    **ACCOUNT_WORDINGS,
    **IDENTITY_WORDINGS,
    **DRAWER_WORDINGS,
    **PAYMENT_WORDINGS,
    **WORK_WORDINGS,
    **DEVICE_TABLE,
    **CENTRAL_WORDINGS,
    **JOIN_WORDINGS,
    **SYNC_WORDINGS,
    **TRANSIT_WORDINGS,
}
