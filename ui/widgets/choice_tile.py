"""A large choice with a line of explanation: `ChoiceTile(text("New workstation"), text("Starts empty"))`.

Put the tiles of one question into a QButtonGroup: arrows walk and choose, Enter goes on to the page.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.painting import paint_icon, paint_text
from ui.widgets.toggle import Toggle


class ChoiceTile(Toggle):
    """64 high: icon, name in 15/500, one muted line; a tick says that it is chosen."""

    def __init__(
        self, name: str, line: str = "", *, icon: str = "", ticks: bool = True, parent: QWidget | None = None
    ) -> None:
        """`ticks`: False where a tick would say that it is done."""
        super().__init__(name, parent)
        self._line, self._icon, self._ticks = line, icon, ticks
        self.setAccessibleDescription(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_line(self, line: str, icon: str = "") -> None:
        """Says something else below the name, with another icon."""
        if (line, icon) != (self._line, self._icon):
            self._line, self._icon = line, icon
            self.setAccessibleDescription(line)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as its column lets it be."""
        return QSize(theme().px(240), theme().px(64 if self._line else 52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses this one and goes on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, two lines, tick."""
        painter, px, chosen = QPainter(self), theme().px, self.isChecked()
        self.paint_ground(painter, on_width=2)
        left, color = px(16), "accent" if chosen else "muted"
        if self._icon:
            paint_icon(painter, self._icon, color, left, (self.height() - px(20)) / 2)
            left += px(20 + 14)
        width, middle, left_side = self.width() - left - px(48), self.height() // 2, Qt.AlignmentFlag.AlignLeft
        name = QRect(left, middle - px(22), width, px(22)) if self._line else QRect(left, 0, width, self.height())
        paint_text(
            painter, name, self.text(), theme().font(15, 500), "ink" if self.isEnabled() else "disabled", left_side
        )
        if self._line:
            paint_text(painter, QRect(left, middle, width, px(20)), self._line, theme().font(13), "muted", left_side)
        if chosen and self._ticks:
            paint_icon(painter, "tick", "accent", self.width() - px(36), (self.height() - px(20)) / 2)
