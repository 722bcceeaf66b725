"""The window itself: commands by name, keys of a page, dark, high contrast, larger, Spanish, locked and unlocked."""

from app.identity.demo_people import REYES
from resources.texts import current_language
from ui.theme import theme
from ui.tour.tour import Step, Tour


def _palette(tour: Tour) -> None:
    tour.hands.press("F3", "Ctrl+K")
    tour.sees("Commands", "Type what you want to do")
    tour.hands.type("drawer")
    tour.sees("Go to Drawer")


def _palette_runs(tour: Tour) -> None:
    tour.hands.press("Enter")
    tour.sees("Drawer A2", "Shift opened")
    tour.hands.press("F3")


def _keys(tour: Tour) -> None:
    tour.hands.press("F1")
    tour.sees("Keys", "Everywhere", "Take payment, Enter")


def _keys_back(tour: Tour) -> None:
    tour.hands.press("Esc")
    tour.sees("This customer")


def _zoom(tour: Tour) -> None:
    tour.hands.press("Ctrl++", "Ctrl++", "Ctrl++")
    tour.holds("the window shows 150 %", lambda: theme().zoom_percent == 150)


def _zoom_back(tour: Tour) -> None:
    tour.hands.press("Ctrl+0")
    tour.holds("the window shows 100 %", lambda: theme().zoom_percent == 100)


def _lock(tour: Tour) -> None:
    tour.hands.press("Ctrl+L")
    tour.sees("Who is at counter A2?")
    tour.sees_not("This customer")


def _unlock(tour: Tour) -> None:
    tour.hands.secret(REYES.pin)
    tour.hands.press("Enter")
    tour.sees("This customer", "Drawer A2 open")
    tour.holds("the window is in English", lambda: current_language() == "en")


WINDOW = (
    Step("Every command by its name", _palette, page="commands"),
    Step("Enter runs it", _palette_runs),
    Step("The keys of this page", _keys, page="keys"),
    Step("Esc goes back", _keys_back),
    Step("Half as large again", _zoom),
    Step("And back", _zoom_back),
    Step("The window is locked", _lock),
    Step("And unlocked, as it was left", _unlock),
)
