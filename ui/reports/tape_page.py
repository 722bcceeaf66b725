"""The virtual tape: filters above, what was found below, a fact whole at the right; each says whether it verifies.

Enter on a row opens its fact, and inside it the facts that belong to it; Esc goes back the same way.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.identity.permissions import Permission, may
from app.lanes import Task
from app.reports.report import Paper
from app.reports.tape import TapeChoices, TapePage, search_all, search_tape, tape_choices
from app.reports.tape_fact import whole_fact
from app.reports.tape_index import catch_up
from app.reports.tape_question import TapeQuestion
from app.workplace import Services
from printing.reports.tape_csv import save_tape
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.error_messages import sentence
from ui.operations import Failure
from ui.reports.erase_desk import EraseDesk
from ui.reports.report_papers import read_paper
from ui.reports.tape_fact_rows import ShownFact, shown_fact
from ui.reports.tape_fact_view import TapeFactView
from ui.reports.tape_filters import TapeFilters
from ui.reports.tape_rows import tape_columns, tape_rows
from ui.shell.command import Command
from ui.shell.page import Page
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.paper_view import Paper as ShownPaper
from ui.widgets.paper_view import PaperView
from ui.widgets.table_data import Row

LANE = "tape-page"
SAVED_MAX = 10_000
_PANEL, _BESIDE_FROM = 470, 1120


class VirtualTapePage(Page):
    """F6 to the filters, Enter searches; F9 goes further back, F8 shows the paper, F7 saves what is found."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Virtual tape"))
        self.context = context
        self.shown: ShownFact | None = None
        self._question = TapeQuestion()
        self._choices: TapeChoices | None = None
        self._page: TapePage | None = None
        self._trail: list[str] = []
        self._asked: Task[tuple[TapePage, list[Row]]] | None = None
        self._catching_up = self._is_built = False
        self.filters, self.detail = TapeFilters(), DetailPanel()
        self.outcome, self.unread = Alert("good", ""), Alert("warn", "")
        self.erasing = EraseDesk(self, context, self.outcome, self._erasable, self._read_fact)
        self.count = Label(color="muted")
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        nothing = EmptyState(
            "search",
            text("Nothing like that on the tape"),
            text("Take a filter away, or press Ctrl+Backspace for all."),
        )
        self.table = DataTable(tape_columns(), name=self.title, compact=True, empty=nothing)
        self._failure = EmptyState("warning", text("This cannot be shown"))
        yield
        self.more = Button(text("Further back"), icon="arrow-down", key="F9", size="quiet")
        self._foot = QWidget()
        row(self.count, stretch(), self.more, parent=self._foot, margins=(12, 4, 8, 4))
        self._found = Card()
        self._found.body.addWidget(self.table, 1)
        self._found.body.addWidget(self._foot)
        self._stack = CurrentStack(self._found, self._failure)
        save = Button("CSV", icon="document", key="F7")
        save.clicked.connect(self.save)
        title = row(Label(self.title, size=24, weight=600), stretch(), save, spacing=12)
        self._body = row(self._stack, self.detail, spacing=12)
        self._body.setStretch(0, 1)
        yield
        parts = (title, self.filters, self.unread, self.outcome, self._body)
        column(*parts, parent=self, margins=16, spacing=12).setStretch(4, 1)
        self.outcome.hide()
        self.unread.hide()
        self.more.clicked.connect(self.go_further)
        self.table.activated_key.connect(self.open_fact)
        self.filters.changed.connect(self.search)
        self.detail.closed.connect(self._panel_closed)
        self._is_built = True
        self._arrange()

    # -- Page

    def help_name(self) -> str:
        """What can be found, and what verifying means."""
        return "tape"

    def show_page(self) -> None:
        """Searches anew, so that what came since is there."""
        if not may(self.context.session, Permission.TAPE_SEE):
            self._failure.set_words(text("Not in your role"), text("A supervisor sees the virtual tape."))
            self._stack.setCurrentWidget(self._failure)
            self.filters.setEnabled(False)
            return
        session = self.context.session
        self.context.operations.read(self, lambda services: tape_choices(services, session), self._begin, self._fail)

    def commands(self) -> list[Command]:
        """Filters, further back, the fact's paper, saving."""
        return [
            Command(text("Look for something else"), "F6", self.filters.begin, "filter"),
            Command(text("Look for anything"), "Ctrl+Backspace", self.clear, "close"),
            Command(text("Further back"), "F9", self.go_further, "arrow-down", self._why_no_further),
            Command(text("Show its paper"), "F8", self.show_paper, "receipt", self._why_no_paper),
            self.erasing.command(),
            Command(text("Save as CSV"), "F7", self.save, "document", self._why_not_saved),
            Command(text("Search anew"), "Ctrl+R", self.show_page, "refresh"),
        ]

    def step_back(self) -> bool:
        """From a paper to its fact, from a fact to the one before, then closes the panel."""
        if not self.detail.key:
            return False
        if self.shown is not None and not isinstance(self.detail.content, TapeFactView):
            self._show_fact(self.shown)
        elif self._trail:
            self._read_fact(self._trail.pop())
        else:
            self.detail.close_panel()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window a fact takes the list's place."""
        super().resizeEvent(event)
        if self._is_built:  # a page may be given its room before its last step
            self._arrange()

    # -- what the program uses

    def search(self) -> None:
        """What the filters say, newest first."""
        question = self.filters.question()
        if question is not None:
            self._question = question
            self._ask(None)

    def clear(self) -> None:
        """Takes every filter away."""
        self.filters.clear()
        self.search()

    def go_further(self) -> None:
        """The next page, below what is shown."""
        if self._page is not None and self._page.further:
            self._ask(self._page.further)

    def open_fact(self, fact_id: str) -> None:
        """A fact of the list."""
        self._trail.clear()
        self._read_fact(fact_id)

    def show_paper(self) -> None:
        """The paper of the fact that is shown."""
        paper = self._paper()
        if paper is None:
            return
        session = self.context.session
        self.context.operations.read_anew(
            self, lambda services: read_paper(services, session, paper), self._show_paper, self._not_done
        )

    def save(self) -> None:
        """Saves everything that is found, not only what is shown."""
        session, question, language = self.context.session, self._question, current_language()

        def work(services: Services) -> Path:
            rows = search_all(services, session, question, SAVED_MAX)
            return save_tape(rows, language, services.device.time_zone, services.clock.now_us())

        self.context.operations.background(self, LANE, work, self._saved, self._not_done)

    # -- inside

    def _begin(self, choices: TapeChoices) -> None:
        self._choices = choices
        self.filters.set_choices(choices)
        self.search()

    def _ask(self, further: int | None) -> None:
        if self._choices is None:
            return
        session, question, language, on = self.context.session, self._question, current_language(), self._choices.on
        self.outcome.hide()
        if self._asked is not None:
            self._asked.interrupt()

        def read(services: Services) -> tuple[TapePage, list[Row]]:
            warm_up()
            page = search_tape(services, session, question, further)
            return page, tape_rows(page.rows, language, page.time_zone, on)

        self._asked = self.context.operations.read(self, read, partial(self._show, further is not None), self._fail)

    def _show(self, added: bool, found: tuple[TapePage, list[Row]]) -> None:
        self._page, rows = found
        self._stack.setCurrentWidget(self._found)
        before = len(self.table.rows) if added else 0
        self.table.set_rows([*self.table.rows, *rows] if added else rows)
        self.count.setText(_count_words(len(self.table.rows), further=bool(self._page.further)))
        self.more.setVisible(bool(self._page.further))
        self._tell_unread(self._page.unread)
        if added and before < len(self.table.rows):
            self.table.choose(self.table.rows[before].key)
        elif not self.table.current_key:
            self.table.choose_first()
        if self.may_take_focus() and not self.detail.key and not self._is_typing():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commands_changed.emit()

    def _is_typing(self) -> bool:
        """Whether somebody is in a field; what is found leaves them there, to go on narrowing."""
        focused = QApplication.focusWidget()
        return focused is not None and self.filters.isAncestorOf(focused) and not self.table.rows

    def _tell_unread(self, unread: int) -> None:
        self.unread.setVisible(bool(unread))
        if not unread:
            return
        self.unread.set_words(
            text("{count} facts were not searched.", count=f"{unread:,}"),
            text("The index of the tape is being made; they are searched as soon as it is there."),
        )
        if not self._catching_up:
            self._catching_up = True
            self.context.operations.background(self, LANE, catch_up, self._caught_up, self._fail)

    def _caught_up(self, _known: int) -> None:
        self._catching_up = False
        self._ask(None)

    def _read_fact(self, fact_id: str) -> None:
        session, language = self.context.session, current_language()
        if self._choices is None:
            return
        on = self._choices.on
        self.context.operations.read_anew(
            self,
            lambda services: shown_fact(whole_fact(services, session, fact_id), language, on),
            self._show_fact,
            self._not_done,
        )

    def _show_fact(self, shown: ShownFact) -> None:
        self.shown = shown
        view = TapeFactView(shown)
        view.opened.connect(self._open_other)
        view.paper_wanted.connect(self.show_paper)
        self.detail.show_content(shown.title, view, shown.fact.row.fact_id)
        self._arrange()
        self.erasing.forget()
        view.begin()
        self.commands_changed.emit()

    def _open_other(self, fact_id: str) -> None:
        if self.shown is not None and fact_id != self.shown.fact.row.fact_id:
            self._trail.append(self.shown.fact.row.fact_id)
            self._read_fact(fact_id)

    def _show_paper(self, found: tuple[str, ShownPaper]) -> None:
        title, paper = found
        view = PaperView(name=title)
        view.set_paper(paper)
        self.detail.show_content(title, view, self.detail.key)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _erasable(self) -> str:
        """The open fact, where something stands beside it that can be erased."""
        shown = self.shown
        return shown.fact.row.fact_id if shown is not None and shown.fact.erasable else ""

    def _paper(self) -> Paper | None:
        return self.shown.paper if self.shown is not None else None

    def _panel_closed(self) -> None:
        self.shown = None
        self._trail.clear()
        self._arrange()
        if self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commands_changed.emit()

    def _saved(self, path: Path) -> None:
        self.outcome.set_words(text("Saved."), str(path), tone="good")
        self.outcome.show()

    def _not_done(self, failure: Failure) -> None:
        self.outcome.set_words(text("Not done."), sentence(failure), tone="bad")
        self.outcome.show()

    def _fail(self, failure: Failure) -> None:
        self._catching_up = False
        self._failure.set_words(text("This cannot be shown"), sentence(failure))
        self._stack.setCurrentWidget(self._failure)

    def _why_no_further(self) -> str:
        return "" if self._page is not None and self._page.further else text("That is all")

    def _why_no_paper(self) -> str:
        return "" if self._paper() is not None else text("Open a fact that has a paper")

    def _why_not_saved(self) -> str:
        return "" if self.table.rows else text("Nothing is found")

    def _arrange(self) -> None:
        beside = self.width() >= theme().px(_BESIDE_FROM)
        hold(self.detail, min_width=_PANEL if beside else 0, max_width=_PANEL if beside else 16_000)
        self._stack.setVisible(beside or not self.detail.key)


def _count_words(count: int, *, further: bool) -> str:
    if further:
        return text("The newest {count}; there may be more further back", count=count)
    return text("1 fact") if count == 1 else text("{count} facts", count=count)
