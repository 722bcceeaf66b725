"""The page of returned payments: find the check that came back and record it, or load the bank's file.

Shows and asks; `app.payments.returned_payment` and `app.payments.load_returns` decide.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.changed import Changed
from app.identity.approvals import with_second_person
from app.identity.permissions import Permission, may
from app.payments.load_returns import ReturnsLoaded
from app.payments.returned_payment import PaymentIsReturned
from app.payments.returned_payment_facts import OpenReturn
from app.reports.return_notice import return_notice
from app.reports.returned_payments import Returnable, ReturnedPayments, returnable, returned_payments
from app.workplace import Services
from printing.payments.returned_payment_notice import save_returned_payment_notice
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.load_returns_desk import LoadReturnsDesk
from ui.payments.return_follow_up_desk import ReturnFollowUpDesk
from ui.payments.returned_payment_form import ReturnedPaymentForm
from ui.payments.returned_payment_rows import (
    returnable_columns,
    returnable_rows,
    returned_columns,
    returned_rows,
    waiting_columns,
    waiting_rows,
)
from ui.shell.command import ENTER, Command
from ui.shell.page import Page
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit

_PANEL = 378
_KINDS = {"PaymentReturned", "ReturnFileLoaded", "ReturnLetterSent", "CashOnlyLifted"}


class ReturnedPaymentsPage(Page):
    """One intent a check: a press again after a refusal is the same return."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Returned payments"), parent)
        self._context = context
        self._intents: dict[str, str] = {}
        self._waiting: OpenReturn | None = None
        self.state: ReturnedPayments | None = None
        self.found: list[Returnable] = []
        self.field = LineEdit(text("Receipt or account number"), name=text("Find the check"), icon="search")
        self.file_button = Button(text("Load the bank's file"), icon="bank", key="Ctrl+O")
        self.outcome, self.search_error = Alert("plain", ""), Alert("warn", "")
        self.waiting = DataTable(waiting_columns(), name=text("Waiting for a check"), fit_rows=True)
        nothing = (text("No payment was returned"), text("Find a check above, or load the bank's file."))
        if self.why_not():
            nothing = (self.why_not(), text("An accounts specialist or a supervisor records what the bank gives back."))
        self.newest = DataTable(returned_columns(), name=text("Returned payments"), empty=EmptyState("undo", *nothing))
        self.checks = DataTable(returnable_columns(), name=text("Which check came back?"))
        self.detail = DetailPanel()
        self.desk = LoadReturnsDesk(context, self)
        self.follow_up = ReturnFollowUpDesk(context, self.detail)
        self._build()
        self._connect()

    # -- Page

    def show_page(self) -> None:
        """Reads anew; typing finds a check."""
        if self.why_not():
            self.field.setEnabled(False)
            return
        self.reload()
        if self.form is None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_ready(self) -> bool:
        """What there is is known."""
        return self.state is not None

    def help_name(self) -> str:
        """How a return is recorded and what it does."""
        return "returned_payments"

    def commands(self) -> list[Command]:
        """Load a file; record the open form; the letter of the chosen return."""
        commands = [Command(text("Load the bank's file"), "Ctrl+O", self.choose_file, "bank", self.why_not)]
        if self.form is not None:
            commands.insert(0, Command(self.form.button.text(), "Ctrl+Return", self.form.submit, "tick"))
            commands.insert(1, Command(text("Next field"), ENTER, self.form.enter))
        elif self.follow_up.form is not None:
            commands[:0] = self.follow_up.commands()
        elif self.newest.current_key and self._stack.currentIndex() == 0:
            commands.append(Command(text("Save the letter as PDF"), "Ctrl+S", self.save_letter, "mail"))
            commands += self.follow_up.commands()
        return commands

    def step_back(self) -> bool:
        """Out of the form, then out of the search."""
        if self.detail.key:
            self.detail.close_panel()
            return True
        if self._stack.currentIndex() or self._waiting is not None:
            self._end_search()
            return True
        return False

    def why_not(self) -> str:
        """Why nothing can be recorded here; "" when it can."""
        return "" if may(self._context.session, Permission.PAYMENT_RETURN) else text("Not in your role")

    @property
    def form(self) -> ReturnedPaymentForm | None:
        """The form that is open; None when none is."""
        content = self.detail.content
        return content if isinstance(content, ReturnedPaymentForm) else None

    # -- what it does

    def reload(self) -> None:
        """Asks the rows."""
        session = self._context.session
        self._context.operations.read_anew(
            self, lambda services: returned_payments(services, session), self._show, self._fail
        )

    def search(self) -> None:
        """Finds the checks of what was typed; nothing typed shows the returns again."""
        typed, session = self.field.text(), self._context.session
        if not typed.strip():
            self._end_search()
            return
        self._context.operations.read_anew(
            self, lambda services: returnable(services, session, typed), self._show_found, self._not_found
        )

    def choose_file(self) -> None:
        """Asks for the bank's file in the system's own dialog."""
        path, _kind = QFileDialog.getOpenFileName(self, text("The bank's file of returns"))
        if path:
            self.outcome.hide()
            self.desk.load(Path(path))

    def save_letter(self) -> None:
        """The letter to the customer of the chosen return, as PDF in the person's documents."""
        fact_id, session = self.newest.current_key, self._context.session

        def save(services: Services) -> Path:
            return save_returned_payment_notice(return_notice(services, session, fact_id))

        self._context.operations.read(self, save, self._letter_saved, self._fail)

    # -- inside

    def _show(self, state: ReturnedPayments) -> None:
        self.state = state
        self.waiting.set_rows(waiting_rows(state.waiting, state.rules))
        self._waiting_card.setVisible(bool(state.waiting))
        self.newest.set_rows(returned_rows(state))
        if state.newest and not self.newest.current_key:
            self.newest.choose_first()
        self._choose()
        self.commands_changed.emit()

    def _choose(self) -> None:
        """What is chosen decides what can follow."""
        self.follow_up.choose(self.state, self.newest.current_key)
        self.commands_changed.emit()

    def _show_found(self, found: list[Returnable]) -> None:
        if self.state is None:
            return
        self.found = found
        self.search_error.hide()
        self.checks.set_rows(returnable_rows(found, self.state.time_zone))
        self._stack.setCurrentIndex(1)
        self.checks.choose_first()
        self.checks.setFocus(Qt.FocusReason.OtherFocusReason)
        if len(found) == 1:
            self._open_form(found[0].key)
        self.commands_changed.emit()

    def _not_found(self, failure: Failure) -> None:
        self.search_error.set_words(sentence(failure), text("Only checks and money orders come back."))
        self.search_error.show()

    def _take_waiting(self, trace: str) -> None:
        """An entry of the bank's file: find its check, and the form knows day, reason and trace."""
        if self.state is not None:
            self._waiting = next(each for each in self.state.waiting if each.trace == trace)
            self.outcome.set_words(
                text("Find the check {number}.", number=self._waiting.number),
                text("Type its receipt or the account; the form then holds what the bank says."),
                tone="plain",
            )
            self.outcome.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_form(self, key: str) -> None:
        check = next((each for each in self.found if each.key == key), None)
        if check is None or self.state is None or self.why_not():
            return
        form = ReturnedPaymentForm(self.state, check, self._waiting)
        intent = self._intents.setdefault(key, self._context.operations.services.ids.new_id())
        form.submitted.connect(partial(self._record, form, intent))
        self.detail.show_content(text("Payment returned"), form, key)
        form.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commands_changed.emit()

    def _record(self, form: ReturnedPaymentForm, intent: str) -> None:
        (approver, pin), work, session = form.second.take(), form.work(intent), self._context.session
        self._context.operations.read(
            self,
            lambda services: with_second_person(
                services, session, approver, pin, lambda second: work(services, session, second)
            ),
            self._recorded,
            form.refuse,
        )

    def _recorded(self, done: PaymentIsReturned) -> None:
        self._waiting = None
        self.detail.close_panel()
        self._end_search()
        accounts = ", ".join(account.account_number for account in done.body.accounts)
        rest = text("Ctrl+S saves the letter to the customer.") if accounts else ""
        words = text("The return is recorded; account {number} owes it again.", number=accounts)
        self._say(words if accounts else text("The return is recorded."), rest)
        self._context.announce(done.changed)

    def _file_loaded(self, loaded: ReturnsLoaded) -> None:
        self._context.announce(loaded.changed)
        self.reload()

    def _letter_saved(self, path: Path) -> None:
        self._say(text("The letter is saved."), str(path))

    def _say(self, fact: str, rest: str = "") -> None:
        """What was done last, and nothing of what was done before."""
        self.desk.hide()
        self.outcome.set_words(fact, rest, tone="good")
        self.outcome.show()

    def _fail(self, failure: Failure) -> None:
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()

    def _end_search(self) -> None:
        self._waiting = None
        self.field.clear()
        self.search_error.hide()
        self._stack.setCurrentIndex(0)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commands_changed.emit()

    def _take_change(self, changed: Changed) -> None:
        if self.state is not None and changed.kinds & _KINDS:
            self.reload()

    def _connect(self) -> None:
        self.field.returnPressed.connect(self.search)
        self.checks.activated_key.connect(self._open_form)
        self.waiting.activated_key.connect(self._take_waiting)
        self.newest.current_key_changed.connect(lambda _key: self._choose())
        self.follow_up.done.connect(self._say)
        self.follow_up.turned.connect(self.commands_changed)
        self.file_button.clicked.connect(self.choose_file)
        self.detail.closed.connect(self.commands_changed)
        self.desk.loaded.connect(self._file_loaded)
        self._context.changed.connect(self._take_change)

    def _build(self) -> None:
        self.file_button.block(self.why_not())
        hold(self.field, min_width=280)
        hold(self.detail, width=_PANEL)
        self._waiting_card = Card(text("Waiting for a check, from the bank's file"), heading_height=44)
        self._waiting_card.body.addWidget(self.waiting)
        self._waiting_card.hide()
        newest, checks = (
            Card(name, heading_height=44) for name in (text("Newest first"), text("Which check came back?"))
        )
        newest.body.addWidget(self.newest, 1)
        checks.body.addWidget(self.checks, 1)
        lists = QWidget()
        column(self._waiting_card, newest, parent=lists, spacing=12).setStretch(1, 1)
        self._stack = CurrentStack(lists, checks)
        heading = row(Label(self.title, size=24, weight=600), stretch(), self.file_button, spacing=16)
        left = column(row(self.field, stretch()), self.search_error, self._stack, spacing=12)
        left.setStretch(2, 1)
        body = row(spacing=12)
        body.addLayout(left, 1)
        body.addWidget(self.detail)
        whole = column(heading, self.desk, self.outcome, body, parent=self, margins=16, spacing=12)
        whole.setStretch(3, 1)
        self.outcome.hide()
        self.search_error.hide()
