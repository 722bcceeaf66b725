"""The result of a count, and closing the shift on it: how the drawer stands, what may explain it, what closing does.

Reason, bag number and second person may all stay empty: nothing makes a close impossible (`app.drawers.close_shift`).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.drawers.close_shift import CloseRefusal
from app.drawers.count_drawer_facts import CountPurpose
from app.drawers.likely_cause import TENDERS, Cause
from app.drawers.sealed_bags import BagRefusal
from app.errors import Refused
from app.identity.approvals import ApprovalRefusal
from app.identity.refusals import IdentityRefusal
from app.money import format_cents
from app.reports.count_result import CountResult
from resources.texts import current_language, text
from ui.dates import time_words
from ui.drawers.result_words import (
    cash_figures,
    cause_columns,
    cause_rows,
    closing_figures,
    detail,
    headline,
    tender_columns,
    tender_rows,
)
from ui.error_messages import sentence
from ui.identity.second_person import SecondPerson
from ui.operations import Failure
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.combo_box import ComboBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.figures import Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit
from ui.widgets.result_banner import ResultBanner
from ui.widgets.tag import Tone

_SIDE, _WIDE_FROM, _NO_LIMIT = 372, 960, 16_000


class CloseShiftView(QWidget):
    """`closed`: *Close the shift* was pressed; `again`: count again, at a note or coin (0: from the top).

    `receipts_wanted`: fact ids to look at.
    """

    closed = Signal()
    again = Signal(int)
    receipts_wanted = Signal(tuple)

    def __init__(self, result: CountResult, intent: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result, self.intent = result, intent
        self._busy = False
        self.banner = ResultBanner(_tone(result), headline(result), detail(result), icon=_icon(result))
        self.tenders = DataTable(
            tender_columns(), name=text("By tender"), choosable=False, fit_rows=True, compact=len(result.causes) > 3
        )
        self.causes = DataTable(
            cause_columns(),
            name=text("What would explain it"),
            fit_rows=True,
            empty=EmptyState("info", text("Nothing in this shift explains it"), text("Count again before you close.")),
        )
        self.count_button = Button(text("Count again"), icon="refresh", key="F7")
        self.receipts_button = Button(text("Show the receipts"), icon="receipt", key="F8")
        reasons = [(reason.code, reason.name(current_language())) for reason in result.reasons]
        self.reason = ComboBox([("", text("Not known")), *reasons], name=text("Reason"))
        self.note = LineEdit(text("Type what happened"), name=text("What happened"))
        self.bag = LineEdit(name=text("Number of the sealed bag"))
        bagged = format_cents(result.goes.bagged.held_cents)
        self.bag_field = Field(text("Sealed bag number"), self.bag, help=bagged)
        self.reason_field = Field(text("Reason"), self.reason, help=text("Optional"))
        self.second = SecondPerson(needed=False, may_wait=True, parent=self)
        self.refusal = Alert("bad", "")
        self.close_button = Button(_verb(result), icon="tick", key="Ctrl+Enter", kind="primary", size="large")
        self._build()
        self._show_cause()

    @property
    def cause(self) -> Cause | None:
        """The suggestion that is chosen."""
        key = self.causes.current_key
        return self.result.causes[int(key)] if key else None

    def focus_first(self) -> None:
        """The bag where there is one, else the button: the shortest way to the close."""
        target = self.bag if self._bags else self.close_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def count_again(self) -> None:
        """F7."""
        cause = self.cause
        self.again.emit(cause.value_cents if cause is not None else 0)

    def show_receipts(self) -> None:
        """F8."""
        if self.cause is not None and self.cause.receipts:
            self.receipts_wanted.emit(self.cause.receipts)

    def why_no_receipts(self) -> str:
        """Why there are none to show; "" when there are."""
        return "" if self.cause is not None and self.cause.receipts else text("No receipt stands out")

    def submit(self) -> None:
        """Closes, unless it is being closed already. A second person may be left out: the close then waits for one."""
        if self._busy:
            return
        self.refusal.hide()
        for field in (self.bag_field, self.reason_field):
            field.set_error("")
        if self.second.person.value and self.second.complain():
            return
        self._set_busy(busy=True)
        self.closed.emit()

    def approver(self) -> tuple[str, str]:
        """Who signs, and their PIN, forgotten here; ("", "") for nobody."""
        return self.second.take() if self.second.person.value else ("", "")

    def refuse(self, failure: Failure) -> None:
        """Says why not, at the field concerned."""
        self._set_busy(busy=False)
        code = failure.code if isinstance(failure, Refused) else None
        if isinstance(code, ApprovalRefusal | IdentityRefusal) and self.second.needed:
            self.second.refuse(sentence(failure))
        elif isinstance(code, BagRefusal):
            self._wrong(self.bag_field, failure)
        elif code in (CloseRefusal.NOTE_TOO_LONG, CloseRefusal.CARD_NUMBER_TYPED):
            self._wrong(self.reason_field, failure)
        else:
            self.refusal.set_words(text("The shift is not closed."), sentence(failure))
            self.refusal.show()

    def take_scan(self, scan: str) -> bool:
        """The number on the bag."""
        if self._bags:
            self.bag.setText(scan)
            self.bag_field.set_error("")
        return self._bags

    def enter(self) -> None:
        """Enter that no field wanted: on to the close."""
        self.close_button.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_WIDE_FROM)
        directions = QBoxLayout.Direction
        self._pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        hold(self._side, min_width=_SIDE if wide else 0, max_width=_SIDE if wide else _NO_LIMIT)

    # -- inside

    @property
    def _bags(self) -> bool:
        return self.result.purpose is CountPurpose.CLOSE and self.result.goes.bagged.held_cents > 0

    def _build(self) -> None:
        stored = text("Count stored {time}", time=time_words(self.result.counted_at_us, self.result.time_zone))
        self._tender_card = Card(text("By tender"), right=Label(stored, color="muted"), heading_height=44)
        self._tender_card.body.addWidget(self.tenders)
        left, self._side, causes = QWidget(), QWidget(), self._cause_card()
        column(self._tender_card, causes, stretch(), parent=left, spacing=12)
        self._fill_side()
        self._pair = row(left, self._side, spacing=12)
        self._pair.setStretch(0, 1)
        whole = column(self.banner, self._pair, parent=self, spacing=12)
        whole.setStretch(1, 1)
        self.tenders.set_rows(tender_rows(self.result))
        self._tender_card.setVisible(self.result.seen)
        causes.setVisible(bool(_off_cents(self.result)))
        self.setFocusProxy(self.bag if self._bags else self.close_button)

    def _cause_card(self) -> Card:
        cents = next(iter(_off_cents(self.result)), 0)
        hint = Label(text("Suggestions, not findings"), color="muted")
        card = Card(text("Why {amount}", amount=format_cents(abs(cents))), right=hint, heading_height=44)
        card.body.addWidget(self.causes)
        card.body.addLayout(row(self.count_button, self.receipts_button, stretch(), margins=(16, 12), spacing=8))
        self.causes.set_rows(cause_rows(self.result.causes))
        self.causes.choose_first()
        self.causes.current_key_changed.connect(lambda _key: self._show_cause())
        self.causes.activated_key.connect(lambda _key: self.show_receipts())
        self.causes.link_clicked.connect(lambda _key, _column: self._follow_link())
        self.count_button.clicked.connect(self.count_again)
        self.receipts_button.clicked.connect(self.show_receipts)
        return card

    def _follow_link(self) -> None:
        if self.cause is not None and self.cause.receipts:
            self.show_receipts()
        else:
            self.count_again()

    def _fill_side(self) -> None:
        cash, after = Figures(row_height=21), Figures(row_height=21)
        cash.set_rows(cash_figures(self.result))
        after.set_rows(closing_figures(self.result))
        cash_card = Card(text("Expected cash"), heading_height=40)
        cash_card.body.addLayout(column(cash, margins=(16, 4)))
        after_card = Card(text("After closing"), heading_height=40)
        after_card.body.addLayout(column(after, margins=(16, 4)))
        known = column(row(self.bag_field, self.reason_field, spacing=12), self.note, spacing=8)
        fields = column(known, self._signing(), spacing=12)
        column(cash_card, after_card, stretch(), fields, self.refusal, self.close_button, parent=self._side, spacing=12)
        closes = self.result.purpose is CountPurpose.CLOSE
        off = self.result.seen and self.result.count is not None and bool(self.result.count.difference.held_cents)
        cash_card.setVisible(self.result.seen)
        after_card.setVisible(closes and not self.result.needs_approval)  # there is no room for both
        self.bag_field.setVisible(self._bags)
        self.reason_field.setVisible(closes and off)
        self.note.setVisible(closes and off)
        self.second.set_needed(needed=closes and self.result.needs_approval)
        if self.second.needed:
            self.second.show_people(self.result.approvers)
        self.refusal.hide()
        self.close_button.clicked.connect(self.submit)
        self.second.entered.connect(self.submit)
        self.bag.textEdited.connect(lambda _typed: self.bag_field.set_error(""))

    def _signing(self) -> QBoxLayout:
        """Who signs, and their PIN: labels on one line whatever is said below them, the name with the more room."""
        signing = row(*self.second.fields, spacing=12)
        self.second.fields[1].label.setText(text("Their PIN"))
        for number, field in enumerate(self.second.fields):
            signing.setAlignment(field, Qt.AlignmentFlag.AlignTop)
            signing.setStretch(number, 3 - number)
        return signing

    def _show_cause(self) -> None:
        self.receipts_button.block(self.why_no_receipts())

    def _wrong(self, field: Field, failure: Failure) -> None:
        field.set_error(sentence(failure))
        field.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.close_button.setEnabled(not busy)


def _tone(result: CountResult) -> Tone:
    if result.count is None:
        return "plain"
    off = _off_cents(result)
    return "bad" if min(off, default=0) < 0 else "warn" if off else "good"


def _icon(result: CountResult) -> str:
    return "info" if result.count is None else "warning" if _off_cents(result) else "good"


def _off_cents(result: CountResult) -> list[int]:
    """The differences that there are, tender by tender."""
    off = result.count.difference if result.count else None
    return [cents for tender in TENDERS if (cents := off.of(tender))] if off else []


def _verb(result: CountResult) -> str:
    if result.purpose is not CountPurpose.CLOSE:
        return text("Done")
    off = result.count is not None and bool(result.count.difference.held_cents)
    return text("Accept and close shift") if off else text("Close the shift")
