"""How long the Qt thread was ever blocked: the longest time in which the window could not have answered a key.

A timer of the Qt thread beats every few milliseconds; what a beat is late by is time that somebody held the thread. A
lane looks meanwhile where the late thread stands, so that whoever blocks it can be named. What is no part of the
program, such as saving a picture, is left out with `paused`. Beside that time stands how much of it the Qt thread
computed: the rest it waited for a disk, for Python, or for its turn on a busy machine.

The lane takes Python from the thread that it watches, so it only keeps what it saw; what that says is read afterwards.
The look goes through `faulthandler`, never through frame objects: one that is held a moment too long would keep a
painter alive, and end it on the wrong thread.
"""

import faulthandler
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from app.lanes import Lanes

BLOCKED_MS_MAX = 50.0
"""The goal: nothing holds the Qt thread longer."""
_BEAT_MS = 4
_LATE_MS = 20
_LOOK_SECONDS = 0.010
_FRAMES_KEPT = 6
_ROOT = Path(__file__).parents[2]
_CALL = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<name>\S+)')


class Block(msgspec.Struct, frozen=True):
    """One time that the thread was held too long; `stack`: where it stood, the outermost call first.

    `computed_ms`: what it computed of that time itself.
    """

    milliseconds: float
    computed_ms: float
    during: str
    stack: tuple[str, ...]


class Watchdog(QObject):
    """Made on the Qt thread; `during` says what the tour is doing. Milliseconds everywhere."""

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self.longest_computed_ms = 0.0
        self.during: Callable[[], str] = str
        self._thread = threading.get_ident()
        self._last, self._computed = time.perf_counter(), time.thread_time()
        self._looks: list[bytes] = []
        self._blocks: list[tuple[float, float, str, bytes]] = []
        self._paused = 0
        self._beat = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()
        lanes.repeat("watchdog", self._look, _LOOK_SECONDS)

    @property
    def blocks(self) -> list[Block]:
        """Every time that the thread was held longer than the goal."""
        return [
            Block(round(blocked, 1), round(computed, 1), during, _calls(look.decode("utf-8", "replace"), self._thread))
            for blocked, computed, during, look in self._blocks
        ]

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that is not the program's own."""
        self._on_beat()
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1
            self._last, self._computed = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        """No more beats; the lane ends with the lanes."""
        self._beat.stop()
        self._paused += 1

    def _on_beat(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        if not self._paused:
            blocked_ms, computed_ms = (now - self._last) * 1000 - _BEAT_MS, (computed - self._computed) * 1000
            self.longest_ms = max(self.longest_ms, blocked_ms)
            self.longest_computed_ms = max(self.longest_computed_ms, computed_ms)
            if blocked_ms > BLOCKED_MS_MAX:
                look = self._looks[len(self._looks) // 2] if self._looks else b""
                self._blocks.append((blocked_ms, computed_ms, self.during(), look))
        self._looks.clear()
        self._last, self._computed = now, computed

    def _look(self, stopping: Callable[[], bool]) -> None:
        """On the lane: where the thread stands while it is late."""
        with tempfile.TemporaryFile("w+b") as told:
            while not stopping():
                time.sleep(_LOOK_SECONDS)
                if not self._paused and time.perf_counter() - self._last > _LATE_MS / 1000:
                    told.seek(0)
                    told.truncate()
                    faulthandler.dump_traceback(told, all_threads=True)
                    told.seek(0)
                    self._looks.append(told.read())


def _calls(told: str, thread: int) -> tuple[str, ...]:
    """The last calls of our own code in one thread, and the innermost of all."""
    part = next((part for part in told.split("\n\n") if f"hread 0x{thread:016x} " in part), "")
    calls = [
        (found["file"], f"{_short(found['file'])}:{found['line']} {found['name']}") for found in _CALL.finditer(part)
    ]
    ours = [call for file, call in calls if _is_ours(file)][:_FRAMES_KEPT]
    inner = [call for file, call in calls[:1] if not _is_ours(file)]
    return tuple(reversed([*inner, *ours]))


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(_ROOT) and ".venv" not in path.parts and not path.is_relative_to(_ROOT / "ui/tour")


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name
