"""Checks or money orders to be found: ticked off one by one against the list, those on no list typed as an amount.

card = PapersCard("check", page.papers, page.names)      # narrow=True: without names, for a panel
card.counted.connect(...)      # card.found are the papers in hand
card.walked.connect(...)       # +1: Enter, on to what follows; -1: Up on the first row
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.drawers.count_drawer_facts import FoundPaper
from app.money import format_cents
from app.payments.shift_receipts import Paper
from resources.texts import text
from ui.widgets.amount_field import AmountField
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.table_data import Cell, Column, Row, money, money_column
from ui.widgets.tag import Tag

_RIGHT = Qt.AlignmentFlag.AlignRight


class PapersTable(DataTable):
    """Space ticks and goes on, Enter leaves downwards, Up on the first row leaves upwards."""

    ticked = Signal(str)
    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list."""
        key, first = event.key(), self.currentIndex().row() <= 0
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.walked.emit(1)
        elif key == Qt.Key.Key_Up and first:
            self.walked.emit(-1)
        elif key == Qt.Key.Key_Space and self.current_key:
            self.ticked.emit(self.current_key)
            self._go_on()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a row ticks it."""
        super().mousePressEvent(event)
        if self.indexAt(event.position().toPoint()).isValid() and self.current_key:
            self.ticked.emit(self.current_key)

    def _go_on(self) -> None:
        later = self.currentIndex().row() + 1
        if later < len(self.rows):
            self.choose(self.rows[later].key)


class PapersCard(Card):
    """`found`: the papers in hand. `tender`: "check" or "money_order"."""

    counted = Signal()
    walked = Signal(int)

    def __init__(
        self,
        tender: str,
        papers: Sequence[Paper],
        names: Mapping[str, str],
        *,
        narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        check = tender == "check"
        title = text("Checks") if check else text("Money orders")
        super().__init__(title, heading_height=44, parent=parent)
        self.tender, self._names, self._narrow = tender, names, narrow
        self._papers = {f"{paper.receipt}/{paper.line}": paper for paper in papers if paper.tender == tender}
        self._ticked: set[str] = set()
        self.table = PapersTable(self._columns(), name=title, compact=True, fit_rows=len(self._papers) <= 6)
        self.unlisted = AmountField(text("{papers} on no list", papers=title), size="row")
        self.missing = Tag("", "warn", icon="info")
        self._words, self._amount = Label(weight=600), Label(weight=600, align=_RIGHT)
        self._build()
        self._show()

    @property
    def found(self) -> tuple[FoundPaper, ...]:
        """Those that were ticked, in the order of the list; then what is on no list, as one."""
        listed = [
            FoundPaper(self.tender, paper.amount_cents, paper.receipt, paper.line)
            for key, paper in self._papers.items()
            if key in self._ticked
        ]
        if self.unlisted.cents:
            listed.append(FoundPaper(self.tender, self.unlisted.cents))
        return tuple(listed)

    @property
    def total_cents(self) -> int:
        """What was found."""
        return sum(paper.amount_cents for paper in self.found)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on the list."""
        return not self._papers

    @property
    def unreadable(self) -> bool:
        """Whether the amount on no list cannot be read."""
        return bool(self.unlisted.text().strip()) and self.unlisted.cents is None

    def restore(self, papers: Sequence[FoundPaper], unlisted: str) -> None:
        """Ticks again what was kept for later."""
        self._ticked = {f"{paper.receipt}/{paper.line}" for paper in papers} & set(self._papers)
        self.unlisted.setText(unlisted)
        self.unlisted.settle()
        self._show()

    def tick_all(self) -> None:
        """Everything on the list is in hand; once more: nothing is."""
        everything = set(self._papers)
        self._ticked = set() if self._ticked == everything else everything
        self._show()

    def tick(self, key: str) -> None:
        """In hand, or not."""
        self._ticked ^= {key}
        self._show()

    def focus_first(self) -> None:
        """Where ticking begins."""
        target = self.unlisted if self.is_empty else self.table
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.is_empty and not self.table.current_key:
            self.table.choose_first()

    def _build(self) -> None:
        hints = QWidget()
        parts = (
            KeyHint("Space"),
            Label(text("tick"), color="muted"),
            KeyHint("Ctrl+A"),
            Label(text("all"), color="muted"),
        )
        row(*parts, parent=hints, spacing=6)
        if self._narrow:
            self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            hints.setParent(self)
            hints.hide()
        if not self.is_empty:
            self.add_to_heading(self.missing, after_title=True)
            if not self._narrow:
                self.add_to_heading(hints)
            self.body.addWidget(self.table)
            self.body.addWidget(Line("field-line"))
        else:
            hints.setParent(self)
            hints.hide()
            self.missing.setParent(self)
            self.missing.hide()
            self.table.setParent(self)
            self.table.hide()
        hold(self.unlisted, width=84 if self._narrow else 104)
        hold(self._amount, min_width=64 if self._narrow else 88)
        foot = QWidget()
        other = Label(text("Other") if self._narrow else text("On no list"), color="muted")
        row(self._words, stretch(), other, self.unlisted, self._amount, parent=foot, margins=(16, 3, 16, 3), spacing=8)
        hold(foot, height=40)
        self.body.addWidget(foot)
        self.table.ticked.connect(self.tick)
        self.table.walked.connect(self.walked)
        self.unlisted.amount_changed.connect(lambda _cents: self._show())
        self.setFocusProxy(self.unlisted if self.is_empty else self.table)

    def _columns(self) -> list[Column]:
        head = text("Check") if self.tender == "check" else text("Number")
        if self._narrow:
            account, amount = Column(text("Account"), 96, 2), money_column(text("Amount"), 74, weight=600)
            return [Column("", 36), Column(head, 60, 2, weight=500), account, amount]
        return [
            Column("", 40),
            Column(head, 96, 2, weight=500),
            Column(text("Account"), 108, 2),
            Column(text("Name"), 120, 3),
            money_column(text("Amount"), 92, weight=600),
        ]

    def _show(self) -> None:
        self.table.set_rows([self._row(key, paper) for key, paper in self._papers.items()])
        ticked, listed = len(self._ticked), len(self._papers)
        self.missing.setVisible(ticked < listed)
        self.missing.set_words(text("{count} not found yet", count=listed - ticked), icon="info")
        self._words.setText(self._said(ticked, listed))
        self._amount.setText(format_cents(self.total_cents))
        self.counted.emit()

    def _said(self, ticked: int, listed: int) -> str:
        check = self.tender == "check"
        if self._narrow:
            return text("{ticked} of {count}", ticked=ticked, count=listed) if listed else text("None")
        if not listed:
            return text("No check in this shift") if check else text("No money order in this shift")
        if check:
            return text("{ticked} of {count} checks", ticked=ticked, count=listed)
        return text("{ticked} of {count} money orders", ticked=ticked, count=listed)

    def _row(self, key: str, paper: Paper) -> Row:
        ticked = key in self._ticked
        box = Cell("", icon="box-ticked" if ticked else "box", icon_color="accent" if ticked else "field-line")
        name = () if self._narrow else (self._names.get(paper.account, ""),)
        amount = money(paper.amount_cents, color="" if ticked else "muted", weight=600 if ticked else 400)
        return Row(key, (box, paper.number, paper.account_number or paper.receipt_number, *name, amount))
