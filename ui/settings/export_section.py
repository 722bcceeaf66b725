"""Export: the next batch for billing and the general ledger, and any earlier one again, to a folder."""

from collections.abc import Sequence
from pathlib import Path

from app.errors import Unavailable
from app.exports.batches import ExportedBatch, exported_batches
from app.exports.export_batch import Batch, export, repeat
from app.identity.permissions import Permission
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.settings.folder_field import FolderField
from ui.settings.section import Section
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.table_data import Column, Row

_LANE = "export"


class ExportSection(Section):
    """Every fact is in exactly one batch; a batch written again is the same to the byte."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Export"), "reports"
        self._may = self.add_reason(Permission.EXPORT_MAKE)
        self._busy = False
        self.folder = FolderField(text("Folder"), help=text("Each batch gets a folder of its own in it"))
        self.export_button = Button(text("Write the next batch"), icon="document", key="Ctrl+Return")
        self.result = Alert("plain", "")
        self.result.hide()
        columns = [
            Column(text("Batch"), 90),
            Column(text("First fact"), 120, align="right"),
            Column(text("Last fact"), 120, align="right"),
            Column("", 40, stretch=1),
        ]
        nothing = EmptyState("reports", text("No batch yet"), text("The first one holds everything so far."))
        self.table = DataTable(columns, name=text("Batches"), empty=nothing)
        hold(self.table, min_height=160)
        self.again_button = Button(text("Write it again"), icon="refresh", size="quiet")
        self.content.addWidget(self._next_card())
        batches = Card(text("Batches"), dense=True, right=self.again_button)
        batches.body.addWidget(self.table)
        self.content.addWidget(batches, 1)
        self.export_button.clicked.connect(self.begin)
        self.again_button.clicked.connect(self.again)
        self.folder.line.returnPressed.connect(self.begin)
        self.table.current_key_changed.connect(lambda _: self._offer())
        self._offer()

    def show_section(self) -> None:
        """The batches so far."""
        self.context.operations.read_anew(self, exported_batches, self._show, self.fail)

    def commands(self) -> list[Command]:
        """Next batch, chosen batch again."""
        return [
            Command(text("Write the next batch"), "Ctrl+Return", self.begin, "document", self._why_not),
            Command(text("Write the chosen batch again"), "Ctrl+R", self.again, "refresh", self._why_not_again),
        ]

    def begin(self) -> None:
        """Writes the next batch under the folder."""
        folder, session = self._folder(), self.context.session
        if folder is not None and not self._why_not():
            self._start()
            work = self.context.operations
            work.background(self, _LANE, lambda services: export(services, folder, session), self._done, self._failed)

    def again(self) -> None:
        """Writes the chosen batch once more."""
        folder = self._folder()
        if folder is not None and not self._why_not_again():
            number = int(self.table.current_key)
            self._start()
            work = self.context.operations
            work.background(self, _LANE, lambda services: repeat(services, number, folder), self._done, self._failed)

    def _next_card(self) -> Card:
        card = Card(text("Next batch"), dense=True)
        card.body.addLayout(
            column(self.folder, row(self.export_button, stretch()), self.result, margins=16, spacing=12)
        )
        return card

    def _folder(self) -> Path | None:
        return self.folder.take(text("Choose the folder that billing reads."))

    def _why_not(self) -> str:
        if not self._may:
            return text("needs a supervisor")
        return text("writing") if self._busy else ""

    def _why_not_again(self) -> str:
        return self._why_not() or ("" if self.table.current_key else text("choose a batch"))

    def _start(self) -> None:
        self._busy = True
        self.result.hide()
        self._offer()

    def _done(self, written: tuple[Batch, Path]) -> None:
        batch, folder = written
        fact = text("Batch {number} is written.", number=batch.number)
        rest = text(
            "Facts {first} to {last}, in {folder}", first=batch.first_sequence, last=batch.last_sequence, folder=folder
        )
        self._say(fact, rest, good=True)
        self.show_section()

    def _failed(self, failure: Failure) -> None:
        rest = ""
        if isinstance(failure, Unavailable):
            rest = text("A batch that is in the list and not in the folder can be written again.")
        self._say(sentence(failure), rest, good=False)
        self.show_section()

    def _say(self, fact: str, rest: str, *, good: bool) -> None:
        self._busy = False
        self.result.set_words(fact, rest, tone="good" if good else "warn")
        self.result.show()
        self._offer()

    def _offer(self) -> None:
        self.export_button.block(self._why_not())
        self.again_button.setVisible(bool(self.table.current_key))
        self.again_button.block(self._why_not_again())
        self.folder.block("" if self._may else self._why_not())
        self.commands_changed.emit()

    def _show(self, batches: Sequence[ExportedBatch]) -> None:
        self.clear_failure()
        self.table.set_rows(
            [
                Row(str(one.number), (str(one.number), f"{one.first_sequence:,}", f"{one.last_sequence:,}", ""))
                for one in batches
            ]
        )
        self._offer()
