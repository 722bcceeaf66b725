"""City data: what is loaded and as of when, and loading a newer set while the counter works on."""

from collections.abc import Sequence

from app.accounts.loads import LoadedSource, loaded_sources
from app.changed import Changed
from app.clock import local_date
from app.identity.permissions import Permission
from resources.texts import text
from ui.context import WindowContext
from ui.dates import moment_words
from ui.settings.centre_load import CentreLoad
from ui.settings.folder_field import FolderField
from ui.settings.reference_load import ReferenceLoad
from ui.settings.section import Section
from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, row, stretch
from ui.widgets.table_data import Cell, Column, Row


class ReferenceSection(Section):
    """The new set is built aside: until it is whole, everybody works with the old one."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("City data"), "building"
        self._may_change = self.add_reason(Permission.SETTINGS_CHANGE)
        columns = [
            Column(text("Source"), 120, stretch=1),
            Column(text("As of"), 150),
            Column(text("Loaded"), 150),
            Column(text("Rows"), 110, align="right"),
            Column(text("Not used"), 100, align="right"),
        ]
        nothing = EmptyState("building", text("Nothing is loaded yet"), text("Choose the folder that the city sends."))
        self.table = DataTable(columns, name=text("Loaded sets"), empty=nothing, choosable=False, fit_rows=True)
        self.folder = FolderField(text("Folder of the set"), help=text("set.csv and the files beside it"))
        self.load_button = Button(text("Load"), icon="refresh", key="Ctrl+Return")
        self.load = ReferenceLoad(context.operations)
        self.centre = CentreLoad(context.operations.services.sync)
        loaded = Card(text("What is loaded"), dense=True)
        loaded.body.addWidget(self.table)
        self._centre_card, self._load_card = self._make_centre_card(), self._make_load_card()
        for card in (loaded, self._centre_card, self._load_card):
            self.content.addWidget(card)
        self.content.addStretch(1)
        self._connect()

    def show_section(self) -> None:
        """What is in force; where there is a centre it comes from there, and from nowhere else."""
        self._centre_card.setVisible(self.centre.has_centre)
        self._load_card.setVisible(not self.centre.has_centre)
        self.context.operations.read_anew(self, loaded_sources, self._show, self.fail)

    def commands(self) -> list[Command]:
        """Load."""
        return [Command(text("Load the folder"), "Ctrl+Return", self.begin, "refresh", self._why_not)]

    def step_back(self) -> bool:
        """Esc cancels a load that runs."""
        was_busy = self.load.busy
        self.load.cancel()
        return was_busy

    def begin(self) -> None:
        """Loads the folder that stands there."""
        missing, not_there = (
            text("Choose the folder that holds the set."),
            text("There is no such folder. Choose another."),
        )
        folder = self.folder.take_existing(missing, not_there)
        if folder is not None:
            self.load.load_folder(folder)

    def _connect(self) -> None:
        self.load_button.clicked.connect(self.begin)
        self.folder.line.returnPressed.connect(self.begin)
        self.load.loaded.connect(self._was_loaded)
        self.load.busy_changed.connect(lambda _: self._offer())
        self._offer()

    def _why_not(self) -> str:
        if not self._may_change:
            return text("needs a supervisor")
        if self.centre.has_centre:
            return text("comes from the central database")
        return text("loading") if self.load.busy else ""

    def _offer(self) -> None:
        self.load_button.block(self._why_not())
        self.folder.block(self._why_not())
        self.commands_changed.emit()

    def _make_centre_card(self) -> Card:
        card = Card(text("From the central database"), dense=True)
        card.body.addLayout(column(self.centre, margins=16, spacing=12))
        return card

    def _make_load_card(self) -> Card:
        card = Card(text("Load a newer set"), dense=True)
        card.body.addLayout(column(self.folder, row(self.load_button, stretch()), self.load, margins=16, spacing=12))
        return card

    def _show(self, sources: Sequence[LoadedSource]) -> None:
        self.clear_failure()
        services = self.context.operations.services
        zone = services.device.time_zone
        today = local_date(services.clock.now_us(), zone)
        self.table.set_rows(
            [
                Row(
                    each.source_system,
                    (
                        Cell(each.source_system, weight=500),
                        moment_words(each.as_of_us, zone, today),
                        moment_words(each.loaded_at_us, zone, today),
                        f"{each.row_count:,}",
                        Cell(
                            f"{each.reject_count:,}" if each.reject_count else "–",
                            "bad" if each.reject_count else "muted",
                        ),
                    ),
                )
                for each in sources
            ]
        )

    def _was_loaded(self) -> None:
        self.show_section()
        self.context.announce(Changed(kinds=frozenset({"ReferenceLoaded"})))
