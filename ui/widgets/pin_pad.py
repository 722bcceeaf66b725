"""Twelve keys of 52 for fingers and mice: digits, Clear, Backspace. `PinPad(pin_field)` types into the field.

The keys never take the focus, so that the keyboard goes on typing into the field.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.layout import grid
from ui.widgets.painting import paint_box, paint_icon, paint_text
from ui.widgets.pin_field import PinField


class PinKey(QPushButton, Themed):
    """One key: a digit in 18/500, words in 13/500, or an icon."""

    def __init__(self, words: str, *, icon: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon
        self.setAccessibleName(name or words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """52 high; as wide as the grid lets it be."""
        return QSize(theme().px(72), theme().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key."""
        painter = QPainter(self)
        hot = self.isEnabled() and (self.isDown() or self.underMouse())
        paint_box(
            painter, QRectF(self.rect()), theme().color("sunken" if hot else "surface"), theme().color("field-line")
        )
        if self._icon:
            side = theme().px(20)
            paint_icon(painter, self._icon, "muted", (self.width() - side) / 2, (self.height() - side) / 2)
            return
        font = theme().font(18 if len(self.text()) == 1 else 13, 500)
        room = QRect(0, 0, self.width(), self.height())
        paint_text(painter, room, self.text(), font, "ink", Qt.AlignmentFlag.AlignHCenter)


class PinPad(QWidget):
    """The keys in four rows of three, gaps of 8."""

    def __init__(self, field: PinField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys = grid(parent=self, spacing=8)
        for number in range(1, 10):
            key = PinKey(str(number))
            key.clicked.connect(lambda _=False, digit=str(number): field.add(digit))
            keys.addWidget(key, (number - 1) // 3, (number - 1) % 3)
        clear = PinKey(text("Clear"))
        clear.clicked.connect(field.clear)
        zero = PinKey("0")
        zero.clicked.connect(lambda: field.add("0"))
        back = PinKey("", icon="backspace", name=text("Take the last digit away"))
        back.clicked.connect(field.backspace)
        for position, key in enumerate((clear, zero, back)):
            keys.addWidget(key, 3, position)
