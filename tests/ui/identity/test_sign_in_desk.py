"""The sign-in page on real people, by keys: PINs right and wrong, who is locked, who has none yet, the language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.device_settings import device_settings
from app.identity.demo_people import BRANDT, OKAFOR, REYES, TRAN
from app.identity.lockout import reset_pin
from app.workplace import Services
from resources.texts import current_language
from tests.factories.people import open_office
from tests.factories.program import Running, open_copy
from ui.identity.locked_panel import LockedPanel


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not yet shown; closed afterwards."""
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def test_whose_drawer_is_open_is_asked_first(running: Running) -> None:
    page = running.start()
    assert page.pin.person_key == running.id_of(REYES)
    assert page.pin._role.text() == "Lead cashier, drawer A2"
    assert page._notice.words.startswith("Drawer A2 is still open from 10:00")


def test_the_page_stands_before_the_people_are_read(running: Running) -> None:
    running.program.start()
    assert running.program.window.current_page is running.sign_in_page
    assert running.sign_in_page.pin.person_key == ""


def test_a_pin_by_keys_lets_in(running: Running) -> None:
    running.start()
    running.sign_in(OKAFOR)
    assert running.context.session.display_name == OKAFOR.display_name
    assert running.program.window.top_bar.user.accessibleName() == "J. Okafor, Cashier"


def test_a_wrong_pin_is_one_sentence_and_the_digits_go(running: Running) -> None:
    page = running.start()
    running.keyboard.type("111222")
    running.keyboard.press("Enter")
    running.until(lambda: bool(page.pin._error.text()))
    assert page.pin._error.text() == "That PIN is not right. Try again."
    assert page.pin.field.length == 0 and running.program.sign_in.is_open
    running.keyboard.type("3")
    assert page.pin._error.text() == ""


def test_the_last_try_shows_how_to_be_unlocked(running: Running) -> None:
    running.fail(REYES, 9)
    page = running.start()
    running.keyboard.type("111222")
    running.keyboard.press("Enter")
    running.until(lambda: any(one.needs == "unlock" for one in page._people))
    assert page._sides.currentWidget() is not page.pin
    assert next(one.why_not for one in page._people if one.needs) == "Locked"


def test_who_is_unlocked_here_signs_in(running: Running) -> None:
    running.fail(REYES, 10)
    page = running.start()
    assert page.pin.person_key != running.id_of(REYES)  # whose drawer is open cannot just type a PIN
    page.choose(running.id_of(REYES))
    panel = page.findChild(LockedPanel)
    assert panel is not None
    running.until(lambda: panel.who.count() == 1)
    running.keyboard.type(BRANDT.pin)
    running.keyboard.press("Enter")
    running.until(lambda: page.pin.person_key == running.id_of(REYES))
    assert page._sides.currentWidget() is page.pin
    running.sign_in(REYES)


def test_who_has_no_pin_chooses_one_with_the_password(running: Running) -> None:
    reset_pin(running.services, running.session(BRANDT), running.id_of(TRAN))
    page = running.start()
    page.choose(running.id_of(TRAN))
    for typed in (TRAN.password, "940271", "940271"):
        running.keyboard.type(typed)
        running.keyboard.press("Enter")
    running.until(lambda: not running.program.sign_in.is_open)
    assert running.context.session.display_name == TRAN.display_name


def test_a_language_chosen_here_holds_for_the_window_and_tomorrow(running: Running) -> None:
    page = running.start()
    page.languages["en"].click()
    assert running.sign_in_page is page  # it is English already
    page.languages["es"].click()
    assert current_language() == "es" and running.sign_in_page is not page
    page = running.until_asked()
    assert page.pin.person_key == running.id_of(REYES) and page.title == "Entrar"
    running.sign_in(REYES)
    assert running.program.window.windowTitle().startswith("Ventanilla")
    running.until(lambda: device_settings(running.services).language == "es")


def test_another_language_while_locked_keeps_who_is_asked(running: Running) -> None:
    running.start_as(OKAFOR)
    running.program.lock()
    assert running.until_asked().pin.person_key == running.id_of(OKAFOR)
    running.sign_in_page.languages["es"].click()
    assert running.until_asked().pin.person_key == running.id_of(OKAFOR)


def end_what_works_behind(services: Services) -> None:
    """Only the page asks from now on: what else cannot be read would be told in the log."""
    for repeating in services.lanes._repeating:
        repeating.end()
    for lane in services.lanes._named.values():
        lane.submit(lambda: None).future.result()


def test_people_that_cannot_be_read_are_asked_for_again(running: Running, tmp_path: Path) -> None:
    running.program.sign_in._again.setInterval(30)
    hidden = tmp_path / "journal.hidden"
    end_what_works_behind(running.services)
    running.services.reader.dispose()
    (tmp_path / "journal.db").rename(hidden)
    running.program.start()
    page = running.sign_in_page
    running.until(lambda: bool(page.pin._error.text()))
    assert page.pin.person_key == ""
    hidden.rename(tmp_path / "journal.db")
    running.until(lambda: page.pin.person_key == running.id_of(REYES))


def test_without_an_open_drawer_the_first_person_is_asked(qtbot: QtBot, tmp_path: Path) -> None:
    office = open_office(tmp_path)
    running = Running(qtbot, office.services)
    page = running.start()
    assert page.pin.person_key == page._people[0].key and not page._notice.isVisible()
    running.close()
