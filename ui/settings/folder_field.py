"""A folder: typed, pasted, or chosen in the system's own dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from resources.texts import text
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layout import column, row
from ui.widgets.line_edit import LineEdit


class FolderField(QWidget):
    """`chosen` tells a folder from the dialog; what is typed counts when somebody asks for `folder`."""

    chosen = Signal()
    edited = Signal()

    def __init__(self, label: str, *, help: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineEdit(name=label)
        self.button = Button(text("Choose…"))
        both = QWidget()
        row(self.line, self.button, parent=both).setStretch(0, 1)
        self.field = Field(label, both, help=help)
        self.field.label.setBuddy(self.line)
        self.setFocusProxy(self.line)
        column(self.field, parent=self)
        self.button.clicked.connect(self._choose)
        self.line.textEdited.connect(self._edited)

    @property
    def folder(self) -> Path | None:
        """What stands there; None for nothing."""
        typed = self.line.text().strip()
        return Path(typed).expanduser() if typed else None

    def set_folder(self, folder: Path | None) -> None:
        """Shows a folder."""
        self.line.setText(str(folder) if folder is not None else "")
        self.line.setCursorPosition(0)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """What is wrong with it; "" takes it away."""
        self.field.set_error(sentence)
        self.line.set_wrong(bool(sentence))

    def block(self, reason: str) -> None:
        """Disables both; an empty reason enables them again."""
        self.line.setEnabled(not reason)
        self.button.setEnabled(not reason)

    def _edited(self) -> None:
        self.set_error("")
        self.edited.emit()

    def _choose(self) -> None:
        start = self.line.text().strip() or str(Path.home())
        found = QFileDialog.getExistingDirectory(self, self.field.label.text(), start)
        if found:
            self.set_folder(Path(found))
            self.chosen.emit()
