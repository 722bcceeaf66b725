"""Second copy: where it lies, how it is, and the recovery sheet that opens it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.clock import local_date
from app.identity.permissions import Permission
from app.reports.keeping import Keeping, keeping
from app.safekeeping.second_copy import SecondCopyRefusal, choose_second_copy, stop_second_copy
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import moment_words
from ui.error_messages import message, sentence
from ui.operations import Failure
from ui.safekeeping.recovery_sheet_view import RecoverySheetView
from ui.settings.folder_field import FolderField
from ui.settings.section import Section
from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.result_banner import ResultBanner
from ui.widgets.tag import Tone

_LANE = "second-copy-choice"
_POLL_MS = 1000


class SecondCopySection(Section):
    """One fact of honesty at the top: would a lost disk lose anything?"""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Second copy"), "copy"
        self._may_change = self.add_reason(Permission.SETTINGS_CHANGE)
        self.state = ResultBanner("plain", text("One moment"))
        self.folder = FolderField(text("Folder"), help=text("A stick, a second disk, a shared folder"))
        self.begin_button = Button(text("Begin the copy"), icon="copy", key="Ctrl+Return")
        self.stop_button = Button(text("Stop copying"), kind="dangerous")
        self.sheet_words = Label(color="muted", wrap=True)
        self.sheet_button = Button(text("Make a new sheet"), icon="shield")
        self.keep_button = Button(text("It is in the safe"), icon="tick", kind="primary")
        self.sheet: RecoverySheetView | None = None
        self.content.addWidget(self.state)
        self._place_card = self._copy_card()
        self.content.addWidget(self._place_card)
        self._sheet_card = Card(text("Recovery sheet"), dense=True)
        self._sheet_card.body.addLayout(self._sheet_body())
        self.content.addWidget(self._sheet_card)
        self.content.addStretch(1)
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._ask_again)
        self._connect()

    def show_section(self) -> None:
        """How it is now, and again every second while somebody looks."""
        self._ask()
        self._poll.start()

    def commands(self) -> list[Command]:
        """Begin and stop."""
        return [
            Command(text("Begin the copy"), "Ctrl+Return", self.begin, "copy", self._why_not),
            Command(text("Make a new recovery sheet"), "", self.make_sheet, "shield", self._why_not),
        ]

    def begin(self) -> None:
        """Copies to the folder that stands there from now on."""
        folder, session = self.folder.take(text("Choose a folder on another disk.")), self.context.session
        if folder is not None:
            self._work(lambda services: choose_second_copy(services, session, folder))

    def stop(self) -> None:
        """No second copy any more."""
        session = self.context.session
        self._work(lambda services: stop_second_copy(services, session))

    def make_sheet(self) -> None:
        """Shows a new code, which voids the sheet before."""
        if self.sheet is None:
            self.sheet = RecoverySheetView(self.context.operations, self.context.session)
            self.sheet.confirmed.connect(self._kept)
            self._sheet_place.addWidget(self.sheet)
            self.sheet.issue()
            self.sheet.save_button.setFocus()
        self._arrange()

    # -- inside

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self.begin)
        self.stop_button.clicked.connect(self.stop)
        self.sheet_button.clicked.connect(self.make_sheet)
        self.keep_button.clicked.connect(lambda: self.sheet.check() if self.sheet else False)
        self.folder.line.returnPressed.connect(self.begin)
        reason = "" if self._may_change else text("needs a supervisor")
        for button in (self.begin_button, self.stop_button, self.sheet_button):
            button.block(reason)
        self.folder.block(reason)
        self._arrange()

    def _why_not(self) -> str:
        return "" if self._may_change else text("Only a supervisor or an administrator changes this.")

    def _copy_card(self) -> Card:
        card = Card(text("Where it lies"), dense=True)
        card.body.addLayout(
            column(self.folder, row(self.begin_button, self.stop_button, stretch()), margins=16, spacing=12)
        )
        return card

    def _sheet_body(self) -> QVBoxLayout:
        self._sheet_place = column(spacing=12)
        body = column(self.sheet_words, margins=16, spacing=12)
        body.addLayout(self._sheet_place)
        body.addLayout(row(self.sheet_button, self.keep_button, stretch()))
        return body

    def _arrange(self) -> None:
        self._place_card.setVisible(self.sheet is None)
        self.sheet_button.setVisible(self.sheet is None)
        self.keep_button.setVisible(self.sheet is not None)

    def _kept(self) -> None:
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        self._arrange()
        self.sheet_button.setFocus()
        self._ask()

    def _work(self, work: Callable[[Services], None]) -> None:
        self.folder.set_error("")
        self.context.operations.background(self, _LANE, work, lambda _: self._ask(), self._refused)

    def _refused(self, failure: Failure) -> None:
        if isinstance(failure.code, SecondCopyRefusal):
            self.folder.set_error(sentence(failure))
            self.folder.setFocus()
        else:
            self.fail(failure)

    def _ask_again(self) -> None:
        if self.isVisible():
            self._ask()
        else:
            self._poll.stop()

    def _ask(self) -> None:
        self.context.operations.read_anew(self, keeping, self._show, self.fail)

    def _show(self, found: Keeping) -> None:
        self.clear_failure()
        copy = found.copy
        if not self.folder.line.hasFocus() and not self.folder.field.error and copy.folder:
            self.folder.set_folder(Path(copy.folder))
        self.stop_button.setVisible(bool(copy.folder))
        self.state.set_words(*_state_words(found))
        zone = self.context.operations.services.device.time_zone
        today = local_date(found.now_us, zone)
        if found.sheet_made_at_us is None:
            self.sheet_words.setText(text("There is none yet. A second copy cannot be opened without it."))
        else:
            made = moment_words(found.sheet_made_at_us, zone, today)
            self.sheet_words.setText(
                text(
                    "The sheet in force was made {moment}. A new one voids it; the copy takes the new one over.",
                    moment=made,
                )
            )


def _state_words(found: Keeping) -> tuple[Tone, str, str]:
    copy = found.copy
    if not copy.folder:
        return "warn", text("One copy only"), text("If this disk is lost, so is everything since the last export.")
    if copy.failure is not None:
        return "bad", text("The second copy stands still"), message(copy.failure, {"detail": copy.detail})
    if copy.waiting is None:
        return "plain", text("Looking at the second copy"), copy.folder
    if copy.same_disk:
        return "warn", text("On the same disk"), text("It helps against mistakes, not against a lost disk.")
    if copy.waiting:
        return "plain", text("{count} facts are being copied", count=copy.waiting), copy.folder
    return "good", text("Everything is there twice"), text("Each payment reaches the copy within two seconds.")
