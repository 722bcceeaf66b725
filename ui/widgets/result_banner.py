"""One sentence that says how something ended: `ResultBanner("bad", text("Short 0.05."), text("Under the limit."))`."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.painting import RADIUS, paint_box
from ui.widgets.tag import TONE_ICONS, Tone, tone_colors


class ResultBanner(QFrame):
    """A card with a 4 px bar at the left, an icon, a 24/600 sentence and a muted line; `content` takes more."""

    def __init__(
        self, tone: Tone, sentence: str, detail: str = "", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = IconLabel(icon or TONE_ICONS[tone] or "info", tone_colors(tone)[3], size=32)
        self._sentence = Label(sentence, size=24, weight=600, wrap=True)
        self._detail = Label(detail, color="muted", wrap=True)
        if not detail:
            self._detail.hide()  # never shown before it has a parent: it would be a window for a moment
        words = column(stretch(), self._sentence, self._detail, stretch(), spacing=2)
        self.content: QHBoxLayout = row(self._icon, words, parent=self, margins=(24, 12, 16, 12), spacing=16)
        self.content.setStretch(1, 1)
        self.setAccessibleName(f"{sentence} {detail}".strip())

    def set_words(self, tone: Tone, sentence: str, detail: str = "", *, icon: str = "") -> None:
        """Says something else."""
        self._tone = tone
        self._icon.set_icon(icon or TONE_ICONS[tone] or "info", tone_colors(tone)[3])
        self._sentence.setText(sentence)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{sentence} {detail}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface, border, and the bar cut to the rounded corner."""
        painter, rect = QPainter(self), QRectF(self.rect())
        paint_box(painter, rect, theme().color("surface"), theme().color("line"))
        shape = QPainterPath()
        shape.addRoundedRect(rect, theme().px(RADIUS), theme().px(RADIUS))
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, theme().px(4), rect.height()), theme().color(tone_colors(self._tone)[3]))
