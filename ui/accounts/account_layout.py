"""How the account page's parts stand: two columns where there is room, one below the other where there is not.

As drawn: heading, alerts, then balance and chart side by side with the history below; at the right what can be done,
272 wide (320 from a window of 1600). What stands behind a figure takes the right column while it is shown.
"""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from resources.texts import text
from ui.accounts.account_heading import AccountHeading
from ui.accounts.account_rows import balance_columns
from ui.accounts.alerts_row import AlertsRow
from ui.accounts.history_card import HistoryCard
from ui.accounts.side_cards import ActionsCard, AddressCard, NoteCard
from ui.theme import theme
from ui.widgets.bills_chart import BillsChart
from ui.widgets.card import Card
from ui.widgets.chart_legend import ChartLegend
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row

WIDE_FROM, WIDE_FROM_WITH_DETAIL, PAIR_FROM = 1046, 1152, 762
"""Widths at 100 % from which there are two columns, and from which balance and chart stand side by side."""
_SIDE, _SIDE_LARGE, _LARGE_FROM, _DETAIL = 272, 320, 1416, 378
_COMPACT_UNDER = 912
_NO_LIMIT = 16_000
_BALANCE_LEAST, _CHART_LEAST, _CHART_HEIGHT, _HISTORY_LEAST = 436, 280, 240, 196


class AccountLayout(QWidget):
    """All widgets of the page; it fills none of them and decides nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: tuple[object, ...] = ()
        self.steps = self._parts()
        """What is left to be built before anything else is asked of the layout."""

    def _parts(self) -> Iterator[None]:
        self.heading, self.alerts = AccountHeading(), AlertsRow()
        self.balance = DataTable(
            balance_columns(), name=text("Balance by service and age"), compact=True, fit_rows=True
        )
        yield
        self.chart = BillsChart(name=text("13 months"))
        self.doing = ActionsCard()
        yield
        self.history = HistoryCard()
        yield
        self.address, self.note, self.detail = AddressCard(), NoteCard(), DetailPanel()
        self._pair: QHBoxLayout = row(spacing=12)
        self._body: QHBoxLayout = row(spacing=12)
        self._left, self._side, self._rest = QWidget(), QWidget(), QWidget()
        yield
        self._build()

    def minimumSizeHint(self) -> QSize:
        """What all parts need at least, with texts wrapped at the width there is."""
        least, layout = super().minimumSizeHint(), self.layout()
        wrapped = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return QSize(least.width(), max(least.height(), wrapped))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes the arrangement that fits."""
        super().resizeEvent(event)
        self.arrange()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def arrange(self) -> None:
        """Places the parts for the room there is; to be called when the detail panel comes or goes."""
        zoom = theme().zoom_percent / 100
        width, height = self.width() / zoom, self.height() / zoom
        detailed = self.detail.isVisibleTo(self)
        wide = width >= (WIDE_FROM_WITH_DETAIL if detailed else WIDE_FROM)
        compact = height < _COMPACT_UNDER
        state = (wide, detailed, width >= _LARGE_FROM, width >= PAIR_FROM, compact, zoom)
        if state != self._state:
            self._state = state
            self._place(wide=wide, detailed=detailed, large=width >= _LARGE_FROM)
            directions = QBoxLayout.Direction
            side_by_side = wide or width >= PAIR_FROM
            self._pair.setDirection(directions.LeftToRight if side_by_side else directions.TopToBottom)
            self.balance.set_compact(compact)
            self.history.set_compact(compact)

    def _build(self) -> None:
        days = Label(text("Days overdue"), color="muted")
        self._balance_card = Card(text("Balance by service and age"), right=days, dense=True)
        self._balance_card.body.addWidget(self.balance)
        self._balance_card.body.addStretch(1)
        self._chart_card = Card(text("13 months"), right=ChartLegend(), dense=True)
        self._chart_card.body.addWidget(self.chart, 1)
        hold(self._balance_card, min_width=_BALANCE_LEAST)
        hold(self._chart_card, min_width=_CHART_LEAST, min_height=_CHART_HEIGHT)
        hold(self.history, min_height=_HISTORY_LEAST)
        self._pair.addWidget(self._balance_card, 7)
        self._pair.addWidget(self._chart_card, 8)
        self._left_column = column(self._pair, self.history, parent=self._left, spacing=12)
        self._left_column.setStretch(1, 1)
        rest = column(self.address, self.note, parent=self._rest, spacing=12)
        rest.addStretch(1)
        self._side_column = column(self.doing, self.detail, parent=self._side, spacing=12)
        self._side_column.setStretch(1, 1)
        self._body.addWidget(self._left, 1)
        self._body.addWidget(self._side)
        whole = column(self.heading, self.alerts, self._body, parent=self, margins=16, spacing=12)
        whole.setStretch(2, 1)
        self._place(wide=True, detailed=False, large=False)

    def _place(self, *, wide: bool, detailed: bool, large: bool) -> None:
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if wide else directions.BottomToTop)
        width = _DETAIL if detailed else _SIDE_LARGE if large else _SIDE
        hold(self._side, min_width=width if wide else 0, max_width=width if wide else _NO_LIMIT)
        self._side_column.removeWidget(self._rest)
        self._left_column.removeWidget(self._rest)
        (self._side_column if wide else self._left_column).addWidget(self._rest, 1 if wide else 0)
        self._body.setStretch(1, 1 if detailed and not wide else 0)
        self._left.setVisible(wide or not detailed)
        self.doing.set_across(not wide)
        self.doing.setVisible(not detailed)
        self._rest.setVisible(not detailed)
