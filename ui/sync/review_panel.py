"""One row of the review: what the workstation knows, what it may be at the center, and the answer."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.identity.mapping_facts import Subject
from app.sync.mapping_types import Choice, DecideIdentity, MappingRow, Side
from resources.texts import text
from ui.sync.review_words import choice_rows, doubt_words, line_words, side_figures, title_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.figures import Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch
from ui.widgets.line import Line
from ui.widgets.table_data import Column

_TYPING_MS = 150


class ReviewPanel(Card):
    """`answered(DecideIdentity)`; `asked(Subject, str)` for what else it could be, by what was typed."""

    answered = Signal(object)
    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.row: MappingRow | None = None
        self._figures, self._about = Figures(), Label(color="muted", wrap=True)
        self.same = ChoiceTile(text("The same"))
        self.new = ChoiceTile(text("New at the center"))
        self.other = ChoiceTile(text("Another one of the center's"))
        self._group = QButtonGroup(self)
        for tile in (self.same, self.new, self.other):
            self._group.addButton(tile)
        self.search = Field(text("Which one"), help=text("Number, name or address"))
        self.others = DataTable(
            [Column(text("At the center"), 130), Column(text("Known by"), 150, 1)],
            name=text("At the center"),
            compact=True,
            empty=EmptyState("search", text("Nothing found")),
        )
        hold(self.others, height=120)
        self.button = Button(text("Answer"), icon="tick", kind="primary", key="F8")
        self._build()
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._ask)
        self.search.line.textEdited.connect(lambda _: self._typing.start())
        self.search.line.returnPressed.connect(self.answer)
        self.others.activated_key.connect(lambda _: self.answer())
        self._group.buttonToggled.connect(lambda _tile, _on: self._offer())
        self.button.clicked.connect(self.answer)

    def show_row(self, shown: MappingRow) -> None:
        """Another row, with the program's proposal chosen; the same one stays as somebody has it."""
        if shown == self.row:
            return
        before, self.row = self.row, shown
        self._figures.set_rows(side_figures(shown))
        self._about.setText(doubt_words(shown))
        there = shown.there or shown.proposal.there
        self.same.setVisible(there is not None)
        if there is not None:
            words = f"{title_words(there)}, {line_words(shown.subject, there)}"
            self.same.set_line(words.removesuffix(", "))
        self.new.setVisible(shown.subject is not Subject.OFFICE or shown.proposal.doubt is not None)
        if before is None or before.key != shown.key:
            self.search.line.clear()
            self.others.set_rows([])
        chosen = self.same if shown.choice is Choice.SAME and there is not None else self.new
        chosen.setChecked(True)
        self._offer()

    def show_others(self, sides: tuple[Side, ...]) -> None:
        """What else it could be; the first is chosen."""
        if self.row is not None:
            self.others.set_rows(choice_rows(self.row.subject, sides))
            self.others.choose_first()

    def answer(self) -> None:
        """What is chosen, if something is."""
        shown = self.row
        if shown is None:
            return
        there = shown.there or shown.proposal.there
        central = there.id if self.same.isChecked() and there is not None else ""
        if self.other.isChecked():
            central = self.others.current_key
            if not central:
                self.search.set_error(text("Choose one of the list, or another answer."))
                self.search.setFocus()
                return
        choice = Choice.NEW if self.new.isChecked() else Choice.SAME
        self.answered.emit(DecideIdentity(shown.subject, shown.here.id, choice, central))

    def _offer(self) -> None:
        other = self.other.isChecked()
        self.search.set_error("")
        self.search.setVisible(other)
        self.others.setVisible(other)
        self._about.setVisible(not other)
        if other:
            QTimer.singleShot(0, self, lambda: self._scrolled.ensureWidgetVisible(self.others))
            self._ask()

    def _ask(self) -> None:
        if self.row is not None and self.other.isChecked():
            self.asked.emit(self.row.subject, self.search.line.text().strip())

    def _build(self) -> None:
        ground = QWidget()
        question = Label(text("What is it at the center?"), weight=500)
        tiles = (self.same, self.new, self.other)
        parts = (self._figures, self._about, question, *tiles, self.search, self.others, stretch())
        column(*parts, parent=ground, margins=(16, 8, 16, 8), spacing=8)
        self._scrolled = scrolled(ground)
        self.body.addWidget(self._scrolled, 1)
        self.body.addWidget(Line())
        self.body.addLayout(row(self.button, stretch(), margins=(16, 8, 16, 8)))
