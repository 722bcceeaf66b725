"""A fact that cannot be overlooked.

Alert("warn", text("Cash only until 3 Mar 2027."), text("Check returned 3 Mar 2026."))
"""

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.layout import hold, row
from ui.widgets.painting import paint_box
from ui.widgets.tag import TONE_ICONS, Tone, tone_colors


class Alert(QFrame, Themed):
    """The fact in 600 and colour, the rest in ink; wraps when narrow. `icon` replaces the one of the tone."""

    def __init__(
        self,
        tone: Tone,
        fact: str,
        rest: str = "",
        *,
        icon: str = "",
        action: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._fact, self._rest = tone, fact, rest
        self._icon = IconLabel(icon or TONE_ICONS[tone] or "info", tone_colors(tone)[3])
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        content = row(self._icon, self._words, parent=self, margins=(13, 10, 13, 7), spacing=8)
        content.setStretch(1, 1)
        if action is not None:
            content.addWidget(action)
        hold(self, min_height=40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def set_words(self, fact: str, rest: str = "", *, tone: Tone | None = None, icon: str = "") -> None:
        """Says something else."""
        self._fact, self._rest, self._tone = fact, rest, tone or self._tone
        self._icon.set_icon(icon or TONE_ICONS[self._tone] or "info", tone_colors(self._tone)[3])
        self.apply_theme()
        self.update()

    @property
    def words(self) -> str:
        """What it says, fact and rest."""
        return f"{self._fact} {self._rest}".strip()

    def apply_theme(self) -> None:
        """Words the colours anew."""
        ink = "ink" if self._tone == "plain" else tone_colors(self._tone)[2]
        weight = 400 if self._tone == "plain" else 600
        self._words.setFont(theme().font(13))
        fact = f'<span style="font-weight:{weight};color:{theme().color(ink).name()}">{escape(self._fact)}</span>'
        rest = f'<span style="color:{theme().color("ink").name()}">{escape(self._rest)}</span>'
        self._words.setText(f'<div style="line-height:113%">{fact} {rest}</div>')
        self.setAccessibleName(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Soft ground with the tone's border; a plain one is a surface."""
        ground, border, _, _ = tone_colors(self._tone)
        if self._tone == "plain":
            ground = "surface"
        paint_box(QPainter(self), QRectF(self.rect()), theme().color(ground), theme().color(border))
