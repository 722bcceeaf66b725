"""The sentences of what a workstation is refused at its center, and about conflicts (`ui.error_messages`)."""

from collections.abc import Callable

from app.sync.centre_address import CentreAddressRefusal
from app.sync.conflicts import ConflictRefusal
from app.sync.enrol import JoinFailure, JoinRefusal
from app.sync.mapping_types import MappingRefusal
from resources.texts import text

Wordings = dict[str, str]


def _address() -> Wordings:
    return {
        CentreAddressRefusal.ADDRESS_MALFORMED: text(
            "Type the center's address as it was told to you, such as db.city.gov or db.city.gov:5432/civic."
        )
    }


def _join() -> Wordings:
    code = JoinRefusal
    return {
        code.ALREADY_JOINED: text("This workstation has joined a center already."),
        code.NOT_TRUSTED: text(
            "Nobody vouches for {address}. If it is right, put the city's centre-ca.pem into the data folder."
        ),
        code.NOT_LET_IN: text("The center does not take this code: it was used, or is too old. Ask for a new one."),
        code.NOT_A_CENTRE: text("There is a database at this address, but it is not a center. Compare the address."),
        code.OLD_PROTOCOL: text("The center does not understand this version of the program any more. Update it."),
        code.EXPIRED: text("The code's ten minutes are over, or it was used. Ask for a new one."),
        code.WRONG_CODE: text(
            "This code was made for another workstation than {workstation}. Ask for a code for {workstation}."
        ),
        code.CODE_TAKEN: text(
            "A workstation {workstation} is at work already. Have it revoked, or take another workstation code."
        ),
        code.MALFORMED: text("The center does not understand what this program says. Update both."),
    }


def _join_failure() -> Wordings:
    return {
        JoinFailure.NO_ANSWER: text(
            "Nobody answers at {address}. Compare the address and look at the network; the code is still good."
        ),
        JoinFailure.ANSWER_LOST: text(
            "The connection broke. Ask whether {workstation} came in: if so, it is revoked and gets a new code."
        ),
    }


def _conflict() -> Wordings:
    code = ConflictRefusal
    return {
        code.NOT_THERE: text("This is settled already, or none any more. Look at the list again."),
        code.BY_ITS_ACCOUNT: text(
            "This is settled on the account's page: change the contact there and keep what holds."
        ),
        code.CHANGED: text("It is {amount_cents} now: another counter was heard of. Look at it again."),
    }


def _mapping() -> Wordings:
    code = MappingRefusal
    return {
        code.NOTHING_TO_REVIEW: text("Everything is recorded already. Look at the list again."),
        code.ROW_UNKNOWN: text("This row is recorded already, or gone. Look at the list again."),
        code.CENTRAL_UNKNOWN: text("The center has no such entry any more. Choose another."),
        code.PERSON_TAKEN: text("Somebody else here is that person already. Choose another, or change their answer."),
        code.ROWS_OPEN: text("{count} rows have no answer yet. Answer them, then confirm."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    CentreAddressRefusal.__name__: _address,
    JoinRefusal.__name__: _join,
    JoinFailure.__name__: _join_failure,
    ConflictRefusal.__name__: _conflict,
    MappingRefusal.__name__: _mapping,
}
