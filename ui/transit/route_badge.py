"""A route's number on its colour, as it stands on the bus; where the feed has none, on the accent."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ui.theme import theme
from ui.widgets.painting import paint_box

HEIGHT = 22


def badge_width(route: str) -> int:
    """On the screen."""
    words = QFontMetrics(theme().font(13, 600)).horizontalAdvance(route)
    return max(theme().px(28), words + theme().px(14))


def route_color(color: str) -> QColor:
    """The feed's colour, or the accent."""
    return QColor(f"#{color}") if color else theme().color("accent")


def paint_badge(painter: QPainter, x: int, y: int, route: str, color: str) -> int:
    """Paints it at its upper left corner; gives its width. White or black, whichever can be read on the ground."""
    width = badge_width(route)
    ground = route_color(color)
    box = QRect(x, y, width, theme().px(HEIGHT))
    paint_box(painter, QRectF(box), ground, theme().color("line"), radius=4)
    painter.setFont(theme().font(13, 600))
    painter.setPen(QColor("black" if _is_light(ground) else "white"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, route)
    return width


def _is_light(color: QColor) -> bool:
    """By relative luminance (WCAG 2): above 0.18 black has the greater contrast."""
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179
