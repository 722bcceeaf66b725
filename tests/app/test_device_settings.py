"""Settings are stored by people who may, and the look of the window by everybody."""

from pathlib import Path

import pytest

from app.config import PRINTER, THEME, ZOOM
from app.device_settings import change_setting, device_settings
from app.errors import Refused
from app.identity.demo_people import BRANDT, REYES
from app.identity.refusals import IdentityRefusal
from tests.factories.people import open_office


def test_what_is_not_set_is_as_declared(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    settings = device_settings(office.services)
    office.services.close()
    assert (settings.printer, settings.printer_profile, settings.theme, settings.kick_drawer) == (
        "screen:",
        "80mm",
        "light",
        True,
    )


def test_a_supervisor_changes_the_printer(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    assert change_setting(office.services, office.session(BRANDT), PRINTER, "usb:") == "usb:"
    found = device_settings(office.services).printer
    office.services.close()
    assert found == "usb:"


def test_a_cashier_changes_only_the_look(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    session = office.session(REYES)
    change_setting(office.services, session, THEME, "dark")
    change_setting(office.services, session, ZOOM, 150)
    with pytest.raises(Refused) as refused:
        change_setting(office.services, session, PRINTER, "usb:")
    found = device_settings(office.services)
    office.services.close()
    assert refused.value.code is IdentityRefusal.NOT_PERMITTED
    assert (found.theme, found.zoom_percent, found.printer) == ("dark", 150, "screen:")


def test_a_value_that_is_not_allowed_changes_nothing(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    with pytest.raises(Refused):
        change_setting(office.services, office.session(BRANDT), ZOOM, 500)
    found = device_settings(office.services)
    office.services.close()
    assert found.zoom_percent == 100
