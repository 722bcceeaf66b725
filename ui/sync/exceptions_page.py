"""The tab *Exceptions*: what counters did to each other while they could not see each other; each waits for a person.

Shows and asks; `app.sync.conflicts` decides. The decision is a fact; refunds and moves are done by their own workflow.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.changed import Changed
from app.identity.permissions import Permission, may
from app.lanes import Priority
from app.sync.conflicts import ConflictKind, Decision, SettleConflict, settle
from app.sync.exceptions_page import OpenConflict, exceptions_page
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.refunds_page import KINDS, PANEL_WIDTH
from ui.shell.command import Command
from ui.shell.page import Page
from ui.sync.conflict_words import conflict_row, decisions, kind_words, next_step, part_figures
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.figures import Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch
from ui.widgets.line import Line
from ui.widgets.table_data import Column, money_column


class ExceptionsPage(Page):
    """Newest first; the chosen one opens beside the list, Ctrl+Enter settles it as chosen."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Exceptions"), parent)
        self._context = context
        self._may = may(context.session, Permission.PAYMENT_CORRECT)
        self._intents: dict[tuple[str, str], str] = {}
        self.items: tuple[OpenConflict, ...] = ()
        self.chosen: OpenConflict | None = None
        self._loaded = False
        none = EmptyState("good", text("No exceptions"), text("What counters did to each other offline appears here."))
        self.table = DataTable(_columns(), name=self.title, empty=none)
        self.outcome = Alert("good", "")
        self.tiles: dict[Decision, ChoiceTile] = {}
        self._panel_parts()
        self._build()
        self.table.current_key_changed.connect(self._choose)
        self.settle_button.clicked.connect(self.settle)
        self.receipt_button.clicked.connect(self.open_receipt)
        context.changed.connect(self._take_change)

    # -- Page

    def show_page(self) -> None:
        """Reads anew."""
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_name(self) -> str:
        """What an exception is and how it is settled."""
        return "exceptions"

    def commands(self) -> list[Command]:
        """Settle, look at the receipt."""
        return [
            Command(text("Settle"), "Ctrl+Return", self.settle, "tick", self._why_not),
            Command(text("Refund or move the receipt"), "F6", self.open_receipt, "undo", self._why_no_receipt),
        ]

    # -- what can be done

    def reload(self) -> None:
        """What is open now."""
        session = self._context.session

        def read(services: Services) -> tuple[OpenConflict, ...]:
            warm_up()
            return exceptions_page(services, session)

        self._context.operations.read_anew(self, read, self._show, self._fail)

    def settle(self) -> None:
        """Records the chosen decision, once however often it is pressed; goes to the account of a contact."""
        each, decision = self.chosen, self._decision()
        if each is not None and each.conflict.kind is ConflictKind.CONTACT_EDITED_TWICE and not self._why_not():
            self._context.account_wanted.emit(each.conflict.account)
            return
        if each is None or decision is None or self._why_not():
            return
        session, services = self._context.session, self._context.operations.services
        intent = self._intents.setdefault((each.conflict.key, decision.value), services.ids.new_id())
        command = SettleConflict(intent, each.conflict.key, each.conflict.amount_cents, decision)
        self._context.operations.write(
            self,
            lambda services: settle(services, session, command),
            lambda changed: self._settled(changed, each),
            self._fail,
            Priority.BACKGROUND,
        )

    def open_receipt(self) -> None:
        """Goes to refunds and corrections with the newest receipt of it that was taken here."""
        receipt = self._receipt()
        if receipt:
            self._context.undo_wanted.emit(receipt)

    # -- inside

    def _show(self, items: tuple[OpenConflict, ...]) -> None:
        self._loaded, self.items = True, items
        services = self._context.operations.services
        zone, now_us = services.device.time_zone, self._context.now_us()
        self.table.set_rows([conflict_row(each, zone, now_us) for each in items])
        if items and not self.table.current_key:
            self.table.choose_first()
        self._choose(self.table.current_key)

    def _choose(self, key: str) -> None:
        chosen = next((each for each in self.items if each.conflict.key == key), None)
        if chosen == self.chosen:
            return
        self.chosen = chosen
        self._panel.setVisible(chosen is not None)
        if chosen is not None:
            self._fill(chosen)
        self.commands_changed.emit()

    def _fill(self, each: OpenConflict) -> None:
        zone = self._context.operations.services.device.time_zone
        kind = each.conflict.kind
        self._heading.setText(kind_words(kind))
        self._about.setText(next_step(kind))
        self._parts.set_rows(part_figures(each, zone, self._context.now_us()))
        self._offer(kind)
        self._question.setVisible(bool(self.tiles))
        self.receipt_button.setVisible(bool(self._receipt()))
        self.settle_button.block("" if self._may else text("needs a lead"))

    def _offer(self, kind: ConflictKind) -> None:
        for tile in self.tiles.values():
            self._group.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = {}
        for decision, name, line in decisions(kind):
            tile = ChoiceTile(name, line)
            tile.setChecked(not self.tiles)
            self.tiles[decision] = tile
            self._group.addButton(tile)
            self._choices.addWidget(tile)

    def _decision(self) -> Decision | None:
        return next((decision for decision, tile in self.tiles.items() if tile.isChecked()), None)

    def _receipt(self) -> str:
        own = self._context.operations.services.device.code
        parts = self.chosen.parts if self.chosen is not None else ()
        return next((part.fact_id for part in reversed(parts) if part.workstation == own and part.receipt_number), "")

    def _why_not(self) -> str:
        if not self._may:
            return text("needs a lead")
        return "" if self.chosen is not None else text("choose one first")

    def _why_no_receipt(self) -> str:
        return "" if self._receipt() else text("no receipt of it was taken here")

    def _settled(self, changed: Changed, each: OpenConflict) -> None:
        self.outcome.set_words(text("Settled: {what}.", what=kind_words(each.conflict.kind)), tone="good")
        self.outcome.show()
        self.reload()
        self._context.announce(changed)

    def _fail(self, failure: Failure) -> None:
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()

    def _take_change(self, changed: Changed) -> None:
        if self._loaded and (changed.elsewhere or changed.kinds & {*KINDS, "ContactDetailsChanged"}):
            self.reload()

    def _panel_parts(self) -> None:
        self._heading = Label(size=18, weight=600, wrap=True)
        self._about = Label(color="muted", wrap=True)
        self._parts = Figures()
        self._group = QButtonGroup(self)
        self._choices = column(spacing=8)
        self.receipt_button = Button(text("Refund or move the receipt"), icon="undo", key="F6")
        self.settle_button = Button(text("Settle"), icon="tick", kind="primary", key="Ctrl+Return")

    def _build(self) -> None:
        ground = QWidget()
        self._question = Label(text("What is done about it?"), weight=500)
        parts = (self._heading, self._about, self._parts, row(self.receipt_button, stretch()), self._question)
        column(*parts, self._choices, stretch(), parent=ground, margins=16, spacing=12)
        self._panel = Card()
        self._panel.body.addWidget(scrolled(ground), 1)
        self._panel.body.addWidget(Line())
        self._panel.body.addLayout(row(self.settle_button, stretch(), margins=16))
        hold(self._panel, width=PANEL_WIDTH)
        self._panel.hide()
        card = Card(text("Between counters, newest first"), heading_height=44)
        card.body.addWidget(self.table, 1)
        body = row(spacing=12)
        body.addWidget(card, 1)
        body.addWidget(self._panel)
        heading = row(Label(self.title, size=24, weight=600), stretch())
        whole = column(heading, self.outcome, body, parent=self, margins=16, spacing=12)
        whole.setStretch(2, 1)
        self.outcome.hide()


def _columns() -> list[Column]:
    return [
        Column(text("Since"), 70),
        Column(text("What happened"), 170, stretch=1),
        Column(text("Account"), 170, stretch=1),
        Column(text("Where"), 76),
        money_column(text("Amount")),
    ]
