"""The sentences of what is refused at the safe (`ui.drawers.refusal_words`)."""

from collections.abc import Callable

from app.drawers.safe import BagsRefusal, SafeMoveRefusal
from app.drawers.safe_count import DiscrepancyRefusal, SafeCountRefusal
from resources.texts import text
from ui.drawers.movement_refusals import intent_taken_words

Wordings = dict[str, str]


def plain_words() -> str:
    """Something was pasted that does not print, or too much."""
    return text(
        "Type plain letters and signs here, {limit} at most. What was pasted holds something that does not print."
    )


def card_number_words() -> str:
    """A card number, which nobody may write down."""
    return text("That looks like a card number. Never write one; its last four digits are enough.")


def _bags() -> Wordings:
    return {
        BagsRefusal.INTENT_TAKEN: intent_taken_words(),
        BagsRefusal.NO_BAGS: text("Tick a bag off first: scan its number, or type it."),
        BagsRefusal.BAG_NAMED_TWICE: text("One bag stands in the list twice. Leave it and begin anew."),
        BagsRefusal.BAG_UNKNOWN: text("A bag in the list does not stand any more. Look at the list again."),
        BagsRefusal.BAG_IN_THE_SAFE: text("Bag {bag} is in the safe already, or at the bank. Look at its log."),
        BagsRefusal.BAG_NOT_IN_THE_SAFE: text("Bag {bag} is not in the safe. Look at its log."),
        BagsRefusal.BAG_IN_A_DEPOSIT: text("Bag {bag} is in a bank deposit. Reject that deposit first."),
        BagsRefusal.REASON_UNKNOWN: text("Choose why the bag goes back."),
    }


def _move() -> Wordings:
    return {
        SafeMoveRefusal.INTENT_TAKEN: intent_taken_words(),
        SafeMoveRefusal.NOT_COUNTED_YET: text("The safe was never counted here. Count it first, then move its cash."),
        SafeMoveRefusal.REASON_UNKNOWN: text("Choose why the cash moves."),
        SafeMoveRefusal.NOTHING_COUNTED: text("Count the notes and coins that come or go."),
        SafeMoveRefusal.AMOUNT_TOO_LARGE: text("{limit_cents} at most is moved at once. Check the count."),
        SafeMoveRefusal.NOTE_MISSING: text("Write what it is for, such as a name or an order."),
        SafeMoveRefusal.NOTE_NOT_PLAIN: plain_words(),
        SafeMoveRefusal.CARD_NUMBER_TYPED: card_number_words(),
        SafeMoveRefusal.NOT_IN_THE_SAFE: text("There cannot be {amount_cents} loose in the safe. Check the count."),
    }


def _count() -> Wordings:
    return {
        SafeCountRefusal.INTENT_TAKEN: intent_taken_words(),
        SafeCountRefusal.BAG_UNKNOWN: text("A bag that was ticked is not in the safe. Look at the list again."),
    }


def _discrepancy() -> Wordings:
    return {
        DiscrepancyRefusal.INTENT_TAKEN: intent_taken_words(),
        DiscrepancyRefusal.COUNT_UNKNOWN: text("That count is not here. Count the safe again."),
        DiscrepancyRefusal.ALREADY_RECORDED: text("The difference of this count is recorded already."),
        DiscrepancyRefusal.NO_DIFFERENCE: text("This count found no difference."),
        DiscrepancyRefusal.COUNT_OUT_OF_DATE: text("Something moved since this count. Count the safe again."),
        DiscrepancyRefusal.REASON_UNKNOWN: text("Choose why the count differs."),
        DiscrepancyRefusal.NOTE_NOT_PLAIN: plain_words(),
        DiscrepancyRefusal.CARD_NUMBER_TYPED: card_number_words(),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    BagsRefusal.__name__: _bags,
    SafeMoveRefusal.__name__: _move,
    SafeCountRefusal.__name__: _count,
    DiscrepancyRefusal.__name__: _discrepancy,
}
