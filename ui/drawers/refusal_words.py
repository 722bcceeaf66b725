"""The sentences of what is refused around drawers, the safe and the bank deposit (`ui.error_messages`)."""

from collections.abc import Callable

from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.typed_pieces import PiecesRefusal
from app.reports.print_slip_again import SlipAgainRefusal
from resources.texts import text
from ui.drawers.bank_deposit_refusals import WORDINGS as BANK_DEPOSIT_WORDINGS
from ui.drawers.close_refusals import WORDINGS as CLOSE_WORDINGS
from ui.drawers.movement_refusals import WORDINGS as MOVEMENT_WORDINGS
from ui.drawers.safe_refusals import WORDINGS as SAFE_WORDINGS

Wordings = dict[str, str]


def _pieces() -> Wordings:
    return {
        PiecesRefusal.TOO_LONG: text("That is too long for a count. Type how many pieces, such as 20."),
        PiecesRefusal.NOT_A_COUNT: text("Type how many pieces, such as 20, or add straps up: 20+5."),
        PiecesRefusal.TOO_MANY: text("More than {limit} pieces do not fit a drawer. Check the count."),
    }


def _open_shift() -> Wordings:
    return {
        OpenShiftRefusal.ALREADY_OPEN: text("Drawer {drawer} is open already. Close that shift first."),
        OpenShiftRefusal.DAY_LOCKED: text(
            "The receipts of {day} are at the bank: the day takes no more shifts. Open one on the next business day."
        ),
        OpenShiftRefusal.DENOMINATION_UNKNOWN: text("A note or coin of {value_cents} is not counted here. Remove it."),
        OpenShiftRefusal.COUNT_NOT_POSSIBLE: text("Count between 0 and {limit} pieces of {value_cents}. Check it."),
    }


def _slip_again() -> Wordings:
    return {SlipAgainRefusal.SLIP_UNKNOWN: text("This entry has no slip. Choose another from the list.")}


WORDINGS: dict[str, Callable[[], Wordings]] = {
    SlipAgainRefusal.__name__: _slip_again,
    PiecesRefusal.__name__: _pieces,
    OpenShiftRefusal.__name__: _open_shift,
    **CLOSE_WORDINGS,
    **MOVEMENT_WORDINGS,
    **SAFE_WORDINGS,
    **BANK_DEPOSIT_WORDINGS,
}
