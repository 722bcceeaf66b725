"""What chips and tender buttons share: a push button that is on or off, painted by us, pressed by Enter as by Space."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_focus_ring


class Toggle(QPushButton, Themed):
    """A checkable button with the ground of a chip: accent border and soft ground when it is on."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paint_ground(self, painter: QPainter, *, on_width: int) -> None:
        """Ground and border; `on_width` is the border when on, at 100 %."""
        rect, colors = QRectF(self.rect()), theme().color
        if not self.isEnabled():
            paint_box(painter, rect, colors("sunken"), colors("line"))
        elif self.isChecked():
            width = theme().px(2 if theme().high_contrast else on_width)
            paint_box(painter, rect, colors("accent-soft"), colors("accent"), width=width)
        else:
            hot = self.underMouse() or self.isDown()
            paint_box(painter, rect, colors("sunken" if hot else "surface"), colors("field-line"))
        if self.hasFocus():
            paint_focus_ring(painter, rect)
