"""The tour's hands: keys go to the window as the system sends them, so that focus and shortcuts decide what they do.

A person leaves a pause between two keys, longer than any scanner's; a scanner sends its digits and its Enter at once.
What was typed is written down in the words that the keys page uses: "F2 · alvarez · Enter".
"""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from ui.tour.disagreement import Disagreement
from ui.tour.passing import let_pass

PERSON_GAP_MS = 34
"""Above the 30 ms that a scanner takes at most between two characters (ui/shell/burst.py)."""
SCANNER_GAP_MS = 2
REACTION_MS = 270
"""Until a person answers a scan; an Enter that comes sooner is still the scanner's."""


class Hands:
    """Types into whatever window is shown now; `window` is asked each time, because signing in makes a new one."""

    def __init__(self, window: Callable[[], QWidget], gap_ms: int = PERSON_GAP_MS) -> None:
        self._window, self._gap_ms = window, gap_ms
        self._clock = _EventClock()
        self.typed: list[str] = []

    def press(self, *keys: str) -> None:
        """Keys as the keys page writes them: "Enter", "Ctrl+Backspace", "F5", "x"."""
        for key in keys:
            self.typed.append(key)
            let_pass(self._gap_ms)
            combination = _combination(key)
            QTest.keyClick(self._handle(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Characters, one after the other."""
        self.typed.append(text)
        for character in text:
            let_pass(self._gap_ms)
            _strike(self._handle(), character)

    def secret(self, text: str) -> None:
        """A PIN: typed like any text, and written down as dots."""
        self.type(text)
        self.typed[-1] = "•" * len(text)

    def scan(self, code: str) -> None:
        """A code with the scanner's own Enter, struck as fast as scanners do however busy the window is."""
        self.typed.append(f"scan {code}")
        let_pass(self._gap_ms)
        struck_ms = self._clock.now_ms(self._handle())
        for number, character in enumerate([*code, "\r"]):
            _strike_at(self._handle(), character, struck_ms + number * SCANNER_GAP_MS)
        let_pass(len(code) * SCANNER_GAP_MS + REACTION_MS)

    def open_file(self, key: str, path: Path) -> None:
        """A key that asks for a file in a dialog of its own; the path is put in there."""
        self.typed.append(f"{key} · {path.name} · Enter")
        answer = QTimer(interval=self._gap_ms)
        answer.timeout.connect(lambda: _name_file(answer, path))
        answer.start()
        combination = _combination(key)
        QTest.keyClick(self._handle(), combination.key(), combination.keyboardModifiers())
        self._window().activateWindow()  # where nothing is drawn on a screen, no window manager does

    def rest(self, milliseconds: int) -> None:
        """Does nothing for a while."""
        let_pass(milliseconds)

    def take_typed(self) -> str:
        """What was typed since the last time, as one line."""
        typed, self.typed = " · ".join(self.typed), []
        return typed

    def _handle(self) -> QWindow:
        handle = self._window().windowHandle()
        if handle is None:
            raise Disagreement("the window is shown")
        return handle


def _name_file(answer: QTimer, path: Path) -> None:
    """Once the dialog is there: the path, and Enter."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        return
    answer.stop()
    line = dialog.findChild(QLineEdit)
    if isinstance(line, QLineEdit):
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)


class _EventClock(QObject):
    """The clock by which Qt stamps keys, read off one harmless key and carried on from there."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: tuple[int, float] | None = None

    def now_ms(self, window: QWindow) -> int:
        """What the stamp of a key struck now would be."""
        if self._seen is None:
            window.installEventFilter(self)
            QTest.keyClick(window, Qt.Key.Key_Shift)
            window.removeEventFilter(self)
        stamp_ms, at = self._seen or (0, time.perf_counter())
        return stamp_ms + round((time.perf_counter() - at) * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the stamp."""
        if isinstance(event, QKeyEvent):
            self._seen = int(event.timestamp()), time.perf_counter()
        return False


def _strike_at(window: QWindow, character: str, at_ms: int) -> None:
    """One key as the system would hand it over: first to the shortcuts of the focus, then to the window."""
    code = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(at_ms)
        event.setAccepted(False)
        to_focus = kind is QEvent.Type.ShortcutOverride
        QCoreApplication.sendEvent((window.focusObject() or window) if to_focus else window, event)


def _strike(window: QWindow, character: str) -> None:
    code = Qt.Key(ord(character.upper())) if character.isascii() else Qt.Key.Key_unknown
    no_modifier = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, window, code, character, no_modifier)


def _combination(key: str) -> QKeyCombination:
    sequence = QKeySequence(key.replace("Enter", "Return").replace("Del", "Delete"))
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs do not know it
    return combination
