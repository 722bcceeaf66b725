"""How the tour counts a drawer, row by row and paper by paper, and how a second person signs."""

from collections.abc import Sequence

from app.identity.demo_people import DemoPerson
from app.money import format_cents
from ui.tour.tour import Tour

DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1)
"""The rows of a count, spelled out here so that no order of the program is believed. Cents."""
FLOAT_DENOMINATIONS = tuple(value for value in DENOMINATIONS if value not in (200, 50))
"""A float is change: nobody gives change in two-dollar notes or half dollars."""
PAPERS = ("Checks", "Money orders")


def walk(tour: Tour, field: str, keys_max: int = 30) -> None:
    """Enter, row after row, until the field has the focus."""
    for _ in range(keys_max):
        if tour.eyes.focus.startswith(field):
            break
        tour.hands.press("Enter")
    tour.holds(f"the cursor is in {field}", lambda: tour.eyes.focus.startswith(field))


def tab_to(tour: Tour, name: str, keys_max: int = 30) -> None:
    """Tab, until a control of this name has the focus."""
    for _ in range(keys_max):
        if tour.eyes.focus == name:
            break
        tour.hands.press("Tab")
    tour.holds(f"the cursor is in {name}", lambda: tour.eyes.focus == name)


def count_cash(tour: Tour, cents: int, rows: Sequence[int] = DENOMINATIONS) -> None:
    """As few pieces as make the amount, from the first row to the last; the total shows it."""
    rest = cents
    for value in rows:
        name = f"${value // 100}" if value >= 100 else f"{value}¢"
        tour.holds(f"the row of {name}", lambda name=name: tour.eyes.focus.startswith(f"How many {name} "))  # type: ignore[misc]  # bound
        pieces, rest = divmod(rest, value)
        if pieces:
            tour.hands.type(str(pieces))
        tour.hands.press("Enter")
    tour.sees(format_cents(cents))


def count_drawer(tour: Tour, cash_cents: int, *, without: str = "") -> None:
    """The whole drawer on the count's page: cash, the papers of each list, the card batch.

    `without`: the list whose first paper is not ticked, "Checks" or "Money orders".
    """
    tour.sees("Blind count: what is expected is shown after you store the count.")
    count_cash(tour, cash_cents)
    for papers in PAPERS:
        tour.holds(f"the list of {papers.lower()}", lambda papers=papers: tour.eyes.focus.startswith(papers))  # type: ignore[misc]  # bound
        tour.hands.press("Ctrl+A", *(("Home", "Space") if papers == without else ()), "Enter")
    tour.holds("the slip of the terminal", lambda: tour.eyes.focus.startswith("Card terminal"))
    tour.hands.type(format_cents(tour.expected.drawer["card"]))


def sign(tour: Tour, person: DemoPerson) -> None:
    """The second person chooses their name where there are several, and types their PIN."""
    walk(tour, "Second person")
    tour.hands.press(person.display_name[0], "Enter")
    tour.holds("the cursor is in the PIN", lambda: tour.eyes.focus.startswith("PIN of the second person"))
    tour.hands.secret(person.pin)
    tour.hands.press("Enter")
