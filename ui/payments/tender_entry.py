"""What the four ways to pay have in common: fields walked with Enter, a sentence at the field that is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments.preview import SaleRules
from app.payments.tenders import Tender, TenderRefusal, refuse_card_number
from ui.error_messages import message, sentence
from ui.widgets.amount_field import AmountField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

_LONGEST_SHOWN = 24


class TenderEntry(QWidget):
    """Enter goes to the next field; on the last it hands the tender over. `refused` finds its field."""

    handed = Signal(object)
    """A Tender as it was typed; the page asks the rules."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.open_cents = 0

    def prepare(self, open_cents: int, rules: SaleRules) -> None:
        """Shows what may still be tendered; what was typed stays."""
        self.open_cents = open_cents

    def tender(self) -> Tender | None:
        """What was typed, None when the amount cannot be read."""
        return None

    def focus_first(self) -> None:
        """Where typing begins, all of it selected."""
        field = next(iter(self.fields.values()), None)
        if field is not None:
            focus_line(field.line)

    def clear(self) -> None:
        """Empty again, for the next tender."""
        for field in self.fields.values():
            field.set_error("")
            field.line.clear()

    def hand_over(self) -> None:
        """Hands over what was typed, or says what is missing."""
        tender = self.tender()
        if tender is None:
            self.refuse(Refused(TenderRefusal.AMOUNT_NOT_POSITIVE))
            return
        self.handed.emit(tender)

    def refuse(self, refused: Refused) -> bool:
        """Says what is wrong at the field concerned and goes there. False when no field here is concerned."""
        name = _PLACES.get(TenderRefusal(refused.code)) if isinstance(refused.code, TenderRefusal) else None
        field = self.fields.get(name) if name is not None else None
        if field is None:
            return False
        for other in self.fields.values():
            other.set_error("")
        field.set_error(sentence(refused))
        focus_line(field.line)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that a field passed on: next field, or hand over."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        lines = [field.line for field in self.fields.values()]
        place = next((number for number, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if place + 1 < len(lines):
            focus_line(lines[place + 1])
        else:
            self.hand_over()

    def watch(self, fields: Sequence[Field]) -> None:
        """Lets typing take errors away, and keeps card numbers out of these fields."""
        for field in fields:
            field.line.textEdited.connect(lambda typed, field=field: _typed(field, typed))


def focus_line(line: LineEdit) -> None:
    """Goes there with everything selected."""
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    line.selectAll()


def typed_tender_amount(field: AmountField) -> int | None:
    """The amount once it is settled; None when it is empty, nothing or cannot be read."""
    return field.cents if field.settle() and field.cents else None


def plain(line: LineEdit) -> str:
    """What was typed, without spaces at its ends and bounded."""
    return line.text().strip()[:_LONGEST_SHOWN]


def _typed(field: Field, typed: str) -> None:
    try:
        refuse_card_number(typed)
    except Refused:
        field.line.clear()
        field.set_error(message(TenderRefusal.CARD_NUMBER_TYPED))
        return
    if field.error:
        field.set_error("")


_PLACES = {
    TenderRefusal.AMOUNT_NOT_POSITIVE: "amount",
    TenderRefusal.AMOUNT_TOO_LARGE: "amount",
    TenderRefusal.NON_CASH_OVER_TOTAL: "amount",
    TenderRefusal.TOO_LITTLE: "amount",
    TenderRefusal.CASH_NOT_NEEDED: "amount",
    TenderRefusal.CHANGE_OVER_LIMIT: "amount",
    TenderRefusal.NO_TENDERS: "amount",
    TenderRefusal.ROUTING_NUMBER_WRONG: "routing_number",
    TenderRefusal.CHECK_NUMBER_WRONG: "number",
    TenderRefusal.MONEY_ORDER_NUMBER_WRONG: "number",
    TenderRefusal.CARD_LAST_FOUR_WRONG: "last_four",
    TenderRefusal.CARD_AUTHORIZATION_WRONG: "authorization",
}
