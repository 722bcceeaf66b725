"""Opening a shift: count the float, see what opening does, open. The rules are `app.drawers.open_shift`."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.changed import Changed
from app.drawers import open_shift
from app.drawers.open_shift import OpenShift, ShiftIsOpen
from app.identity.permissions import Permission, may
from app.money import format_cents
from app.reports.drawer_page import DrawerPage
from resources.texts import text
from ui.context import WindowContext
from ui.dates import weekday_words
from ui.drawers.cash_count import CashCount
from ui.error_messages import sentence
from ui.operations import Failure
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

_COUNT_WIDTH, _PAIR_FROM = 480, 1000


class OpenShiftPanel(QWidget):
    """`opened(changed)`: the shift is open. A second press while it is being stored does nothing."""

    opened = Signal(object)

    def __init__(self, context: WindowContext, page: DrawerPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._intent = context.operations.services.ids.new_id()
        self._busy = False
        self.steps = self._parts(page)
        """What is left to be built before anything else is asked of the panel."""

    def _parts(self, page: DrawerPage) -> Iterator[None]:
        self.count = CashCount(text("Float"), page.denominations_cents, total_name=text("Float counted"))
        yield
        self.figures = Figures()
        self.refusal = Alert("bad", "")
        self._total = Label(size=24, weight=600)
        self.open_button = Button(text("Open the shift"), icon="tick", key="Ctrl+Enter", kind="primary", size="large")
        self._build(page)
        yield
        self._show_total()

    @property
    def why_not(self) -> str:
        """Why the shift cannot be opened now; "" when it can."""
        if not may(self._context.session, Permission.DRAWER_OPEN_SHIFT):
            return text("Not in your role")
        return text("Correct the count") if self.count.pieces is None else ""

    def submit(self) -> None:
        """Opens the shift with what was counted."""
        pieces = self.count.pieces
        if self._busy or pieces is None or self.why_not:
            return
        self._busy = True
        command, session = OpenShift(self._intent, pieces), self._context.session
        self._context.operations.write(
            self, lambda services: open_shift.record(services, session, command), self._done, self._refuse
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_PAIR_FROM)
        directions = QBoxLayout.Direction
        self._pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        hold(self.count, min_width=_COUNT_WIDTH if wide else 0, max_width=_COUNT_WIDTH if wide else 16_000)

    def _build(self, page: DrawerPage) -> None:
        title = Label(text("Open drawer {drawer}", drawer=page.drawer), size=24, weight=600)
        closed = Label(text("No shift is open here"), color="muted")
        heading = row(title, closed, stretch(), spacing=16)
        self.figures.set_rows(
            [
                Figure(text("Business date"), weekday_words(page.on)),
                Figure(text("Cashier"), self._context.session.display_name),
                Figure(text("Counter"), page.counter),
                Figure(text("The float comes from"), text("The safe")),
            ]
        )
        facts = Card(text("The shift"), heading_height=44, padding=0)
        facts.body.addLayout(column(self.figures, margins=(16, 8)))
        hint = Alert(
            "plain",
            text("Count what is in the drawer, row by row."),
            text("Add straps as you go: 20+5 is 25. From now on receipts go to this drawer and to your name."),
        )
        ground = Card(padding=(16, 12))
        amount = column(Label(text("The shift opens with"), color="muted"), self._total, spacing=0)
        ground.body.addLayout(row(amount, stretch(), self.open_button, spacing=16))
        right = QWidget()
        side = column(facts, hint, stretch(), self.refusal, ground, parent=right, spacing=12)
        side.setStretch(2, 1)
        self._pair = row(self.count, right, spacing=16)
        self._pair.setStretch(1, 1)
        whole = column(heading, self._pair, parent=self, margins=16, spacing=16)
        whole.setStretch(1, 1)
        self.refusal.hide()
        self.setFocusProxy(self.count)
        self.count.counted.connect(self._show_total)
        self.count.finished.connect(self.open_button.setFocus)
        self.open_button.clicked.connect(self.submit)

    def _show_total(self) -> None:
        self._total.setText(f"${format_cents(self.count.total_cents)}")
        self.open_button.block(self.why_not)
        self.refusal.hide()

    def _done(self, outcome: ShiftIsOpen) -> None:
        changed: Changed = outcome.changed
        self.opened.emit(changed)

    def _refuse(self, failure: Failure) -> None:
        self._busy = False
        self.refusal.set_words(text("The shift is not open."), sentence(failure))
        self.refusal.show()
