"""One report on the screen: figures, then a card a section with its table. A single section has the whole room."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.reports.report import Section
from printing.reports.report_sheet import hidden_words
from printing.reports.report_words import section_title
from resources.texts import current_language, text
from ui.reports.report_rows import ShownReport, ShownSection, find_row
from ui.widgets.alert import Alert
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.figures import Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled

_FIT_MAX = 40
"""A section of more rows, among others, scrolls by itself."""
_TALL = 420


class ReportView(QWidget):
    """`opened` with what stands behind a row: a question or a paper."""

    opened = Signal(object)

    def __init__(self, shown: ShownReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.tables: list[DataTable] = []
        content = QWidget()
        layout = column(parent=content, spacing=12)
        hidden = hidden_words(shown.report, current_language())
        if hidden:
            layout.addWidget(Alert("warn", hidden))
        if shown.figures:
            layout.addWidget(self._heads())
        alone = len(shown.sections) == 1
        for part in shown.sections:
            layout.addWidget(self._card(part, alone=alone), 1 if alone else 0)
        if not alone:
            layout.addStretch(1)
        self._content, self._area = content, None if alone else scrolled(content)
        column(content if self._area is None else self._area, parent=self, spacing=0)

    def choose(self, place: tuple[int, str] | None = None) -> bool:
        """Gives the focus to a row: one that was chosen before (number of the table, key), else the first.

        False where there is no row at all.
        """
        if place is not None and place[0] < len(self.tables) and self.tables[place[0]].choose(place[1]):
            self.tables[place[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        table = next((each for each in self.tables if each.rows), None)
        if table is not None:
            table.choose_first()
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        return table is not None

    @property
    def chosen(self) -> tuple[int, str]:
        """Number of the table that has the focus and the key of its row."""
        number = next((n for n, table in enumerate(self.tables) if table.hasFocus()), 0)
        return number, self.tables[number].current_key if self.tables else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A table that gets the focus by Tab has a row chosen, so that Enter opens it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, DataTable):
            if not watched.current_key:
                watched.choose_first()
            self._follow(watched)
        return super().eventFilter(watched, event)

    # -- inside

    def _heads(self) -> QWidget:
        card, found = Card(padding=(16, 8, 16, 8)), self.shown.figures
        half = (len(found) + 1) // 2
        left, right = Figures(row_height=24), Figures(row_height=24)
        left.set_rows(found[:half])
        right.set_rows(found[half:])
        both = row(left, right, spacing=48)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        card.body.addLayout(both)
        return card

    def _card(self, part: ShownSection, *, alone: bool) -> QWidget:
        title = section_title(part.section.name, current_language())
        card = Card(title, dense=True)
        if not part.rows and not alone:
            card.body.addWidget(self._nothing())
            return card
        fits = not alone and len(part.rows) <= _FIT_MAX
        table = DataTable(part.columns, name=title, compact=True, fit_rows=fits, empty=_empty() if alone else None)
        table.set_rows(part.rows)
        table.activated_key.connect(partial(self._open, part.section))
        table.current_key_changed.connect(lambda _key: self._follow(table))
        table.installEventFilter(self)
        self.tables.append(table)
        if not alone and not fits:
            hold(card, height=_TALL)
        card.body.addWidget(table, 1)
        return card

    def _nothing(self) -> QWidget:
        ground = QWidget()
        row(Label(text("None."), color="muted"), parent=ground, margins=(16, 8, 16, 10))
        return ground

    def _open(self, section: Section, key: str) -> None:
        found = find_row(section, key)
        if found is not None and found.opens is not None:
            self.opened.emit(found.opens)

    def _follow(self, table: DataTable) -> None:
        """Keeps the chosen row in sight where the page scrolls."""
        if self._area is None or not table.hasFocus() or not table.currentIndex().isValid():
            return
        spot = table.visualRect(table.currentIndex())
        middle = table.viewport().mapTo(self._content, spot.center())
        self._area.ensureVisible(0, middle.y(), 0, spot.height() * 3)


def _empty() -> EmptyState:
    return EmptyState("reports", text("Nothing to show"), text("Choose other dates, or another drawer."))
