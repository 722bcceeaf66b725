"""An entry for how many notes or coins: `20`, or `20+5`; what it means is decided by `app.drawers.typed_pieces`."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.drawers.typed_pieces import typed_pieces
from app.errors import Refused
from ui.error_messages import sentence
from ui.widgets.line_edit import LineEdit


class PiecesField(LineEdit):
    """`pieces` is None while what stands there cannot be read; it stays as typed, with one sentence in `error`.

    `tape`: how the number came about, "20 + 5 =", "" for a plain one.
    """

    pieces_changed = Signal()
    walked = Signal(int)
    focused = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("0", name=name, height=30, weight=500, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pieces: int | None = 0
        self.error = ""
        self.tape = ""
        self.textChanged.connect(self._read)

    def restore(self, snapshot: Any) -> None:
        """As before a scan began."""
        super().restore(snapshot)
        self._read()

    def settle(self) -> bool:
        """Shows a sum as its number. False when it cannot be read."""
        if self.pieces is not None and self.text().strip():
            tape = self.tape if self.text() == str(self.pieces) else _tape(self.text())
            self.setText(str(self.pieces))
            self.tape = tape
            self.pieces_changed.emit()
        return self.pieces is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the next row, Up to the one before; a count that cannot be read keeps the focus."""
        steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif self.settle():
            self.walked.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by key selects the whole number."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving settles a sum."""
        super().focusOutEvent(event)
        self.settle()
        self.focused.emit()

    def _read(self) -> None:
        self.tape = ""
        try:
            self.pieces, self.error = typed_pieces(self.text()), ""
        except Refused as refused:
            self.pieces, self.error = None, sentence(refused)
        self.set_wrong(self.pieces is None)
        self.setAccessibleDescription(self.error)
        self.pieces_changed.emit()


def _tape(typed: str) -> str:
    """A sum as a calculator's tape shows it."""
    if not {"+", "*"} & set(typed):
        return ""
    return f"{' + '.join(part.strip() for part in typed.replace('*', ' × ').split('+'))} ="
