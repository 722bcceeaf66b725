"""A button that is only an icon, 28 × 28: `IconButton("close", text("Remove the line"))`."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_focus_ring, paint_icon


class IconButton(QPushButton, Themed):
    """`name` is read aloud and stands in the tooltip, with the key; `side` and `icon_size` at 100 %."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        key: str = "",
        color: str = "muted",
        side: int = 28,
        icon_size: int = 20,
        bordered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._color, self._side, self._icon_size, self._bordered = icon, color, side, icon_size, bordered
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {key}" if key else name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the icon in the middle."""
        painter, rect = QPainter(self), QRectF(self.rect())
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._bordered or hot:
            ground = theme().color("sunken" if hot else "surface")
            paint_box(painter, rect, ground, theme().color("field-line") if self._bordered else None)
        left = (self.width() - theme().px(self._icon_size)) / 2
        color = self._color if self.isEnabled() else "disabled"
        paint_icon(painter, self._icon, color, left, (self.height() - theme().px(self._icon_size)) / 2, self._icon_size)
        if self.hasFocus():
            paint_focus_ring(painter, rect)
