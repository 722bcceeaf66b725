"""The page *Safe*: which sealed bags it waits for, what lies in it by bag and denomination, and its log.

Shows and asks: `app.reports.safe_page` says what there is, `app.drawers.safe` and `safe_count` move and count.
"""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.drawers.custody import Hand
from app.drawers.safe_count import SafeIsCounted
from app.identity.permissions import Permission, may
from app.money import format_cents
from app.reports.safe_page import SafePage as SafeState
from app.reports.safe_page import bag_log, safe_page
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.drawers.custody_page import CustodyPage
from ui.drawers.movement_form import MovementForm
from ui.drawers.safe_forms import (
    CountSafeForm,
    DiscrepancyForm,
    GiveBackForm,
    MoveCashForm,
    ReceiveForm,
    TickBags,
)
from ui.drawers.safe_rows import (
    bag_columns,
    bag_rows,
    count_words,
    hand_columns,
    hand_rows,
    inside_words,
    log_columns,
    log_rows,
    piece_columns,
    piece_rows,
    safe_rows,
    waiting_words,
)
from ui.shell.command import Command
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

RECEIVE, COUNT, PUT_IN, TAKE_OUT, GIVE_BACK, DIFFERENCE, PIECES = (
    *("receive", "count", "move_in", "move_out"),
    *("give_back", "difference", "pieces"),
)


class SafePage(CustodyPage):
    """Follows what workflows change; Enter on a bag shows every hand that touched it."""

    permission = Permission.SAFE_USE
    kinds = frozenset(
        {
            *("SafeDropped", "ShiftOpened", "ShiftClosed", "ShiftRejected", "ShiftReopened"),
            *("SafeBagsReceived", "SafeBagsGivenBack", "SafeMoved", "SafeCounted", "SafeDiscrepancyRecorded"),
            *("BankDepositPrepared", "BankDepositVerified", "BankDepositSent", "BankDepositRejected"),
            *("PaidIn", "PaidOut"),
        }
    )

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Safe"), context, parent)
        self.state: SafeState | None = None
        self.waiting_words = Label(color="muted")
        none = EmptyState("lock", text("No bag is on its way"), text("Drops and closes seal bags for the safe."))
        self.expected = DataTable(bag_columns(), name=text("Expected bags"), empty=none)
        self.inside = DataTable(bag_columns(), name=text("In the safe"))
        quiet = EmptyState("clock", text("Nothing moved yet"), text("Every movement and who did it stand here."))
        self.log = DataTable(log_columns(), name=text("Log of the safe"), compact=True, empty=quiet)
        self.receive_button = Button(text("Receive bags"), icon="lock", key="F6", kind="primary")
        self.count_button = Button(text("Count the safe"), icon="scale", key="F9")
        waiting = _card(text("Expected from the drawers"), self.expected, self.waiting_words)
        self.inside_words = Label(color="muted")
        cards = (waiting, _card(text("In the safe"), self.inside, self.inside_words), _card(text("Log"), self.log))
        self.build(*cards, buttons=(self.count_button, self.receive_button))
        self._left.setFocusProxy(self.expected)
        self.receive_button.clicked.connect(partial(self.begin, RECEIVE))
        self.count_button.clicked.connect(partial(self.begin, COUNT))
        for table in (self.expected, self.inside):
            table.activated_key.connect(self._bag_chosen)
            table.link_clicked.connect(lambda key, _column: self._bag_chosen(key))

    # -- CustodyPage

    @property
    def is_ready(self) -> bool:
        """What there is is known."""
        return self.state is not None

    def help_name(self) -> str:
        """How bags come in and how the safe is counted."""
        return "safe"

    def read(self, services: Services) -> SafeState:
        """What there is."""
        return safe_page(services, self.context.session)

    def show_state(self, state: SafeState) -> None:
        """Fills the lists; a form that is open keeps what was ticked."""
        self.state = state
        self.heading.setText(count_words(state))
        self.waiting_words.setText(waiting_words(state))
        self._show_bags()
        self.log.set_rows(log_rows(state))
        self.share_room(*(len(table.rows) for table in (self.expected, self.inside, self.log)))

    def ways(self) -> list[Command]:
        """What can be begun."""
        begin = [
            (text("Receive bags"), "F6", RECEIVE, "lock"),
            (text("Put cash in"), "F7", PUT_IN, "plus"),
            (text("Take cash out"), "F8", TAKE_OUT, "minus"),
            (text("Count the safe"), "F9", COUNT, "scale"),
            (text("Give a bag back"), "F10", GIVE_BACK, "undo"),
            (text("Record the difference"), "F11", DIFFERENCE, "scale"),
        ]
        found = [Command(name, key, partial(self.begin, what), icon) for name, key, what, icon in begin]
        if self.state is not None and self.state.unsettled is None:
            found.pop()
        if self._sees:
            found.append(Command(text("By denomination"), "F12", self.show_pieces, "cash"))
        return found

    def recorded(self, key: str, done: Any) -> None:
        """Says what was done."""
        if isinstance(done, SafeIsCounted):
            self.say(*_counted_words(done), wrong=bool(done.missed or self._differs(done)))
            return
        words = {
            RECEIVE: text("The bags are in the safe."),
            GIVE_BACK: text("The bags are given back."),
            DIFFERENCE: text("The difference is recorded."),
        }
        self.say(words.get(key, text("The cash is recorded.")))

    # -- doing

    def begin(self, what: str) -> None:
        """Opens a form."""
        if self.state is None:
            return
        form, title = _form(self.state, what)
        if isinstance(form, TickBags):
            form.ticked_changed.connect(self._show_bags)
        self.open_form(what, title, form)
        self._hide_amounts(hidden=what == COUNT)

    def show_pieces(self) -> None:
        """The loose cash by denomination."""
        if self.state is not None and self._sees:
            table = DataTable(piece_columns(), name=text("By denomination"), compact=True)
            table.set_rows(piece_rows(self.state))
            self.open_panel(PIECES, text("By denomination"), table)
            table.setFocus()

    def step_back(self) -> bool:
        """Closes the panel; what a count hid is shown again."""
        closed = super().step_back()
        self._hide_amounts(hidden=False)
        return closed

    # -- inside

    @property
    def _sees(self) -> bool:
        """Whether expected cash is shown to this person, and nobody is counting."""
        return may(self.context.session, Permission.DRAWER_SEE_EXPECTED) and not isinstance(self.form, CountSafeForm)

    def _differs(self, done: SafeIsCounted) -> bool:
        return bool(done.count.difference_cents) and not done.count.first

    def _hide_amounts(self, *, hidden: bool) -> None:
        self._show_bags()
        self.log.setEnabled(not hidden)

    def _show_bags(self) -> None:
        state, form = self.state, self.form
        if state is None:
            return
        ticked = frozenset(form.ticked) if isinstance(form, TickBags) else frozenset[str]()
        self.expected.set_rows(bag_rows(state, state.content.expected, ticked))
        self.inside.set_rows(safe_rows(state, seen=self._sees, ticked=ticked))
        self.inside_words.setText(inside_words(state) if self._sees else "")

    def _bag_chosen(self, key: str) -> None:
        """While bags are ticked off Enter ticks; else it shows the bag's log."""
        if isinstance(self.form, TickBags):
            self.form.toggle(key)
            return
        if key not in ("loose", "total"):
            self.ask(lambda services: bag_log(services, self.context.session, key), partial(self._show_hands, key))

    def _show_hands(self, key: str, hands: list[Hand]) -> None:
        if self.state is not None and hands:
            table = DataTable(hand_columns(), name=text("Every hand"), compact=True)
            table.set_rows(hand_rows(self.state, hands))
            self.open_panel(key, text("Every hand"), table)
            table.setFocus()


