"""A short word with a soft ground: `Tag(text("Active since 2019"), "good")`, `Tag(text("2 lines"))`."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import RADIUS_SMALL, paint_box, paint_icon, paint_text

Tone = Literal["plain", "good", "warn", "bad"]
TONE_ICONS = {"plain": "", "good": "good", "warn": "warning", "bad": "bad"}


def tone_colors(tone: Tone) -> tuple[str, str, str, str]:
    """(ground, border, words, icon) tokens of a tone."""
    if tone == "plain":
        return "sunken", "line", "muted", "muted"
    words = "good-text" if tone == "good" else tone
    return f"{tone}-soft", f"{tone}-line", words, tone


def tag_size(words: str, icon: str) -> QSize:
    """Size of a tag on the screen."""
    width = QFontMetrics(theme().font(12, 500)).horizontalAdvance(words) + 2 * theme().px(9)
    return QSize(width + (theme().px(16 + 4) if icon else 0), theme().px(22))


def paint_tag(painter: QPainter, rect: QRect, words: str, tone: Tone, icon: str) -> None:
    """Paints a tag; also used by table cells."""
    ground, border, ink, icon_color = tone_colors(tone)
    paint_box(painter, QRectF(rect), theme().color(ground), theme().color(border), radius=RADIUS_SMALL)
    left = rect.left() + theme().px(9)
    if icon:
        paint_icon(painter, icon, icon_color, left, rect.top() + (rect.height() - theme().px(16)) / 2, 16)
        left += theme().px(20)
    room = QRect(left, rect.top(), rect.right() - left, rect.height())
    paint_text(painter, room, words, theme().font(12, 500), ink, Qt.AlignmentFlag.AlignLeft)


class Tag(QWidget, Themed):
    """`tone` plain, good, warn or bad; its icon comes with the tone unless `icon` names another ("" for none)."""

    def __init__(
        self, words: str, tone: Tone = "plain", *, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._tone, self._icon = words, tone, TONE_ICONS[tone] if icon is None else icon
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str, tone: Tone | None = None, *, icon: str | None = None) -> None:
        """Says something else, perhaps in another tone."""
        self._words, self._tone = words, tone or self._tone
        self._icon = TONE_ICONS[self._tone] if icon is None else icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """22 high."""
        return tag_size(self._words, self._icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the tag."""
        paint_tag(QPainter(self), self.rect(), self._words, self._tone, self._icon)
