"""Cards that nobody could say the outcome of: what the terminal's batch says of each settles it.

A card that is in the batch joins a sale of whoever has the drawer; one that is not is closed by somebody who may
correct payments. Both are stored with who said so and when.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.identity.permissions import Permission, Session, may
from app.money import format_cents
from app.payments.card_attempt import Attempt
from app.reports.drawer_page import DrawerPage
from resources.texts import text
from ui.dates import moment_words
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.layout import column, row


class UnknownCards(QWidget):
    """Asks about the oldest one; `found` and `not_found`: the attempt that somebody looked for in the batch."""

    found = Signal(str)
    not_found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = Alert("warn", "")
        self._question: Alert | None = None
        self._content = column(self.summary, parent=self, spacing=8)

    def show_cards(self, page: DrawerPage, session: Session) -> None:
        """Says how many there are, and asks about the oldest; the next comes up when it is settled."""
        cards = page.unknown_cards
        fact = text("Cards of unknown outcome: {count}", count=len(cards))
        amount = format_cents(sum(card.amount_cents for card in cards))
        self.summary.set_words(f"{fact}, {amount}.", text("Look for them in the terminal's batch."))
        if self._question is not None:
            self._content.removeWidget(self._question)
            self._question.hide()
            self._question.deleteLater()
        self._question = self._asked(cards[0], page, session) if cards else None
        if self._question is not None:
            self._content.addWidget(self._question)
        self.setVisible(bool(cards))

    def buttons(self) -> list[Button]:
        """Every answer to the question."""
        return self._question.findChildren(Button) if self._question is not None else []

    def _asked(self, card: Attempt, page: DrawerPage, session: Session) -> Alert:
        at = moment_words(card.started_at_us, page.time_zone, page.on)
        yes = Button(text("It is in the batch"), size="quiet", color="accent")
        no = Button(text("It is not there"), size="quiet", color="accent")
        yes.block("" if page.own else text("Only whoever has this drawer"))
        no.block("" if may(session, Permission.PAYMENT_CORRECT) else text("Needs a lead cashier"))
        yes.clicked.connect(lambda: self.found.emit(card.attempt))
        no.clicked.connect(lambda: self.not_found.emit(card.attempt))
        holder = QWidget()
        row(yes, no, parent=holder, spacing=4)
        return Alert("plain", f"{format_cents(card.amount_cents)} · {at}", icon="card", action=holder)
