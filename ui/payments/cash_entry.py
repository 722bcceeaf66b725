"""Cash: the amount in large digits, sums typed as on a 10-key, chips for what people hand over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.money import format_cents
from app.payments import preview
from app.payments.preview import SaleRules
from app.payments.tenders import Tender
from resources.texts import text
from ui.payments.tender_entry import TenderEntry, focus_line, typed_tender_amount
from ui.widgets.amount_field import AmountField
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.layout import column, row

CHIPS = 4


class CashEntry(TenderEntry):
    """Follows what is due unless another amount was typed. `cash_changed`: cents or None; `entered`: Enter."""

    cash_changed = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.amount = AmountField(text("Cash tendered"), size="cash")
        field = Field(text("Cash tendered"), self.amount, help=text("Type 12.50, or a sum like 4*50"))
        self.fields = {"amount": field}
        self.chips = [Chip("", height=36) for _ in range(CHIPS)]
        self._quick: list[int] = []
        self._wanted: int | None = None
        self._emptied = False
        chips = row(*self.chips, spacing=8)
        column(field, chips, parent=self, spacing=8)
        for number, chip in enumerate(self.chips):
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _=False, number=number: self._take(number))
        self.amount.textEdited.connect(self._type)
        self.amount.amount_changed.connect(self._tell)

    def prepare(self, open_cents: int, rules: SaleRules) -> None:
        """`open_cents`: the exact cash. An amount that was typed stays."""
        self._quick = preview.quick_cash(open_cents, rules)
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < len(self._quick))
            if number < len(self._quick):
                chip.setText(format_cents(self._quick[number]))
                chip.setAccessibleName(text("Cash {amount}", amount=format_cents(self._quick[number])))
        before, self._wanted = self._wanted, open_cents or None
        follows = self.amount.cents == before and not self.amount.error and not self._emptied
        if follows and self.amount.cents != self._wanted:
            self.amount.set_cents(self._wanted)
            if self.amount.hasFocus():
                self.amount.selectAll()
        self._tick()

    def follow(self) -> None:
        """Shows what is due again."""
        self._emptied = False
        self.fields["amount"].set_error("")
        self.amount.set_cents(self._wanted)

    def empty(self) -> None:
        """Nothing more in cash, until somebody types."""
        self._emptied = True
        self.amount.set_cents(None)

    def tender(self) -> Tender | None:
        """The cash as it was typed."""
        cents = typed_tender_amount(self.amount)
        return Tender(kind="cash", amount_cents=cents) if cents else None

    def hand_over(self) -> None:
        """Enter: the page decides whether this is all of it or a part."""
        if not self.amount.error:
            self.entered.emit()

    def clear(self) -> None:
        """Follows what is due again."""
        self.follow()

    def _take(self, number: int) -> None:
        self._emptied = False
        self.amount.set_cents(self._quick[number])
        self._tick()
        focus_line(self.amount)

    def _type(self) -> None:
        self._emptied = False
        self.fields["amount"].set_error("")

    def _tell(self, cents: int | None) -> None:
        self._tick()
        self.cash_changed.emit(cents)

    def _tick(self) -> None:
        for cents, chip in zip(self._quick, self.chips, strict=False):
            chip.setChecked(cents == self.amount.cents)
