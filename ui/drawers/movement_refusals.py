"""The sentences of what is refused while cash moves at a drawer without a receipt (`ui.drawers.refusal_words`)."""

from collections.abc import Callable

from app.drawers.hand_over import HandOverRefusal
from app.drawers.open_without_sale import NoSaleRefusal
from app.drawers.own_shift import ShiftRefusal
from app.drawers.pay_in_out import PayInOutRefusal
from app.drawers.safe_drop import SafeDropRefusal
from app.drawers.sealed_bags import BagRefusal
from app.drawers.suspend_shift import ResumeRefusal, SuspendRefusal
from app.reports.slip_page import SlipPageRefusal
from resources.texts import text

Wordings = dict[str, str]


def _shift() -> Wordings:
    return {
        ShiftRefusal.NO_SHIFT: text("No shift is open at this counter. Open the drawer first."),
        ShiftRefusal.SHIFT_OF_ANOTHER: text("Drawer {drawer} is open for another person. Only they move cash in it."),
        ShiftRefusal.SHIFT_SUSPENDED: suspended_words(),
    }


def suspended_words() -> str:
    """The shift is at lunch."""
    return text("Drawer {drawer} is suspended. Resume its shift first, on the page Drawer.")


def intent_taken_words() -> str:
    """An id that is another fact's."""
    return text("This was begun under the number of something already recorded. Leave it and begin anew.")


def _pay_in_out() -> Wordings:
    return {
        PayInOutRefusal.INTENT_TAKEN: intent_taken_words(),
        PayInOutRefusal.REASON_UNKNOWN: text("Choose what the money is for."),
        PayInOutRefusal.AMOUNT_NOT_POSITIVE: text("Type an amount above zero."),
        PayInOutRefusal.AMOUNT_TOO_LARGE: text("{limit_cents} at most is paid in or out at once. Check the amount."),
        PayInOutRefusal.NOTE_MISSING: text("Write what it is for, such as a name or a bill."),
        PayInOutRefusal.NOTE_NOT_PLAIN: text(
            "Type plain letters and signs here, {limit} at most. What was pasted holds something that does not print."
        ),
        PayInOutRefusal.CARD_NUMBER_TYPED: text(
            "That looks like a card number. Never write one; its last four digits are enough."
        ),
        PayInOutRefusal.NOT_IN_THE_DRAWER: not_in_the_drawer_words(),
    }


def not_in_the_drawer_words() -> str:
    """More than the drawer should hold."""
    return text("There cannot be {amount_cents} in cash in drawer {drawer}. Check the amount.")


def _safe_drop() -> Wordings:
    return {
        SafeDropRefusal.INTENT_TAKEN: intent_taken_words(),
        SafeDropRefusal.NOTHING_COUNTED: text("Count the notes that go into the bag."),
        SafeDropRefusal.NOT_IN_THE_DRAWER: not_in_the_drawer_words(),
    }


def _bag() -> Wordings:
    return {
        BagRefusal.BAG_MISSING: text("Type or scan the number that is printed on the bag."),
        BagRefusal.BAG_NOT_A_NUMBER: text("A bag number has digits and letters, {limit} at most. Read it again."),
        BagRefusal.BAG_USED: text("Bag {bag} was used before. Take a new bag, or read its number again."),
    }


def _no_sale() -> Wordings:
    return {
        NoSaleRefusal.INTENT_TAKEN: intent_taken_words(),
        NoSaleRefusal.REASON_UNKNOWN: text("Choose why the drawer is opened."),
    }


def _suspend() -> Wordings:
    return {
        SuspendRefusal.INTENT_TAKEN: intent_taken_words(),
        SuspendRefusal.REASON_UNKNOWN: text("Choose why the shift is suspended."),
    }


def _hand_over() -> Wordings:
    return {
        HandOverRefusal.INTENT_TAKEN: intent_taken_words(),
        HandOverRefusal.TAKER_MISSING: text("Choose who takes the drawer over; they type their PIN."),
        HandOverRefusal.TAKER_IS_THE_SAME: text("A drawer is handed over to somebody else. Choose another name."),
        HandOverRefusal.TAKER_MAY_NOT: text("{person} may not have a drawer. Choose a cashier."),
    }


def _resume() -> Wordings:
    return {
        ResumeRefusal.INTENT_TAKEN: intent_taken_words(),
        ResumeRefusal.NOT_SUSPENDED: text("Drawer {drawer} is not suspended. Go on with it as it stands."),
        ResumeRefusal.NOT_YOURS: text(
            "{person} may not resume this shift. Its own cashier or a supervisor types their PIN."
        ),
    }


def _slip_page() -> Wordings:
    return {SlipPageRefusal.SLIP_UNKNOWN: text("There is no slip of this in the journal here.")}


WORDINGS: dict[str, Callable[[], Wordings]] = {
    ShiftRefusal.__name__: _shift,
    PayInOutRefusal.__name__: _pay_in_out,
    SafeDropRefusal.__name__: _safe_drop,
    BagRefusal.__name__: _bag,
    NoSaleRefusal.__name__: _no_sale,
    SuspendRefusal.__name__: _suspend,
    HandOverRefusal.__name__: _hand_over,
    ResumeRefusal.__name__: _resume,
    SlipPageRefusal.__name__: _slip_page,
}
