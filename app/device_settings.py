"""How this device is set: read by whoever asks, changed by people who may. `app/config.py` declares what there is."""

from dataclasses import dataclass
from typing import TypeVar

from app.config import (
    CUSTOMER_DISPLAY,
    IDLE_LOCK,
    KICK_DRAWER,
    LANGUAGE,
    PAPER_LANGUAGE,
    PRINTER,
    PRINTER_PROFILE,
    SCAN_PREFIX,
    THEME,
    ZOOM,
    Setting,
)
from app.identity.permissions import Permission, Session, require
from app.store.settings import read_setting, write_setting
from app.workplace import Services

T = TypeVar("T", str, int, bool)

OWN_LOOK = frozenset(setting.key for setting in (THEME, ZOOM, LANGUAGE))
"""Everybody may change these: who cannot read the window must not have to ask for leave first."""


@dataclass(frozen=True)
class DeviceSettings:
    """Every setting that the settings page shows; units as `app/config.py` says."""

    theme: str
    zoom_percent: int
    language: str
    idle_lock_seconds: int
    scan_prefix: str
    printer: str
    printer_profile: str
    paper_language: str
    kick_drawer: bool
    customer_display: str


def device_settings(services: Services) -> DeviceSettings:
    """How this device is set now."""
    with services.read_journal() as connection:
        return DeviceSettings(
            theme=read_setting(connection, THEME),
            zoom_percent=read_setting(connection, ZOOM),
            language=read_setting(connection, LANGUAGE),
            idle_lock_seconds=read_setting(connection, IDLE_LOCK),
            scan_prefix=read_setting(connection, SCAN_PREFIX),
            printer=read_setting(connection, PRINTER),
            printer_profile=read_setting(connection, PRINTER_PROFILE),
            paper_language=read_setting(connection, PAPER_LANGUAGE),
            kick_drawer=read_setting(connection, KICK_DRAWER),
            customer_display=read_setting(connection, CUSTOMER_DISPLAY),
        )


def change_setting(services: Services, session: Session, setting: Setting[T], value: T) -> T:
    """Stores one setting; gives what was stored. Raises Refused: NOT_PERMITTED, SettingRefusal."""
    if setting.key not in OWN_LOOK:
        require(session, Permission.SETTINGS_CHANGE)

    def write() -> None:
        with services.plain_work() as work:
            write_setting(work.connection, setting, value)
            work.commit()

    setting.check(value)
    services.lanes.write_now(write)
    return value
