"""What the exercises say: their names, what to do, and the steps that the facts tick off."""

from app.training.exercises import Exercise, Step
from resources.texts import text


def exercise_name(exercise: Exercise) -> str:
    """A few words."""
    return {
        Exercise.EXACT_CASH: text("Take a bill in exact cash"),
        Exercise.SPLIT_TENDER: text("Take a check and cash"),
        Exercise.VOID: text("Void a wrong account"),
        Exercise.SAFE_DROP: text("Drop cash into the safe"),
        Exercise.CLOSE: text("Count and close"),
    }[exercise]


def what_to_do(exercise: Exercise) -> str:
    """How it is done, in the order of the keys."""
    return {
        Exercise.EXACT_CASH: text(
            "Scan a bill, or press F2, type 10-004512-7 and press Enter. Enter takes the exact cash, "
            "Enter again takes the payment."
        ),
        Exercise.SPLIT_TENDER: text(
            "Look an account up. F6: type the check's number and a part of the amount. F5: the rest in cash."
        ),
        Exercise.VOID: text(
            "Take a payment on any account. Then Void, with the reason Wrong account and a second person's PIN."
        ),
        Exercise.SAFE_DROP: text("Open the drawer page and drop some notes into the safe, in a bag with a number."),
        Exercise.CLOSE: text("Open the drawer page, count what is in the drawer, and close the shift."),
    }[exercise]


def step_words(step: Step) -> str:
    """What is to be there."""
    return {
        Step.BILL_PAID: text("A bill is paid in cash"),
        Step.NO_CHANGE: text("No change was due"),
        Step.TWO_TENDERS: text("One receipt with two ways of paying"),
        Step.CHECK_AND_CASH: text("One is a check, one is cash"),
        Step.WRONG_ACCOUNT_PAID: text("A payment is on an account"),
        Step.VOIDED: text("It is void: Wrong account"),
        Step.BAG_DROPPED: text("A sealed bag is in the safe"),
        Step.COUNTED: text("The drawer is counted"),
        Step.CLOSED: text("The shift is closed"),
    }[step]
