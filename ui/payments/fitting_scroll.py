"""A scroll area that is as high as what is in it where there is room, and scrolls where there is not."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.thin_scroll_bar import thin_bars


class FittingScroll(QScrollArea):
    """`least` is the height at 100 % below which it does not shrink."""

    def __init__(self, content: QWidget, *, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._least = content, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        thin_bars(self)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)

    def set_least(self, least: int) -> None:
        """Another least height at 100 %."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the content's wish for room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that wrap need another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the content."""
        content, layout = self._content, self._content.layout()
        width = self.viewport().width()
        height = content.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth() and width > theme().px(100):
            height = layout.totalHeightForWidth(width)
        return QSize(content.sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Less than the content, down to the least."""
        height = min(self.sizeHint().height(), theme().px(self._least))
        return QSize(self._content.minimumSizeHint().width(), height)
