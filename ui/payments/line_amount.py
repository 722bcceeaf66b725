"""The amount of one line: an amount field that tells when it gets the focus and keeps Enter to itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.amount_field import AmountField
from ui.widgets.layout import hold


class LineAmount(AmountField):
    """148 × 36 with a pen; without one where the price is `fixed`.

    `confirmed`: Enter on an amount that can be read; `walked`: ↓ (1) or ↑ (-1).
    """

    focused = Signal()
    confirmed = Signal()
    walked = Signal(int)

    def __init__(
        self, name: str, *, in_table: bool = False, fixed: bool = False, parent: QWidget | None = None
    ) -> None:
        icon = "" if in_table or fixed else "edit"
        super().__init__(name, size="row" if in_table else "normal", icon=icon, parent=parent)
        if fixed:
            self.setReadOnly(True)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hold(self, width=112 if in_table else 148)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tells the line."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter settles here and never takes the payment."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not self.error:
                self.confirmed.emit()
