"""The accounts page before an account is chosen: where one was working, and how to find another."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.accounts.recent_accounts import RecentAccount
from resources.texts import text
from ui.dates import seen_words
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.table_data import Column, Row


class RecentList(QWidget):
    """`opened(account)`: one was chosen."""

    opened = Signal(str)

    def __init__(self, time_zone: str, now_us: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time_zone, self._now_us = time_zone, now_us
        none = EmptyState(
            "accounts",
            text("No account yet"),
            text("Press F2 and scan a bill, or type a name, an address, a phone or a meter."),
        )
        columns = [
            Column(text("Account"), 120, weight=500),
            Column(text("Name"), 200, stretch=3),
            Column(text("Address"), 200, stretch=3, color="muted"),
            Column(text("Looked at"), 92, align="right", color="muted"),
        ]
        self.table = DataTable(columns, name=text("Accounts you looked at last"), empty=none)
        self.failure = Label(color="bad", wrap=True)
        self._build()
        self.setFocusProxy(self.table)

    def show_accounts(self, accounts: Sequence[RecentAccount]) -> None:
        """Shows them, the newest first and chosen, so that Enter goes on where one was."""
        self.failure.setVisible(False)
        chosen = self.table.current_key
        self.table.set_rows([self._row(account) for account in accounts])
        if not chosen or not self.table.choose(chosen):
            self.table.choose_first()

    def show_failure(self, words: str) -> None:
        """Says why there is no list; searching may work all the same."""
        self.failure.setText(words)
        self.failure.setVisible(True)

    def _row(self, account: RecentAccount) -> Row:
        seen = seen_words(account.at_us, self._time_zone, self._now_us())
        return Row(account.account, (account.number, account.name, account.address, seen))

    def _build(self) -> None:
        title = Label(text("Accounts"), size=24, weight=600)
        find = row(IconLabel("search"), Label(text("Find an account"), color="muted"), KeyHint("F2"), spacing=8)
        heading = row(title, stretch(), find, spacing=12)
        card = Card(text("Looked at last"), right=KeyHint("Enter"), dense=True)
        card.body.addWidget(self.table, 1)
        layout = column(heading, self.failure, card, parent=self, margins=16, spacing=12)
        layout.setStretch(2, 1)
        self.failure.hide()
        hold(card, min_height=240)
        self.table.activated_key.connect(self.opened)
