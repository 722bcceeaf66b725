"""A choice from a list: `ComboBox([("en", "English"), ("es", "Español")], name=text("Language"))`."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_focus_ring, paint_icon, paint_text


class ComboBox(QComboBox, Themed):
    """36 high. `chosen` tells the value after a person chose; setting `value` by program tells nothing."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widest: int | None = None
        view = QListView()
        view.setUniformItemSizes(True)  # else every change of looks measures each choice
        self.setView(view)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self.activated.connect(self._tell)
        self.apply_theme()

    @property
    def value(self) -> str:
        """Value of what is chosen; "" when nothing is."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Chooses by program; an unknown value chooses nothing."""
        self.setCurrentIndex(self.findData(value))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replaces the (value, words) pairs; keeps the chosen one where it is still there."""
        before = self.value
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self._widest = None
        if before:
            self.set_value(before)

    def apply_theme(self) -> None:
        """Takes font and size anew."""
        self.setFont(theme().font(13))
        self.view().setFont(theme().font(13))
        theme().dress(self.view())
        self._widest = None
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its longest choice."""
        if self._widest is None:
            metrics = QFontMetrics(self.font())
            self._widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(self._widest + theme().px(11 + 8 + 20 + 9), theme().px(36))

    def minimumSizeHint(self) -> QSize:
        """Long choices may be cut."""
        return QSize(theme().px(96), theme().px(36))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page and never changes a value."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, the choice, the arrow."""
        painter, rect = QPainter(self), QRectF(self.rect())
        enabled = self.isEnabled()
        ground, border = ("surface", "field-line") if enabled else ("sunken", "line")
        paint_box(painter, rect, theme().color(ground), theme().color(border))
        side = theme().px(20)
        paint_icon(painter, "chevron-down", "muted", self.width() - side - theme().px(9), (self.height() - side) / 2)
        room = QRect(theme().px(11), 0, self.width() - side - theme().px(24), self.height())
        paint_text(
            painter, room, self.currentText(), self.font(), "ink" if enabled else "disabled", Qt.AlignmentFlag.AlignLeft
        )
        if self.hasFocus():
            paint_focus_ring(painter, rect)

    def _tell(self) -> None:
        self.chosen.emit(self.value)
