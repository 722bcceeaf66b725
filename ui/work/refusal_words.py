"""The sentences of what is refused about requests for an approval (`ui.error_messages`)."""

from collections.abc import Callable

from app.approvals.own_request import OwnRequestRefusal
from app.approvals.request_approval import AskRefusal
from app.approvals.settle_request import SettleRequestRefusal
from app.identity.approvable import ActionRefusal
from resources.texts import text

Wordings = dict[str, str]


def _ask() -> Wordings:
    return {
        AskRefusal.KIND_UNKNOWN: text("Nobody can be asked for this from here. Ask a colleague to sign on the spot."),
        AskRefusal.INTENT_TAKEN: text("This is recorded already. Look at it again before you ask."),
        AskRefusal.NO_SHIFT: text("No shift is open at this counter. Open the drawer first."),
        AskRefusal.NOT_NEEDED: text("Nobody else is needed for this. Do it without asking."),
        AskRefusal.ASKED_ALREADY: text("Somebody was asked for this already. It waits under Work."),
    }


def _settle() -> Wordings:
    code = SettleRequestRefusal
    return {
        code.REQUEST_UNKNOWN: text("This request is not known here. Look at the list again."),
        code.INTENT_TAKEN: text("This is recorded already. Look at the list again."),
        code.REQUEST_EXPIRED: text("The shift in which this was asked is over. It has to be asked for anew."),
        code.NOT_WAITING: text("This request is settled already. Nothing more is to do."),
        code.REASON_UNKNOWN: text("Choose why you decline."),
    }


def _own() -> Wordings:
    code = OwnRequestRefusal
    return {
        code.REQUEST_UNKNOWN: text("This request is not known here. Look at the list again."),
        code.NOT_YOURS: text("Only whoever asked can do this."),
        code.INTENT_TAKEN: text("This is recorded already. Look at the list again."),
        code.NOT_WAITING: text("This request is settled already. Nothing more is to do."),
    }


def _action() -> Wordings:
    return {
        ActionRefusal.ACTION_NOT_READABLE: text("This was asked for in a way that is not known here. Ask for it anew."),
        ActionRefusal.ASKS_BY_ITSELF: text("The close of the shift asks for this by itself. Nothing more is to do."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    AskRefusal.__name__: _ask,
    ActionRefusal.__name__: _action,
    SettleRequestRefusal.__name__: _settle,
    OwnRequestRefusal.__name__: _own,
}
