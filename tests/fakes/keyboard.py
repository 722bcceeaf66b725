"""Hands and scanners at the keyboard: keys go to the window as from the system, so shortcuts and focus decide.

    keyboard = Keyboard(window)
    keyboard.type("12.50"); keyboard.press("Enter"); keyboard.press("Ctrl+K"); keyboard.scan("1000451270015743")

A person leaves 40 ms between two keys (the fastest typists 60), and takes 270 to answer a scan, however fast the window
shows it: an Enter that comes sooner is still the scanner's (ui/shell/burst.py). A scanner leaves one. Keys carry the
time at which they were struck: a scanner's is told by the fake, because a busy machine would take longer than that
between two of them.
"""

import time
from typing import ClassVar

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PERSON_GAP_MS = 40
REACTION_MS = 270


class Keyboard:
    """Types into the window that is given, wherever its focus is. The window must be shown."""

    _answered: ClassVar[float] = 0.0
    """When somebody may have answered the last scan, in seconds of the monotonic clock; whoever holds the keyboard."""

    def __init__(self, window: QWidget) -> None:
        self._window, self._scanned_ms = window, 0
        window.activateWindow()
        QApplication.processEvents()

    def press(self, key: str) -> None:
        """One key as people write it: "Enter", "Ctrl+Backspace", "F5", "x"."""
        QTest.qWait(max(PERSON_GAP_MS, round((self._answered - time.monotonic()) * 1000)))
        combination = _combination(key)
        QTest.keyClick(self._handle(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """As a person does, slower than any scanner."""
        for character in text:
            QTest.qWait(PERSON_GAP_MS)
            QTest.keyClick(self._handle(), ord(character))
        QApplication.processEvents()

    def scan(self, text: str, *, enter: bool = True) -> None:
        """As a scanner does: all at once, its own Enter at the end unless it has none."""
        QTest.qWait(PERSON_GAP_MS)
        handle, struck = self._handle(), _Struck()
        if not text:
            QTest.keyClick(handle, Qt.Key.Key_Return)
            return
        QTest.keyClick(handle, ord(text[0]))
        keys = [(ord(character.upper()), character) for character in text[1:]]
        if enter:
            keys.append((Qt.Key.Key_Return.value, "\r"))
        for later_ms, (key, character) in enumerate(keys, 1):
            _strike(handle, key, character, struck.at_ms + later_ms)
        self._scanned_ms = struck.at_ms + len(keys)
        QTest.qWait(len(keys))  # until the clock is where the stamps are
        if enter:
            Keyboard._answered = time.monotonic() + REACTION_MS / 1000

    def late_enter(self, after_ms: int) -> None:
        """The Enter of a scanner that sends it this long after the rest, by its stamp."""
        _strike(self._handle(), Qt.Key.Key_Return.value, "\r", self._scanned_ms + after_ms)
        QApplication.processEvents()

    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise RuntimeError("show the window before typing into it")
        return handle


def _strike(window: QWindow, key: int, character: str, at_ms: int) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(at_ms)
        QApplication.sendEvent(window, event)


class _Struck(QObject):
    """The time of the last key, on the system's clock for events."""

    def __init__(self) -> None:
        super().__init__()
        self.at_ms = 0
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.at_ms = int(event.timestamp())
        return False


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


def _combination(key: str) -> QKeyCombination:
    *held, last = key.split("+") if not key.endswith("+") else [*key[:-1].strip("+").split("+"), "+"]
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= _MODIFIERS[name]
    return QKeyCombination(modifiers, _key(last))


def _key(name: str) -> Qt.Key:
    names = {"Enter": "Return", "Esc": "Escape", "Del": "Delete"}
    if len(name) == 1:
        return Qt.Key(ord(name.upper()))
    return Qt.Key[f"Key_{names.get(name, name)}"]
