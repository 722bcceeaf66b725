"""A hairline between parts: `Line()`, `Line(color="field-line")` above a total, `Line(vertical=True)`."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.layout import hold


class Line(QWidget):
    """One pixel wide, as long as its layout lets it be."""

    def __init__(self, color: str = "line", *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = color
        if vertical:
            hold(self, width=1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            hold(self, height=1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fills itself."""
        QPainter(self).fillRect(self.rect(), theme().color(self._color))
