"""What a line pays, in one line of 32: the first services by name, how much more, and the way into the table."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.money import format_cents
from resources.texts import text
from ui.payments.line_words import PaysItem
from ui.theme import Themed, theme
from ui.widgets.painting import key_hint_width, paint_box, paint_focus_ring, paint_icon, paint_key_hint, paint_text

_LEFT = Qt.AlignmentFlag.AlignLeft
_KEY = "F4"


class PaysBar(QPushButton, Themed):
    """Pressed, it opens or closes the table (F4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[PaysItem] = []
        self._directed = False
        self._refusal = ""
        self._open = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_items(self, items: Sequence[PaysItem], *, directed: bool, refusal: str = "") -> None:
        """Says what is paid, whether by hand, or why it cannot be."""
        self._items, self._directed, self._refusal = list(items), directed, refusal
        listed = ", ".join(f"{item.name} {format_cents(item.cents)}" for item in items)
        self.setAccessibleName(refusal or f"{self._head()} {listed}".strip())
        self.setAccessibleDescription(f"{text('Direct')} {_KEY}")
        self.setToolTip(listed)
        self.update()

    def set_open(self, opened: bool) -> None:
        """Turns the arrow."""
        self._open = opened
        self.update()

    @property
    def words(self) -> str:
        """What it says, all of it."""
        return self.accessibleName()

    def apply_theme(self) -> None:
        """Takes its size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """32 high."""
        return QSize(theme().px(320), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        """Items give way."""
        return QSize(theme().px(200), theme().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, items, the rest, the way in."""
        painter, rect = QPainter(self), QRectF(self.rect())
        hot = self.underMouse() or self.isDown()
        paint_box(painter, rect, theme().color("sunken" if hot else "surface"), theme().color("line"))
        right = self._paint_end(painter)
        x = theme().px(11)
        if self._refusal:
            self._words(painter, x, self._refusal, "bad", 400, right)
        else:
            x = self._words(painter, x, self._head(), "muted", 400, right) + theme().px(8)
            self._paint_items(painter, x, right)
        if self.hasFocus():
            paint_focus_ring(painter, rect)

    # -- inside

    def _head(self) -> str:
        if not self._items:
            return text("Pays nothing yet")
        return text("Directed") if self._directed else text("Pays")

    def _paint_items(self, painter: QPainter, x: int, right: int) -> None:
        rest = list(self._items)
        while rest:
            item = rest[0]
            more = text("{count} more {amount}", count=len(rest) - 1, amount=format_cents(_sum(rest[1:])))
            needed = self._item_width(item) + (self._width(f" · {more}", 500) if len(rest) > 1 else 0)
            if x + needed > right and len(rest) < len(self._items):
                break
            x = self._words(painter, x, f"{item.name} ", "ink", 400, right)
            x = self._words(painter, x, format_cents(item.cents), "ink", 500, right)
            rest.pop(0)
            if rest:
                x = self._words(painter, x, " · ", "muted", 400, right)
        if rest:
            more = text("{count} more {amount}", count=len(rest), amount=format_cents(_sum(rest)))
            self._words(painter, x, more, "accent", 500, right)

    def _paint_end(self, painter: QPainter) -> int:
        """The word, the key and the arrow at the right; gives where they begin."""
        side, middle = theme().px(16), self.height() / 2
        x = self.width() - theme().px(12) - side
        paint_icon(painter, "chevron-up" if self._open else "chevron-down", "accent", x, middle - side / 2, 16)
        x -= theme().px(8) + key_hint_width(_KEY)
        paint_key_hint(painter, x, middle, _KEY)
        words = text("Close") if self._open else text("Direct")
        x -= theme().px(8) + self._width(words, 500)
        self._words(painter, x, words, "accent", 500, self.width())
        return x - theme().px(12)

    def _words(self, painter: QPainter, x: int, words: str, color: str, weight: int, right: int) -> int:
        width = self._width(words, weight)
        room = QRect(x, 0, min(width + 1, max(right - x, 0)), self.height())
        paint_text(painter, room, words, theme().font(13, weight), color, _LEFT)
        return x + width

    def _item_width(self, item: PaysItem) -> int:
        return self._width(f"{item.name} ", 400) + self._width(format_cents(item.cents), 500)

    def _width(self, words: str, weight: int) -> int:
        return QFontMetrics(theme().font(13, weight)).horizontalAdvance(words)


def _sum(items: Sequence[PaysItem]) -> int:
    return sum(item.cents for item in items)
