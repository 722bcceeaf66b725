"""The page *Reports*: reports at the left, what they are narrowed to above, the report below; Enter opens every total.

What a row opens is another report, narrower, or a paper at the right; Esc comes back to the row that was left.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from app.identity.permissions import Permission, may
from app.lanes import Task
from app.reports.make_report import Choices, choices, make_report
from app.reports.report import LISTED, Paper, Question, ReportKind
from app.workplace import Services
from printing.reports.report_words import of_words, report_title
from printing.reports.save_report import FileKind
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.error_messages import sentence
from ui.operations import Failure
from ui.reports.report_filters import ReportFilters
from ui.reports.report_papers import read_paper
from ui.reports.report_rows import ShownReport, shown_report
from ui.reports.report_saving import ReportSaving
from ui.reports.report_view import ReportView
from ui.shell.command import Command
from ui.shell.page import Page
from ui.shell.rail_item import RailItem
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row
from ui.widgets.paper_view import Paper as ShownPaper
from ui.widgets.paper_view import PaperView

_ICONS = {
    ReportKind.X: "drawer",
    ReportKind.Z: "lock",
    ReportKind.DAY_CLOSE: "calendar",
    ReportKind.CASHIER_LIST: "receipt",
    ReportKind.OVER_SHORT: "scale",
    ReportKind.TENDER_LIST: "cash",
    ReportKind.LEDGER: "bank",
    ReportKind.EXCEPTIONS: "warning",
}
_FIRST = ReportKind.DAY_CLOSE
_LIST, _NARROW, _NARROW_UNDER, _PAPER, _BESIDE_FROM = 248, 58, 960, 400, 1240


class ReportsPage(Page):
    """Alt+1 … Alt+8 choose a report; Ctrl+S, F7 and F8 save it."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(text("Reports"))
        self.context = context
        self.view: ReportView | None = None
        self._trail: list[tuple[Question, tuple[int, str]]] = []
        self._question: Question | None = None
        self._asked: Task[ShownReport] | None = None
        self._items: dict[ReportKind, RailItem] = {}
        self.filters, self.detail, self.outcome = ReportFilters(), DetailPanel(), Alert("good", "")
        self.saving = ReportSaving(context, self._saved, self._not_done)
        self.way = Label(color="muted", elide=True)
        self._is_built = False
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        self._list = self._make_list()
        yield
        self._failure = EmptyState("warning", text("This cannot be shown"))
        self._holder, self._right = QWidget(), QWidget()
        self._room = column(parent=self._holder, spacing=0)
        self._stack = CurrentStack(QWidget(), self._holder, self._failure)
        self._body = row(self._stack, self.detail, spacing=12)
        self._body.setStretch(0, 1)
        column(self.filters, self._body, parent=self._right, spacing=12).setStretch(1, 1)
        yield
        title = row(Label(self.title, size=24, weight=600), self.way, *self._buttons(), spacing=12)
        title.setStretch(1, 1)
        both = row(self._list, self._right, spacing=12)
        both.setStretch(1, 1)
        column(title, self.saving, self.outcome, both, parent=self, margins=16, spacing=12).setStretch(3, 1)
        self.outcome.hide()
        self.filters.changed.connect(self._ask_filtered)
        self.detail.closed.connect(self._paper_closed)
        self._items[_FIRST].setChecked(True)
        self._is_built = True
        self._arrange()

    # -- Page

    def help_name(self) -> str:
        """Which report answers what."""
        return "reports"

    def show_page(self) -> None:
        """Reads anew what was shown; at first today's day close."""
        if not may(self.context.session, Permission.REPORT_SEE):
            self._failure.set_words(text("Not in your role"), text("A lead cashier or a supervisor sees reports."))
            self._stack.setCurrentWidget(self._failure)
            self._right.setEnabled(False)
            return
        session = self.context.session
        self.context.operations.read(self, lambda services: choices(services, session), self._show_choices, self._fail)

    def commands(self) -> list[Command]:
        """Saving, the days before and after, and the way to every report."""
        ways = [
            Command(text("Reports: {report}", report=item.text()), f"Alt+{number}", partial(self.open_report, kind))
            for number, (kind, item) in enumerate(self._items.items(), 1)
        ]
        return [
            Command(text("Save as PDF"), "Ctrl+S", partial(self.save, FileKind.PDF), "document", self._why_not),
            Command(text("Save as CSV"), "F7", partial(self.save, FileKind.CSV), "document", self._why_not),
            Command(text("Save for Excel"), "F8", partial(self.save, FileKind.XLSX), "document", self._why_not),
            Command(text("Dates, drawer, person"), "F6", self._to_filters, "filter"),
            Command(text("Day before"), "Ctrl+PgUp", partial(self.filters.go, -1), "chevron-left"),
            Command(text("Day after"), "Ctrl+PgDown", partial(self.filters.go, 1), "chevron-right"),
            Command(text("Make it anew"), "Ctrl+R", self.show_page, "refresh"),
            *ways,
        ]

    def step_back(self) -> bool:
        """Gives up a file that is being made; closes the paper; then back to the report before, to the row left."""
        if self.saving.under_way:
            self.saving.give_up()
            return True
        if self.detail.key:
            self.detail.close_panel()
            return True
        if self._trail:
            question, place = self._trail.pop()
            self._ask(question, place)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list is icons, and a paper takes the report's place."""
        super().resizeEvent(event)
        if self._is_built:  # a page may be given its room before its last step
            self._arrange()

    # -- what the program uses

    @property
    def question(self) -> Question | None:
        """What is shown or asked now."""
        return self._question

    def open_report(self, kind: ReportKind) -> None:
        """A report of the list, over what the filters say."""
        self._items[kind].setChecked(True)
        question = self.filters.question(kind)
        if question is not None:
            self._trail.clear()
            self._ask(question)

    def open(self, what: Question | Paper) -> None:
        """What stands behind a row."""
        if isinstance(what, Question):
            if self._question is not None and self.view is not None:
                self._trail.append((self._question, self.view.chosen))
            self._ask(what)
            return
        session = self.context.session
        self.context.operations.read_anew(
            self, lambda services: read_paper(services, session, what), partial(self._show_paper, what), self._not_done
        )

    def save(self, kind: FileKind) -> None:
        """Saves the report that is shown; a long one takes a moment, the window goes on."""
        if self.view is not None:
            self.saving.save(self.view.shown.report, kind)

    # -- inside

    def _make_list(self) -> Card:
        card = Card(padding=8, spacing=2)
        hold(card, width=_LIST)
        for number, kind in enumerate(LISTED, 1):
            item = RailItem(report_title(kind, current_language()), _ICONS[kind], f"Alt+{number}")
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            item.clicked.connect(lambda _checked=False, kind=kind: self.open_report(kind))
            self._items[kind] = item
            card.body.addWidget(item)
        card.body.addStretch(1)
        return card

    def _buttons(self) -> Iterator[Button]:
        for name, key, kind in (
            ("PDF", "Ctrl+S", FileKind.PDF),
            ("CSV", "F7", FileKind.CSV),
            ("Excel", "F8", FileKind.XLSX),
        ):
            button = Button(name, icon="document", key=key)
            button.clicked.connect(lambda _checked=False, kind=kind: self.save(kind))
            yield button

    def _show_choices(self, found: Choices) -> None:
        self.filters.set_choices(found)
        if self._question is not None:
            self._ask(self._question, self.view.chosen if self.view is not None else None)
        else:
            self.open_report(_FIRST)

    def _ask_filtered(self) -> None:
        self.open_report(next(kind for kind, item in self._items.items() if item.isChecked()))

    def _ask(self, question: Question, place: tuple[int, str] | None = None) -> None:
        self._question, session, language = question, self.context.session, current_language()
        if self.detail.key:
            self.detail.close_panel()
        self.outcome.hide()
        if self._asked is not None:
            self._asked.interrupt()

        def read(services: Services) -> ShownReport:
            warm_up()
            return shown_report(make_report(services, session, question), language)

        self._asked = self.context.operations.read(self, read, lambda shown: self._show(shown, place), self._fail)

    def _show(self, shown: ShownReport, place: tuple[int, str] | None) -> None:
        typing = self._is_typing()
        old, self.view = self.view, ReportView(shown)
        self._room.addWidget(self.view)
        if old is not None:
            old.hide()
            old.deleteLater()
        self.view.opened.connect(self.open)
        self._stack.setCurrentWidget(self._holder)
        self.way.setText(
            " › ".join(_words(question) for question in (*(q for q, _ in self._trail), shown.report.question))
        )
        if not typing and self.may_take_focus() and not self.view.choose(place):
            self._list_item.setFocus(Qt.FocusReason.OtherFocusReason)  # nothing to choose: not on to the rail
        self.commands_changed.emit()

    @property
    def _list_item(self) -> RailItem:
        """The report of the list that is chosen."""
        return next(item for item in self._items.values() if item.isChecked())

    def _is_typing(self) -> bool:
        """Whether somebody is at the filters; an answer leaves them there."""
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and self.filters.isAncestorOf(focused)

    def _show_paper(self, what: Paper, found: tuple[str, ShownPaper]) -> None:
        title, paper = found
        view = PaperView(name=title)
        view.set_paper(paper)
        self.detail.show_content(title, view, what.fact_id)
        self._arrange()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paper_closed(self) -> None:
        self._arrange()
        if self.view is not None and self.isVisible():
            self.view.choose(self.view.chosen)

    def _saved(self, path: Path) -> None:
        self.outcome.set_words(text("Saved."), str(path), tone="good")
        self.outcome.show()

    def _not_done(self, failure: Failure) -> None:
        self.outcome.set_words(text("Not done."), sentence(failure), tone="bad")
        self.outcome.show()

    def _fail(self, failure: Failure) -> None:
        self._failure.set_words(text("This cannot be shown"), sentence(failure))
        self._stack.setCurrentWidget(self._failure)

    def _why_not(self) -> str:
        return "" if self.view is not None else text("There is no report yet")

    def _to_filters(self) -> None:
        line = self.filters.from_field.line
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def _arrange(self) -> None:
        narrow = self.width() < theme().px(_NARROW_UNDER)
        for item in self._items.values():
            item.set_narrow(narrow)
        hold(self._list, width=_NARROW if narrow else _LIST)
        beside = self.width() >= theme().px(_BESIDE_FROM)
        hold(self.detail, min_width=_PAPER if beside else 0, max_width=_PAPER if beside else 16_000)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight)
        self._stack.setVisible(beside or not self.detail.key)


def _words(question: Question) -> str:
    """One part of the way: what it is, and what it is narrowed to."""
    language = current_language()
    narrowed = of_words(question, language)
    title = report_title(question.report, language)
    return f"{title}: {narrowed}" if narrowed else title
