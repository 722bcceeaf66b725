"""Who pays, where it is not the customer, and the language of the receipt (Ctrl+R)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from resources.texts import text
from ui.payments.tender_entry import focus_line
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.layout import column, row, stretch
from ui.widgets.line_edit import LineEdit


class ReceiptOptions(QWidget):
    """Shown on demand; `longest`: characters of a payor's name.

    `payor_typed` and `language_chosen` tell at once; `left`: Enter, typing goes on elsewhere.
    """

    payor_typed = Signal(str)
    language_chosen = Signal(str)
    left = Signal()

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.payor = LineEdit(name=text("Received from"))
        self.payor.setMaxLength(longest)
        self.field = Field(text("Received from"), self.payor, help=text("If not the customer"))
        self.chips = {"en": Chip("English", height=28), "es": Chip("Español", height=28)}
        group = QButtonGroup(self)
        for language, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _=False, language=language: self.language_chosen.emit(language))
        column(self.field, row(*self.chips.values(), stretch(), spacing=8), parent=self, spacing=8)
        self.payor.textEdited.connect(self._typed)
        self.payor.returnPressed.connect(self.left.emit)
        self.hide()

    def show_options(self, payor: str, language: str) -> None:
        """Shows what holds now."""
        if self.payor.text() != payor:
            self.payor.setText(payor)
        for known, chip in self.chips.items():
            chip.setChecked(known == language)

    def focus_first(self) -> None:
        """Where typing begins."""
        focus_line(self.payor)

    def refuse(self, sentence: str) -> None:
        """Says at the payor's field what a receipt cannot carry."""
        self.field.set_error(sentence)
        self.focus_first()

    def _typed(self, payor: str) -> None:
        self.field.set_error("")
        self.payor_typed.emit(payor)
