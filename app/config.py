"""Every setting of a device, declared once: key, default, unit and meaning. Two with one key fail at import.

Settings say how this device works (its printer, its theme); rules of the city are policies (app/policies.py).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.errors import Refused

T = TypeVar("T", str, int, bool)

TEXT_LENGTH_MAX = 1024
"""Characters: longer than any path or address that a setting holds."""

_NOT_TEXT = re.compile("[\0\r\n\ud800-\udfff]")


class SettingRefusal(StrEnum):
    """Why a value is not taken."""

    NOT_A_CHOICE = "not_a_choice"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. `unit` is empty for a choice; `least`/`most` bound a number; `choices` bound a text."""

    key: str
    default: T
    meaning: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        if self.key in _declared:
            raise ValueError(f"setting {self.key} is declared twice")
        _declared.add(self.key)

    def check(self, value: T) -> None:
        """Raises Refused(SettingRefusal) for a value that is not allowed."""
        if self.choices and value not in self.choices:
            raise Refused(SettingRefusal.NOT_A_CHOICE, choices=self.choices)
        if isinstance(value, str) and len(value) > TEXT_LENGTH_MAX:
            raise Refused(SettingRefusal.TOO_LONG, limit=TEXT_LENGTH_MAX)
        if isinstance(value, str) and _NOT_TEXT.search(value):
            raise Refused(SettingRefusal.NOT_TEXT)
        too_small = self.least is not None and isinstance(value, int) and value < self.least
        if too_small or (self.most is not None and isinstance(value, int) and value > self.most):
            raise Refused(SettingRefusal.OUT_OF_RANGE, least=self.least, most=self.most)


_declared: set[str] = set()

THEME = Setting("window.theme", "light", "Colours of the window", choices=("light", "dark", "high_contrast"))
LANGUAGE = Setting("window.language", "en", "Language of the window", choices=("en", "es"))
ZOOM = Setting("window.zoom", 100, "Size of everything in the window", unit="percent", least=80, most=200)
IDLE_LOCK = Setting("window.idle_lock", 300, "Locks the window after this time without a key", "seconds", (), 30, 3600)
SCAN_PREFIX = Setting("scanner.prefix", "", "What the scanner sends before each code, if anything")
PRINTER = Setting(
    "printer.address", "screen:", "Where receipts print: screen:, network:HOST:PORT, usb:, serial:, file:, …"
)
PRINTER_PROFILE = Setting(
    "printer.profile",
    "80mm",
    "Paper width and kind of printer",
    choices=("80mm", "80mm_42", "80mm_slip", "80mm_other", "58mm"),
)
PAPER_LANGUAGE = Setting("printer.language", "en", "Language of receipts", choices=("en", "es"))
KICK_DRAWER = Setting("drawer.kick", True, "Opens the cash drawer through the printer when cash is taken")
CUSTOMER_DISPLAY = Setting(
    "customer_display.where", "off", "Where the customer's screen stands", choices=("off", "second_screen", "window")
)
EXERCISES = Setting("training.exercises", "", "Exercises begun, each with the journal's last position before it")
SECOND_COPY_FOLDER = Setting("second_copy.folder", "", "Folder of the second copy: a stick, a second disk, a share")
SECOND_COPY_SET = Setting(
    "second_copy.set", "", "Which copy in that folder is this workstation's; set when it is begun"
)
