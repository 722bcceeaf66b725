"""A scroll bar that lies over a list, so that columns stand where they stand without it: 6 wide, 3 from the edge."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea

from ui.theme import theme
from ui.widgets.thin_scroll_bar import ThinScrollBar

_WIDTH = 12


class OverlayScrollBar(ThinScrollBar):
    """Follows the area's own vertical bar, which it hides; visible whenever there is more."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own = area.verticalScrollBar()
        own.rangeChanged.connect(self._take_range)
        own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(own.setValue)
        area.viewport().installEventFilter(self)
        self._take_range(own.minimum(), own.maximum())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the right edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _take_range(self, least: int, most: int) -> None:
        own = self._area.verticalScrollBar()
        self.setRange(least, most)
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setVisible(most > least)
        self._place()

    def _place(self) -> None:
        viewport = self._area.viewport().geometry()
        width = theme().px(_WIDTH)
        self.setGeometry(viewport.right() + 1 - width, viewport.top(), width, viewport.height())
        self.raise_()
