"""How the drawer page stands while a shift is open: the tape at the left; at the right what should be there."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.reports.drawer_page import DrawerPage
from resources.texts import text
from ui.dates import time_words
from ui.drawers.drawer_rows import (
    cash_figures,
    suspended_words,
    tape_columns,
    tape_rows,
    tape_words,
    tender_columns,
    tender_rows,
)
from ui.drawers.shift_actions import ShiftActions
from ui.drawers.tender_bar import TenderBar
from ui.drawers.unknown_cards import UnknownCards
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.figures import Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

_SIDE, _DETAIL, _WIDE_FROM, _NO_LIMIT, _TAPE_LEAST = 372, 378, 960, 16_000, 300


class ShiftLayout(QWidget):
    """All widgets of the page with an open shift; `show_shift` fills them, `filter_by` narrows the tape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.opened_words = Label(size=24, weight=600), Label(color="muted")
        self.report_button = Button(text("X report"), icon="reports", key="F6")
        self.other, self.unknown_cards = Alert("warn", ""), UnknownCards()
        self.suspended = Alert("warn", "")
        none = EmptyState("receipt", text("No receipts in this shift"), text("They appear here as they are taken."))
        self.tape = DataTable(tape_columns(), name=text("Tape of this shift"), empty=none)
        self.tape_count = Label(color="muted")
        self.all_receipts = Button(text("All"), key="Ctrl+A", size="quiet")
        self.bar, self.cash = TenderBar(), Figures()
        self.tenders = DataTable(tender_columns(), name=text("Expected by tender"), compact=True, fit_rows=True)
        self.blind = Alert(
            "plain",
            text("Blind count."),
            text("What should be in the drawer is shown after the count. A lead cashier or a supervisor sees it now."),
            icon="lock",
        )
        self.detail = DetailPanel()
        self.can_do = ShiftActions()
        self._page: DrawerPage | None = None
        self._tender = ""
        self._arranged: tuple[object, ...] = ()
        self._side = QWidget()
        self._body: QHBoxLayout = row(spacing=12)
        self._build()

    @property
    def tender(self) -> str:
        """The tender that the tape is narrowed to; "" for all receipts."""
        return self._tender

    def show_shift(self, page: DrawerPage) -> None:
        """Shows an open shift. Raises ValueError for a page without one."""
        if page.shift is None:
            raise ValueError("no shift is open")
        self._page = page
        opened = time_words(page.shift.opened_at_us, page.time_zone)
        self.title.setText(text("Drawer {drawer}", drawer=page.drawer))
        self.opened_words.setText(text("Shift opened {time}, {name}", time=opened, name=page.cashier))
        self.other.set_words(
            text("{name} has this drawer.", name=page.cashier),
            text("Only they take payments here until the shift is closed."),
        )
        self.other.setVisible(not page.own)
        self.suspended.set_words(*suspended_words(page))
        self.suspended.setVisible(page.shift.suspended)
        self._show_expected(page)
        self.filter_by(self._tender)

    def filter_by(self, tender: str) -> None:
        """Narrows the tape to receipts that took a tender; "" shows all."""
        self._tender = tender
        if self._page is not None:
            self.tape.set_rows(tape_rows(self._page, tender))
            self.tape_count.setText(tape_words(self._page, tender))
            self.all_receipts.setVisible(bool(tender))
            if self.tape.hasFocus() and not self.tape.current_key:
                self.tape.choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Places the parts for the room there is; to be called when the detail panel comes or goes."""
        wide = self.width() >= theme().px(_WIDE_FROM)
        detailed = self.detail.isVisibleTo(self)
        if (wide, detailed, theme().zoom_percent) == self._arranged:
            return
        self._arranged = (wide, detailed, theme().zoom_percent)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if wide else directions.BottomToTop)
        width = _DETAIL if detailed else _SIDE
        hold(self._side, min_width=width if wide else 0, max_width=width if wide else _NO_LIMIT)
        self._expected_card.setHidden(detailed or not self._sees)
        self._cash_card.setHidden(detailed or not self._sees)
        self.blind.setHidden(detailed or self._sees)
        self._tape_card.setVisible(wide or not detailed)
        self._body.setStretch(1, 1 if detailed and not wide else 0)

    def _show_expected(self, page: DrawerPage) -> None:
        report = page.expected
        if report is not None:
            self.bar.set_parts(report.expected)
            self.tenders.set_rows(tender_rows(report))
            self.cash.set_rows(cash_figures(report))
        self._sees = report is not None
        self._arranged = ()
        self.arrange()

    def _build(self) -> None:
        self._sees = False
        now = Label(text("Now"), color="muted")
        self._tape_card = Card(text("Tape of this shift"), right=self.tape_count, heading_height=44)
        self._tape_card.body.addWidget(self.tape, 1)
        self._tape_card.add_to_heading(self.all_receipts)
        self.all_receipts.hide()
        hold(self._tape_card, min_height=_TAPE_LEAST)
        self._expected_card = Card(text("Expected by tender"), right=now, heading_height=44)
        self._expected_card.body.addLayout(column(self.bar, margins=(16, 16, 16, 8)))
        self._expected_card.body.addWidget(self.tenders)
        self._cash_card = Card(text("Expected cash"), heading_height=44)
        self._cash_card.body.addLayout(column(self.cash, margins=(16, 8)))
        side = column(self._expected_card, self._cash_card, self.blind, self.detail, parent=self._side, spacing=12)
        side.setStretch(3, 1000)
        side.addStretch(1)
        self._body.addWidget(self._tape_card, 1)
        self._body.addWidget(self._side)
        heading = row(self.title, self.opened_words, stretch(), self.report_button, spacing=16)
        above = (heading, self.can_do, self.suspended, self.other, self.unknown_cards)
        whole = column(*above, self._body, parent=self, margins=16, spacing=16)
        whole.setStretch(5, 1)
        self.other.hide()
        self.suspended.hide()
        self.unknown_cards.hide()
