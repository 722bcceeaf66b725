"""The left card after a payment: the receipt as paper, what happened, the account before and after."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.money import format_cents
from app.payments.sale_overview import AccountPaid, SaleOverview
from resources.texts import text
from ui.payments.sliding_paper import SlidingPaper
from ui.payments.what_happened import Happened, answer_words, what_happened
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, scrolled, stretch
from ui.widgets.line import Line
from ui.widgets.paper_view import Paper


class PaidView(Card):
    """`answered`: the job and what a person says of it; `account_asked`: the receipt's account."""

    answered = Signal(str, str)
    account_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.paper = SlidingPaper()
        self._rows: list[Happened] = []
        self._list = column(spacing=0)
        self._accounts = column(spacing=0)
        self.account = Button(text("Open account"), icon="accounts", key="Ctrl+Return")
        self.account.clicked.connect(self.account_asked.emit)
        content = QWidget()
        column(self._list, gap(20), self._accounts, stretch(), parent=content, spacing=0)
        hold(content, max_width=480)
        right = column(Label(text("What happened"), size=18, weight=600), spacing=4, margins=(20, 16, 20, 16))
        right.addWidget(scrolled(content), 1)
        right.addLayout(row(self.account, stretch()))
        self._whole = row(self.paper, right, spacing=0)
        self._whole.setStretch(1, 1)
        self.body.addLayout(self._whole)
        self.setAccessibleName(text("Receipt"))

    @property
    def rows(self) -> list[Happened]:
        """What happened, as it is shown."""
        return list(self._rows)

    def buttons(self) -> list[Button]:
        """The answers that can be given."""
        return [button for button in self.findChildren(Button) if button is not self.account and not button.isHidden()]

    def show_paper(self, paper: Paper, *, slide: bool) -> None:
        """The receipt as it prints."""
        self.paper.show_paper(paper, slide=slide)

    def show_overview(self, overview: SaleOverview) -> None:
        """Shows every state as the rows have it now."""
        rows = what_happened(overview)
        if rows != self._rows:
            self._rows = rows
            _empty(self._list)
            for number, happened in enumerate(rows):
                if number:
                    self._list.addWidget(Line())
                self._list.addWidget(self._row(happened))
            self._list.addWidget(Line())
        _empty(self._accounts)
        self._show_accounts(overview.accounts, voided=overview.receipt.voided)
        self.account.setVisible(bool(overview.accounts))

    def clear(self) -> None:
        """Nothing yet: the next receipt's rows are on their way."""
        self._rows = []
        _empty(self._list)
        _empty(self._accounts)
        self.account.hide()

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The paper beside what happened, or above it where that is too narrow."""
        super().resizeEvent(event)
        beside = self.width() >= theme().px(394 + 220)
        directions = QBoxLayout.Direction
        self._whole.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    # -- inside

    def _row(self, happened: Happened) -> QWidget:
        bar = QWidget()
        bar.setAccessibleName(f"{happened.fact}. {happened.detail}")
        words = column(
            Label(happened.fact, weight=500, wrap=True), Label(happened.detail, color="muted", wrap=True), spacing=1
        )
        icon = column(gap(1), IconLabel(happened.icon, happened.color), stretch(), spacing=0)
        if happened.answers:
            words.addLayout(self._answers(happened))
        row(icon, words, parent=bar, spacing=12, margins=(0, 10, 0, 10)).setStretch(1, 1)
        hold(bar, min_height=59)
        return bar

    def _answers(self, happened: Happened) -> QHBoxLayout:
        buttons = []
        for answer in happened.answers:
            button = Button(answer_words(answer))
            button.clicked.connect(lambda _=False, answer=answer: self.answered.emit(happened.job, answer))
            buttons.append(button)
        return row(*buttons, stretch(), spacing=8, margins=(0, 6, 0, 0))

    def _show_accounts(self, accounts: Sequence[AccountPaid], *, voided: bool) -> None:
        several = len(accounts) > 1
        for number, paid in enumerate(accounts):
            if number:
                self._accounts.addWidget(gap(16))
            family = paid.name.split(",")[0]
            title = f"{paid.number}, {family}" if family else paid.number
            self._accounts.addWidget(Label(title, size=15, weight=600, elide=True))
            self._accounts.addWidget(gap(4))
            self._accounts.addWidget(_balances(paid, short=several, voided=voided))


def _balances(paid: AccountPaid, *, short: bool, voided: bool) -> Figures:
    """How the balance moved; a void moves it back."""
    figures = Figures()
    rows = [Figure(text("Paid now"), format_cents(-paid.paid_cents), weight=400)]
    if not short:
        rows.insert(0, Figure(text("Balance before"), format_cents(paid.before_cents), weight=400))
    if voided:
        rows.append(Figure(text("Voided"), format_cents(paid.paid_cents), weight=400, color="bad"))
    now_cents = paid.before_cents if voided else paid.after_cents
    figures.set_rows([*rows, Figure(text("Balance now"), format_cents(now_cents), total=True)])
    return figures


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
