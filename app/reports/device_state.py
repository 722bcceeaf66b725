"""What the window asks when it starts and when it locks: how this device is set, and who may sign in."""

from dataclasses import dataclass

from app.config import CUSTOMER_DISPLAY, IDLE_LOCK, LANGUAGE, SCAN_PREFIX, THEME, ZOOM
from app.drawers.queries import Shift, open_shift
from app.identity.queries import people_to_sign_in, person_name
from app.identity.types import Person
from app.store.settings import read_setting
from app.workplace import Services


@dataclass(frozen=True)
class DeviceState:
    """Settings of the window; see app/config.py for their units."""

    theme: str
    language: str
    zoom_percent: int
    idle_lock_seconds: int
    scan_prefix: str
    customer_display: str


@dataclass(frozen=True)
class SignInState:
    """Who may sign in, and the shift that is still open, with the name of its cashier."""

    people: tuple[Person, ...]
    shift: Shift | None
    shift_person: str


def device_state(services: Services) -> DeviceState:
    """How this device is set."""
    with services.read_journal() as connection:
        return DeviceState(
            theme=read_setting(connection, THEME),
            language=read_setting(connection, LANGUAGE),
            zoom_percent=read_setting(connection, ZOOM),
            idle_lock_seconds=read_setting(connection, IDLE_LOCK),
            scan_prefix=read_setting(connection, SCAN_PREFIX),
            customer_display=read_setting(connection, CUSTOMER_DISPLAY),
        )


def sign_in_state(services: Services) -> SignInState:
    """Who may sign in here, those with a PIN first asked."""
    with services.read_journal() as connection:
        shift = open_shift(connection, services.device.code)
        name = person_name(connection, shift.person) if shift else ""
    return SignInState(tuple(people_to_sign_in(services)), shift, name)
