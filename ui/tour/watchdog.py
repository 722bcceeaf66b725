"""How long the Qt thread was ever blocked: the longest time in which the window could not have answered a key.

A timer of the Qt thread beats every few milliseconds; what a beat is late by is time that somebody held the thread. A
lane looks meanwhile where the late thread stands, so that whoever blocks it can be named. What is no part of the
program, such as saving a picture, is left out with `paused`.
"""

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from app.lanes import Lanes

BLOCKED_MS_MAX = 50.0
"""The goal: nothing holds the Qt thread longer."""
_BEAT_MS = 4
_LATE_MS = 20
_LOOK_SECONDS = 0.005
_FRAMES_KEPT = 6
_ROOT = Path(__file__).parents[2]


class Block(msgspec.Struct, frozen=True):
    """One time that the thread was held too long; `stack`: where it stood, the outermost call first."""

    milliseconds: float
    during: str
    stack: tuple[str, ...]


class Watchdog(QObject):
    """Made on the Qt thread; `during` says what the tour is doing. Milliseconds everywhere."""

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self.blocks: list[Block] = []
        self.during: Callable[[], str] = str
        self._thread = threading.get_ident()
        self._last = time.perf_counter()
        self._stacks: list[tuple[str, ...]] = []
        self._paused = 0
        self._beat = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()
        lanes.repeat("watchdog", self._look, _LOOK_SECONDS)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that is not the program's own."""
        self._on_beat()
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1
            self._last = time.perf_counter()

    def stop(self) -> None:
        """No more beats; the lane ends with the lanes."""
        self._beat.stop()
        self._paused += 1

    def _on_beat(self) -> None:
        now = time.perf_counter()
        if not self._paused:
            blocked_ms = (now - self._last) * 1000 - _BEAT_MS
            self.longest_ms = max(self.longest_ms, blocked_ms)
            if blocked_ms > BLOCKED_MS_MAX:
                stack = self._stacks[len(self._stacks) // 2] if self._stacks else ()
                self.blocks.append(Block(round(blocked_ms, 1), self.during(), stack))
        self._stacks.clear()
        self._last = now

    def _look(self, stopping: Callable[[], bool]) -> None:
        """On the lane: where the thread stands while it is late."""
        while not stopping():
            time.sleep(_LOOK_SECONDS)
            if not self._paused and time.perf_counter() - self._last > _LATE_MS / 1000:
                frame = sys._current_frames().get(self._thread)
                if frame is not None:
                    self._stacks.append(_calls(frame))


def _calls(frame: FrameType) -> tuple[str, ...]:
    """The last calls of our own code, and the innermost of all."""
    calls = traceback.extract_stack(frame)
    inner = calls[-1:] if calls and not _is_ours(calls[-1].filename) else []
    ours = [call for call in calls if _is_ours(call.filename)]
    return tuple(f"{_short(call.filename)}:{call.lineno} {call.name}" for call in [*ours[-_FRAMES_KEPT:], *inner])


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(_ROOT) and ".venv" not in path.parts and not path.is_relative_to(_ROOT / "ui/tour")


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name
