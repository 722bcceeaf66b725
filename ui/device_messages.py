"""Sentences for what can go wrong with this device and its data: set-up, settings, printer address, copies, loads.

A part of the table in `ui.refusal_words`, which is the only one that uses it. Enums of the store stand by name.
"""

from collections.abc import Callable

from app.accounts.import_types import ImportRefusal
from app.config import SettingRefusal
from app.exports.export_batch import ExportRefusal
from app.identity.set_up_workstation import SetUpRefusal
from app.office.change_office import OfficeRefusal
from app.safekeeping.restore_workstation import RestoreRefusal
from app.safekeeping.second_copy import SecondCopyRefusal
from app.training_mode import TrainingRefusal
from printing.addresses import AddressRefusal
from resources.texts import text

Wordings = dict[str, str]


def _set_up() -> Wordings:
    return {
        SetUpRefusal.CODE_MALFORMED: text("A code begins with a letter and has 2 to 6 letters and digits, such as A2."),
        SetUpRefusal.NAME_MISSING: text("Type something here: receipts and lists show it."),
        SetUpRefusal.NAME_TOO_LONG: text("That is too long for a receipt. Use {limit} characters or fewer."),
        SetUpRefusal.NAME_CHARACTERS: text("What was pasted holds signs that do not print. Type it by hand."),
        SetUpRefusal.TIME_ZONE_UNKNOWN: text("There is no time zone {time_zone}. Choose one from the list."),
    }


def _office() -> Wordings:
    return {
        OfficeRefusal.NAME_MISSING: text("Type something here: receipts and lists show it."),
        OfficeRefusal.NAME_TOO_LONG: text("That is too long for a receipt. Use {limit} characters or fewer."),
        OfficeRefusal.NAME_CHARACTERS: text("What was pasted holds signs that do not print. Type it by hand."),
        OfficeRefusal.TIME_ZONE_UNKNOWN: text("There is no time zone {time_zone}. Choose one from the list."),
    }


def _settings() -> Wordings:
    return {
        SettingRefusal.NOT_A_CHOICE: text("That is not one of the choices. Choose from the list."),
        SettingRefusal.TOO_LONG: text("That is too long. Use {limit} characters or fewer."),
        SettingRefusal.NOT_TEXT: text("What was pasted holds signs that cannot be typed. Type it by hand."),
        SettingRefusal.OUT_OF_RANGE: text("Choose a number from {least} to {most}."),
    }


def _training() -> Wordings:
    return {
        TrainingRefusal.NO_EXPORT: text("Nothing leaves training. Export from the real counter."),
        TrainingRefusal.NO_SECOND_COPY: text("Training has no second copy: nothing in it needs to be kept."),
        TrainingRefusal.ONLY_IN_TRAINING: text("Exercises are for training. Start it from your menu."),
    }


def _address() -> Wordings:
    return {
        AddressRefusal.UNKNOWN_TRANSPORT: text("Choose how the printer is connected."),
        AddressRefusal.HOST_MISSING: text("Type the printer's address, such as 192.168.1.40."),
        AddressRefusal.PORT_WRONG: text("A port is a number from 1 to 65535. Most receipt printers use 9100."),
        AddressRefusal.USB_WRONG: text("Type both USB numbers such as 04b8:0e15, or leave it empty for the first one."),
        AddressRefusal.PATH_MISSING: text("Type where the printer is, such as /dev/usb/lp0 or COM3."),
        AddressRefusal.BAUD_WRONG: text("Choose a speed from 300 to 921600. Most serial printers use 9600."),
    }


def _second_copy() -> Wordings:
    return {
        SecondCopyRefusal.NO_RECOVERY_CODE: text("Make a recovery sheet first: without it a copy cannot be opened."),
        SecondCopyRefusal.FOLDER_NOT_FOUND: text("There is no folder {folder}. Plug the stick in, or choose another."),
        SecondCopyRefusal.INSIDE_DATA_FOLDER: text("That is the data folder itself. Choose another disk or a stick."),
        SecondCopyRefusal.FOLDER_READ_ONLY: text("{folder} cannot be written. Choose another folder."),
    }


