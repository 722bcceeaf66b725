"""A disc with a person's initials: `Avatar("MR", side=28)`."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_text

_FONT_SIZES = {28: 12, 32: 12, 48: 18}


def initials_of(name: str) -> str:
    """ "M. Reyes" → "MR"; at most two letters; "" for an empty name."""
    words = [word for word in name.replace(".", " ").split() if word]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Avatar(QWidget, Themed):
    """Decoration beside a name: screen readers read the name, not the initials. `side` 28, 32 or 48."""

    def __init__(self, initials: str = "", *, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._side = initials, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_initials(self, initials: str) -> None:
        """Shows another person."""
        self._initials = initials
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc and letters."""
        size = _FONT_SIZES.get(self._side, 12)
        paint_avatar(QPainter(self), QRectF(self.rect()), self._initials, size)


def paint_avatar(painter: QPainter, rect: QRectF, initials: str, size: int) -> None:
    """The disc with its letters, `size` of the letters at 100 %; also used by the tiles of the sign-in page."""
    border = theme().color("accent") if theme().high_contrast else None
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(border if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("accent-soft"))
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    paint_text(painter, rect.toRect(), initials, theme().font(size, 600), "accent", Qt.AlignmentFlag.AlignHCenter)