def _card(title: str, table: DataTable, right: QWidget | None = None) -> Card:
    card = Card(title, right=right, heading_height=44)
    card.body.addWidget(table, 1)
    return card


def _form(state: SafeState, what: str) -> tuple[MovementForm, str]:
    match what:
        case "receive":
            return ReceiveForm(state), text("Receive bags")
        case "give_back":
            return GiveBackForm(state), text("Give a bag back")
        case "count":
            return CountSafeForm(state), text("Count the safe")
        case "difference":
            return DiscrepancyForm(state), text("Record the difference")
        case "move_in":
            return MoveCashForm(state, "move_in"), text("Put cash in")
        case _:
            return MoveCashForm(state, "move_out"), text("Take cash out")


def _counted_words(done: SafeIsCounted) -> tuple[str, str]:
    """What the count found, in one sentence, and what to do."""
    cents = done.count.difference_cents
    missed = text("Not found: {bags}. Look for them; the books keep them.", bags=", ".join(done.missed))
    more = missed if done.missed else ""
    if done.count.first:
        amount = format_cents(done.count.counted_cents)
        return text("The safe opens with {amount}.", amount=amount), more
    if not cents:
        return text("The safe is as it should be."), more
    amount = format_cents(abs(cents))
    words = text("{amount} over.", amount=amount) if cents > 0 else text("{amount} short.", amount=amount)
    advice = text("Count once more; F11 records the difference.")
    return words, f"{advice} {more}".strip()
