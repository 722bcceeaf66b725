"""People: added, unlocked, their PIN taken back, a new password, gone and back; each said in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.identity.demo_people import BRANDT, OKAFOR, REYES, TRAN, DemoPerson
from app.identity.queries import all_people
from app.identity.types import Person
from tests.factories.settings import OpenSettings
from ui.settings.people_section import PeopleSection


class People:
    """The section, and what the journal says."""

    def __init__(self, settings: OpenSettings) -> None:
        settings.office.fail(TRAN, 10)
        section = settings.section(7)
        assert isinstance(section, PeopleSection)
        self.settings, self.section = settings, section
        settings.until(lambda: len(section.table.rows) == 6)

    def choose(self, demo: DemoPerson) -> None:
        """Chooses a row."""
        self.section.table.choose(self.settings.office.id_of(demo))

    def person(self, name: str) -> Person:
        """As the journal has them."""
        office = self.settings.office
        return next(one for one in all_people(office.services, office.supervisor()) if one.display_name == name)


@pytest.fixture
def people(qtbot: QtBot, tmp_path: Path) -> Iterator[People]:
    """An administrator's list with D. Tran locked."""
    settings = OpenSettings(qtbot, tmp_path)
    yield People(settings)
    settings.close()


def test_a_person_is_added(people: People) -> None:
    adding = people.section.adding
    adding.name.line.setText("P. Novak")
    adding.add()
    people.settings.until(lambda: not adding.failure.isHidden())
    adding.roles["cashier"].setChecked(True)
    adding.add()
    people.settings.until(lambda: bool(adding.password.error))
    adding.password.line.setText("three blind mice sing")
    people.settings.keyboard.press("Ctrl+Return")
    people.settings.until(lambda: len(people.section.table.rows) == 7)
    assert people.person("P. Novak").roles == ("cashier",)
    assert adding.password.line.text() == ""


def test_a_name_taken_is_said_under_it(people: People) -> None:
    adding = people.section.adding
    adding.name.line.setText("m. reyes")
    adding.roles["cashier"].setChecked(True)
    adding.password.line.setText("three blind mice sing")
    adding.add()
    people.settings.until(lambda: "already" in adding.name.error)


def test_a_locked_person_is_unlocked(people: People) -> None:
    people.choose(REYES)
    assert people.section.unlock_button.reason
    people.choose(TRAN)
    people.settings.keyboard.press("Ctrl+U")
    people.settings.until(lambda: "may try again" in people.section.done.words)
    assert not people.person(TRAN.display_name).locked


def test_a_pin_is_taken_back(people: People) -> None:
    people.choose(OKAFOR)
    people.section.pin_button.click()
    people.settings.until(lambda: "chooses a new PIN" in people.section.done.words)
    assert not people.person(OKAFOR.display_name).pin_set


def test_a_new_password(people: People) -> None:
    people.choose(OKAFOR)
    people.section.password_button.click()
    form = people.section.new_password
    form.field.line.setText("short")
    form.give()
    people.settings.until(lambda: bool(form.field.error))
    form.field.line.setText("four and twenty blackbirds")
    form.give()
    people.settings.until(lambda: form.isHidden())
    assert not people.person(OKAFOR.display_name).pin_set


def test_gone_and_back_but_never_the_last_administrator(people: People) -> None:
    people.choose(OKAFOR)
    people.section.active_button.click()
    people.settings.until(lambda: "no longer sign in" in people.section.done.words)
    people.settings.until(lambda: people.section.active_button.text() == "Back again")
    people.section.active_button.click()
    people.settings.until(lambda: "sign in again" in people.section.done.words)
    people.choose(BRANDT)
    people.settings.until(lambda: people.section.active_button.text() == "No longer here")
    people.section.active_button.click()
    people.settings.until(lambda: "manage people" in people.section.failure.words)
