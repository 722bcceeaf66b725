"""Opens a receipt in the panel at the right, with what stands of it, and the forms that put it right.

One intent a form and receipt: a press again after a refusal is the same action.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.approvals.request_approval import asking
from app.identity.permissions import Permission, may
from app.reports import print_slip_again
from app.reports.print_slip_again import SlipPrinted
from app.reports.undo_view import UndoView, undo_view
from resources.texts import text
from ui.context import WindowContext
from ui.dates import day_words
from ui.drawers.movement_form import MovementForm
from ui.error_messages import sentence
from ui.identity.asking import ask_for_approval, asked_words
from ui.operations import Failure
from ui.payments.undo_forms import MoveForm, RefundForm, TenderForm, line_name
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.label import Label
from ui.widgets.layout import column, stretch
from ui.widgets.table_data import Column, Row, money, money_column


class UndoDesk(QObject):
    """`done`: what was recorded, in one sentence; `turned`: other commands hold now."""

    done = Signal(str)
    turned = Signal()

    def __init__(self, context: WindowContext, panel: DetailPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._panel = context, panel
        self._intents: dict[str, str] = {}
        self._line = 0
        self.view: UndoView | None = None
        panel.closed.connect(self._closed)

    @property
    def form(self) -> MovementForm | None:
        """The form that is open; None when none is."""
        content = self._panel.content
        return content if isinstance(content, MovementForm) else None

    def commands(self) -> list[Command]:
        """What can be done with the receipt that is open."""
        if self.form is not None:
            return self.form.commands()
        if self.view is None:
            return []
        ways = [Command(name, key, begin, icon, why) for name, key, begin, icon, why in self._ways()]
        return [
            *ways,
            Command(text("Print the last slip again"), "Ctrl+P", self.print_slip, "printer", self.why_no_slip),
        ]

    def open(self, receipt: str, line: int = 0) -> None:
        """Shows a receipt (its fact id); `line`: the one that is meant, 0 for none."""
        session, self._line = self._context.session, line
        self._context.operations.read_anew(
            self, lambda services: undo_view(services, session, receipt), self._show, self._fail
        )

    def step_back(self) -> bool:
        """From a form to its receipt, from there to the list."""
        if self.form is not None and self.view is not None:
            self._show(self.view)
            return True
        if self._panel.key:
            self._panel.close_panel()
            return True
        return False

    def why_no_slip(self) -> str:
        """Why there is no slip; "" when there is."""
        return "" if self.view is not None and self.view.slips else text("Nothing was put right")

    def print_slip(self) -> None:
        """Ctrl+P: a copy of the newest slip of this receipt."""
        if self.view is not None and self.view.slips:
            fact_id, session = self.view.slips[-1], self._context.session
            self._context.operations.write(
                self, lambda services: print_slip_again.record(services, session, fact_id), self._copied, self._fail
            )

    # -- inside

    def _copied(self, printed: SlipPrinted) -> None:
        self._context.announce(printed.changed)
        self.done.emit(text("Copy {number} goes to the printer.", number=printed.copy))

    def _show(self, view: UndoView) -> None:
        self.view = view
        content = QWidget()
        buttons = [self._button(*way) for way in self._ways()]
        again = Button(text("Print the last slip again"), icon="printer", key="Ctrl+P")
        again.clicked.connect(self.print_slip)
        table = DataTable(_columns(), name=text("Lines of the receipt"), compact=True, fit_rows=True, choosable=False)
        table.set_rows(_rows(view))
        state = Alert("warn", _state(view))
        state.setVisible(bool(_state(view)))
        taken = Label(text("Taken {day}", day=day_words(view.taken_on)), color="muted")
        inside = column(taken, state, *buttons, again, margins=16, spacing=12)
        column(table, inside, stretch(), parent=content, spacing=0)
        again.setHidden(bool(self.why_no_slip()))
        self._panel.show_content(text("Receipt {number}", number=view.number), content, view.receipt)
        free = next((button for button in buttons if button.isEnabled()), None)
        (free or table).setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def _ways(self) -> list[tuple[str, str, Callable[[], None], str, Callable[[], str]]]:
        return [
            (text("Refund"), "F6", partial(self._begin, "refund"), "undo", self._why_no_refund),
            (text("Other account"), "F7", partial(self._begin, "move"), "arrow-right", self._why_no_move),
            (text("Other tender"), "F8", partial(self._begin, "tender"), "edit", self._why_no_tender),
        ]

    def _button(self, name: str, key: str, begin: Callable[[], None], icon: str, why: Callable[[], str]) -> Button:
        button = Button(name, icon=icon, key=key)
        button.clicked.connect(begin)
        button.block(why())
        return button

    def _why_no_refund(self) -> str:
        if not may(self._context.session, Permission.PAYMENT_TAKE):
            return text("Not in your role")
        return "" if self._stands() else text("Nothing is left")

    def _why_no_move(self) -> str:
        session, view = self._context.session, self.view
        if not (may(session, Permission.PAYMENT_IDENTIFY) or may(session, Permission.PAYMENT_CORRECT)):
            return text("Not in your role")
        lines = view.lines if view is not None else ()
        movable = any(line.movable and line.left_cents for line in lines)
        return "" if self._stands() and movable else text("Nothing is left")

    def _why_no_tender(self) -> str:
        if not may(self._context.session, Permission.PAYMENT_TAKE):
            return text("Not in your role")
        return "" if self.view is not None and not (self.view.voided or self.view.returned) else text("Nothing is left")

    def _stands(self) -> bool:
        view = self.view
        return view is not None and not (view.voided or view.returned) and any(line.left_cents for line in view.lines)

    def _begin(self, what: str) -> None:
        if self.view is None:
            return
        form, title = self._form(what, self.view)
        key, waiting = f"{what}/{self.view.receipt}", self.view.waiting.get(what, "")
        intent = waiting or self._intent(key)
        form.show_waiting(waits=bool(waiting))
        form.submitted.connect(partial(self._record, form, key, intent))
        form.approval_asked.connect(partial(self._ask, form, key, intent))
        self._panel.show_content(title, form, key)
        form.setFocus(Qt.FocusReason.TabFocusReason)
        self.turned.emit()

    def _form(self, what: str, view: UndoView) -> tuple[MovementForm, str]:
        if what == "refund":
            return RefundForm(view), text("Refund of {number}", number=view.number)
        if what == "move":
            return MoveForm(view, self._context, self._line), text("Other account, {number}", number=view.number)
        return TenderForm(view), text("Other tender, {number}", number=view.number)

    def _record(self, form: MovementForm, key: str, intent: str) -> None:
        work, session = form.recording(intent), self._context.session
        self._context.operations.read(
            self, lambda services: work(services, session), partial(self._recorded, key), form.refuse
        )

    def _ask(self, form: MovementForm, key: str, intent: str) -> None:
        command = asking(self._intent(f"request/{key}"), form.action(intent), form.note_words())
        ask_for_approval(self._context, self, command, lambda _asked: self._asked(key), form.refuse)

    def _asked(self, key: str) -> None:
        """The request brings the id of its action along from now on."""
        self._intents.pop(key, None)
        self._intents.pop(f"request/{key}", None)
        self._panel.close_panel()
        self.done.emit(asked_words())

    def _intent(self, key: str) -> str:
        return self._intents.setdefault(key, self._context.operations.services.ids.new_id())

    def _recorded(self, key: str, outcome: Any) -> None:
        self._intents.pop(key, None)
        what, number = key.partition("/")[0], self.view.number if self.view is not None else ""
        words = {
            "refund": text("The refund of {number} is recorded; its slip prints.", number=number),
            "move": text("The payment of {number} stands on the other account now.", number=number),
        }
        self._panel.close_panel()
        self._context.announce(outcome.changed)
        self.done.emit(words.get(what) or text("The tender of {number} is corrected.", number=number))

    def _fail(self, failure: Failure) -> None:
        content = QWidget()
        column(Alert("bad", sentence(failure)), stretch(), parent=content, margins=16)
        self._panel.show_content(text("Receipt"), content, "failed")

    def _closed(self) -> None:
        self.view = None
        self.turned.emit()


def _columns() -> list[Column]:
    return [Column(text("For"), 120, stretch=1), money_column(text("Paid"), 86), money_column(text("Left"), 86)]


def _rows(view: UndoView) -> list[Row]:
    return [
        Row(str(line.place), (line_name(line), money(line.paid_cents), money(line.left_cents, zero_is_nothing=True)))
        for line in view.lines
    ]


def _state(view: UndoView) -> str:
    if view.voided:
        return text("This receipt is void.")
    return text("The bank returned this payment.") if view.returned else ""
