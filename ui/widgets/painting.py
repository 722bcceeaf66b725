"""Strokes that several controls share: boxes, focus rings, key hints, icons. Lengths at 100 % unless said otherwise."""

import sys
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from ui.theme import theme

RADIUS = 6
RADIUS_SMALL = 4
KEY_HEIGHT = 18
KEY_PADDING = 5
_SMOOTH, _NO_PEN, _NO_BRUSH = QPainter.RenderHint.Antialiasing, Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_MAC_SIGNS = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"} if sys.platform == "darwin" else {}  # Qt's Ctrl is Command there
_KEY_SIGNS = {**_MAC_SIGNS, "Backspace": "⌫", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter"}


@cache
def key_text(key: str) -> str:
    """How a key is shown: "Ctrl+Backspace" → "Ctrl+⌫"."""
    return "+".join(_KEY_SIGNS.get(part, part) for part in key.split("+")) if len(key) > 1 else key


def paint_box(
    painter: QPainter,
    rect: QRectF,
    ground: QColor | None,
    border: QColor | None,
    *,
    width: float = 1,
    radius: float = 6,
) -> None:
    """A rounded box; the border lies inside `rect`. `width` is in screen pixels, `radius` at 100 %."""
    painter.setRenderHint(_SMOOTH)
    inset = width / 2 if border is not None else 0
    painter.setPen(QPen(border, width) if border is not None else _NO_PEN)
    painter.setBrush(ground if ground is not None else _NO_BRUSH)
    round_ = max(theme().px(radius) - inset, 0)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), round_, round_)


def paint_focus_ring(painter: QPainter, rect: QRectF, *, radius: float = 6) -> None:
    """The focus ring inside `rect`: 2 px, in high contrast 3 px."""
    paint_box(painter, rect, None, theme().color("focus"), width=theme().focus_width, radius=radius)


def paint_field(painter: QPainter, rect: QRectF, *, focused: bool, enabled: bool = True, wrong: bool = False) -> None:
    """Ground and border of an entry; the inside does not move when the border grows with the focus."""
    colors = theme().color
    border = colors("bad" if wrong else "field-line" if enabled else "line")
    paint_box(painter, rect, colors("surface" if enabled else "sunken"), border)
    if focused:
        color = colors("bad" if wrong and not theme().high_contrast else "focus")
        paint_box(painter, rect, None, color, width=theme().focus_width)


def paint_text(painter: QPainter, rect: QRect, text: str, font: QFont, color: str, align: Qt.AlignmentFlag) -> None:
    """One line of text, cut with an ellipsis when it does not fit."""
    painter.setFont(font)
    painter.setPen(theme().color(color))
    metrics, width = QFontMetrics(font), rect.width()
    if metrics.horizontalAdvance(text) > width:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(rect, _one_line(align), text)


@cache
def _one_line(align: Qt.AlignmentFlag) -> int:
    """Flags of one line in the middle; adding them up anew would take longer than drawing."""
    return int(align | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


def paint_icon(painter: QPainter, name: str, color: str, x: float, y: float, size: float = 20) -> None:
    """An icon with its top left corner at (x, y) on the screen."""
    painter.drawPixmap(QPointF(round(x), round(y)), theme().pixmap(name, color, size))


def key_font() -> QFont:
    """The font of key hints: 11/500 (drawn 11.5, but glyphs come in whole pixels)."""
    return theme().font(11, 500)


def key_hint_width(key: str) -> int:
    """Width of a painted key hint on the screen."""
    return _key_hint_width(key, theme().zoom_percent)


@cache
def _key_hint_width(key: str, _zoom_percent: int) -> int:
    advance = QFontMetrics(key_font()).horizontalAdvance(key_text(key))
    return max(advance + 2 * theme().px(KEY_PADDING) + 2, theme().px(KEY_HEIGHT))


def paint_key_hint(painter: QPainter, x: int, middle: float, key: str, *, on_accent: bool = False) -> None:
    """A key hint whose left edge is at `x` and whose middle line is at `middle`."""
    height = theme().px(KEY_HEIGHT)
    rect = QRectF(x, round(middle - height / 2), key_hint_width(key), height)
    border = QColor(theme().color("on-accent" if on_accent else "line"))
    if on_accent:
        border.setAlphaF(0.55)
    paint_box(painter, rect, None if on_accent else theme().color("page"), border, radius=RADIUS_SMALL)
    painter.setFont(key_font())
    painter.setPen(theme().color("on-accent" if on_accent else "muted"))
    painter.drawText(rect, _MIDDLE, key_text(key))


def badge_width(count: int) -> int:
    """Width of a count badge on the screen: at least a circle."""
    words = QFontMetrics(theme().font(12, 600)).horizontalAdvance(str(count))
    return max(words + theme().px(12), theme().px(20))


def paint_badge(painter: QPainter, x: float, middle: float, count: int) -> None:
    """A count in a disc of 20, used by tabs and the rail."""
    side, width = theme().px(20), badge_width(count)
    rect = QRectF(x, round(middle - side / 2), width, side)
    paint_box(painter, rect, theme().color("accent"), None, radius=10)
    inside = QRect(int(x), int(rect.top()), width, side)
    paint_text(painter, inside, str(count), theme().font(12, 600), "on-accent", Qt.AlignmentFlag.AlignHCenter)


def bar_shape(bar: QRectF) -> QPainterPath:
    """A bar with its upper corners rounded."""
    radius = min(2.0, bar.height())
    shape = QPainterPath()
    shape.moveTo(bar.bottomLeft())
    shape.lineTo(bar.left(), bar.top() + radius)
    shape.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()))
    shape.lineTo(bar.right() - radius, bar.top())
    shape.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius))
    shape.lineTo(bar.bottomRight())
    shape.closeSubpath()
    return shape
