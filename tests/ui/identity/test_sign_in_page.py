"""The sign-in page: choosing by name, key and badge; the PIN handed over once; what went wrong in one sentence."""

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.keyboard import Keyboard
from ui.identity.person_tile import PersonTile, SignInPerson
from ui.identity.sign_in_page import SignInPage, SignInPlace
from ui.shell.main_window import MainWindow

PEOPLE = [
    SignInPerson("1", "M. Reyes", "Lead cashier", "drawer A2", badge="BADGE00001"),
    SignInPerson("2", "J. Okafor", "Cashier", badge="BADGE00002"),
    SignInPerson("3", "A. Castillo", "Transit counter", why_not="Locked. Ask a supervisor."),
]


@pytest.fixture
def page(qtbot: QtBot) -> SignInPage:
    """The page in the shell, three people."""
    window = MainWindow([])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    shown = SignInPage(SignInPlace("City", "Office", "A2"), languages=[("en", "English"), ("es", "Español")])
    shown.set_people(PEOPLE)
    window.show()
    window.show_alone(shown)
    return shown


def asked(page: SignInPage) -> list[tuple[str, str]]:
    """What the page asks for from now on."""
    heard: list[tuple[str, str]] = []
    page.sign_in_asked.connect(lambda key, pin: heard.append((key, pin)))
    return heard


def test_pin_and_enter_ask_once(page: SignInPage) -> None:
    heard, keyboard = asked(page), Keyboard(page.window())
    keyboard.type("918273")
    keyboard.press("Enter")
    keyboard.press("Enter")
    assert heard == [("1", "918273")]
    assert page.pin.field.length == 0


def test_a_person_is_found_by_typing(page: SignInPage) -> None:
    heard, keyboard = asked(page), Keyboard(page.window())
    keyboard.press("F2")
    keyboard.type("oka")
    keyboard.press("Enter")
    keyboard.type("111222")
    keyboard.press("Enter")
    assert heard == [("2", "111222")]


def test_arrows_walk_past_who_is_locked(page: SignInPage) -> None:
    keyboard = Keyboard(page.window())
    keyboard.press("F2")
    chosen = []
    for key in ("Down", "Down", "Up"):
        keyboard.press(key)
        chosen.append(page.pin.person_key)
    assert chosen == ["2", "1", "2"]


def test_a_badge_chooses_its_person_and_an_unknown_one_says_so(page: SignInPage) -> None:
    assert page.scan_badge("BADGE00002")
    assert page.pin.person_key == "2"
    assert not page.scan_badge("BADGE99999")
    assert "nobody" in page.pin.field.accessibleDescription()
    assert page.pin.person_key == "2"


def test_a_refusal_is_said_and_the_pin_is_empty(page: SignInPage) -> None:
    keyboard = Keyboard(page.window())
    keyboard.type("918273")
    page.refuse("That is not the PIN. 9 tries are left.")
    assert page.pin.field.accessibleDescription() == "That is not the PIN. 9 tries are left."
    assert page.pin.field.length == 0
    keyboard.press("Enter")
    assert page.pin.field.accessibleDescription() == "Type your PIN."


def test_nobody_chosen_is_said(page: SignInPage) -> None:
    page.choose("")
    heard = asked(page)
    page.pin.ask()
    assert heard == []
    assert page.pin.field.accessibleDescription() == "Choose your name first."


def test_tiles_say_role_or_why_not(page: SignInPage) -> None:
    tiles = {tile.person.key: tile for tile in page.findChildren(PersonTile)}
    assert tiles["2"].accessibleDescription() == "Cashier"
    assert tiles["3"].accessibleDescription() == "Locked. Ask a supervisor."
    assert not tiles["3"].isEnabled()


def test_esc_empties_what_was_typed_and_stays(page: SignInPage) -> None:
    keyboard = Keyboard(page.window())
    keyboard.type("123")
    keyboard.press("Esc")
    assert page.pin.field.length == 0
    assert page.isVisible()


def test_languages_and_notice(qtbot: QtBot, page: SignInPage) -> None:
    with qtbot.waitSignal(page.language_chosen) as signal:
        page.languages["es"].click()
    assert signal.args == ["es"]
    page.set_notice("Drawer A2 is still open.")
    page.set_notice("")
