"""The button of the program, with icon, words and the key that does the same.

    Button(text("Take payment"), icon="tick", key="Enter", kind="primary", size="large")
    Button(text("All receipts"), key="Ctrl+H", size="quiet")
    Button(text("Void…"), icon="undo", key="Ctrl+Delete", kind="dangerous", spread=True)
    button.block(text("Open a shift first"))      # disabled, and says why; block("") frees it

A button shows its key but does not bind it: the shell binds the commands of the page (`ui.shell.page.Command`).
"""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import key_hint_width, paint_box, paint_focus_ring, paint_icon, paint_key_hint, paint_text

Kind = Literal["plain", "primary", "dangerous"]
Size = Literal["normal", "large", "tall", "quiet"]
_HEIGHTS = {"normal": 36, "large": 52, "tall": 44, "quiet": 28}
_GAP = 8


class Button(QPushButton, Themed):
    """`kind`: plain, primary (one on a page), dangerous. `size`: normal 36, tall 44, large 52, quiet 28 without border.

    `spread` puts the words at the left and the key at the right of a wide button; otherwise they stand in the middle.
    """

    def __init__(
        self,
        words: str,
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = "plain",
        size: Size = "normal",
        spread: bool = False,
        color: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._icon, self._key, self._kind, self._size, self._spread = icon, key, kind, size, spread
        self._color = color
        self._reason = ""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.apply_theme()
        self._describe()

    # -- what pages use

    def block(self, reason: str) -> None:
        """Disables the button and shows why where its key stood; an empty reason enables it again."""
        if reason == self._reason and self.isEnabled() == (not reason):
            return
        self._reason = reason
        self.setEnabled(not reason)
        self._describe()
        self.updateGeometry()
        self.update()

    @property
    def reason(self) -> str:
        """Why the button is disabled; "" when it is not."""
        return self._reason

    @property
    def is_quiet(self) -> bool:
        """True for the small one without border, as in headings."""
        return self._size == "quiet"

    def set_key(self, key: str) -> None:
        """Shows another key."""
        self._key = key
        self._describe()
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Shows another icon ("" for none)."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def setText(self, words: str) -> None:
        """Shows other words."""
        super().setText(words)
        self._describe()

    # -- Qt

    def apply_theme(self) -> None:
        """Takes the font anew."""
        sizes = {"large": (15, 600), "tall": (13, 500)}
        size, weight = sizes.get(self._size, (13, 500))
        self.setFont(theme().font(size, 600 if self._kind == "primary" else weight))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as icon, words and key need."""
        return QSize(self._content_width() + 2 * self._padding(), theme().px(_HEIGHTS[self._size]))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaints for the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaints for the pointer."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints ground, icon, words, then key or reason."""
        painter = QPainter(self)
        self._paint_ground(painter)
        color, x, right = self._word_color(), self._padding(), self.width() - self._padding()
        if not self._spread:
            x = max((self.width() - self._content_width()) // 2, x)
        if self._icon:
            side = theme().px(20)
            paint_icon(painter, self._icon, self._icon_color(), x, (self.height() - side) / 2)
            x += side + (theme().px(_GAP) if self.text() else 0)
        words_width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        paint_text(
            painter,
            QRect(x, 0, words_width + 1, self.height()),
            self.text(),
            self.font(),
            color,
            Qt.AlignmentFlag.AlignLeft,
        )
        self._paint_end(painter, x + words_width + self._end_gap(), right)

    # -- inside

    def _paint_end(self, painter: QPainter, x: int, right: int) -> None:
        if self._reason:
            start = right - self._reason_width() if self._spread else x
            rect = QRect(start, 0, self._reason_width() + 1, self.height())
            paint_text(painter, rect, self._reason, theme().font(12), "muted", Qt.AlignmentFlag.AlignLeft)
        elif self._key:
            start = right - key_hint_width(self._key) if self._spread else x
            on_accent = self._kind == "primary" and self.isEnabled()
            paint_key_hint(painter, start, self.height() / 2, self._key, on_accent=on_accent)

    def _paint_ground(self, painter: QPainter) -> None:
        rect, colors = QRectF(self.rect()), theme().color
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._size == "quiet":
            if hot:
                paint_box(painter, rect, colors("sunken"), colors("line") if theme().high_contrast else None)
        elif not self.isEnabled():
            paint_box(painter, rect, colors("sunken"), colors("line"))
        elif self._kind == "primary":
            inset = theme().focus_width + theme().px(2) if self.hasFocus() else 0
            ground = colors("accent-hover" if hot else "accent")
            paint_box(painter, rect.adjusted(inset, inset, -inset, -inset), ground, None, radius=4 if inset else 6)
        else:
            paint_box(painter, rect, colors("sunken" if hot else "surface"), colors("field-line"))
        if self.hasFocus():
            paint_focus_ring(painter, rect)

    def _word_color(self) -> str:
        if not self.isEnabled():
            return "disabled"
        return {"primary": "on-accent", "dangerous": "bad"}.get(self._kind, self._color or "ink")

    def _icon_color(self) -> str:
        return "muted" if self._word_color() == "ink" else self._word_color()

    def _padding(self) -> int:
        return theme().px(8 if self._size == "quiet" else 13)

    def _end_gap(self) -> int:
        return theme().px(10 if self._size == "large" else _GAP)

    def _reason_width(self) -> int:
        return QFontMetrics(theme().font(12)).horizontalAdvance(self._reason)

    def _content_width(self) -> int:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        if self._icon:
            width += theme().px(20) + (theme().px(_GAP) if self.text() else 0)
        if self._reason:
            return width + self._end_gap() + self._reason_width()
        return width + (self._end_gap() + key_hint_width(self._key) if self._key else 0)

    def _describe(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._reason or self._key)
        if not self.text() and self._key:
            self.setToolTip(self._key)
