"""The sentences of what is refused around a bank deposit (`ui.drawers.refusal_words`)."""

from collections.abc import Callable

from app.drawers.bank_deposit import PrepareRefusal
from app.drawers.bank_deposit_steps import SendRefusal, VerifyRefusal
from app.drawers.settle_bank_deposit import ConfirmRefusal, RejectRefusal
from app.reports.deposit_slip import SlipRefusal
from resources.texts import text
from ui.drawers.movement_refusals import intent_taken_words
from ui.drawers.safe_refusals import card_number_words, plain_words

Wordings = dict[str, str]


def unknown_words() -> str:
    """A deposit that is not here."""
    return text("That bank deposit is not here. Look at the list again.")


def _prepare() -> Wordings:
    return {
        PrepareRefusal.INTENT_TAKEN: intent_taken_words(),
        PrepareRefusal.NO_SHIFTS: text("Choose the shifts that go to the bank."),
        PrepareRefusal.TOO_MANY_SHIFTS: text("{limit} shifts at most go into one bank deposit. Make two."),
        PrepareRefusal.SHIFT_NAMED_TWICE: text("One shift stands in the list twice. Leave it and begin anew."),
        PrepareRefusal.SHIFT_UNKNOWN: text("One of the shifts is not here. Look at the list again."),
        PrepareRefusal.SHIFT_NOT_ACCEPTED: text("The shift of drawer {drawer} is not accepted yet. Accept it first."),
        PrepareRefusal.SHIFT_IN_A_DEPOSIT: text("The shift of drawer {drawer} is in bank deposit {deposit} already."),
        PrepareRefusal.BAG_NOT_IN_THE_SAFE: text(
            "Bag {bag} of drawer {drawer} is not in the safe. Receive it there first, on the page Safe."
        ),
        PrepareRefusal.NOTHING_TO_DEPOSIT: text("These shifts gave nothing to deposit."),
        PrepareRefusal.NOT_INTACT: text(
            "What the bags of {drawer} hold is {off_cents} off its receipts. Call a supervisor; deposit the others."
        ),
        PrepareRefusal.CASH_DIFFERS: text(
            "The cash is {difference_cents} off what the closes say. Count again; if it stays so, choose why."
        ),
        PrepareRefusal.REASON_UNKNOWN: text("Choose why the cash differs."),
        PrepareRefusal.BANK_BAG_USED: text("Bank bag {bag} was used before. Take a new bag, or read its number again."),
    }


def _verify() -> Wordings:
    return {
        VerifyRefusal.INTENT_TAKEN: intent_taken_words(),
        VerifyRefusal.DEPOSIT_UNKNOWN: unknown_words(),
        VerifyRefusal.NOT_PREPARED: text("Bank deposit {deposit} is verified already, or does not stand any more."),
        VerifyRefusal.CASH_DIFFERS: text(
            "{counted_cents} is not what was counted first. Count again; if it stays so, reject it and prepare anew."
        ),
        VerifyRefusal.PIECES_DIFFER: text("The sum is right, the notes and coins are others. Count them again."),
        VerifyRefusal.PAPERS_DIFFER: text(
            "{counted_cents} is not the sum of the checks and money orders. Add them up again."
        ),
    }


def _send() -> Wordings:
    return {
        SendRefusal.INTENT_TAKEN: intent_taken_words(),
        SendRefusal.DEPOSIT_UNKNOWN: unknown_words(),
        SendRefusal.NOT_VERIFIED: text("Bank deposit {deposit} is not verified, or was sent already."),
        SendRefusal.CARRIER_NOT_PLAIN: plain_words(),
        SendRefusal.CARD_NUMBER_TYPED: card_number_words(),
    }


def _confirm() -> Wordings:
    return {
        ConfirmRefusal.INTENT_TAKEN: intent_taken_words(),
        ConfirmRefusal.DEPOSIT_UNKNOWN: unknown_words(),
        ConfirmRefusal.NOT_SENT: text("Bank deposit {deposit} is not on its way. Only one that was sent is confirmed."),
        ConfirmRefusal.OWN_DEPOSIT: text("You prepared bank deposit {deposit}. Somebody else confirms it."),
        ConfirmRefusal.AMOUNT_NOT_POSSIBLE: text("Type what the bank credited."),
        ConfirmRefusal.DATE_NOT_POSSIBLE: text("The bank's day lies between the deposit's and today. Check it."),
        ConfirmRefusal.REFERENCE_MISSING: text("Type the reference on the bank's advice."),
        ConfirmRefusal.REFERENCE_NOT_PLAIN: plain_words(),
        ConfirmRefusal.CARD_NUMBER_TYPED: card_number_words(),
        ConfirmRefusal.AMOUNT_DIFFERS: text(
            "The bank credited {difference_cents} against what was sent. Check the amount; if it is so, choose why."
        ),
        ConfirmRefusal.REASON_UNKNOWN: text("Choose why the bank credited another amount."),
    }


def _reject() -> Wordings:
    return {
        RejectRefusal.INTENT_TAKEN: intent_taken_words(),
        RejectRefusal.DEPOSIT_UNKNOWN: unknown_words(),
        RejectRefusal.SETTLED_ALREADY: text("Bank deposit {deposit} is confirmed or rejected already."),
        RejectRefusal.REASON_UNKNOWN: text("Choose why the deposit does not stand."),
    }


WORDINGS: dict[str, Callable[[], Wordings]] = {
    PrepareRefusal.__name__: _prepare,
    VerifyRefusal.__name__: _verify,
    SendRefusal.__name__: _send,
    ConfirmRefusal.__name__: _confirm,
    RejectRefusal.__name__: _reject,
    SlipRefusal.__name__: lambda: {SlipRefusal.DEPOSIT_UNKNOWN: unknown_words()},
}
