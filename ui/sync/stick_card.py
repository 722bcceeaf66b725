"""The card for where there is no network: what waits is written to a stick, the center's answer is taken from it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.clock import local_time
from app.sync.bundle.export_bundle import export_bundle
from app.sync.bundle.import_answer import import_answer
from app.sync.bundle.types import ExportBundle, Exported, ImportAnswer, Imported
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.settings.folder_field import FolderField
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layout import column, row, stretch

_LANE = "stick"


class StickCard(Card):
    """Signed and sealed: whoever finds the stick reads nothing. Written or taken twice, it changes nothing more."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Without a network"), heading_height=44)
        self._context = context
        self.folder = FolderField(text("Stick"), help=text("Somebody brings it to the center, and the answer back"))
        self.write_button = Button(text("Write to USB"), icon="stick", key="Ctrl+U")
        self.take_button = Button(text("Take the answer"), icon="arrow-down", key="Ctrl+T")
        self.outcome = Alert("good", "")
        self.outcome.hide()
        buttons = row(self.write_button, self.take_button, stretch(), spacing=8)
        self.body.addLayout(column(self.folder, buttons, self.outcome, margins=16, spacing=12))
        self.write_button.clicked.connect(self.write)
        self.take_button.clicked.connect(self.take)

    def write(self) -> None:
        """What the center has not confirmed, as a new file on the stick."""
        folder = self.folder.take_existing(
            text("Choose the stick first."), text("There is no such folder. Plug the stick in, or choose another.")
        )
        if folder is None:
            return
        services = self._context.operations.services
        at = local_time(self._context.now_us(), services.device.time_zone)
        file = folder / f"civic-counter-{services.device.code}-{at:%Y%m%d-%H%M%S}.bundle"
        self._begin()
        self._context.operations.background(
            self, _LANE, lambda services: export_bundle(services, ExportBundle(file)), self._written, self._failed
        )

    def take(self) -> None:
        """Asks for the answer's file, and takes it in."""
        start = str(self.folder.folder or Path.home())
        found, _ = QFileDialog.getOpenFileName(self, text("The center's answer"), start)
        if found:
            self.take_file(Path(found))

    def take_file(self, file: Path) -> None:
        """What other counters did stands here afterwards."""
        self._begin()
        self._context.operations.background(
            self, _LANE, lambda services: import_answer(services, ImportAnswer(file)), self._taken, self._failed
        )

    # -- inside

    def _begin(self) -> None:
        self.outcome.hide()
        for button in (self.write_button, self.take_button):
            button.block(text("one moment"))

    def _written(self, exported: Exported) -> None:
        more = text("{count} more wait for the next one.", count=exported.facts_left) if exported.facts_left else ""
        words = text("{count} facts are written. Bring the stick to the center.", count=exported.facts)
        self._say(words, f"{exported.file.name} {more}".strip())

    def _taken(self, imported: Imported) -> None:
        new = imported.facts_new + imported.activity_new
        rest = text("The center still lacks {count} of ours: write another.", count=imported.facts_waiting)
        self._say(
            text("The answer is taken in: {count} new from other counters.", count=new),
            rest if imported.facts_waiting else text("It has everything of this workstation."),
        )

    def _say(self, fact: str, rest: str) -> None:
        self._end()
        self.outcome.set_words(fact, rest, tone="good")
        self.outcome.show()

    def _failed(self, failure: Failure) -> None:
        self._end()
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()

    def _end(self) -> None:
        for button in (self.write_button, self.take_button):
            button.block("")
