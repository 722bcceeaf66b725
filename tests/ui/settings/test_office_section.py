"""Office: filled in as it is, saved as one change, refused under the field; a colleague without leave only looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.identity.demo_people import REYES
from app.identity.facts import OfficeChanged
from app.office.change_office import office_settings
from tests.factories.settings import OpenSettings
from ui.settings.office_section import OfficeSection


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """An administrator's settings."""
    opened = OpenSettings(qtbot, tmp_path)
    yield opened
    opened.close()


def office(settings: OpenSettings) -> OfficeSection:
    settings.keyboard.press("Alt+O")
    section = settings.page.section
    assert isinstance(section, OfficeSection)
    settings.until(lambda: section.stored is not None)
    return section


def write(section: OfficeSection, name: str, typed: str) -> None:
    line = section.fields[name].line
    line.setText(typed)
    line.textEdited.emit(typed)


def test_what_is_changed_is_stored_and_said(settings: OpenSettings) -> None:
    section, heard = office(settings), list[object]()
    assert section.fields["city"].line.text() == "City of Cypress Springs"
    assert section.save_button.reason == "nothing is changed"
    settings.context.changed.connect(lambda changed: heard.extend(changed.kinds))
    write(section, "office_name", "North office")
    settings.keyboard.press("Ctrl+Return")
    settings.until(lambda: not section.result.isHidden() and section.stored is not None)
    assert heard == [OfficeChanged.__name__] and "Saved." in section.result.words
    assert settings.office.services.place.office_name == "North office"
    assert "North office" in settings.page.where


def test_what_cannot_be_stored_is_said_under_its_field_and_nothing_typed_is_lost(settings: OpenSettings) -> None:
    section = office(settings)
    write(section, "city", "")
    section.save_office()
    settings.until(lambda: bool(section.fields["city"].error))
    write(section, "city", "City")
    write(section, "office_phone", "\u202e0142")
    section.save_office()
    settings.until(lambda: bool(section.fields["office_phone"].error))
    assert section.fields["city"].error == "" and section.fields["city"].line.text() == "City"
    assert settings.page.step_back() is True  # Esc: what is stored stands there again
    assert section.fields["city"].line.text() == "City of Cypress Springs"


def test_what_somebody_types_is_not_overwritten_by_what_is_loaded(settings: OpenSettings) -> None:
    section = office(settings)
    write(section, "counter", "Counter 3")
    section.show_section()
    settings.settle()
    assert section.fields["counter"].line.text() == "Counter 3"


def test_the_time_zone_says_from_when_on_it_holds(settings: OpenSettings) -> None:
    section = office(settings)
    assert "No shift is open" in section.zone_words.text()
    section.zone.set_value("America/Chicago")
    section.save_office()
    settings.until(lambda: settings.office.services.device.time_zone == "America/Chicago")
    assert office_settings(settings.office.services).office.time_zone == "America/Chicago"


def test_who_may_not_change_it_looks(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path, REYES)
    section = office(settings)
    assert section.save_button.reason == "needs an administrator"
    assert section.fields["city"].line.isReadOnly() and not section.zone.isEnabled()
    section.save_office()
    settings.close()
