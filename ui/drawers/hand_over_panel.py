"""Handing the drawer over: count it together, tick its papers, choose who takes it, and they type their PIN."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.drawers import hand_over
from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.hand_over import HandOver
from app.drawers.moved import Moved
from app.drawers.movement_offer import MovementOffer
from app.identity.permissions import Session
from app.payments.shift_receipts import Paper
from app.workplace import Services
from resources.texts import text
from ui.drawers.cash_count import CashCount
from ui.drawers.movement_form import MovementForm, Work
from ui.drawers.papers_card import PapersCard
from ui.shell.command import Command


class HandOverPanel(MovementForm):
    """The rules are `app.drawers.hand_over`; `papers`: those of the shift, to be found one by one."""

    def __init__(self, offer: MovementOffer, papers: Sequence[Paper], parent: QWidget | None = None) -> None:
        super().__init__(text("Hand the drawer over"), icon="user", parent=parent)
        denominations = offer.denominations_cents
        self.count = CashCount(text("Cash in the drawer"), denominations, total_name=text("Cash"), kinds=False)
        self.cards = tuple(PapersCard(tender, papers, {}, narrow=True) for tender in ("check", "money_order"))
        self.build(self.count, *self.cards, entries=tuple(_entries(self.cards)))
        self.setFocusProxy(self.count)
        self.second.fields[0].label.setText(text("Who takes it over"))
        self.second.fields[1].label.setText(text("Their PIN"))
        self.second.set_needed(needed=True)
        self.second.show_people(offer.people)
        self.count.finished.connect(self.cards[0].focus_first)
        for card, before in zip(self.cards, (self.count, self.cards[0]), strict=True):
            card.walked.connect(lambda step, card=card, before=before: self._walk_on(card, before, step))

    def commands(self) -> list[Command]:
        """Besides, everything on the list that has the focus is ticked."""
        return [*super().commands(), Command(text("Tick all"), "Ctrl+A", self.tick_all)]

    def tick_all(self) -> None:
        """The list that has the focus, else both."""
        focused = [card for card in self.cards if card.table.hasFocus()]
        for card in focused or self.cards:
            card.tick_all()

    def complain(self) -> bool:
        """What was counted must be readable; an empty drawer is one too."""
        if self.count.pieces is None:
            self.count.focus_wrong()
            return True
        unread = next((card for card in self.cards if card.unreadable), None)
        if unread is not None:
            unread.unlisted.setFocus(Qt.FocusReason.TabFocusReason)
        return unread is not None

    def work(self, intent: str) -> Work:
        """Hands over what was counted."""
        pieces = dict(self.count.pieces or {})
        papers = tuple(paper for card in self.cards for paper in card.found)

        def record(services: Services, session: Session, second: Session | None) -> Moved:
            return hand_over.record(services, session, HandOver(intent, pieces, papers, second))

        return record

    def draft(self) -> dict[str, str]:
        """Each row as typed, and the papers that were ticked."""
        rows = {str(row.value_cents): row.field.text() for row in self.count.rows}
        ticked = {f"{card.tender} ticked": " ".join(_keys(card.found)) for card in self.cards}
        return rows | ticked | {card.tender: card.unlisted.text() for card in self.cards}

    def restore(self, draft: dict[str, str]) -> None:
        """As it was left."""
        for row in self.count.rows:
            row.field.setText(draft.get(str(row.value_cents), ""))
        for card in self.cards:
            ticked = (key.rpartition("/") for key in draft[f"{card.tender} ticked"].split())
            found = [FoundPaper(card.tender, 0, receipt, int(line)) for receipt, _slash, line in ticked]
            card.restore(found, draft[card.tender])

    def _walk_on(self, card: PapersCard, before: QWidget, step: int) -> None:
        """Enter on a list goes to what is on no list, Up on its first row to what stands before."""
        target = card.unlisted if step > 0 else before
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _entries(cards: Sequence[PapersCard]) -> list[QWidget]:
    """What Enter walks: a list that has rows, then the amount on no list."""
    return [
        widget
        for card in cards
        for widget in (card.table, card.unlisted)
        if widget is card.unlisted or not card.is_empty
    ]


def _keys(found: Sequence[FoundPaper]) -> list[str]:
    return [f"{paper.receipt}/{paper.line}" for paper in found if paper.receipt]
