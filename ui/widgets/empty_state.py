"""What an empty list says: what is missing and the next step.

EmptyState("receipt", text("No receipts in this shift"), text("Scan a bill or press F2 to begin."),
           action=Button(text("Find an account"), key="F2"))
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, row, stretch


class EmptyState(QWidget):
    """An icon, what is (not) here, and what to do next, in the middle of the room it gets; in little room no icon."""

    def __init__(
        self, icon: str, fact: str, next_step: str = "", *, action: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon, "muted", size=32)
        self._fact = Label(fact, size=15, weight=600, align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        self._next = Label(next_step, color="muted", align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        if not next_step:
            self._next.hide()  # never shown before it has a parent: it would be a window for a moment
        content = column(stretch(), row(stretch(), self._icon, stretch()), parent=self, margins=(16, 8), spacing=8)
        content.addWidget(self._fact)
        content.addWidget(self._next)
        if action is not None:
            content.addWidget(gap(8))
            content.addLayout(row(stretch(), action, stretch()))
        content.addStretch(1)
        self.setAccessibleName(f"{fact} {next_step}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words come first where there is no room for all."""
        super().resizeEvent(event)
        self._icon.show()
        layout = self.layout()
        if layout is not None:
            self._icon.setVisible(self.height() >= layout.totalHeightForWidth(self.width()))

    def set_words(self, fact: str, next_step: str = "", *, icon: str = "") -> None:
        """Says something else, for instance why a page could not load."""
        self._fact.setText(fact)
        self._next.setText(next_step)
        self._next.setVisible(bool(next_step))
        if icon:
            self._icon.set_icon(icon)
        self.setAccessibleName(f"{fact} {next_step}".strip())
