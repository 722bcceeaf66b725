"""A one-line entry, 36 high, with an optional icon at the left and a key hint at the right.

LineEdit(text("Type what happened"), name=text("Reason"))
"""

from functools import cache
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import key_hint_width, paint_field, paint_icon, paint_key_hint

_LONGEST = 4096
_INSIDE = 10


@runtime_checkable
class BindsKeys(Protocol):
    """A window that binds keys to commands: a line gives up its own editing keys (Ctrl+K, Ctrl+E …) for those."""

    def binds_key(self, key: str) -> bool:
        """Whether a key such as "Ctrl+K" runs a command now."""
        ...


@cache
def _groundless() -> QPalette:
    """The line paints its ground itself; all else comes from the theme's palette."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    return palette


class LineEdit(QLineEdit, Themed):
    """`name` is read aloud. Holds at most 4,096 characters; longer pastes are cut there, and rules refuse them."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str = "",
        icon: str = "",
        icon_size: int = 20,
        key: str = "",
        height: int = 36,
        size: float = 13,
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._icon_size = icon, icon_size
        self._key, self._height, self._look = key, height, (size, weight)
        self._wrong = False
        self.setPalette(_groundless())
        self.setFrame(False)
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.apply_theme()

    def set_wrong(self, wrong: bool) -> None:
        """Draws the border in the colour of an error; the sentence itself stands under the field (`Field`)."""
        if self._wrong != wrong:
            self._wrong = wrong
            self.update()

    @property
    def is_wrong(self) -> bool:
        """True while the border says that something is wrong."""
        return self._wrong

    def snapshot(self) -> Any:
        """What typing changes: text, cursor, selection."""
        return self.text(), self.cursorPosition(), self.selectionStart(), len(self.selectedText())

    def restore(self, snapshot: Any) -> None:
        """Puts a snapshot back and tells `textEdited`."""
        typed, cursor, start, length = snapshot
        self.setText(typed)
        self.textEdited.emit(typed)
        self.setCursorPosition(cursor)
        if start >= 0:
            self.setSelection(start, length)

    def event(self, event: QEvent) -> bool:
        """Lets the window's commands have their keys before the line's own editing keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            window = self.window()
            key = QKeySequence(event.keyCombination()).toString()
            if isinstance(window, BindsKeys) and window.binds_key(key):
                event.ignore()
                return True
        return super().event(event)

    def apply_theme(self) -> None:
        """Takes font, height and the room for icon and key anew."""
        self.setFont(theme().font(*self._look))
        self.setMinimumHeight(theme().px(self._height))
        left = theme().px(_INSIDE + (28 if self._icon else 0))
        right = theme().px(_INSIDE) + (key_hint_width(self._key) + theme().px(8) if self._key else 0)
        self.setTextMargins(left, 0, right, 0)

    def sizeHint(self) -> QSize:
        """Its own height."""
        return QSize(super().sizeHint().width(), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border, what was typed, then icon and key."""
        paint_field(
            QPainter(self), QRectF(self.rect()), focused=self.hasFocus(), enabled=self.isEnabled(), wrong=self._wrong
        )
        super().paintEvent(event)
        painter = QPainter(self)
        if self._icon:
            side = theme().px(self._icon_size)
            paint_icon(painter, self._icon, "muted", theme().px(11), (self.height() - side) / 2, self._icon_size)
        if self._key:
            x = self.width() - key_hint_width(self._key) - theme().px(9)
            paint_key_hint(painter, x, self.height() / 2, self._key)
