"""The tenders so far in a split, each with its way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.money import format_cents
from app.payments.tenders import Tender
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row

_ICONS = {"cash": "cash", "check": "check", "money_order": "money-order", "card": "card"}


class TenderList(QWidget):
    """Rows of 32. `removed`: the number of a tender that is given back."""

    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Tender, ...] = ()
        self._rows = column(parent=self, spacing=0)
        self.hide()

    @property
    def buttons(self) -> list[IconButton]:
        """The ways back, in the order of the tenders."""
        return [button for button in self.findChildren(IconButton) if not button.isHidden()]

    def show_tenders(self, tenders: Sequence[Tender]) -> None:
        """Shows these."""
        if tuple(tenders) == self._shown:
            return
        self._shown = tuple(tenders)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, tender in enumerate(tenders):
            self._rows.addWidget(self._row(number, tender))
        self.setVisible(bool(tenders))

    def _row(self, number: int, tender: Tender) -> QWidget:
        bar = QWidget()
        hold(bar, height=32)
        name = " ".join(part for part in (tender_name(current_language(), tender.kind), tender.reference) if part)
        amount = format_cents(tender.amount_cents)
        value = Label(amount, weight=500, align=Qt.AlignmentFlag.AlignRight)
        back = IconButton("close", text("Remove {tender} {amount}", tender=name, amount=amount), icon_size=16)
        back.clicked.connect(lambda: self.removed.emit(number))
        icon = IconLabel(_ICONS.get(tender.kind, "other"), "muted")
        row(icon, Label(name, elide=True), value, back, parent=bar, spacing=8).setStretch(1, 1)
        return bar
