"""Tells a scanner from a person by speed alone; no Qt, so that every timing is a test.

Confusable: *confirmed* means enough fast characters came to be sure; *finished* means the scan is whole.
"""

from dataclasses import dataclass
from enum import Enum


class Step(Enum):
    """What to do with a key."""

    FIRST = "remember what the focus holds, then let it pass"
    LET = "let it pass"
    CONFIRMED = "take back what passed, then swallow"
    SWALLOW = "swallow"
    FINISHED = "swallow; the scan is whole"


@dataclass(frozen=True)
class ScannerSettings:
    """How scanners here behave. Times in milliseconds.

    `gap_ms_max`: longest time between two characters of a scan. `length_min`: shortest scan. `prefix`: what scanners
    are set to send first ("" for nothing); then only bursts that begin with it are scans, and it is cut off.
    `enter_ms_max`: how long after a scan an Enter still counts as the scanner's.
    """

    gap_ms_max: int = 30
    length_min: int = 6
    prefix: str = ""
    enter_ms_max: int = 250


class Burst:
    """The characters that came fast after each other. Times are milliseconds of one clock, whatever its zero."""

    def __init__(self, settings: ScannerSettings) -> None:
        self._settings = settings
        self._characters = ""
        self._last_ms: int | None = None
        self._finished_ms: int | None = None
        self.confirmed = False

    @property
    def scan(self) -> str:
        """What was scanned so far, without the prefix."""
        return self._characters.removeprefix(self._settings.prefix)

    def character(self, character: str, at_ms: int) -> Step:
        """A printable key."""
        fast = self._is_fast(at_ms)
        self._last_ms = at_ms
        if not fast:
            self._characters, self.confirmed = character, False
            self._finished_ms = None  # whoever types meanwhile presses an Enter of their own
            return Step.FIRST
        self._characters += character
        if self.confirmed:
            return Step.SWALLOW
        self.confirmed = self._is_scan(self._characters)
        return Step.CONFIRMED if self.confirmed else Step.LET

    def end_key(self, at_ms: int) -> Step:
        """Enter or Tab: the scanner's own when it comes as fast, or shortly after a scan."""
        if self.confirmed:
            return Step.FINISHED
        if self._finished_ms is not None and 0 <= at_ms - self._finished_ms <= self._settings.enter_ms_max:
            self._finished_ms = None
            return Step.SWALLOW
        self.forget()
        return Step.LET

    def would_swallow(self, character: str, at_ms: int) -> bool:
        """Whether `character` (or, with "", `end_key`) would be swallowed: asked before shortcuts are looked up."""
        if not character:
            late = self._finished_ms is not None and 0 <= at_ms - self._finished_ms <= self._settings.enter_ms_max
            return self.confirmed or late
        return self._is_fast(at_ms) and (self.confirmed or self._is_scan(self._characters + character))

    def finish(self) -> str:
        """Gives the whole scan and waits for the next."""
        scan = self.scan
        last = self._last_ms
        self.forget()
        self._finished_ms = last
        return scan

    def forget(self) -> None:
        """The next character begins anew."""
        self._characters, self._last_ms, self.confirmed, self._finished_ms = "", None, False, None

    def _is_fast(self, at_ms: int) -> bool:
        return self._last_ms is not None and 0 <= at_ms - self._last_ms <= self._settings.gap_ms_max

    def _is_scan(self, characters: str) -> bool:
        return len(characters) >= self._settings.length_min and characters.startswith(self._settings.prefix)
