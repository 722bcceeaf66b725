"""One fact of the tape in the panel: what the chain says, what it says itself, its postings, what belongs to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import text
from ui.reports.tape_fact_rows import ShownFact
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.data_table import DataTable
from ui.widgets.figures import Figure, Figures
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, row, scrolled, stretch
from ui.widgets.table_data import Column, Row, money_column


class TapeFactView(QWidget):
    """`opened` with the id of another fact that somebody wants to see; `paper_wanted` for the paper of this one."""

    opened = Signal(str)
    paper_wanted = Signal()

    def __init__(self, shown: ShownFact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.tables: list[DataTable] = []
        content = QWidget()
        parts = column(parent=content, margins=(16, 12, 16, 16), spacing=8)
        parts.addWidget(Alert("good" if shown.verified else "bad", shown.verdict, shown.rest))
        for words, holds in shown.checks:
            parts.addWidget(_check(words, holds))
        if shown.paper is not None:
            paper = Button(text("Show its paper"), icon="receipt", key="F8")
            paper.clicked.connect(self.paper_wanted)
            parts.addLayout(row(paper, stretch()))
        parts.addWidget(_figures(shown.pairs))
        self._add(parts, text("What it says"), self._body())
        if shown.postings:
            self._add(parts, text("Postings"), self._postings())
        if shown.others:
            self._add(parts, text("Belongs to it"), self._others())
        self._add(parts, text("Its place in the chain"), self._near())
        parts.addWidget(_proof(shown.proof))
        parts.addStretch(1)
        self._content, self._area = content, scrolled(content)
        column(self._area, parent=self, spacing=0)

    def begin(self) -> None:
        """Gives the focus to what it says; Tab goes on to what can be opened."""
        self.tables[0].choose_first()
        self.tables[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def _add(self, parts: QVBoxLayout, title: str, part: QWidget) -> None:
        parts.addWidget(Label(title, size=15, weight=600))
        parts.addWidget(part)

    def _body(self) -> DataTable:
        columns = [Column(text("Name"), 150, stretch=1, color="muted"), Column(text("Value"), 170, stretch=1)]
        return self._table(text("What it says"), columns, self.shown.body)

    def _postings(self) -> DataTable:
        columns = [
            Column(text("Ledger account"), 150, stretch=2),
            Column(text("Account"), 90, stretch=1),
            money_column(text("Amount"), 90),
        ]
        return self._table(text("Postings"), columns, self.shown.postings)

    def _others(self) -> DataTable:
        columns = [
            Column("", 76, color="muted"),
            Column(text("What"), 120, stretch=1),
            Column(text("Time"), 108),
            Column(text("Place"), 84, align="right", color="muted"),
        ]
        return self._opening(self._table(text("Belongs to it"), columns, self.shown.others))

    def _near(self) -> DataTable:
        columns = [
            Column(text("Sequence"), 86),
            Column(text("What"), 104, stretch=1),
            Column(text("Hash"), 104),
            Column(text("Chain"), 98),
        ]
        return self._opening(self._table(text("Its place in the chain"), columns, self.shown.near))

    def _table(self, name: str, columns: Sequence[Column], rows: Sequence[Row]) -> DataTable:
        table = DataTable(columns, name=name, compact=True, fit_rows=True)
        table.set_rows(rows)
        table.current_key_changed.connect(lambda _key: self._follow(table))
        self.tables.append(table)
        return table

    def _opening(self, table: DataTable) -> DataTable:
        table.activated_key.connect(self.opened)
        return table

    def _follow(self, table: DataTable) -> None:
        """Keeps the chosen row in sight."""
        if table.hasFocus() and table.currentIndex().isValid():
            spot = table.visualRect(table.currentIndex())
            middle = table.viewport().mapTo(self._content, spot.center())
            self._area.ensureVisible(0, middle.y(), 0, spot.height() * 3)


def _check(words: str, holds: bool) -> QWidget:
    line = QWidget()
    icon = IconLabel("good" if holds else "bad", "good" if holds else "bad", size=16)
    row(icon, Label(words, color="ink" if holds else "bad", wrap=True), parent=line, spacing=8).setStretch(1, 1)
    return line


def _figures(pairs: Sequence[tuple[str, str]]) -> Figures:
    figures = Figures(row_height=24)
    figures.set_rows([Figure(name, value) for name, value in pairs])
    return figures


def _proof(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Long signs under their names, so that they can be compared and copied."""
    ground = QWidget()
    parts = column(parent=ground, spacing=2)
    for name, value in pairs:
        parts.addWidget(Label(name, size=12, color="muted"))
        words = Label("\u200b".join(value[n : n + 8] for n in range(0, len(value), 8)), size=12, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts.addWidget(words)
    return ground
