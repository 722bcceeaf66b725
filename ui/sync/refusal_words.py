"""The sentences of what is refused of bundles on sticks, at a workstation and at the centre (`ui.error_messages`)."""

from collections.abc import Callable

from app.sync.bundle.types import BundleFailure, BundleRefusal
from resources.texts import text

Wordings = dict[str, str]


def _refusal() -> Wordings:
    return {**_of_the_file(), **_of_what_it_says()}


def _of_the_file() -> Wordings:
    code = BundleRefusal
    return {
        code.NOT_ENROLLED: text("This workstation has no center yet. Enrol it first; nothing was written."),
        code.NOT_A_BUNDLE: text("This file is no bundle. Choose the one that was written for you."),
        code.FORMAT_NEWER: text("A newer program wrote this file. Update this program first, then take it again."),
        code.NOT_A_REQUEST: text("This is an answer of the center. Bring it to its workstation."),
        code.NOT_AN_ANSWER: text("This bundle is for the center. Bring it there; its answer is what belongs here."),
        code.TOO_BIG: text("This file is bigger than a bundle can be. Write the bundle anew and bring that."),
        code.TRUNCATED: text("A part of the file is missing. Copy it again, or write it anew; nothing was changed."),
        code.OTHER_CITY: text("This file is for the center of another city. Nothing was changed; find the right one."),
        code.OTHER_WORKSTATION: text("This answer is for another workstation. Bring it there; nothing was changed."),
        code.TAMPERED: text("The file was changed or damaged on its way. Write it anew; nothing was changed here."),
        code.MALFORMED: text("The file cannot be read by this program. Update both programs and write it anew."),
    }


def _of_what_it_says() -> Wordings:
    code = BundleRefusal
    return {
        code.UNKNOWN_WORKSTATION: text("The center knows no such workstation. Enrol it first; nothing was changed."),
        code.REVOKED: text("This workstation was revoked. Enrol it anew, then write the bundle again."),
        code.UNKNOWN_GENERATION: text("The center does not know this machine yet. Connect it to the network once."),
        code.FORGED: text("The file was not signed by whom it names. Keep it, and tell whoever is responsible."),
        code.BOMB: text("The file would unpack to more than a bundle may hold. Keep it, and tell your supervisor."),
        code.OLD_PROTOCOL: text("The programs do not understand each other. Update the older one, then write it anew."),
        code.STALE_GENERATION: text("Another machine took over this code. Connect this one once to get a new number."),
        code.BROKEN_CHAIN: text("A fact in it was altered. Nothing was taken; verify that workstation's journal."),
        code.FORK: text("The center has other facts in these places: two copies worked. Connect this machine once."),
        code.BEHIND: text("The center has more of this workstation than is here: an old backup. Connect it once."),
        code.OLDER_THAN_TAKEN: text("A newer answer was taken already, with all that is in this one. Nothing to do."),
    }


def _failure() -> Wordings:
    code = BundleFailure
    return {
        code.NOT_FOUND: text("There is no such file or folder. Put the stick in, or choose another place."),
        code.ANOTHER_FILE: text("Another file has this name and is left alone. Choose another name."),
        code.READ_ONLY: text("Nothing can be written there. Unlock the stick, or choose another place."),
        code.STICK_FULL: text("The stick is full. Take another or make room; nothing is lost."),
        code.STICK_ERROR: text("The stick cannot be read or written. Take another; nothing is lost."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    BundleRefusal.__name__: _refusal,
    BundleFailure.__name__: _failure,
}
