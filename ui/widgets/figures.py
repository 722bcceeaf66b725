"""Names and values below each other, with a total under a line: pay summary, deposits, "Balance now".

figures = Figures()
figures.set_rows([Figure(text("Required"), "370.92"), Figure(text("Shortfall"), "120.92", color="bad", total=True)])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row
from ui.widgets.line import Line


@dataclass(frozen=True)
class Figure:
    """One row. `color` colours both sides; `total` draws a line above and sets name and value in 600."""

    name: str
    value: str
    color: str = ""
    total: bool = False
    weight: int = 500
    size: int = 13


class Figures(QWidget):
    """Rows of 28 (`row_height` for others) at 100 %."""

    def __init__(self, *, row_height: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._rows: list[Figure] = []
        self._content = column(parent=self, spacing=0)

    @property
    def rows(self) -> list[Figure]:
        """What is shown."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[Figure]) -> None:
        """Shows other rows."""
        if list(rows) == self._rows:
            return
        self._rows = list(rows)
        while (item := self._content.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for figure in rows:
            if figure.total:
                self._content.addWidget(Line("field-line"))
            self._content.addWidget(self._row(figure))

    def _row(self, figure: Figure) -> QWidget:
        bar = QWidget()
        hold(bar, min_height=self._row_height)
        weight = 600 if figure.total else 400
        name = Label(figure.name, weight=weight, color=figure.color or ("ink" if figure.total else "muted"), elide=True)
        value = Label(
            figure.value,
            size=figure.size,
            weight=600 if figure.total else figure.weight,
            color=figure.color or "ink",
            align=Qt.AlignmentFlag.AlignRight,
        )
        row(name, value, parent=bar, spacing=12).setStretch(0, 1)
        bar.setAccessibleName(f"{figure.name} {figure.value}")
        return bar
