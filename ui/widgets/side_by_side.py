"""Parts beside each other while there is room, below each other when there is not (narrow windows, 200 % zoom).

SideBySide(sale_column, pay_card, stretches=(1, 0), under=900, spacing=16)
SideBySide(alert, other_alert, under=1200, spacing=12)
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.layout import row


class SideBySide(QWidget):
    """Turns when its own width is `under` pixels at 100 % or less, or too little for the parts side by side.

    It asks for no more width than its widest part.
    """

    def __init__(
        self,
        *parts: QWidget,
        under: int,
        stretches: Sequence[int] = (),
        spacing: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._under = parts, under
        self._box: QBoxLayout = row(*parts, parent=self, spacing=spacing)
        for number, stretch in enumerate(stretches or [1] * len(parts)):
            self._box.setStretch(number, stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def is_stacked(self) -> bool:
        """True while the parts stand below each other."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, as high as now needed."""
        return QSize(max(self._least_widths(), default=0), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns where needed."""
        super().resizeEvent(event)
        stacked = self.width() <= theme().px(self._under) or self.width() < self._width_beside()
        if stacked != self.is_stacked:
            directions = QBoxLayout.Direction
            self._box.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
            self.updateGeometry()

    def _least_widths(self) -> list[int]:
        shown = [part for part in self._parts if not part.isHidden()]
        return [part.minimumSizeHint().expandedTo(part.minimumSize()).width() for part in shown]

    def _width_beside(self) -> int:
        widths = self._least_widths()
        return sum(widths) + self._box.spacing() * max(len(widths) - 1, 0)
