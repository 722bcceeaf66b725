"""The last questions, once the workstation stands: printer, recovery sheet, the city's data."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.config import PRINTER, PRINTER_PROFILE
from app.device_settings import change_setting
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_step import ChoiceStep, Step
from ui.operations import Failure, Operations
from ui.safekeeping.recovery_sheet_view import RecoverySheetView
from ui.settings.folder_field import FolderField
from ui.settings.printer_form import PrinterForm
from ui.settings.printer_words import profile_choices
from ui.settings.reference_load import ReferenceLoad
from ui.settings.sample_print import SamplePrint
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column

_IMPORT, _DEMO, _LATER = "import", "demo", "later"


class PrinterStep(Step):
    """How the printer is connected, its paper, and a test page with its honest outcome."""

    def __init__(self, draft: FirstRunDraft, operations: Operations, session: Session) -> None:
        super().__init__(draft)
        self.part, self.question = text("Printer"), text("Where do receipts print?")
        self.help = text("Print a test page and look at it. Without a printer, receipts show on the screen.")
        self._operations, self._session = operations, session
        self.form = PrinterForm()
        self.profile = ComboBox(profile_choices(), name=text("Paper"))
        self._profile_field = Field(text("Paper"), self.profile)
        self.sample = SamplePrint(operations, session)
        self.sample.before = self._before_sample
        self._stored: tuple[str, str] | None = None
        self.form.changed.connect(self._printer_changed)
        self.form.kind.chosen.connect(self._printer_changed)
        column(self.form, self._profile_field, self.sample, parent=self, spacing=14)
        self._printer_changed()

    def entries(self) -> Sequence[QWidget]:
        """The form, then the paper."""
        return [*self.form.entries(), *([] if self.form.on_screen else [self.profile])]

    def take(self) -> bool:
        """True once this printer is stored; it asks to go on again when that has happened."""
        return self._store(self.wanted.emit)

    def _before_sample(self) -> bool:
        return self._store(self.sample.print_page)

    def _store(self, then: Callable[[], object]) -> bool:
        address = self.form.take()
        if address is None:
            return False
        chosen = (address, self.profile.value)
        if self._stored == chosen:
            return True
        session = self._session

        def write(services: Services) -> None:
            change_setting(services, session, PRINTER, chosen[0])
            change_setting(services, session, PRINTER_PROFILE, chosen[1])

        def stored(_: None) -> None:
            self._stored = chosen
            then()

        self._operations.read(self, write, stored, self._failed)
        return False

    def _printer_changed(self) -> None:
        on_screen = self.form.on_screen
        self._profile_field.setVisible(not on_screen)
        self.sample.print_button.setVisible(not on_screen)
        self.sample.forget()

    def _failed(self, failure: Failure) -> None:
        self._profile_field.set_error(sentence(failure))


class RecoveryStep(Step):
    """The code is shown, put on paper, and proved by its last group."""

    def __init__(self, draft: FirstRunDraft, operations: Operations, session: Session) -> None:
        super().__init__(draft)
        self.part, self.question = text("Recovery sheet"), text("Put this code into the safe")
        self.help = text("It brings everything back when this computer is lost. It is shown now and never again.")
        self.view = RecoverySheetView(operations, session)
        column(self.view, parent=self)

    def entries(self) -> Sequence[QWidget]:
        """What is typed back."""
        return [self.view.last_group.line]

    def open(self) -> None:
        """Makes the code the first time."""
        self.view.issue()
        self.view.ask_printer()
        self.view.print_button.setFocus()

    def take(self) -> bool:
        """True when the last group was read from the paper."""
        return self.view.check()


class DataStep(ChoiceStep):
    """The city's CSV set, the demo city, or later."""

    def __init__(self, draft: FirstRunDraft, operations: Operations) -> None:
        super().__init__(draft)
        self.part, self.question = text("City data"), text("Load the city's accounts?")
        self.help = text("Bills and accounts come from the billing system as a folder of CSV files.")
        self.add_choice(_IMPORT, text("Load a folder"), text("The set that the billing system wrote"), "document")
        self.add_choice(
            _DEMO, text("Load the demo city"), text("5,000 made-up accounts, to try everything"), "building"
        )
        self.add_choice(_LATER, text("Later"), text("In the settings, at any time"), "clock")
        self.folder = FolderField(text("Folder of the set"))
        self.load = ReferenceLoad(operations)
        self._content.addWidget(self.folder)
        self._content.addWidget(self.load)
        self._loaded = False
        self._group.buttonToggled.connect(self._show_folder)
        self.load.busy_changed.connect(self._busy_changed)
        self.load.loaded.connect(self._was_loaded)
        self._show_folder()

    def entries(self) -> Sequence[QWidget]:
        """The choices are walked with the arrows; then the folder."""
        return [] if self.folder.isHidden() else [self.tiles[_IMPORT], self.folder.line]

    def take(self) -> bool:
        """True when nothing is left to load."""
        if self._loaded or self.chosen == _LATER:
            return True
        if self.chosen == _DEMO:
            self.load.load_demo()
        else:
            self._load_folder()
        return False

    def why_not(self) -> str:
        """Nothing else happens while a load runs."""
        return text("loading") if self.load.busy else ""

    def step_back(self) -> bool:
        """Esc while a load runs cancels it."""
        was_busy = self.load.busy
        self.load.cancel()
        return was_busy

    def _load_folder(self) -> None:
        missing, not_there = (
            text("Choose the folder that holds the set."),
            text("There is no such folder. Choose another."),
        )
        folder = self.folder.take_existing(missing, not_there)
        if folder is not None:
            self.load.load_folder(folder)

    def _show_folder(self) -> None:
        self._loaded = False
        self.folder.setVisible(self.chosen == _IMPORT)
        self._name_button()

    def _busy_changed(self, busy: bool) -> None:
        for tile in self.tiles.values():
            tile.setEnabled(not busy)
        self.folder.block(text("loading") if busy else "")
        self.state_changed.emit()

    def _was_loaded(self) -> None:
        self._loaded = True
        self._name_button()
        self.ready.emit()

    def _name_button(self) -> None:
        done = self._loaded or self.chosen == _LATER
        self.button = text("Open the counter") if done else text("Load")
        self.state_changed.emit()
