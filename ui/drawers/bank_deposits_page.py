"""The page *Bank deposits*: accepted shifts that are ready, deposits and where they are, their slip, each receipt.

Shows and asks: `app.reports.bank_deposits_page` says what there is; the steps are `app.drawers.bank_deposit` and its
neighbours. Every shift that is ready goes into the next deposit unless Enter leaves it out.
"""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.drawers.bank_deposit import BankDepositMoved
from app.drawers.bank_deposit_facts import BankDepositState
from app.drawers.bank_deposits import BankDeposit
from app.identity.permissions import Permission, may
from app.reports.bank_deposits_page import BankDepositsPage as DepositsState
from app.reports.bank_deposits_page import bank_deposits_page
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.drawers.bank_deposit_forms import ConfirmForm, PrepareForm, RejectForm, SendForm, VerifyForm
from ui.drawers.bank_deposit_papers import DepositPapers
from ui.drawers.bank_deposit_rows import (
    deposit_columns,
    deposit_rows,
    ready_columns,
    ready_rows,
    state_cell,
)
from ui.drawers.custody_page import CustodyPage
from ui.drawers.movement_form import MovementForm
from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState

PREPARE, VERIFY, SEND, CONFIRM, REJECT = "prepare", "verify", "send", "confirm", "reject"
_STATES = {
    VERIFY: (BankDepositState.PREPARED,),
    SEND: (BankDepositState.VERIFIED,),
    CONFIRM: (BankDepositState.SENT,),
    REJECT: (BankDepositState.PREPARED, BankDepositState.VERIFIED, BankDepositState.SENT),
}


