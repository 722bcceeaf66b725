"""A surface with a border, a heading and what stands at the heading's right.

card = Card(text("Last receipts"), dense=True, right=Button(text("All receipts"), key="Ctrl+H", size="quiet"))
card.body.addWidget(table)                       # body: a column without margins, right below the heading's line
card = Card(text("Pay"), title_size=18, padding=16)
card = Card(padding=12)                          # no heading
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.layout import Margins, column, hold, row
from ui.widgets.painting import paint_box
from ui.widgets.scaling import remember_layout, rescale


class Card(QFrame):
    """`body` holds the content, `heading` the title row (None without a title), `title_label` the title itself.

    Heading height: 48, `dense` 40, or `heading_height` (44 in drawer and sync). `title_size` 15 or 18.
    """

    def __init__(
        self,
        title: str = "",
        *,
        right: QWidget | None = None,
        title_size: int = 15,
        dense: bool = False,
        heading_height: int = 0,
        padding: Margins = 0,
        spacing: int = 0,
        ground: str = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._heading_bar: QWidget | None = None
        self.heading: QHBoxLayout | None = None
        self.title_label = Label(title, size=title_size, weight=600, elide=True)
        outer = column(parent=self, margins=1, spacing=0)
        if title:
            outer.addWidget(self._make_heading(right, heading_height or (40 if dense else 48)))
            self.setAccessibleName(title)
        else:
            self.title_label.setParent(self)
            self.title_label.hide()
        self.body: QVBoxLayout = column(margins=padding, spacing=spacing)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Changes the title of a card that was made with one."""
        self.title_label.setText(title)
        self.setAccessibleName(title)

    def _make_heading(self, right: QWidget | None, height: int) -> QWidget:
        bar = QWidget(self)
        self._heading_bar = bar
        hold(bar, height=height)
        self.title_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.heading = row(self.title_label, parent=bar, margins=(16, 0, 16, 0), spacing=12)
        self.heading.addStretch(1)
        if right is not None:
            self.add_to_heading(right)
        return bar

    def add_to_heading(self, *widgets: QWidget, after_title: bool = False) -> None:
        """Puts widgets at the right end of the heading, or right after its title. Raises ValueError without a title."""
        if self.heading is None:
            raise ValueError("a card without a title has no heading")
        for number, widget in enumerate(widgets):
            if after_title:
                self.heading.insertWidget(1 + number, widget)
            else:
                self.heading.addWidget(widget)
                quiet = isinstance(widget, Button) and widget.is_quiet
                remember_layout(self.heading, (16, 0, 8 if quiet else 16, 0), (12, 12))
        rescale(self.heading, theme().px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints ground, border and the line under the heading."""
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().color(self._ground), theme().color("line"))
        if self._heading_bar is not None:
            y = self._heading_bar.geometry().bottom()
            painter.fillRect(1, y, self.width() - 2, 1, theme().color("line"))
