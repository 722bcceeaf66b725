"""Which printer this device prints on, as its settings say now."""

from dataclasses import dataclass

from app.config import PRINTER, PRINTER_PROFILE
from app.store.settings import read_setting
from app.workplace import Services


@dataclass(frozen=True)
class PrinterChoice:
    """`address` such as "network:192.168.1.40:9100"; `profile` a name in `printing/profiles.py`."""

    address: str
    profile: str


def printer_choice(services: Services) -> PrinterChoice:
    """Read anew for each job, so that a changed setting holds at once."""
    with services.read_journal() as connection:
        return PrinterChoice(read_setting(connection, PRINTER), read_setting(connection, PRINTER_PROFILE))
