"""What the last run left unanswered, asked above the lines: card attempts, and the sale that was on the screen."""

from PySide6.QtCore import QObject

from app.money import format_cents
from app.payments.card_attempt import Attempt, AttemptState
from app.payments.counter_state import CounterState
from app.payments.parked_sale import ParkedSale
from resources.texts import text
from ui.dates import time_words
from ui.payments.card_desk import CardDesk
from ui.payments.notice_bar import NoticeAction, NoticeBar
from ui.payments.sale_desk import SaleDesk
from ui.payments.tender_flow import TenderFlow

_SALE = "sale-in-progress"


class StartQuestions(QObject):
    """Asks once, when the page opens. `set_aside` parks the offered sale when another one begins."""

    def __init__(
        self,
        notices: NoticeBar,
        desk: SaleDesk,
        cards: CardDesk,
        tenders: TenderFlow,
        time_zone: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notices, self._desk, self._cards, self._tenders = notices, desk, cards, tenders
        self._time_zone = time_zone
        self._offered: ParkedSale | None = None

    def ask(self, state: CounterState) -> None:
        """Every attempt without an answer, then the sale."""
        for attempt in state.attempts:
            self._ask_attempt(attempt)
        if state.in_progress is not None and state.in_progress.draft.lines:
            self._offer(state.in_progress)

    def set_aside(self) -> None:
        """Another sale begins: the offered one waits among the parked."""
        if self._offered is not None:
            found, self._offered = self._offered, None
            self._notices.answered(_SALE)
            self._desk.set_aside(found)

    # -- the sale

    def _offer(self, found: ParkedSale) -> None:
        self._offered = found
        amount = format_cents(sum(line.amount_cents for line in found.draft.lines))
        fact = text("A sale was on the screen when the program ended.")
        rest = " · ".join(part for part in (found.draft.label, amount) if part)
        actions = [
            NoticeAction(text("Take it up"), "", self._take_up),
            NoticeAction(text("Discard"), "", self._discard),
        ]
        self._notices.ask(_SALE, "plain", fact, rest, actions)

    def _take_up(self) -> None:
        found = self._end_offer()
        if found is not None:
            self._desk.take_up(found.intent, found.draft)

    def _discard(self) -> None:
        found = self._end_offer()
        if found is not None:
            self._desk.discard(found.intent)

    def _end_offer(self) -> ParkedSale | None:
        found, self._offered = self._offered, None
        self._notices.answered(_SALE)
        return found

    # -- cards

    def _ask_attempt(self, attempt: Attempt) -> None:
        at = time_words(attempt.started_at_us, self._time_zone)
        amount = format_cents(attempt.amount_cents)
        fact = text("Did the terminal approve {amount} at {time}?", amount=amount, time=at)
        actions = [
            NoticeAction(text("Approved"), "", lambda: self._approved(attempt)),
            NoticeAction(text("Declined"), "", lambda: self._settle(attempt, AttemptState.DECLINED)),
            NoticeAction(text("Don't know"), "", lambda: self._settle(attempt, AttemptState.UNKNOWN)),
        ]
        self._notices.ask(attempt.attempt, "warn", fact, text("Look at the terminal's slips."), actions)

    def _settle(self, attempt: Attempt, state: AttemptState) -> None:
        self._notices.answered(attempt.attempt)
        self._cards.settle(attempt.attempt, state)

    def _approved(self, attempt: Attempt) -> None:
        """Its sale goes on where it stood; without a sale the card batch has to tell."""
        self._notices.answered(attempt.attempt)
        found = self._offered
        if found is not None and found.intent == attempt.intent:
            self._end_offer()
            self._desk.take_up(found.intent, found.draft, lambda: self._tenders.show_attempt(attempt))
            return
        self._cards.settle(attempt.attempt, AttemptState.UNKNOWN, lambda: self._tell_exception(attempt))

    def _tell_exception(self, attempt: Attempt) -> None:
        amount = format_cents(attempt.amount_cents)
        fact = text("The sale of that card is gone; {amount} is listed until the card batch tells.", amount=amount)
        self._notices.tell("warn", fact, text("Enter it as a hand-written receipt if the customer has none."))
