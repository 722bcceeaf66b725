"""A panel that lies over the page: a surface with a border, placed by the shell, closed by Esc or a click elsewhere."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from ui.theme import theme
from ui.widgets.painting import paint_box


class Panel(QFrame):
    """`wanted_height` is asked each time the panel is placed."""

    def wanted_height(self) -> int:
        """Height on the screen; the shell gives less where there is no room."""
        return self.sizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border."""
        paint_box(QPainter(self), QRectF(self.rect()), theme().color("surface"), theme().color("field-line"))
