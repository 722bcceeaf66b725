"""From what is handed over to the payment: Enter on cash, checks, money orders, cards; what may be removed again."""

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.money import format_cents
from app.payments import preview
from app.payments.card_attempt import Attempt, AttemptState
from app.payments.tenders import Tender, TenderRefusal
from resources.texts import text
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.card_desk import CardDesk
from ui.payments.notice_bar import NoticeAction, NoticeBar
from ui.payments.pay_panel import PayPanel
from ui.payments.sale import Sale

_REMOVE_CARD, _CARD_WANTED = "remove-card", "card-wanted"


class TenderFlow(QObject):
    """Changes the sale by what the pay panel tells; asks the rules before a tender joins it."""

    commands_changed = Signal()

    def __init__(self, sale: Sale, panel: PayPanel, cards: CardDesk, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._sale, self._panel, self._cards, self._notices = sale, panel, cards, notices
        panel.cash.entered.connect(self.cash_entered)
        for entry in (panel.check, panel.money_order, panel.card):
            entry.handed.connect(self._handed)
        panel.list.removed.connect(self.remove)
        panel.card.begin_asked.connect(self._begin_card)
        panel.card.declined.connect(lambda: self._answer(AttemptState.DECLINED))
        panel.card.unknown.connect(lambda: self._answer(AttemptState.UNKNOWN))
        cards.begun.connect(self.show_attempt)
        cards.failed.connect(self._card_failed)
        self._wanted = ""
        sale.changed.connect(self._take_up_wanted)

    def cash_entered(self) -> None:
        """Enter in the cash field: all is there, or this is a part and the rest comes another way."""
        sale, sums, cash = self._sale, self._sale.sums, self._sale.entered.cash_cents
        if not sale.lines:
            return
        if sums.complete:
            self._panel.focus_take()
        elif cash:
            sale.add_tender(Tender(kind="cash", amount_cents=cash))
            self._panel.cash.empty()
            self._panel.focus_tender()
        else:
            self._panel.refuse(Refused(TenderRefusal.AMOUNT_NOT_POSITIVE))

    def remove(self, number: int) -> None:
        """Gives a tender back; a card first has to be voided on the terminal."""
        tenders = self._sale.entered.tenders
        if number >= len(tenders):
            return
        tender = tenders[number]
        if tender.kind == "card" and tender.attempt is not None:
            self._ask_card_back(tender, tender.attempt)
            return
        self._sale.remove_tender(number)
        self._panel.focus_tender()

    def show_attempt(self, attempt: Attempt) -> None:
        """The attempt is stored: the terminal may be used."""
        self._panel.choose("card")
        self._panel.card.show_attempt(attempt)
        self._panel.show_sale()
        self._panel.card.focus_first()
        self.commands_changed.emit()

    def take_up(self, attempt: str) -> None:
        """A card of unknown outcome is in the terminal's batch: it joins the sale as soon as that has a line."""
        self._wanted = attempt
        fact = text("Add the account that this card paid.")
        actions = [NoticeAction(text("Leave it"), "", self._leave_wanted)]
        self._notices.ask(_CARD_WANTED, "plain", fact, text("The card then joins its sale."), actions)
        self._take_up_wanted()

    # -- inside

    def _take_up_wanted(self) -> None:
        if self._wanted and self._sale.lines and self._panel.card.attempt is None:
            wanted = self._wanted
            self._leave_wanted()
            self._cards.take_up(wanted, self._sale.intent)

    def _leave_wanted(self) -> None:
        self._wanted = ""
        self._notices.answered(_CARD_WANTED)

    def _handed(self, tender: Tender) -> None:
        try:
            preview.refuse_tender(tender, self._sale.open_cents, self._sale.rules)
        except Refused as refused:
            self._panel.refuse(refused)
            return
        if tender.kind == "card" and tender.attempt is not None:
            self._cards.settle(tender.attempt, AttemptState.APPROVED, lambda: self._add(tender))
        else:
            self._add(tender)

    def _add(self, tender: Tender) -> None:
        panel = self._panel
        if tender.kind == "card":
            panel.card.show_attempt(None)
        self._sale.add_tender(tender)
        panel.entry.clear()
        panel.say("")
        if self._sale.open_cents:
            panel.choose("cash")
        panel.focus_tender()
        self.commands_changed.emit()

    def _begin_card(self, cents: int) -> None:
        try:
            over = Tender(kind="card", amount_cents=cents, authorization="0000", last_four="0000")
            preview.refuse_tender(over, self._sale.open_cents, self._sale.rules)
        except Refused as refused:
            self._panel.refuse(refused)
            return
        self._cards.begin(self._sale.intent, cents)

    def _answer(self, state: AttemptState) -> None:
        attempt = self._panel.card.attempt
        if attempt is not None:
            self._cards.settle(attempt.attempt, state, lambda: self._answered(attempt, state))

    def _answered(self, attempt: Attempt, state: AttemptState) -> None:
        self._panel.card.show_attempt(None)
        amount = format_cents(attempt.amount_cents)
        if state is AttemptState.DECLINED:
            self._notices.tell("plain", text("The card was declined."), text("Take another card, or pay another way."))
        else:
            fact = text("Nobody knows whether {amount} was taken.", amount=amount)
            self._notices.tell("warn", fact, text("It is listed until the card batch tells. Do not take it twice."))
        self._panel.choose("cash")
        self.commands_changed.emit()

    def _ask_card_back(self, tender: Tender, attempt: str) -> None:
        amount = format_cents(tender.amount_cents)
        fact = text("Void {amount} on the terminal first.", amount=amount)
        actions = [
            NoticeAction(text("It is voided"), "", lambda: self._card_back(tender, attempt)),
            NoticeAction(text("Keep it"), "", lambda: self._notices.answered(_REMOVE_CARD)),
        ]
        self._notices.ask(_REMOVE_CARD, "warn", fact, text("The card was charged."), actions)

    def _card_back(self, tender: Tender, attempt: str) -> None:
        self._notices.answered(_REMOVE_CARD)
        self._cards.settle(attempt, AttemptState.DECLINED, lambda: self._take_out(tender))

    def _take_out(self, tender: Tender) -> None:
        if tender in self._sale.entered.tenders:
            self._sale.remove_tender(self._sale.entered.tenders.index(tender))
        self._panel.focus_tender()

    def _card_failed(self, failure: Failure) -> None:
        self._panel.say(sentence(failure))
