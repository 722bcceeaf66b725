"""A line for a place: while one types, `asked` wants suggestions; Up, Down and Enter go to them, never to the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from app.transit.places import Place
from ui.widgets.line_edit import LineEdit


class PlaceField(LineEdit):
    """`place` is what was chosen; typing on takes it away."""

    asked = Signal(str)
    walked = Signal(int)
    taken = Signal()
    left = Signal()

    def __init__(self, placeholder: str, *, name: str, icon: str) -> None:
        super().__init__(placeholder, name=name, icon=icon)
        self.place: Place | None = None
        self.suggests = False
        """Whether suggestions are shown for what stands here."""
        self.textEdited.connect(self._typed)

    def set_place(self, place: Place | None) -> None:
        """Shows a chosen place by its name."""
        self.place = place
        self.suggests = False
        self.setText(place.name if place is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While suggestions are shown, Up, Down and Enter are theirs."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if self.suggests and key in steps:
            self.walked.emit(steps[key])
        elif self.suggests and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes on with Tab has taken the first suggestion."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.left.emit()

    def _typed(self, typed: str) -> None:
        self.place = None
        self.asked.emit(typed)
