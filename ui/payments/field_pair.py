"""Two short fields side by side whose sentence stands below both: half a panel is too narrow for a sentence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.field import Field
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row
from ui.widgets.line_edit import LineEdit


class HalfField(Field):
    """A field that tells its sentence instead of showing it."""

    told = Signal()

    def __init__(self, label: str, entry: LineEdit, parent: QWidget | None = None) -> None:
        super().__init__(label, entry, parent=parent)
        self._sentence = ""

    @property
    def error(self) -> str:
        """What is wrong; "" when all is well."""
        return self._sentence

    def set_error(self, sentence: str) -> None:
        """Marks the field and hands the sentence to the pair."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.entry.setAccessibleDescription(sentence)
            self.line.set_wrong(bool(sentence))
            self.told.emit()


class FieldPair(QWidget):
    """The fields in a row, one sentence under them."""

    def __init__(self, *fields: HalfField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._words = Label(color="bad", wrap=True)
        self._bar = QWidget()
        row(IconLabel("bad", "bad", size=16), self._words, parent=self._bar, spacing=6).setStretch(1, 1)
        side_by_side = row(*fields, spacing=8)
        for field in fields:
            side_by_side.setAlignment(field, Qt.AlignmentFlag.AlignTop)
            field.told.connect(self._show)
        column(side_by_side, self._bar, parent=self, spacing=6)
        self._bar.hide()

    def _show(self) -> None:
        sentence = next((field.error for field in self._fields if field.error), "")
        self._words.setText(sentence)
        self._bar.setVisible(bool(sentence))
