"""The scroll bar of the program: 6 wide, 3 from the edge, no arrows; visible whenever there is more.

thin_bars(area)          # for any scroll area
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_box

_WIDTH, _INSET = 12, 3


class ThinScrollBar(QScrollBar, Themed):
    """Painted by us; Qt goes on deciding where the handle is and what the pointer does to it."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        """12 wide, the handle 6 of them."""
        width = theme().px(_WIDTH)
        return QSize(width, 2 * width) if self.orientation() == Qt.Orientation.Vertical else QSize(2 * width, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The handle alone."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        place = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
        inset = theme().px(_INSET)
        handle = QRectF(place).adjusted(inset, inset, -inset, -inset)
        paint_box(QPainter(self), handle, self._color(), None, radius=3)

    def _color(self) -> QColor:
        color = QColor(theme().color("field-line"))
        if not (theme().high_contrast or self.underMouse() or self.isSliderDown()):
            color.setAlphaF(0.55)
        return color


def thin_bars(area: QAbstractScrollArea) -> None:
    """Gives a scroll area both bars of the program."""
    area.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))
    area.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal))
    area.setCornerWidget(QWidget())  # else the style frames the corner
