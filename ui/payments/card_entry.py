"""A card: first the attempt is stored, only then the terminal is used and what it printed is typed.

A card number is never typed here; one that is, goes at once. The terminal's answer is always asked: approved (by its
authorization), declined, or nobody knows.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.money import format_cents
from app.payments.card_attempt import Attempt, AttemptState
from app.payments.preview import SaleRules
from app.payments.tenders import Tender
from app.training_mode import in_training
from resources.texts import text
from ui.payments.field_pair import FieldPair, HalfField
from ui.payments.tender_entry import TenderEntry, focus_line, plain, typed_tender_amount
from ui.widgets.alert import Alert
from ui.widgets.amount_field import AmountField
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layout import column, row
from ui.widgets.line_edit import LineEdit


class CardEntry(TenderEntry):
    """`begin_asked`: an amount, before the terminal is used; `declined` and `unknown`: what the terminal said."""

    begin_asked = Signal(int)
    declined = Signal()
    unknown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attempt: Attempt | None = None
        self._suggested: int | None = None
        self.amount = AmountField(text("Card for"))
        self.authorization, self.last_four = LineEdit(name=text("Authorization")), LineEdit(name=text("Last four"))
        self._amount_field = Field(text("Card for"), self.amount)
        self._answers = {
            "authorization": HalfField(text("Authorization"), self.authorization),
            "last_four": HalfField(text("Last four digits"), self.last_four),
        }
        self.begin = Button(text("Take the card now"), icon="card", key="Enter")
        self.say = Alert("warn", "", icon="card")
        self.add = Button(text("Approved"), icon="tick", key="Enter")
        self.decline = Button(text("Declined"))
        self.do_not_know = Button(text("Don't know"))
        self._build()
        self.show_attempt(None)

    def prepare(self, open_cents: int, rules: SaleRules) -> None:
        """The whole of what is open, unless somebody typed less or the terminal is in use."""
        if self.attempt is not None:
            return
        self._amount_field.set_help(text("Up to {amount}", amount=format_cents(open_cents)))
        before, self._suggested = self._suggested, open_cents or None
        if self.amount.cents == before and not self.amount.error:
            self.amount.set_cents(self._suggested)

    def show_attempt(self, attempt: Attempt | None) -> None:
        """Asks what the terminal said of an attempt; None begins anew."""
        self.attempt = attempt
        asking = attempt is not None
        self.fields = dict(self._answers) if asking else {"amount": self._amount_field}
        self._before.setVisible(not asking)
        self._after.setVisible(asking)
        if attempt is not None:
            amount = format_cents(attempt.amount_cents)
            if in_training():
                answer = text("Answer as if it had: authorization 123456, last four 0000.")
                self.say.set_words(text("Training: no terminal takes {amount}.", amount=amount), answer, icon="card")
            elif attempt.state is AttemptState.OPEN:
                self.say.set_words(text("Use the terminal now for {amount}.", amount=amount), icon="card")
            else:
                fact = text("The terminal took {amount}.", amount=amount)
                self.say.set_words(fact, text("Type what its slip says."), icon="card")
            self.decline.setVisible(attempt.state is AttemptState.OPEN)
        else:
            self.clear()

    def tender(self) -> Tender | None:
        """The card as the terminal printed it; before, the amount alone."""
        if self.attempt is None:
            cents = typed_tender_amount(self.amount)
            return Tender(kind="card", amount_cents=cents) if cents else None
        return Tender(
            kind="card",
            amount_cents=self.attempt.amount_cents,
            authorization=plain(self.authorization),
            last_four=plain(self.last_four),
            attempt=self.attempt.attempt,
        )

    def clear(self) -> None:
        """Empty again."""
        for field in (self._amount_field, *self._answers.values()):
            field.set_error("")
        self.authorization.clear()
        self.last_four.clear()
        self.amount.set_cents(self._suggested)

    def focus_first(self) -> None:
        """The amount, or what the terminal printed."""
        focus_line(self.amount if self.attempt is None else self.authorization)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the amount stores the attempt."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.attempt is None and not event.isAutoRepeat():
            self._begin()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self._before, self._after = QWidget(), QWidget()
        column(self._amount_field, self.begin, parent=self._before, spacing=12)
        typed = FieldPair(*self._answers.values())
        others = row(self.decline, self.do_not_know, spacing=8)
        column(self.say, typed, self.add, others, parent=self._after, spacing=9)
        column(self._before, self._after, parent=self, spacing=0)
        self.watch(list(self._answers.values()))
        for answer in self._answers.values():
            answer.told.connect(self._make_room)
        self.begin.clicked.connect(self._begin)
        self.add.clicked.connect(self.hand_over)
        self.decline.clicked.connect(self.declined.emit)
        self.do_not_know.clicked.connect(self.unknown.emit)

    def _make_room(self) -> None:
        """What is wrong stands in place of what to do: both would push half the keys out of sight on a small screen."""
        self.say.setHidden(any(answer.error for answer in self._answers.values()))

    def _begin(self) -> None:
        cents = typed_tender_amount(self.amount)
        if cents:
            self.begin_asked.emit(cents)
        else:
            self.hand_over()
