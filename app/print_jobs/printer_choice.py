"""Which printer this device prints on, as its settings say now."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from app.config import PRINTER, PRINTER_PROFILE
from app.store.settings import read_setting
from app.workplace import Services

SLIP_PROFILES = frozenset({"80mm_slip"})
"""Kinds of printer with a slip station; `printing/profiles.py` says how wide it prints."""
_SCREEN = "screen:"


class Station(StrEnum):
    """Where a paper that a customer brought is stamped: in the printer's slip station, on the screen only, nowhere."""

    SLIP = "slip"
    SCREEN = "screen"
    NONE = "none"


@dataclass(frozen=True)
class PrinterChoice:
    """`address` such as "network:192.168.1.40:9100"; `profile` a name in `printing/profiles.py`."""

    address: str
    profile: str

    @property
    def is_printer(self) -> bool:
        """False where papers show on the screen only, because no printer was set up."""
        return not self.address.startswith(_SCREEN)


def printer_choice(services: Services) -> PrinterChoice:
    """Read anew for each job, so that a changed setting holds at once."""
    with services.read_journal() as connection:
        return read_choice(connection)


def read_choice(connection: Connection) -> PrinterChoice:
    """The same for whoever reads already."""
    return PrinterChoice(read_setting(connection, PRINTER), read_setting(connection, PRINTER_PROFILE))


def station_of(choice: PrinterChoice) -> Station:
    """What this printer can do with a check or a stub."""
    if choice.address.startswith(_SCREEN):
        return Station.SCREEN
    return Station.SLIP if choice.profile in SLIP_PROFILES else Station.NONE
