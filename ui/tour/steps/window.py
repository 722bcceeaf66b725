"""The window itself: commands by name, keys of a page, dark, high contrast, larger, Spanish, locked and unlocked."""

from app.identity.demo_people import REYES
from resources.texts import current_language, text_in
from ui.theme import theme
from ui.tour.cast import stub_code
from ui.tour.steps.minding import PART_CENTS
from ui.tour.steps.sale import scan
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


def _settings(tour: Tour) -> None:
    tour.hands.press("Ctrl+7")
    tour.sees("Settings", "Colors", "Language of the window")
    tour.holds("what is set shows", lambda: tour.eyes.is_on("English"))


def _dark(tour: Tour) -> None:
    tour.hands.press("Right", "Right")
    tour.holds("the window is dark", lambda: theme().name == "dark")
    tour.sees("Saved")


def _high_contrast(tour: Tour) -> None:
    tour.hands.press("Right", "F3")
    tour.holds("the window is in high contrast", lambda: theme().name == "high_contrast")
    scan(tour, tour.cast.alvarez, due_cents=tour.cast.alvarez.balance_cents - PART_CENTS)


def _light(tour: Tour) -> None:
    tour.hands.press("Ctrl+Backspace", "Ctrl+7")
    tour.holds("what is set shows", lambda: tour.eyes.is_on("High contrast"))
    tour.hands.press("Right", "Left", "Left")
    tour.holds("the window is light", lambda: theme().name == "light")


def _spanish(tour: Tour) -> None:
    tour.hands.press("Tab", "Tab", "Right")
    tour.holds("the window is in Spanish", lambda: current_language() == "es")
    tour.hands.press("F3")
    tour.sees(*(text_in("es", words) for words in ("This customer", "Total due", "Scan a bill to begin")))


def _spanish_sale(tour: Tour) -> None:
    tour.hands.scan(stub_code(tour.cast.fifth))
    tour.sees(tour.cast.fifth.name, text_in("es", "Cash tendered"))


def _english(tour: Tour) -> None:
    tour.hands.press("Ctrl+Backspace", "Ctrl+7")
    tour.holds("what is set shows", lambda: tour.eyes.is_on("Español"))
    tour.hands.press("Right", "Tab", "Tab", "Left")
    tour.holds("the window is in English", lambda: current_language() == "en")
    tour.hands.press("F3")
    tour.sees("This customer", "Scan a bill to begin")


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
    Step("Settings, saved at once", _settings, page="settings"),
    Step("Dark", _dark),
    Step("High contrast", _high_contrast),
    Step("Light again", _light),
    Step("The whole window in Spanish", _spanish, page="counter-spanish-empty"),
    Step("A sale in Spanish", _spanish_sale, page="counter-spanish"),
    Step("And in English again", _english),
    Step("The window is locked", _lock),
    Step("And unlocked, as it was left", _unlock),
)
