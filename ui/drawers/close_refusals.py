"""The sentences of what is refused while a drawer is counted, closed and settled (`ui.drawers.refusal_words`)."""

from collections.abc import Callable

from app.drawers.close_shift import CloseRefusal
from app.drawers.count_drawer import CountRefusal
from app.drawers.settle_shift import SettleRefusal
from resources.texts import text
from ui.drawers.movement_refusals import intent_taken_words

Wordings = dict[str, str]


def _count() -> Wordings:
    return {
        CountRefusal.INTENT_TAKEN: intent_taken_words(),
        CountRefusal.NO_SHIFT: text("There is no shift here that can be counted. Open the page Drawer anew."),
        CountRefusal.SHIFT_OF_ANOTHER: text(
            "Drawer {drawer} belongs to another person. They count it, or somebody who accepts shifts."
        ),
        CountRefusal.OWN_DRAWER: text("A surprise count is made by somebody else than the drawer's own cashier."),
        CountRefusal.PAPER_NOT_POSSIBLE: text("A check or money order is above zero. Check the amount."),
        CountRefusal.PAPER_TWICE: text("One check is ticked twice. Tick each one once."),
        CountRefusal.BATCH_NOT_POSSIBLE: text("The batch total is {limit_cents} at most. Read the slip again."),
    }


def _close() -> Wordings:
    return {
        CloseRefusal.INTENT_TAKEN: intent_taken_words(),
        CloseRefusal.NOT_COUNTED: text("The drawer is not counted yet. Count it first."),
        CloseRefusal.NOT_THIS_WORKSTATION: at_its_own_words(),
        CloseRefusal.ALREADY_CLOSED: text("This shift of drawer {drawer} is closed already."),
        CloseRefusal.SHIFT_OF_ANOTHER: text(
            "Drawer {drawer} belongs to another person. They close it, or somebody who accepts shifts."
        ),
        CloseRefusal.COUNT_OUT_OF_DATE: text("The drawer changed after this count. Count it again."),
        CloseRefusal.REASON_UNKNOWN: text("Choose a reason from the list, or none."),
        CloseRefusal.NOTE_TOO_LONG: text("Write {limit} signs at most."),
        CloseRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never write one; its last four digits are enough."
        ),
    }


def at_its_own_words() -> str:
    """A drawer depends on its own workstation's facts only."""
    return text("Drawer {drawer} belongs to another counter. Go there to settle it.")


def _settle() -> Wordings:
    return {
        SettleRefusal.INTENT_TAKEN: intent_taken_words(),
        SettleRefusal.CLOSE_UNKNOWN: text("There is no such close here. Open the page All drawers anew."),
        SettleRefusal.NOT_THIS_WORKSTATION: at_its_own_words(),
        SettleRefusal.NOT_AS_SHOWN: text("Drawer {drawer} has changed meanwhile. Look at it again."),
        SettleRefusal.OWN_SHIFT: text("You had this drawer yourself. Somebody else accepts, rejects or reopens it."),
        SettleRefusal.IN_A_BANK_DEPOSIT: text(
            "The shift of drawer {drawer} is in bank deposit {deposit}. Only a rejected deposit gives it back."
        ),
        SettleRefusal.BAG_IN_THE_SAFE: text(
            "Bag {bag} of drawer {drawer} is in the safe. Two people give it back first, on the page Safe."
        ),
        SettleRefusal.REASON_UNKNOWN: text("Choose a reason from the list."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    CountRefusal.__name__: _count,
    CloseRefusal.__name__: _close,
    SettleRefusal.__name__: _settle,
}
