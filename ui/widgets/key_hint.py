"""A key as it is drawn beside words: `KeyHint("Enter")`, `KeyHint("Ctrl+Backspace")`."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import KEY_HEIGHT, key_hint_width, paint_key_hint


class KeyHint(QWidget, Themed):
    """Shows a key; it does not bind it (the shell binds the commands of a page)."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """18 high, as wide as the key needs."""
        return QSize(key_hint_width(self._key), theme().px(KEY_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the key."""
        paint_key_hint(QPainter(self), 0, self.height() / 2, self._key)
