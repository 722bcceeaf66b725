"""The recovery code, shown once: printed or saved as a page, then proved by typing its last group from the paper."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.device_settings import DeviceSettings, device_settings
from app.identity.permissions import Session
from app.print_jobs.types import RECEIPT_PRINTER, JobState, Outcome
from app.safekeeping.recovery_sheet import RecoverySheet, is_last_group, issue_recovery_code
from printing.safekeeping.print_recovery_sheet import print_recovery_sheet
from printing.safekeeping.recovery_sheet import recovery_sheet_pdf
from resources.texts import current_language, text
from ui.error_messages import sentence
from ui.operations import Failure, Operations
from ui.safekeeping.code_groups import CodeGroups
from ui.settings.printer_words import failure_words
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.tag import Tone


class RecoverySheetView(QWidget):
    """`issue` makes the code; `confirmed` tells that somebody read the last group from the paper."""

    issued = Signal()
    confirmed = Signal()

    def __init__(self, operations: Operations, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._session = operations, session
        self.sheet: RecoverySheet | None = None
        self.groups = CodeGroups()
        self.print_button = Button(text("Print on the receipt printer"), icon="printer")
        self.save_button = Button(text("Save as a PDF page…"), icon="document")
        self.outcome = Alert("plain", "")
        self.last_group = Field(text("Type box 8 as the paper says it"))
        hold(self.last_group, width=280)
        column(
            self.groups,
            row(self.print_button, self.save_button, stretch()),
            self.outcome,
            row(self.last_group, stretch()),
            parent=self,
            spacing=12,
        )
        self.outcome.hide()
        self.print_button.clicked.connect(self.print_sheet)
        self.save_button.clicked.connect(self._choose_file)
        self.last_group.line.textEdited.connect(lambda _: self.last_group.set_error(""))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def issue(self) -> None:
        """Makes a new code, which voids the sheet before; nothing when there is one here already."""
        if self.sheet is None:
            session = self._session
            work = self._operations
            work.read(self, lambda services: issue_recovery_code(services, session), self._show, self._failed)

    def check(self) -> bool:
        """Whether the last group is typed right; says so when it is not."""
        typed = self.last_group.line.text()
        if self.sheet is None:
            return False
        if is_last_group(self.sheet, typed):
            self.confirmed.emit()
            return True
        words = (
            text("Type the signs of box 8 from the paper.")
            if not typed.strip()
            else text("That is not what box 8 says. Read it again from the paper.")
        )
        self.last_group.set_error(words)
        self.last_group.setFocus()
        return False

    def print_sheet(self) -> None:
        """Sends the sheet to the receipt printer once; it is not stored in the queue."""
        sheet, language = self.sheet, current_language()
        if sheet is None:
            return
        self._say("plain", text("Printing…"))
        self._operations.on_printer(
            self,
            RECEIPT_PRINTER,
            lambda services: print_recovery_sheet(services, sheet, language),
            self._printed,
            self._failed,
        )

    def save(self, file: Path) -> None:
        """Writes the sheet as a page."""
        sheet, language = self.sheet, current_language()
        if sheet is None:
            return

        def write(_: object) -> bool:
            try:
                file.write_bytes(recovery_sheet_pdf(sheet, language))
            except OSError:
                return False
            return True

        self._operations.background(self, "recovery-sheet", write, lambda done: self._saved(file, done), self._failed)

    def _show(self, sheet: RecoverySheet) -> None:
        self.sheet = sheet
        self.groups.set_groups(sheet.groups)
        self.ask_printer()
        self.issued.emit()

    def ask_printer(self) -> None:
        """Offers printing only where there is a printer."""
        self._operations.read(self, device_settings, self._know_printer, self._failed)

    def _know_printer(self, settings: DeviceSettings) -> None:
        on_screen = settings.printer.startswith("screen:")
        self.print_button.block(text("no printer is chosen") if on_screen else "")

    def _choose_file(self) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = text("Recovery sheet {code}.pdf", code=self._operations.services.device.code)
        found, _ = QFileDialog.getSaveFileName(
            self, text("Save as a PDF page…"), str(Path(start) / name), "PDF (*.pdf)"
        )
        if found:
            self.save(Path(found))

    def _saved(self, file: Path, done: bool) -> None:
        if done:
            fact = text("Saved as {file}.", file=file.name)
            self._say("warn", fact, text("Print it, then delete the file: whoever has it can open a copy."))
        else:
            self._say("bad", text("{folder} cannot be written. Choose another folder.", folder=file.parent))

    def _printed(self, outcome: Outcome) -> None:
        if outcome.failure is not None:
            self._say("bad", text("It did not print."), failure_words(outcome.failure))
        elif outcome.state is JobState.CONFIRMED:
            self._say("good", text("It printed."), text("Put it into an envelope for the safe."))
        else:
            self._say("warn", text("Sent."), text("Look whether all eight groups stand on the paper."))

    def _failed(self, failure: Failure) -> None:
        self._say("bad", sentence(failure))

    def _say(self, tone: Tone, fact: str, rest: str = "") -> None:
        self.outcome.set_words(fact, rest, tone=tone)
        self.outcome.show()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """While the last group is typed it is not on the screen: only the paper has it."""
        self.groups.hide_last(now is self.last_group.line)
