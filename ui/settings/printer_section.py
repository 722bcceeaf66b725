"""Printer: where receipts print, on what paper and in which language, the drawer's pulse, a test page, open papers."""

from collections.abc import Iterator
from functools import partial

from app.changed import Changed
from app.config import KICK_DRAWER, PAPER_LANGUAGE, PRINTER, PRINTER_PROFILE
from app.device_settings import DeviceSettings, device_settings
from app.identity.permissions import Permission
from app.lanes import Priority
from app.print_jobs import queue
from app.reports.print_queue import PrintQueue, print_queue
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import time_words
from ui.settings.look_section import ChipChoice
from ui.settings.printer_form import PrinterForm
from ui.settings.printer_words import failure_words, kind_words, outcome_words, profile_choices
from ui.settings.sample_print import SamplePrint
from ui.settings.section import Section
from ui.settings.setting_row import SettingRow
from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.combo_box import ComboBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import hold
from ui.widgets.table_data import Cell, Column, Row
from ui.widgets.tag import Tag


class PrinterSection(Section):
    """Each change holds from the next paper on."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Printer"), "printer"
        self.steps = self._parts()

    def _parts(self) -> Iterator[None]:
        context = self.context
        self._may_change = self.add_reason(Permission.SETTINGS_CHANGE)
        self._address = ""
        self.form = PrinterForm(labelled=False)
        self.profile = ComboBox(profile_choices(), name=text("Paper"))
        self.language = ChipChoice([("en", "English"), ("es", "Español")], self._set_language)
        self.kick = CheckBox(text("Open it when cash is taken"), name=text("Drawer"))
        self.sample = SamplePrint(context.operations, context.session)
        yield
        self._rows = {
            "printer": SettingRow(
                text("Receipt printer"), self.form, help=text("How it is connected; holds from the next paper on")
            ),
            "profile": SettingRow(text("Paper"), self.profile, help=text("Width and kind of printer")),
            "language": SettingRow(
                text("Language of receipts"), self.language, help=text("A customer's own choice goes before it")
            ),
            "kick": SettingRow(text("Drawer"), self.kick, help=text("Through the printer's cable")),
            "sample": SettingRow(
                text("Test page"), self.sample, help=text("Every letter, both edges, a code to scan"), last=True
            ),
        }
        self.content.addWidget(self._settings_card())
        yield
        self.again_button = Button(text("Print again"), icon="refresh", size="quiet")
        self.printed_button = Button(text("It printed"), icon="tick", size="quiet")
        self.count = Tag("")
        self.table = self._papers_table()
        self.content.addWidget(self._papers_card(), 1)
        self._connect()

    # -- Section

    def show_section(self) -> None:
        """Settings and open papers."""
        self.context.operations.read_anew(self, device_settings, self._show, self.fail)
        self._load_papers()

    def commands(self) -> list[Command]:
        """Test page, and the answers about the chosen paper."""
        return [
            Command(text("Print a test page"), "Ctrl+T", self.sample.print_page, "printer"),
            Command(text("It printed"), "Ctrl+Y", self._it_printed, "tick", self._why_no_answer),
            Command(text("Print again"), "Ctrl+P", self._print_again, "refresh", self._why_no_answer),
        ]

    # -- inside: looks

    def _settings_card(self) -> Card:
        card = Card(text("Receipt printer"), dense=True)
        for row in self._rows.values():
            card.body.addWidget(row)
        for control in (self.form, self.profile, self.language, self.kick):
            control.setEnabled(self._may_change)
        return card

    def _papers_table(self) -> DataTable:
        columns = [
            Column(text("Time"), 64),
            Column(text("Paper"), 140),
            Column(text("What is known"), 240, stretch=1),
        ]
        nothing = EmptyState(
            "good", text("No paper waits for an answer"), text("Papers of unknown outcome stand here.")
        )
        table = DataTable(columns, name=text("Papers to answer for"), empty=nothing)
        hold(table, min_height=128)
        return table

    def _papers_card(self) -> Card:
        card = Card(text("Papers to answer for"), dense=True)
        card.add_to_heading(self.count, after_title=True)
        card.add_to_heading(self.printed_button, self.again_button)
        card.body.addWidget(self.table)
        return card

    def _connect(self) -> None:
        self.form.changed.connect(self._set_printer)
        self.form.kind.chosen.connect(lambda _: self.sample.forget())
        self.profile.chosen.connect(lambda value: self.save(PRINTER_PROFILE, value, self._rows["profile"]))
        self.kick.clicked.connect(lambda on: self.save(KICK_DRAWER, bool(on), self._rows["kick"]))
        self.sample.queued.connect(lambda: self.context.announce(Changed()))
        self.table.current_key_changed.connect(lambda _: self._offer())
        self.printed_button.clicked.connect(self._it_printed)
        self.again_button.clicked.connect(self._print_again)
        self.context.paper_moved.connect(self._paper_moved)
        self._offer()

    # -- inside: settings

    def _show(self, settings: DeviceSettings) -> None:
        self.clear_failure()
        if settings.printer != self._address:
            self._address = settings.printer
            self.form.set_address(settings.printer)
        self.profile.set_value(settings.printer_profile)
        self.language.show_value(settings.paper_language)
        self.kick.setChecked(settings.kick_drawer)
        self._fit_to_printer()

    def _fit_to_printer(self) -> None:
        for name in ("profile", "kick", "sample"):
            self._rows[name].setVisible(not self.form.on_screen)

    def _set_printer(self) -> None:
        address = self.form.take()
        self._fit_to_printer()
        if address is not None and address != self._address:
            self._address = address
            self.sample.forget()
            self.save(PRINTER, address, self._rows["printer"])

    def _set_language(self, language: str) -> None:
        self.save(PAPER_LANGUAGE, language, self._rows["language"])

    # -- inside: papers

    def _paper_moved(self) -> None:
        if self.isVisible():
            self._load_papers()

    def _load_papers(self) -> None:
        self.context.operations.read_anew(self, print_queue, self._show_papers, self.fail)

    def _show_papers(self, found: PrintQueue) -> None:
        zone = self.context.operations.services.device.time_zone
        rows = []
        for paper in found.to_answer:
            tone, fact, rest = outcome_words(paper)
            known = Cell(f"{fact} {rest}", color="bad" if tone == "bad" else "")
            rows.append(Row(paper.job_id, (time_words(paper.created_at_us, zone), kind_words(paper.kind), known)))
        self.table.set_rows(rows)
        count, failure = found.waiting.count, found.waiting.failure
        self.count.setVisible(bool(count))
        if count:
            self.count.set_words(text("{count} waiting", count=count), "warn" if failure else "plain")
            self.count.setToolTip(failure_words(failure) if failure else "")
        self._offer()

    def _why_no_answer(self) -> str:
        return "" if self.table.current_key else text("choose a paper")

    def _offer(self) -> None:
        for button in (self.printed_button, self.again_button):
            button.setVisible(not self._why_no_answer())
        self.commands_changed.emit()

    def _it_printed(self) -> None:
        person = self.context.session.person_id
        self._answer(partial(queue.settle_printed, job_id=self.table.current_key, by=person))

    def _print_again(self) -> None:
        person = self.context.session.person_id
        self._answer(partial(queue.requeue, job_id=self.table.current_key, by=person))

    def _answer(self, write: "partial[None]") -> None:
        def work(services: Services) -> None:
            write(services)

        self.context.operations.write(self, work, lambda _: self._answered(), self.fail, Priority.SPOOL)

    def _answered(self) -> None:
        self.context.announce(Changed())
        self._load_papers()
