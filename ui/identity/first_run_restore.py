"""The questions of bringing a lost workstation back: where its second copy lies, and the code on the recovery sheet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.safekeeping.recovery_sheet import refuse_mistyped_code
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_step import LinesStep, Step
from ui.settings.folder_field import FolderField
from ui.widgets.check_box import CheckBox
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column


class CopyStep(Step):
    """A folder; where it holds the copies of several workstations, one of them."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Second copy"), text("Where is the second copy?")
        self.help = text("A stick, a second disk or a shared folder that the lost workstation copied to.")
        self.folder = FolderField(text("Folder of the second copy"))
        self.folder.set_folder(draft.copy)
        self.one = ComboBox([], name=text("Which workstation"))
        self._one_field = Field(text("Which workstation"), self.one)
        self._one_field.hide()
        self.folder.edited.connect(self._one_field.hide)
        column(self.folder, self._one_field, parent=self, spacing=14)

    def entries(self) -> Sequence[QWidget]:
        """The folder's line, then the choice if there is one."""
        return [self.folder.line, *([] if self._one_field.isHidden() else [self.one])]

    def offer(self, sets: Sequence[str]) -> None:
        """Several workstations lie there: asks which."""
        self.one.set_choices([(each, Path(each).name) for each in sets])
        self.one.setCurrentIndex(0)
        self._one_field.show()
        self.one.setFocus()

    def take(self) -> bool:
        """Stores the folder, if there is one of this name."""
        missing = text("Choose the folder of the second copy.")
        not_there = text("There is no such folder. Plug the stick in, or choose another.")
        folder = self.folder.take_existing(missing, not_there)
        if folder is None:
            return False
        self.draft.copy = folder if self._one_field.isHidden() else Path(self.one.value)
        return True


class CodeStep(LinesStep):
    """Forty letters and digits; which group is mistyped is said."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Second copy"), text("What does the recovery sheet say?")
        self.help = text("Eight groups of five signs, from the sheet in the safe. Its code can be scanned, too.")
        self.button = text("Bring it back")
        self.add_line(
            "code", text("Recovery code"), help=text("Spaces and hyphens do not matter"), value=draft.recovery_code
        )
        self.salvage = CheckBox(text("Bring back what stands before the damage"))
        self.salvage.hide()
        self._content.addWidget(self.salvage)

    def entries(self) -> Sequence[QWidget]:
        """The code, then the box if it is there."""
        return [*super().entries(), *([] if self.salvage.isHidden() else [self.salvage])]

    def take_scan(self, scan: str) -> bool:
        """The code beside the groups on the sheet."""
        self.fields["code"].line.setText(scan)
        self.wanted.emit()
        return True

    def offer_salvage(self) -> None:
        """The copy is damaged part of the way: asks whether its beginning is wanted."""
        self.salvage.show()
        self.salvage.setFocus()

    def take(self) -> bool:
        """Stores the code, if no sign of it is mistyped."""
        self.draft.recovery_code = self.typed("code")
        self.draft.salvage = self.salvage.isChecked() and not self.salvage.isHidden()
        try:
            refuse_mistyped_code(self.draft.recovery_code)
        except Refused as refused:
            return self.show_error("code", sentence(refused))
        return True
