"""The review after the first enrolment: this workstation's own beside the center's, row by row, then confirmed.

Shows and asks; `app.sync.map_identities` decides. Rows that need an answer stand on top; each answer is kept at once.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission, Session, may
from app.sync.compare_identities import MappingPage, centre_choices, mapping_page
from app.sync.map_identities import accept_proposals, confirm, decide
from app.sync.mapping_types import ConfirmMapping, DecideIdentity, MappingRow
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.sync.review_panel import ReviewPanel
from ui.sync.review_words import state_words, table_row, waiting_words
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.table_data import Column, Row

_LANE = "review"
_PANEL_WIDTH = 340
_HEIGHT = 340


class ReviewCard(Card):
    """Empty until `load`. `done` when it was confirmed, with how many were; `ready` when `commands` would differ."""

    done = Signal(int)
    ready = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("This counter's own, and what it is at the center"), heading_height=52)
        self.accept_button = Button(text("Take all proposals"), key="F7")
        self.confirm_button = Button(text("Confirm"), icon="tick", kind="primary", key="F9")
        self.add_to_heading(self.accept_button, self.confirm_button)
        self._context = context
        self._may = may(context.session, Permission.SETTINGS_CHANGE)
        self.page: MappingPage | None = None
        self._at: dict[str, int] = {}
        self._rows: list[Row] = []
        self._intent, self._busy = "", False
        self.outcome = Alert("bad", "")
        self.state, self.waits = Label(weight=500), Label(color="muted")
        nothing = EmptyState("clock", text("Nothing to compare yet"), text("It appears by itself; go on working."))
        self.table = DataTable(_columns(), name=text("To be compared"), compact=True, empty=nothing)
        self.panel = ReviewPanel()
        self._build()
        self.table.current_key_changed.connect(self._choose)
        self.table.activated_key.connect(lambda _: self.panel.answer())
        self.panel.answered.connect(self._answer)
        self.panel.asked.connect(self._look_for)
        self.accept_button.clicked.connect(self.accept)
        self.confirm_button.clicked.connect(self.confirm)

    # -- what the section uses

    def load(self) -> None:
        """Compares, once; again while something waits for the center."""
        page, session = self.page, self._context.session
        if self._busy or not self._may or (page is not None and page.exchanged and not page.waiting):
            return
        self._busy = True
        self._context.operations.background(
            self, _LANE, lambda services: _compared(services, session), self._show, self._fail
        )

    def commands(self) -> list[Command]:
        """Answer, take what is proposed, confirm."""
        return [
            Command(text("Answer"), "F8", self.panel.answer, "tick", self._why_no_answer),
            Command(text("Take all proposals"), "F7", self.accept, "tick", self._why_nothing_open),
            Command(text("Confirm"), "F9", self.confirm, "tick", self._why_not),
        ]

    # -- what can be done

    def accept(self) -> None:
        """Every question as the program proposes."""
        session = self._context.session

        def work(services: Services) -> tuple[MappingPage, list[Row]]:
            accept_proposals(services, session)
            return _compared(services, session)

        if not self._why_nothing_open():
            self._begin()
            self._context.operations.background(self, _LANE, work, self._show, self._fail)

    def confirm(self) -> None:
        """Records it; once, however often it is pressed."""
        if self._why_not():
            return
        session, services = self._context.session, self._context.operations.services
        self._intent = self._intent or services.ids.new_id()
        command = ConfirmMapping(self._intent)
        self._begin()
        self._context.operations.background(
            self, _LANE, lambda services: confirm(services, session, command), self._confirmed, self._fail
        )

    # -- inside

    def _begin(self) -> None:
        self._busy = True
        self.outcome.hide()
        self._offer()

    def _show(self, compared: tuple[MappingPage, list[Row]]) -> None:
        self._busy = False
        self.outcome.hide()
        self.page, self._rows = compared
        self._at = {each.key: number for number, each in enumerate(self.page.rows)}
        chosen = self.table.current_key
        self.table.set_rows(self._rows)
        self._go_on(chosen if chosen in self._at else "")
        self._offer()

    def _go_on(self, after: str = "") -> None:
        """To the next row that needs an answer, else where it is."""
        rows = self.page.rows if self.page is not None else ()
        place = self._at.get(after, 0)
        ahead = (*rows[place:], *rows[:place])
        following = next((each for each in ahead if each.is_open), None)
        key = following.key if following is not None else after or (rows[0].key if rows else "")
        self.table.choose(key)
        self._choose(key)

    def _choose(self, key: str) -> None:
        shown = self._row(key)
        self.panel.setVisible(shown is not None)
        if shown is not None:
            self.panel.show_row(shown)
        self._offer()

    def _row(self, key: str) -> MappingRow | None:
        if self.page is None or key not in self._at:
            return None
        return self.page.rows[self._at[key]]

    def _answer(self, command: DecideIdentity) -> None:
        session = self._context.session
        self._begin()
        self._context.operations.background(
            self, _LANE, lambda services: decide(services, session, command), self._answered, self._fail
        )

    def _answered(self, answered: MappingRow) -> None:
        self._busy = False
        if self.page is None or answered.key not in self._at:
            return
        place, rows = self._at[answered.key], list(self.page.rows)
        rows[place] = answered
        self.page = replace(self.page, rows=tuple(rows))
        self._rows[place] = table_row(answered)
        self.table.set_rows(self._rows)
        self._go_on(answered.key)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for(self, subject: Subject, typed: str) -> None:
        session = self._context.session
        self._context.operations.read_anew(
            self,
            lambda services: centre_choices(services, session, subject, typed),
            self.panel.show_others,
            self._fail,
        )

    def _confirmed(self, changed: Changed) -> None:
        count = len(self.page.rows) if self.page is not None else 0
        self._busy, self._intent, self.page = False, "", None
        self._rows, self._at = [], {}
        self.table.set_rows([])
        self._choose("")
        self._context.announce(changed)
        self.done.emit(count)

    def _fail(self, failure: Failure) -> None:
        self._busy = False
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()
        self._offer()

    def _offer(self) -> None:
        page = self.page
        if page is not None:
            self.state.setText(state_words(page))
            self.waits.setText(waiting_words(page))
        self.waits.setVisible(bool(page is not None and page.waiting))
        self.accept_button.setVisible(bool(page is not None and page.questions))
        self.accept_button.block(self._why_nothing_open())
        self.confirm_button.block(self._why_not())
        self.panel.button.block(self._why_no_answer())
        self.ready.emit()

    def _why_no_answer(self) -> str:
        if not self._may:
            return text("needs a supervisor")
        if self._busy:
            return text("one moment")
        return "" if self.panel.row is not None and self.table.current_key else text("choose a row first")

    def _why_nothing_open(self) -> str:
        if not self._may:
            return text("needs a supervisor")
        if self._busy:
            return text("one moment")
        return "" if self.page is not None and self.page.questions else text("nothing is open")

    def _why_not(self) -> str:
        if not self._may:
            return text("needs a supervisor")
        if self._busy:
            return text("one moment")
        if self.page is None or not self.page.rows:
            return text("nothing to compare yet")
        return text("{count} open", count=self.page.questions) if self.page.questions else ""

    def _build(self) -> None:
        words = Label(text("What is recorded stays as it is, and is sent meanwhile."), color="muted")
        said = column(row(self.state, stretch(), words), self.waits, self.outcome, margins=(16, 10, 16, 6), spacing=4)
        self.outcome.hide()
        both = QWidget()
        beside = row(self.table, self.panel, parent=both, margins=(0, 0, 12, 12), spacing=12)
        beside.setStretch(0, 1)
        hold(self.panel, width=_PANEL_WIDTH)
        hold(both, height=_HEIGHT)
        self.panel.hide()
        self.body.addLayout(said)
        self.body.addWidget(both)
        self.state.setText(text("The center is asked what it has. One moment."))
        self._offer()


def _compared(services: Services, session: Session) -> tuple[MappingPage, list[Row]]:
    page = mapping_page(services, session)
    return page, [table_row(each) for each in page.rows]


def _columns() -> list[Column]:
    return [Column(text("Here"), 190, 1), Column(text("At the center"), 190, 1), Column(text("Answer"), 110)]
