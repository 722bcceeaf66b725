"""Writing a note about an account. What was entered stays until it is kept or thrown away by its writer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.accounts.notes import NOTE_LENGTH_MAX
from resources.texts import text
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column
from ui.widgets.text_area import TextArea


class NotePanel(QWidget):
    """`kept(text)`: the person wants the note kept. `typed(text)`: what stands in the field now."""

    kept = Signal(str)
    typed = Signal(str)

    def __init__(self, draft: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = TextArea(text("What the next person should know"), name=text("Note"), lines=8)
        self.area.setPlainText(draft)
        self.field = Field(text("Note"), self.area)
        self.keep = Button(text("Keep the note"), icon="tick", key="Ctrl+Enter", kind="primary", size="tall")
        hint = Label(text("Everybody who opens the account reads it. It cannot be changed later."), wrap=True)
        hint.set_color("muted")
        layout = column(self.field, hint, self.keep, parent=self, margins=16, spacing=12)
        layout.addStretch(1)
        self.keep.clicked.connect(self.submit)
        self.area.textChanged.connect(self._changed)
        self.setFocusProxy(self.area)
        self._changed()

    def submit(self) -> None:
        """Asks to keep what was written."""
        if self.keep.isEnabled():
            self.kept.emit(self.area.toPlainText())

    def refuse(self, sentence: str) -> None:
        """Says why it was not kept; nothing written is lost."""
        self.field.set_error(sentence)
        self.area.set_wrong(bool(sentence))
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While the note is being stored a second press does nothing."""
        self.keep.setEnabled(not busy and bool(self.area.toPlainText().strip()))

    def _changed(self) -> None:
        written = self.area.toPlainText()
        left = NOTE_LENGTH_MAX - len(written.strip())
        self.field.set_help(text("{count} letters left", count=left) if left < NOTE_LENGTH_MAX // 4 else "")
        self.field.set_error("")
        self.area.set_wrong(False)
        self.set_busy(False)
        self.typed.emit(written)
