"""The receipt as paper that comes out of the printer: it slides up into its place once, then stands still."""

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from resources.texts import text
from ui.theme import theme
from ui.widgets.layout import hold
from ui.widgets.paper_view import Paper, PaperView

SLIDE_MS = 180


class SlidingPaper(QWidget):
    """394 wide on the sunken ground; long receipts scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PaperView(name=text("Receipt"), parent=self)
        self._share = 1.0
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(SLIDE_MS)
        self._slide.setStartValue(0.0)
        self._slide.setEndValue(1.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._move)
        hold(self, width=394, min_height=200)

    def show_paper(self, paper: Paper, *, slide: bool) -> None:
        """Shows a receipt; `slide` for one that was just taken."""
        self.view.set_paper(paper)
        self.view.setVisible(bool(paper))
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        if slide and moves and self.isVisible():
            self._slide.start()
        else:
            self._slide.stop()
            self._move(1.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The paper takes the whole column."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sunken, with a line at the right; the left corners are the card's."""
        painter, radius = QPainter(self), theme().px(5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("sunken"))
        painter.setBrush(theme().color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, -1, -1), radius, radius)
        painter.fillRect(self.width() // 2, 0, self.width() - self.width() // 2, self.height(), theme().color("sunken"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme().color("line"))

    def _move(self, share: float) -> None:
        self._share = share
        self._place()

    def _place(self) -> None:
        below = round((1.0 - self._share) * self.height())
        self.view.setGeometry(0, below, self.width() - 1, self.height())