class BankDepositsPage(CustodyPage):
    """Follows what workflows change; Enter on a deposit shows its slip, F12 its receipts."""

    permission = Permission.BANK_DEPOSIT_MAKE
    kinds = frozenset(
        {
            *("ShiftAccepted", "ShiftReopened", "SafeBagsReceived", "SafeBagsGivenBack", "BankDepositPrepared"),
            *("BankDepositVerified", "BankDepositSent", "BankDepositConfirmed", "BankDepositRejected"),
        }
    )

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Bank deposits"), context, parent)
        self.state: DepositsState | None = None
        self.left_out: set[str] = set()
        self.papers = DepositPapers(self)
        none = EmptyState("bank", text("No shift is ready"), text("Accepted shifts appear here."))
        self.ready = DataTable(ready_columns(), name=text("Ready for the bank"), empty=none)
        empty = EmptyState("bank", text("No bank deposits yet"), text("F6 prepares one from the shifts above."))
        self.deposits = DataTable(deposit_columns(), name=text("Bank deposits"), empty=empty)
        self.prepare_button = Button(text("Prepare a deposit"), icon="bank", key="F6", kind="primary")
        self.step_buttons = {
            REJECT: Button(text("Reject"), icon="undo", key="F10"),
            VERIFY: Button(text("Verify"), icon="tick", key="F7"),
            SEND: Button(text("Send to the bank"), icon="bank", key="F8"),
            CONFIRM: Button(text("Confirm"), icon="tick", key="F9"),
        }
        cards = (_card(text("Ready for the bank"), self.ready), _card(text("Bank deposits"), self.deposits))
        self.build(*cards, buttons=(*self.step_buttons.values(), self.prepare_button))
        for what, button in self.step_buttons.items():
            button.clicked.connect(partial(self.begin, what))
        self._left.setFocusProxy(self.deposits)
        self.prepare_button.clicked.connect(partial(self.begin, PREPARE))
        self.ready.activated_key.connect(self._leave_out)
        self.deposits.activated_key.connect(self.papers.show_slip)
        self.deposits.link_clicked.connect(lambda key, _column: self.papers.show_slip(key))
        self.detail.closed.connect(self._show_deposits)
        self.deposits.current_key_changed.connect(lambda _key: self._show_steps())

    # -- CustodyPage

    @property
    def is_ready(self) -> bool:
        """What there is is known."""
        return self.state is not None

    def help_name(self) -> str:
        """From accepted shifts to the bank's advice."""
        return "bank-deposits"

    def read(self, services: Services) -> DepositsState:
        """What there is."""
        return bank_deposits_page(services, self.context.session)

    def show_state(self, state: DepositsState) -> None:
        """Fills the lists."""
        self.state = state
        self.ready.set_rows(ready_rows(state, frozenset(self.left_out)))
        self._show_deposits()
        if state.deposits and not self.deposits.current_key:
            self.deposits.choose_first()
        self.share_room(len(self.ready.rows), len(self.deposits.rows))
        self._show_steps()

    def ways(self) -> list[Command]:
        """What can be begun; each with why it cannot be now."""
        steps = [
            (text("Prepare a deposit"), "F6", PREPARE, "bank"),
            (text("Verify"), "F7", VERIFY, "tick"),
            (text("Send to the bank"), "F8", SEND, "bank"),
            (text("Confirm"), "F9", CONFIRM, "tick"),
            (text("Reject"), "F10", REJECT, "undo"),
        ]
        found = [
            Command(name, key, partial(self.begin, what), icon, partial(self.why_not, what))
            for name, key, what, icon in steps
        ]
        found.append(Command(text("Receipts of the deposit"), "F12", self._show_receipts, "receipt"))
        if self.papers.shows_slip:
            found.append(Command(text("Save the slip as PDF"), "Ctrl+S", self.papers.save_slip))
        return found

    def recorded(self, key: str, done: Any) -> None:
        """Says what was done."""
        if isinstance(done, BankDepositMoved):
            what = key.partition(" ")[0]
            name = done.deposit.name
            more = {
                PREPARE: text("Somebody else counts it again now: F7."),
                VERIFY: text("Two people take it out of the safe: F8."),
                SEND: text("The bank's advice confirms it: F9."),
            }
            state = state_cell(done.deposit.state).words
            self.say(text("Bank deposit {name}: {state}.", name=name, state=state.lower()), more.get(what, ""))

    # -- doing

    def why_not(self, what: str) -> str:
        """Why it cannot be begun now; "" when it can."""
        if self.state is None:
            return text("Not in your role")
        if what == PREPARE:
            return "" if self._chosen() else text("No shift is ready")
        if what == CONFIRM and not may(self.context.session, Permission.BANK_DEPOSIT_SETTLE):
            return text("Not in your role")
        deposit = self._current()
        return "" if deposit is not None and deposit.state in _STATES[what] else text("Choose a deposit in this state")

    def begin(self, what: str) -> None:
        """Opens a form."""
        if self.state is None or self.why_not(what):
            return
        deposit = self._current()
        if what == PREPARE:
            form: MovementForm = PrepareForm(self.state, self._chosen())
            self.open_form(what, text("Prepare a deposit"), form)
        elif deposit is not None:
            form, title = _form(self.state, what, deposit, own=deposit.person == self.context.session.person_id)
            self.open_form(f"{what} {deposit.fact_id}", title, form)
            self._show_deposits()

    # -- inside

    def _show_steps(self) -> None:
        """The steps that the chosen deposit is ready for; others are not in the way."""
        self.prepare_button.block(self.why_not(PREPARE))
        for what, button in self.step_buttons.items():
            button.setVisible(not self.why_not(what))
        self.commands_changed.emit()

    def _show_deposits(self) -> None:
        """The list; while a deposit is counted again what was counted first is not in it."""
        form = self.form
        hidden = form.deposit.fact_id if isinstance(form, VerifyForm) else ""
        if self.state is not None:
            self.deposits.set_rows(deposit_rows(self.state, hidden))

    def _chosen(self) -> tuple[str, ...]:
        """Shifts that go into the next deposit: all that are ready, but for those left out."""
        ready = self.state.ready if self.state else ()
        return tuple(each.shift for each in ready if not each.missing and each.shift not in self.left_out)

    def _current(self) -> BankDeposit | None:
        deposits = self.state.deposits if self.state else ()
        return next((each for each in deposits if each.fact_id == self.deposits.current_key), None)

    def _show_receipts(self) -> None:
        deposit = self._current()
        if deposit is not None:
            self.papers.show_receipts(deposit)

    def _leave_out(self, shift: str) -> None:
        self.left_out ^= {shift}
        if self.state is not None:
            self.ready.set_rows(ready_rows(self.state, frozenset(self.left_out)))
        self._show_steps()


def _card(title: str, table: DataTable) -> Card:
    card = Card(title, heading_height=44)
    card.body.addWidget(table, 1)
    return card


def _form(state: DepositsState, what: str, deposit: BankDeposit, *, own: bool) -> tuple[MovementForm, str]:
    match what:
        case "verify":
            return VerifyForm(state, deposit, own=own), text("Verify")
        case "send":
            return SendForm(state, deposit), text("Send to the bank")
        case "confirm":
            return ConfirmForm(state, deposit), text("Confirm")
        case _:
            return RejectForm(state, deposit), text("Reject")
