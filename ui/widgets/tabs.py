"""Tabs above a list: `Tabs([text("Activity"), text("Bills")])`, then `tabs.currentChanged` (a number).

Arrows walk among them; pages bind Alt+1 … Alt+n through their commands.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_badge, paint_focus_ring, paint_text


class Tabs(QTabBar, Themed):
    """40 high; the chosen one in accent with a 2 px line on the border. `badges` adds a count to a tab."""

    def __init__(self, names: Sequence[str], *, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: dict[int, int] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for name in names:
            self.addTab(name)
        self.apply_theme()

    def set_badge(self, number: int, count: int) -> None:
        """Shows a count after the name of a tab; 0 takes it away."""
        self._badges[number] = count
        self.setTabText(number, self.tabText(number))  # has Qt lay the tabs out anew
        self.updateGeometry()
        self.update()

    def apply_theme(self) -> None:
        """Takes font and size anew."""
        self.setFont(theme().font(13, 600))
        self.updateGeometry()

    def tabSizeHint(self, index: int) -> QSize:
        """10 px at both sides of the name."""
        words = QFontMetrics(theme().font(13, 600)).horizontalAdvance(self.tabText(index))
        badge = theme().px(28) if self._badges.get(index) else 0
        return QSize(words + badge + theme().px(24), theme().px(40))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Names are never cut."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """All tabs side by side."""
        width = sum(self.tabSizeHint(number).width() for number in range(self.count()))
        return QSize(width, theme().px(40))

    def minimumSizeHint(self) -> QSize:
        """All tabs side by side."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints every tab."""
        painter = QPainter(self)
        for number in range(self.count()):
            self._paint_tab(painter, number)

    def _paint_tab(self, painter: QPainter, number: int) -> None:
        rect, chosen = self.tabRect(number), number == self.currentIndex()
        color = "accent" if chosen else "muted"
        font = theme().font(13, 600 if chosen else 500)
        left = rect.adjusted(theme().px(10), 0, 0, 0)
        paint_text(painter, left, self.tabText(number), font, color, Qt.AlignmentFlag.AlignLeft)
        if chosen:
            width = theme().px(2)
            line = QRectF(rect.left(), rect.bottom() + 1 - width, rect.width(), width)
            painter.fillRect(line, theme().color("accent"))
        if self._badges.get(number):
            words = QFontMetrics(font).horizontalAdvance(self.tabText(number))
            paint_badge(painter, left.left() + words + theme().px(8), rect.center().y() + 1, self._badges[number])
        if chosen and self.hasFocus():
            paint_focus_ring(painter, QRectF(rect).adjusted(1, 4, -1, -4), radius=4)
