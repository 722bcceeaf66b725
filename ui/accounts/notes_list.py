"""Every note about an account, newest first, whole; Up, Down and Page keys scroll."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.accounts.notes import AccountNote
from resources.texts import text
from ui.dates import day_words
from ui.widgets.label import Label
from ui.widgets.layout import column, scrolled
from ui.widgets.line import Line


class NotesList(QWidget):
    """Notes below each other with hairlines between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        self._list: QVBoxLayout = column(parent=content, margins=(16, 4, 16, 12), spacing=0)
        self.area = scrolled(content)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(text("Notes"))
        column(self.area, parent=self)
        self.setFocusProxy(self.area)

    def show_notes(self, notes: Sequence[AccountNote]) -> None:
        """Shows these."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, note in enumerate(notes):
            if number:
                self._list.addWidget(Line())
            self._list.addWidget(_note(note))
        self._list.addStretch(1)


def _note(note: AccountNote) -> QWidget:
    block = QWidget()
    words = note.text if note.text is not None else text("This note was erased.")
    where = text("at the counter") if note.fact_id else ""
    who = ", ".join(part for part in (note.author, day_words(note.written_on), where) if part)
    column(Label(words, wrap=True), Label(who, color="muted"), parent=block, margins=(0, 10, 0, 10), spacing=2)
    block.setAccessibleName(f"{words} {who}")
    return block