def _copy_failure() -> Wordings:
    return {
        "not_found": text("The folder of the second copy is not there. Plug the stick in again."),
        "read_only": text("The second copy cannot be written. Check the stick's switch and its permissions."),
        "disk_full": text("The disk of the second copy is full. Make room, or choose another folder."),
        "disk_error": text("The disk of the second copy does not answer. Plug it in again, or choose another folder."),
        "format_newer": text("A newer version of the program wrote this copy. Install that version."),
        "damaged": text("A part of this copy is damaged. Choose the folder again to begin a new copy."),
        "other_history": text(
            "This copy has other receipts. Is this counter open on another computer too? "
            "Stop there first, or choose another folder."
        ),
        "ahead": text("That copy holds more than this workstation. Do not go on: call whoever keeps it."),
    }


def _restore() -> Wordings:
    return {
        RestoreRefusal.COPY_NOT_FOUND: text("There is no second copy in {folder}. Choose the folder it lies in."),
        RestoreRefusal.SEVERAL_WORKSTATIONS: text("That folder holds the copies of several workstations. Choose one."),
        RestoreRefusal.COPY_NEWER: text("A newer version of the program wrote this copy. Install that version first."),
        RestoreRefusal.HEADER_DAMAGED: text("The description of this copy cannot be read. Try another copy."),
        RestoreRefusal.TARGET_NOT_EMPTY: text("There is a workstation on this computer already. Nothing was changed."),
        RestoreRefusal.FOREIGN_COPY: text("The files in that folder are of two different copies. Try another copy."),
        RestoreRefusal.FRAME_DAMAGED: text("The copy is damaged part of the way. What stands before can be restored."),
        RestoreRefusal.CHAIN_BROKEN: text("This copy was changed by somebody. Call whoever keeps it."),
        RestoreRefusal.EMPTY_COPY: text("This copy holds nothing yet. Try another copy."),
    }


def _recovery() -> Wordings:
    return {
        "code_length": text("The code on the sheet has {expected} letters and digits; {signs} are typed."),
        "code_mistyped": text("Group {group} is not as on the sheet. Read it again."),
        "wrong_code": text("This is not the sheet of that copy. Look for the newest sheet."),
    }


def _import() -> Wordings:
    return {
        ImportRefusal.FILE_MISSING: text("{file} is not in that folder. Choose the folder that holds the whole set."),
        ImportRefusal.FILE_TOO_LARGE: text("{file} is larger than a load may be. Ask whoever sends the data."),
        ImportRefusal.SET_WRONG: text("The file set.csv does not say {column} as agreed. Ask whoever sends the data."),
        ImportRefusal.HEADER_WRONG: text("The first line of {file} is not as agreed. Ask whoever sends the data."),
        ImportRefusal.NO_FULL_LOAD_YET: text(
            "These are changes only, and nothing is loaded yet. Load a full set first."
        ),
        ImportRefusal.OLDER_THAN_LOADED: text("This set is older than the one in use. Nothing was changed."),
        ImportRefusal.TOO_MANY_REJECTS: text(
            "Too many rows of {file} cannot be used: {rejected} of {row_count}. Nothing was changed. "
            "Each of them and why stand in {folder}."
        ),
        ImportRefusal.CANCELLED: text("Cancelled. Nothing was changed."),
    }


def _export() -> Wordings:
    return {
        ExportRefusal.NOTHING_NEW: text("No money has moved since the last batch. There is nothing to export."),
        ExportRefusal.BATCH_UNKNOWN: text("There is no batch {number} on this workstation."),
    }


DEVICE_TABLE: dict[str, Callable[[], Wordings]] = {
    SetUpRefusal.__name__: _set_up,
    OfficeRefusal.__name__: _office,
    SettingRefusal.__name__: _settings,
    AddressRefusal.__name__: _address,
    SecondCopyRefusal.__name__: _second_copy,
    "CopyFailure": _copy_failure,
    RestoreRefusal.__name__: _restore,
    "RecoveryRefusal": _recovery,
    ImportRefusal.__name__: _import,
    ExportRefusal.__name__: _export,
    TrainingRefusal.__name__: _training,
}
"""By the name of the enum."""
