"""The frame of a page that is still being built: its name at once; keys typed meanwhile go to the page when it stands.

A person who knows the way types on: Ctrl+7 and three arrows. What is typed here is kept in its order.
"""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.page import Page
from ui.widgets.label import Label
from ui.widgets.layout import column, stretch

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class ArrivingPage(Page):
    """Stands for some 100 ms. `keys` were typed meanwhile; Esc is not kept: it goes back."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.keys: list[QKeyEvent] = []
        column(Label(title, size=24, weight=600), stretch(), parent=self, margins=16)

    @property
    def passes(self) -> bool:
        """Nobody steps back to it."""
        return True

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab is a key like others: where it goes to is not there yet."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keeps what the page will want."""
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif event.key() not in _MODIFIERS:
            self.keys.append(event.clone())


def key_of(event: QKeyEvent) -> str:
    """The key as commands name it, "Alt+2"."""
    return QKeySequence(event.keyCombination()).toString()


def type_again(event: QKeyEvent) -> None:
    """Gives a kept key to whatever has the focus now."""
    focus = QApplication.focusWidget()
    if focus is None:
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        again = QKeyEvent(kind, event.key(), event.modifiers(), event.text())
        QCoreApplication.sendEvent(focus, again)
