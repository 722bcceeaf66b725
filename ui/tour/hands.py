"""The tour's hands: keys go to the window as the system sends them, so that focus and shortcuts decide what they do.

A person leaves a pause between two keys, longer than any scanner's; a scanner sends its digits and its Enter at once.
What was typed is written down in the words that the keys page uses: "F2 · alvarez · Enter".
"""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.tour.disagreement import Disagreement

PERSON_GAP_MS = 34
"""Above the 30 ms that a scanner takes at most between two characters (ui/shell/burst.py)."""


class Hands:
    """Types into whatever window is shown now; `window` is asked each time, because signing in makes a new one."""

    def __init__(self, window: Callable[[], QWidget], gap_ms: int = PERSON_GAP_MS) -> None:
        self._window, self._gap_ms = window, gap_ms
        self.typed: list[str] = []

    def press(self, *keys: str) -> None:
        """Keys as the keys page writes them: "Enter", "Ctrl+Backspace", "F5", "x"."""
        for key in keys:
            self.typed.append(key)
            QTest.qWait(self._gap_ms)
            combination = _combination(key)
            QTest.keyClick(self._handle(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Characters, one after the other."""
        self.typed.append(text)
        for character in text:
            QTest.qWait(self._gap_ms)
            _strike(self._handle(), character)

    def secret(self, text: str) -> None:
        """A PIN: typed like any text, and written down as dots."""
        self.type(text)
        self.typed[-1] = "•" * len(text)

    def scan(self, code: str) -> None:
        """A code with the scanner's own Enter."""
        self.typed.append(f"scan {code}")
        QTest.qWait(self._gap_ms)
        handle = self._handle()
        for character in code:
            _strike(handle, character)
        QTest.keyClick(handle, Qt.Key.Key_Return)

    def rest(self, milliseconds: int) -> None:
        """Does nothing for a while."""
        QTest.qWait(milliseconds)

    def take_typed(self) -> str:
        """What was typed since the last time, as one line."""
        typed, self.typed = " · ".join(self.typed), []
        return typed

    def _handle(self) -> QWindow:
        handle = self._window().windowHandle()
        if handle is None:
            raise Disagreement("the window is shown")
        return handle


def _strike(window: QWindow, character: str) -> None:
    code = Qt.Key(ord(character.upper())) if character.isascii() else Qt.Key.Key_unknown
    no_modifier = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, window, code, character, no_modifier)


def _combination(key: str) -> QKeyCombination:
    sequence = QKeySequence(key.replace("Enter", "Return").replace("Del", "Delete"))
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs do not know it
    return combination
