"""The time zones that an office may choose from, in the first run and in the settings."""

from zoneinfo import available_timezones

from PySide6.QtCore import QTimeZone

from app.clock import local_time
from resources.texts import text

ZONES = frozenset(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
"""IANA names. Read with the code of the pages, aside: to look for them on the disk would hold up a form."""


def own_zone() -> str:
    """The computer's own zone, by its IANA name."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode()


def zone_choices(now_us: int) -> list[tuple[str, str]]:
    """The country's zones by what people call them, then all others by name; each of the first with its time now."""
    named = {
        "America/New_York": text("Eastern time"),
        "America/Chicago": text("Central time"),
        "America/Denver": text("Mountain time"),
        "America/Phoenix": text("Arizona"),
        "America/Los_Angeles": text("Pacific time"),
        "America/Anchorage": text("Alaska"),
        "Pacific/Honolulu": text("Hawaii"),
        "America/Puerto_Rico": text("Puerto Rico"),
    }
    shown = {zone: f"{words}  ·  {local_time(now_us, zone):%H:%M}" for zone, words in named.items()}
    return [*shown.items(), *((zone, zone_words(zone)) for zone in sorted(ZONES - named.keys()))]


def zone_words(zone: str) -> str:
    """A zone's name as people read it."""
    return zone.replace("_", " ")
