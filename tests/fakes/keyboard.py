"""Hands and scanners at the keyboard: keys go to the window as from the system, so shortcuts and focus decide.

    keyboard = Keyboard(window)
    keyboard.type("12.50"); keyboard.press("Enter"); keyboard.press("Ctrl+K"); keyboard.scan("1000451270015743")

A person leaves 40 ms between two keys (the fastest typists 60); a scanner leaves none.
"""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PERSON_GAP_MS = 40


class Keyboard:
    """Types into the window that is given, wherever its focus is. The window must be shown."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        window.activateWindow()
        QApplication.processEvents()

    def press(self, key: str) -> None:
        """One key as people write it: "Enter", "Ctrl+Backspace", "F5", "x"."""
        QTest.qWait(PERSON_GAP_MS)
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
        handle = self._handle()
        for character in text:
            QTest.keyClick(handle, ord(character))
        if enter:
            QTest.keyClick(handle, Qt.Key.Key_Return)
        QApplication.processEvents()

    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise RuntimeError("show the window before typing into it")
        return handle


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
