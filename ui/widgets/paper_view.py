"""A receipt on paper, on the screen: fixed-width lines, images, light in every theme; scrolls when it is long.

paper = PaperView()
paper.set_paper([PaperLine("CITY OF CYPRESS SPRINGS", bold=True, align="center"), PaperImage(png_bytes)])
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.layout import column, row, stretch
from ui.widgets.painting import paint_box
from ui.widgets.thin_scroll_bar import thin_bars

_LINE = 15.6
_SIDE = 20
_TOP = 17


@dataclass(frozen=True)
class PaperLine:
    """One line of fixed-width text. `scale` 2 is double height and width."""

    text: str
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    scale: int = 1


@dataclass(frozen=True)
class PaperImage:
    """A picture in the middle: PNG bytes (QR, barcode, logo), `width` × `height` on the paper at 100 %."""

    png: bytes
    width: int
    height: int


Paper = Sequence[PaperLine | PaperImage]


class PaperSheet(QWidget, Themed):
    """The paper alone, as long as its lines: 40 columns on 330 px. `columns` for narrower paper."""

    def __init__(self, *, columns: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._paper: list[PaperLine | PaperImage] = []
        self._images: dict[int, QImage] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_paper(self, paper: Paper, columns: int | None = None) -> None:
        """Shows another receipt; screen readers get its words."""
        self._paper = list(paper)
        self._columns = columns or self._columns
        self._images = {
            number: QImage.fromData(part.png) for number, part in enumerate(paper) if isinstance(part, PaperImage)
        }
        self.setAccessibleName("\n".join(part.text for part in paper if isinstance(part, PaperLine)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Columns wide and lines long."""
        width = QFontMetricsF(theme().paper_font()).horizontalAdvance("0") * self._columns
        height = sum(self._height(part) for part in self._paper)
        return QSize(round(width) + 2 * theme().px(_SIDE), round(height) + 2 * theme().px(_TOP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and print."""
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().color("paper"), theme().color("line"), radius=2)
        y = float(theme().px(_TOP))
        for number, part in enumerate(self._paper):
            height = self._height(part)
            if y + height >= event.rect().top() and y <= event.rect().bottom():
                self._paint_part(painter, number, part, y)
            y += height

    def _height(self, part: PaperLine | PaperImage) -> float:
        if isinstance(part, PaperImage):
            return theme().px(part.height) + theme().px(8)
        return _LINE * part.scale * theme().zoom_percent / 100

    def _paint_part(self, painter: QPainter, number: int, part: PaperLine | PaperImage, y: float) -> None:
        if isinstance(part, PaperImage):
            width, height = theme().px(part.width), theme().px(part.height)
            target = QRect((self.width() - width) // 2, round(y) + theme().px(4), width, height)
            painter.drawImage(target, self._images[number])
            return
        side = theme().px(_SIDE)
        room = QRectF(side, round(y), self.width() - 2 * side, self._height(part))
        aligns = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "center": Qt.AlignmentFlag.AlignHCenter,
            "right": Qt.AlignmentFlag.AlignRight,
        }
        painter.setFont(theme().paper_font(12 * part.scale, bold=part.bold))
        painter.setPen(theme().color("paper-ink"))
        painter.drawText(room, aligns[part.align] | Qt.AlignmentFlag.AlignVCenter, part.text)


class PaperView(QScrollArea):
    """The sheet in the middle of a sunken ground."""

    def __init__(self, *, columns: int = 40, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = PaperSheet(columns=columns)
        ground = QWidget()
        column(stretch(), row(stretch(), self.sheet, stretch()), stretch(), parent=ground, margins=16)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        thin_bars(self)
        self.setWidget(ground)
        self.viewport().setAutoFillBackground(False)
        ground.setAutoFillBackground(False)  # setWidget turned it on

    def set_paper(self, paper: Paper, columns: int | None = None) -> None:
        """Shows another receipt from its top."""
        self.sheet.set_paper(paper, columns)
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        """The paper with 16 around it."""
        paper = self.sheet.sizeHint()
        return QSize(paper.width() + theme().px(2 * 16 + 12), paper.height() + theme().px(32))
