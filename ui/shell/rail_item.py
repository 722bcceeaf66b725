"""One item of the rail: icon, name, count badge, key; icon only when the window is narrow."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import RADIUS, paint_badge, paint_box, paint_focus_ring, paint_icon, paint_text


class RailItem(QPushButton, Themed):
    """40 high. `quiet` items (Commands, Keys) have muted names and are never selected."""

    def __init__(
        self, name: str, icon: str, shortcut: str, *, quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._icon, self._shortcut, self._quiet = icon, shortcut, quiet
        self._badge = 0
        self._narrow = False
        self.setCheckable(not quiet)
        self.setAutoExclusive(not quiet)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_badge(self, count: int) -> None:
        """Shows a count after the name; 0 takes it away."""
        self._badge = count
        self._describe()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Icon only; name and key stand in the tooltip."""
        self._narrow = narrow
        self.setToolTip(f"{self.text()}  {self._shortcut}".strip() if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail lets it be."""
        return QSize(theme().px(40), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, icon, name, badge, key."""
        painter, rect = QPainter(self), QRectF(self.rect())
        chosen = self.isChecked()
        self._paint_ground(painter, rect)
        icon_left = (self.width() - theme().px(20)) / 2 if self._narrow else theme().px(12)
        color = "accent" if chosen else "muted"
        paint_icon(painter, self._icon, color, icon_left, (self.height() - theme().px(20)) / 2)
        if self._narrow:
            self._paint_dot(painter)
        else:
            self._paint_words(painter, chosen=chosen)
        if self.hasFocus():
            paint_focus_ring(painter, rect)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        if self.isChecked():
            border = theme().color("accent") if theme().high_contrast else None
            paint_box(painter, rect, theme().color("accent-soft"), border, width=theme().px(2))
            shape = QPainterPath()
            shape.addRoundedRect(rect, theme().px(RADIUS), theme().px(RADIUS))
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, theme().px(3), rect.height()), theme().color("accent"))
            painter.restore()
        elif self.underMouse():
            paint_box(painter, rect, theme().color("sunken"), theme().color("line") if theme().high_contrast else None)

    def _paint_words(self, painter: QPainter, *, chosen: bool) -> None:
        left, height = theme().px(42), self.height()
        font = theme().font(13, 600 if chosen else 400 if self._quiet else 500)
        color = "accent" if chosen else "muted" if self._quiet else "ink"
        keys = QFontMetrics(theme().font(12)).horizontalAdvance(self._shortcut) + theme().px(14)
        width = min(QFontMetrics(font).horizontalAdvance(self.text()), self.width() - left - keys)
        paint_text(painter, QRect(left, 0, width + 1, height), self.text(), font, color, Qt.AlignmentFlag.AlignLeft)
        if self._badge:
            paint_badge(painter, left + width + theme().px(10), height / 2, self._badge)
        room = QRect(left, 0, self.width() - left - theme().px(8), height)
        key_color = "accent" if chosen else "muted"
        paint_text(painter, room, self._shortcut, theme().font(12), key_color, Qt.AlignmentFlag.AlignRight)

    def _paint_dot(self, painter: QPainter) -> None:
        if self._badge:
            side = theme().px(8)
            dot = QRectF(self.width() / 2 + theme().px(7), theme().px(7), side, side)
            paint_box(painter, dot, theme().color("accent"), None, radius=4)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._badge}" if self._badge else self.text())
        self.setAccessibleDescription(self._shortcut)
