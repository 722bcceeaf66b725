"""Training mode, in a process and a window of its own: the bar, a sale that is none, an exercise ticked off by it."""

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
    number = account_number(ALVAREZ_SEQUENCE)
    tour.hands.press("F2")
    tour.hands.type(number)
    tour.sees("Alvarez, Maria")
    tour.hands.press("Enter")
    tour.sees("This customer", number)
    tour.holds("the cursor stands in Cash", lambda: tour.eyes.focus.startswith("Cash tendered"))
    tour.hands.press("Enter", "Enter")
    tour.sees("Payment recorded", f"receipt {FIRST}", "Exercises: 1 of 5 done")


PRACTISING = (
    Step("Training: a window of its own, with a bar that cannot be missed", _bar, page="training"),
    Step("An exercise is begun", _begin),
    Step("A payment with a TRAIN number ticks it off", _done, page="training-done"),
)
