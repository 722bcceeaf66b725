"""A folder: typed, pasted, or chosen in the system's own dialog."""

import os
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
        return Path(os.path.expanduser(typed)) if typed else None  # noqa: PTH111 - Path raises for ~ of nobody

    def take(self, missing: str) -> Path | None:
        """The folder; where that is none, None, and a sentence at the field: `missing` where nothing was typed.

        A path that does not begin at a root would be looked for wherever the program was started.
        """
        folder = self.folder
        if folder is not None and folder.is_absolute() and "\0" not in str(folder):
            return folder
        whole = text("Type the whole path, such as {example}, or choose the folder.", example=Path.home() / "export")
        self._wrong(whole if folder is not None else missing)
        return None

    def take_existing(self, missing: str, not_there: str) -> Path | None:
        """As `take`; a folder that there is not is wrong too, and `not_there` says so."""
        folder = self.take(missing)
        if folder is None or _is_there(folder):
            return folder
        self._wrong(not_there)
        return None

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

    def _wrong(self, sentence: str) -> None:
        self.set_error(sentence)
        self.setFocus()

    def _edited(self) -> None:
        self.set_error("")
        self.edited.emit()

    def _choose(self) -> None:
        start = self.line.text().strip() or str(Path.home())
        found = QFileDialog.getExistingDirectory(self, self.field.label.text(), start)
        if found:
            self.set_folder(Path(found))
            self.chosen.emit()


def _is_there(folder: Path) -> bool:
    """False, too, for a name that is longer than the system allows."""
    try:
        return folder.is_dir()
    except OSError:
        return False
