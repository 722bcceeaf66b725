"""A paragraph with the line height of the design (1.4), which QLabel alone does not give."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption


def lay_out(words: str, font: QFont, width: float, line_height: float, align: Qt.AlignmentFlag) -> QTextLayout:
    """The words broken into lines of `width`, one every `line_height`; lengths in screen pixels."""
    layout = QTextLayout(words.replace("\n", "\u2028"), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, top + (line_height - line.height()) / 2))
        top += line_height
    layout.endLayout()
    return layout
