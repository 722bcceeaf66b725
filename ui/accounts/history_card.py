"""What happened on the account, behind tabs: activity, bills, contacts, notes. Only tabs with content are there."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.account_rows import ACTIVITY_WIDTH, activity_columns, activity_rows, bill_columns, bill_rows
from ui.accounts.contact_rows import contact_columns, contact_rows
from ui.accounts.notes_list import NotesList
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.tabs import Tabs


class HistoryCard(Card):
    """`opened(key)`: somebody wants what stands behind a row (keys as in `account_rows`). `turned`: another tab."""

    opened = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(text("What happened"))
        none = EmptyState("document", text("Nothing yet"), text("Bills and payments appear here."))
        self.activity = DataTable(activity_columns(), name=text("Activity"), empty=none)
        self.bills = DataTable(bill_columns(), name=text("Bills"))
        self.contacts = DataTable(contact_columns(), name=text("Contacts"), head=False)
        self.notes = NotesList()
        self._page: AccountPage | None = None
        self._narrow = False
        self._views: list[tuple[str, QWidget]] = []
        self.tabs = Tabs([], label=text("What happened"))
        self._keys = Label(color="muted")
        self._stack = QStackedWidget()
        self._build()

    def show_account(self, page: AccountPage) -> None:
        """Shows an account; the tab that is open stays open where it still is."""
        self._page = page
        self.activity.set_rows(activity_rows(page, narrow=self._narrow))
        self.bills.set_rows(bill_rows(page))
        self.contacts.set_rows(contact_rows(page))
        self.notes.show_notes(page.notes)
        views: list[tuple[str, QWidget]] = [(text("Activity"), self.activity)]
        if page.bills:
            views.append((text("Bills"), self.bills))
        views.append((text("Contacts"), self.contacts))
        if page.notes:
            views.append((text("Notes"), self.notes))
        self._set_views(views)

    @property
    def names(self) -> list[str]:
        """The tabs, in order."""
        return [name for name, _ in self._views]

    def turn_to(self, number: int) -> None:
        """Shows a tab and puts the focus into it."""
        if 0 <= number < len(self._views):
            self.tabs.setCurrentIndex(number)
            self._views[number][1].setFocus()

    def turn_to_contacts(self) -> None:
        """Shows the tab with the contact details."""
        self.tabs.setCurrentIndex([view for _, view in self._views].index(self.contacts))

    @property
    def view(self) -> QWidget:
        """What the open tab shows."""
        return self._views[self.tabs.currentIndex()][1] if self._views else self.activity

    def set_compact(self, compact: bool) -> None:
        """Lower rows under 1000 px of height."""
        for table in (self.activity, self.bills, self.contacts):
            table.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves a column out where there is no room for it."""
        super().resizeEvent(event)
        narrow = self.width() - 2 < theme().px(ACTIVITY_WIDTH)
        if narrow != self._narrow:
            self._narrow = narrow
            chosen = self.activity.current_key
            self.activity.set_columns(activity_columns(narrow=narrow))
            if self._page is not None:
                self.activity.set_rows(activity_rows(self._page, narrow=narrow))
            if chosen:
                self.activity.choose(chosen)

    def _build(self) -> None:
        bar = QWidget()
        row(self.tabs, stretch(), self._keys, parent=bar, margins=(8, 0, 16, 0))
        hold(bar, height=40)
        self.body.addWidget(bar)
        self.body.addWidget(Line())
        self.body.addWidget(self._stack, 1)
        for view in (self.activity, self.bills, self.contacts, self.notes):
            self._stack.addWidget(view)
        self.tabs.currentChanged.connect(self._turn)
        for table in (self.activity, self.bills):
            table.activated_key.connect(self.opened)
            table.link_clicked.connect(self._open_link)

    def _set_views(self, views: list[tuple[str, QWidget]]) -> None:
        if [name for name, _ in views] == self.names:
            return
        before = self.names[self.tabs.currentIndex()] if self._views else ""
        self._views = views
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name, _ in views:
            self.tabs.addTab(name)
        self.tabs.blockSignals(False)
        self._keys.setText(f"Alt+1 … Alt+{len(views)}")
        self.tabs.setCurrentIndex(self.names.index(before) if before in self.names else 0)
        self._turn()

    def _turn(self) -> None:
        self._stack.setCurrentWidget(self.view)
        self.turned.emit()

    def _open_link(self, key: str, _column: int) -> None:
        self.opened.emit(key)
