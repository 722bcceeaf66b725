"""Counting a drawer as a full page: notes and coins by row, checks and money orders ticked off, the card batch.

Nothing expected stands here (blind count). What is entered is kept as it grows, so that a crash loses nothing and the
count can be left for later. The rules are `app.drawers.count_drawer`; `CountFlow` stores what is counted here.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.drawers.count_draft import CountDraft
from app.drawers.count_drawer import CountDrawer
from app.drawers.count_drawer_facts import CountPurpose, FoundPaper
from app.money import format_cents
from app.reports.count_page import CountPage
from resources.texts import text
from ui.drawers.cash_count import CashCount
from ui.drawers.papers_card import PapersCard
from ui.error_messages import sentence
from ui.operations import Failure
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.amount_field import AmountField
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

_COUNT_WIDTH, _PAIR_FROM, _KEEP_AFTER_MS, _NO_LIMIT = 480, 1000, 800, 16_000


class CountView(QWidget):
    """`changed`: worth keeping; `stored`: *Store the count* was pressed; `later`: *Keep for later* was."""

    changed = Signal()
    stored = Signal()
    later = Signal()

    def __init__(self, page: CountPage, intent: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intent = page.draft.intent if page.draft else intent
        self.steps = self._parts(page)
        """What is left to be built before anything else is asked of the view."""

    def _parts(self, page: CountPage) -> Iterator[None]:
        self.cash = CashCount(
            text("Cash"), page.denominations_cents, total_name=text("Cash counted"), rolls=page.roll_pieces
        )
        yield
        self.papers: list[PapersCard] = []
        for tender in ("check", "money_order"):
            self.papers.append(PapersCard(tender, page.papers, page.names))
            yield
        self.batch = AmountField(text("Card terminal, batch total"))
        self.refusal = Alert("bad", "")
        self._total = Label(size=24, weight=600)
        self.later_button = Button(text("Keep for later"), key="Esc")
        self.store_button = Button(text("Store the count"), icon="tick", key="Ctrl+Enter", kind="primary", size="large")
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._build()
        yield
        if page.draft is not None:
            self._restore(page.draft)
        self._connect()
        self._show_total()

    @property
    def why_not(self) -> str:
        """Why the count cannot be stored now; "" when it can."""
        unread = self.cash.pieces is None or any(card.unreadable for card in self.papers) or self._batch_unread
        return text("Correct the count") if unread else ""

    @property
    def found(self) -> tuple[FoundPaper, ...]:
        """Every check and money order in hand."""
        return tuple(paper for card in self.papers for paper in card.found)

    def command(self, purpose: CountPurpose, shift: str) -> CountDrawer:
        """What is to be stored."""
        return CountDrawer(self.intent, dict(self.cash.pieces or {}), self.found, self.batch.cents, purpose, shift)

    def draft(self) -> CountDraft:
        """Everything as it stands in the fields."""
        pieces = {f"{each.value_cents}x{each.each}": each.field.text() for each in self.cash.rows if each.field.text()}
        unlisted = {card.tender: card.unlisted.text() for card in self.papers}
        listed = tuple(paper for paper in self.found if paper.receipt)
        return CountDraft(self.intent, pieces, listed, unlisted, self.batch.text())

    def count_again(self, intent: str, value_cents: int = 0) -> None:
        """Another count that begins with what stands here, at one note or coin or at the first."""
        self.intent = intent
        self.refusal.hide()
        if value_cents:
            self.cash.focus_value(value_cents)
        else:
            self.cash.focus_first()

    def tick_all(self) -> None:
        """Ctrl+A: the list that has the focus, else the checks."""
        focused = next((card for card in self.papers if card.table.hasFocus()), self.papers[0])
        focused.tick_all()

    def refuse(self, failure: Failure) -> None:
        """Says why the count is not stored."""
        self.refusal.set_words(text("The count is not stored."), sentence(failure))
        self.refusal.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_PAIR_FROM)
        directions = QBoxLayout.Direction
        self._pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        hold(self.cash, min_width=_COUNT_WIDTH if wide else 0, max_width=_COUNT_WIDTH if wide else _NO_LIMIT)

    # -- inside

    @property
    def _batch_unread(self) -> bool:
        return bool(self.batch.text().strip()) and self.batch.cents is None

    def _build(self) -> None:
        batch = Card(padding=(16, 12))
        slip = Label(text("From the terminal's slip"), color="muted")
        title = Label(text("Card terminal, batch total"), size=15, weight=600)
        hold(self.batch, width=132)
        batch.body.addLayout(row(title, stretch(), slip, self.batch, spacing=12))
        blind = Alert("plain", text("Blind count: what is expected is shown after you store the count."), icon="info")
        ground = Card(padding=(16, 12))
        amount = column(Label(text("Counted, without cards"), color="muted"), self._total, spacing=0)
        ground.body.addLayout(row(amount, stretch(), self.later_button, self.store_button, spacing=16))
        right = QWidget()
        column(*self.papers, batch, stretch(), blind, self.refusal, ground, parent=right, spacing=12)
        self._pair = row(self.cash, right, parent=self, spacing=16)
        self._pair.setStretch(1, 1)
        self.refusal.hide()
        self.setFocusProxy(self.cash)

    def _connect(self) -> None:
        stops = [card for card in self.papers if not card.is_empty]
        self.cash.finished.connect(lambda: self._walk_to(stops, 0))
        for place, card in enumerate(stops):
            card.walked.connect(lambda step, place=place: self._walk_to(stops, place + step))
        for card in self.papers:
            card.counted.connect(self._count_changed)
        self.cash.counted.connect(self._count_changed)
        self.batch.amount_changed.connect(lambda _cents: self._count_changed())
        self.batch.textEdited.connect(lambda _typed: self._count_changed())
        self._timer.timeout.connect(self.changed)
        self.store_button.clicked.connect(self.stored)
        self.later_button.clicked.connect(self.later)

    def _walk_to(self, stops: list[PapersCard], place: int) -> None:
        if place < 0:
            self.cash.focus_last()
        elif place < len(stops):
            stops[place].focus_first()
        else:
            self.batch.setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self) -> None:
        """Enter that no field wanted: after the batch it is the button's turn."""
        self.store_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _restore(self, draft: CountDraft) -> None:
        for each in self.cash.rows:
            each.field.setText(draft.pieces.get(f"{each.value_cents}x{each.each}", ""))
        for card in self.papers:
            card.restore(draft.papers, draft.unlisted.get(card.tender, ""))
        self.batch.setText(draft.batch)
        self.batch.settle()

    def _count_changed(self) -> None:
        self._show_total()
        self._timer.start()

    def _show_total(self) -> None:
        cents = self.cash.total_cents + sum(card.total_cents for card in self.papers)
        self._total.setText(f"${format_cents(cents)}")
        self.store_button.block(self.why_not)
        self.refusal.hide()
