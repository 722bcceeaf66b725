"""The top of the account page: who, where, since when; at the right what is owed, large, and as of when."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.money import format_cents
from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.words import class_name, status_words
from ui.dates import moment_words
from ui.theme import theme
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.tag import Tag

_BESIDE_FROM = 700
_RIGHT = Qt.AlignmentFlag.AlignRight


class BalanceLabel(Label):
    """The large balance: a click opens what it consists of, as the page's key does."""

    clicked = Signal()

    def sizeHint(self) -> QSize:
        """Digits have nothing below their line: 36 is enough for 40 px."""
        return QSize(super().sizeHint().width(), theme().px(36))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        self.clicked.emit()


class AccountHeading(QWidget):
    """56 high. Amounts in cents; a credit is said in words, not by a sign alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Label(size=24, weight=600, elide=True)
        self.status = Tag("")
        self.number = Label(size=15, weight=600)
        self.facts = Label(color="muted", elide=True)
        self.state = Label(align=_RIGHT)
        self.balance = BalanceLabel(size=40, weight=600, align=_RIGHT)
        self.as_of = Label(color="muted", align=_RIGHT)
        self.balance.setCursor(Qt.CursorShape.PointingHandCursor)
        names = row(self.name, self.status, stretch(), spacing=12)
        names.setStretch(2, 1)
        second = row(self.number, self.facts, spacing=12)
        second.setStretch(1, 1)
        left = column(names, second, spacing=1)
        beside = column(stretch(), self.state, margins=(0, 0, 0, 2))
        amounts = row(stretch(), beside, self.balance, spacing=12)
        right = column(amounts, self.as_of, spacing=0)
        self._whole = row(left, right, parent=self, spacing=24)
        self._whole.setStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The balance goes below the name where both would be cut."""
        super().resizeEvent(event)
        beside = self.width() >= theme().px(_BESIDE_FROM)
        directions = QBoxLayout.Direction
        self._whole.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def show_account(self, page: AccountPage) -> None:
        """Shows an account."""
        summary = page.summary
        self.name.setText(summary.customer_name)
        self.status.set_words(*status_words(summary))
        self.number.setText(summary.number)
        address = ", ".join(part for part in (summary.street_address, summary.unit) if part)
        self.facts.setText("   ".join(p for p in (address, class_name(summary.account_class), summary.phone) if p))
        self._show_state(page)
        self.balance.setText(f"${format_cents(page.balance_cents)}".replace("$−", "−$"))
        self.balance.setAccessibleName(text("Balance {amount}", amount=format_cents(page.balance_cents)))
        self.as_of.setText(self._as_of(page))

    def _show_state(self, page: AccountPage) -> None:
        if page.overdue_cents:
            self.state.setText(text("{amount} overdue", amount=format_cents(page.overdue_cents)))
            self.state.set_color("bad")
        elif page.balance_cents < 0:
            self.state.setText(text("Credit"))
            self.state.set_color("good-text")
        else:
            self.state.setText("" if page.balance_cents else text("Nothing owed"))
            self.state.set_color("muted")

    def _as_of(self, page: AccountPage) -> str:
        moment = moment_words(page.summary.as_of_us, page.time_zone, page.on)
        return text("Balance as of {moment}", moment=moment)
