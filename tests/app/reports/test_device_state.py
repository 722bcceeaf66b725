"""What the window asks when it starts and locks: settings, people, whose drawer is open."""

from pathlib import Path

from app.config import CUSTOMER_DISPLAY, IDLE_LOCK, LANGUAGE, SCAN_PREFIX, THEME, ZOOM
from app.device_settings import change_setting
from app.drawers import open_shift
from app.identity.demo_people import BRANDT, REYES
from app.identity.people import change_person
from app.identity.types import ChangePerson
from app.reports.device_state import DeviceState, device_state, sign_in_state
from tests.factories.people import open_office
from tests.factories.workstation import open_workstation


def test_a_new_device_is_set_by_the_defaults(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    assert device_state(services) == DeviceState("light", "en", 100, 300, "", "off")
    found = sign_in_state(services)
    assert (found.people, found.shift, found.shift_person) == ((), None, "")
    services.close()


def test_what_was_set_is_read_whole(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    session = office.supervisor()
    change_setting(office.services, session, THEME, "high_contrast")
    change_setting(office.services, session, LANGUAGE, "es")
    change_setting(office.services, session, ZOOM, 150)
    change_setting(office.services, session, IDLE_LOCK, 60)
    change_setting(office.services, session, SCAN_PREFIX, "~")
    change_setting(office.services, session, CUSTOMER_DISPLAY, "window")
    assert device_state(office.services) == DeviceState("high_contrast", "es", 150, 60, "~", "window")
    office.services.close()


def test_everybody_who_works_here_and_the_shift_with_its_cashier(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    left = next(name for name in office.ids if name == "A. Castillo")
    change_person(office.services, office.session(BRANDT), ChangePerson(office.ids[left], active=False))
    opening = open_shift.OpenShift(office.services.ids.new_id(), {2000: 5})
    open_shift.record(office.services, office.session(REYES), opening)
    found = sign_in_state(office.services)
    assert [person.display_name for person in found.people] == [name for name in office.ids if name != left]
    assert found.shift is not None and found.shift.person == office.id_of(REYES)
    assert found.shift_person == REYES.display_name
    office.services.close()
