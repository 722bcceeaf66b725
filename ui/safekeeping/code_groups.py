"""The eight groups of a recovery code in boxes, as on the sheet; the last one can be hidden while it is typed back."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_text

_IN_A_ROW, _HEIGHT, _GAP = 4, 52, 8


class CodeGroups(QWidget, Themed):
    """Four boxes in a row; fixed-width signs, so that nothing is misread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[str, ...] = ()
        self._last_hidden = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_groups(self, groups: Sequence[str]) -> None:
        """Shows a code."""
        self._groups = tuple(groups)
        self.setAccessibleName(text("Recovery code"))
        self.setAccessibleDescription(", ".join(" ".join(group) for group in groups))
        self.updateGeometry()
        self.update()

    def hide_last(self, hidden: bool) -> None:
        """Hides the last group, so that it is read from the paper."""
        self._last_hidden = hidden
        self.update()

    def apply_theme(self) -> None:
        """Takes its size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Two rows."""
        rows = -(-max(len(self._groups), 8) // _IN_A_ROW)
        return QSize(theme().px(420), theme().px(rows * _HEIGHT + (rows - 1) * _GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes with their number and their signs."""
        painter, gap, height = QPainter(self), theme().px(_GAP), theme().px(_HEIGHT)
        width = (self.width() - (_IN_A_ROW - 1) * gap) // _IN_A_ROW
        for number, group in enumerate(self._groups):
            left, top = number % _IN_A_ROW * (width + gap), number // _IN_A_ROW * (height + gap)
            box = QRectF(left, top, width, height)
            paint_box(painter, box, theme().color("surface"), theme().color("field-line"))
            corner = QRect(left + theme().px(8), top + theme().px(3), width, theme().px(16))
            paint_text(painter, corner, str(number + 1), theme().font(12), "muted", Qt.AlignmentFlag.AlignLeft)
            hidden = self._last_hidden and number == len(self._groups) - 1
            signs = QRect(left, top + theme().px(8), width, height - theme().px(8))
            shown = "•••••" if hidden else group
            paint_text(painter, signs, shown, theme().paper_font(18, bold=True), "ink", Qt.AlignmentFlag.AlignHCenter)
