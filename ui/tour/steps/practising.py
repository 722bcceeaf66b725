"""Training mode, in a process and a window of its own: the bar, a sale that is none, an exercise ticked off by it.

Then another practice city, after a second thought: the exercises and the receipts' numbers begin anew.
"""

from app.accounts.demo_city.people import account_number
from ui.shell.training_bar import TrainingBar
from ui.tour.cast import ALVAREZ_SEQUENCE
from ui.tour.tour import Step, Tour

FIRST = "TRAIN-000001"


def _bar(tour: Tour) -> None:
    tour.holds("the bar stands across the window", lambda: tour.eyes.is_visible(TrainingBar))
    tour.sees("TRAINING", "Exercises: 0 of 5 done", "You are M. Reyes, PIN 274913.")


def _begin(tour: Tour) -> None:
    tour.hands.press("Ctrl+J")
    tour.sees("Not done yet")


def _done(tour: Tour) -> None:
    _pay(tour)
    tour.sees("Payment recorded", f"receipt {FIRST}", "Exercises: 1 of 5 done")


def _second_thought(tour: Tour) -> None:
    tour.hands.press("Enter", "Ctrl+Shift+O")
    tour.sees("Start training over", "Everything that was practised is thrown away.", "Nothing real is touched.")
    tour.holds("the cursor is on Keep practising", lambda: tour.eyes.focus.startswith("Keep practising"))


def _help(tour: Tour) -> None:
    tour.hands.press("F1")
    tour.sees("Training is a practice city of its own.", "You started over by mistake")
    tour.hands.press("Esc", "Esc")
    tour.sees("This customer", "Exercises: 1 of 5 done")


def _start_over(tour: Tour) -> None:
    tour.hands.press("Ctrl+Shift+O")
    tour.sees("Start training over")
    tour.hands.press("Ctrl+Enter")


def _anew(tour: Tour) -> None:
    tour.sees("TRAINING", "Exercises: 0 of 5 done")
    tour.hands.press("Ctrl+J")
    tour.sees("Not done yet")
    _pay(tour)
    tour.sees("Payment recorded", f"receipt {FIRST}", "Exercises: 1 of 5 done")


def _pay(tour: Tour) -> None:
    number = account_number(ALVAREZ_SEQUENCE)
    tour.hands.press("F2")
    tour.hands.type(number)
    tour.sees("Alvarez, Maria")
    tour.hands.press("Enter")
    tour.sees("This customer", number)
    tour.holds("the cursor stands in Cash", lambda: tour.eyes.focus.startswith("Cash tendered"))
    tour.hands.press("Enter", "Enter")


PRACTISING = (
    Step("Training: a window of its own, with a bar that cannot be missed", _bar, page="training"),
    Step("An exercise is begun", _begin),
    Step("A payment with a TRAIN number ticks it off", _done, page="training-done"),
    Step("To start over is asked twice", _second_thought, page="training-start-over"),
    Step("Its help; and a second thought keeps everything", _help),
    Step("Start over", _start_over),
)
STARTED_OVER = (Step("Another practice city: nothing done yet, and the same first number", _anew),)
