"""The counter page: scan, take, hand over. Joins the sale, its views, the desks and the keys; decides nothing.

Scan · Enter · Enter is a receipt for exact cash: the scan puts the amount due into Cash, Enter accepts it, Enter takes
it. A second Enter never pays twice: the sale's intent is its payment's id.
"""

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.errors import Refused
from app.identity.queries import today
from app.payments.counter_state import CounterState
from app.payments.preview import sale_rules
from app.payments.receipt_list import ReceiptEntry, newest_receipts
from app.payments.types import BackEntry, PaymentRecorded
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.card_desk import CardDesk
from ui.payments.cash_limit_notice import CashLimitNotice
from ui.payments.counter_commands import receipt_commands, sale_commands
from ui.payments.counter_views import CounterViews
from ui.payments.customer_feed import CustomerFeed
from ui.payments.other_lines import OtherLines
from ui.payments.pass_lines import PassLines
from ui.payments.putting_away import PuttingAway
from ui.payments.receipt_flow import ReceiptFlow
from ui.payments.receipt_search import ReceiptSearch
from ui.payments.receipts_card import NEWEST
from ui.payments.sale import Sale
from ui.payments.sale_desk import SaleDesk
from ui.payments.start_questions import StartQuestions
from ui.payments.tender_entry import focus_line
from ui.payments.tender_flow import TenderFlow
from ui.payments.warm_up import warm_up
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.layout import column

_DRAWER_PAGE = "drawer"
RECEIPTS_MS = 80
"""A payment and its papers change the last receipts three times within this; they are read once."""


class TakePaymentPage(Page):
    """`TakePaymentPage(context)`; the shell binds `commands()`."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Counter"), parent)
        self.context = context
        self._receipts_soon = QTimer(self, interval=RECEIPTS_MS, singleShot=True)
        self._receipts_soon.timeout.connect(self._load_receipts)
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        context, services = self.context, self.context.operations.services
        self._time_zone = services.device.time_zone
        rules = sale_rules(services.policies, today(services))
        self.sale = Sale(rules, "en", services.ids.new_id(), self)
        self.views = CounterViews(self.sale, self._time_zone)
        yield from self.views.steps
        self.desk = SaleDesk(context, self.sale, self)
        cards, notices = CardDesk(context, self), self.views.sale_card.notices
        self.tenders = TenderFlow(self.sale, self.views.pay, cards, notices, self)
        self.questions = StartQuestions(notices, self.desk, cards, self.tenders, self._time_zone, self)
        self.receipts = ReceiptFlow(context, self.sale, self.views, self)
        self.away = PuttingAway(self.desk, self.views, self)
        self.other = OtherLines(context, self.sale, self.views, self)
        self.pass_lines = PassLines(context, self.sale, self.views, self)
        self.search = ReceiptSearch(context, self.views.list, self)
        self.customer = CustomerFeed(context, self.sale, self.desk, self.views.back_entry, self)
        self.cash_limit = CashLimitNotice(context, notices, self._failed, self)
        yield
        self._asked = False
        self._waiting = ""
        column(self.views, parent=self, spacing=0)
        self._connect()
        self.desk.load()
        context.operations.read(self, warm_up, lambda _nothing: None, self._failed)

    # -- Page

    def commands(self) -> list[Command]:
        """What can be done now, by its key."""
        if self.views.shows_receipt:
            return receipt_commands(self)
        return sale_commands(self)

    def help_name(self) -> str:
        """A sale and a receipt have a help each."""
        return "receipt" if self.views.shows_receipt else "counter"

    def step_back(self) -> bool:
        """Esc: one thing closes, nothing that was entered goes."""
        if self.views.shows_receipt:
            if not self.receipts.step_back():
                self.receipts.next()
            return True
        if not self.views.shows_sale:
            self.show_sale()
            return True
        if self.other.close() or self.pass_lines.close() or self.views.sale_card.close_table() or self._close_options():
            self.views.pay.focus_tender()
            return True
        if self.views.pay.kind != "cash" and self.views.pay.card.attempt is None:
            self.views.pay.choose("cash")
            return True
        return not self.sale.is_empty

    def show_page(self) -> None:
        """Typing goes where it went on; the shift may be another one."""
        self.desk.load()
        if self.views.shows_receipt:
            self.views.receipt.focus_next()
        elif self.sale.lines:
            self.views.pay.focus_tender()
        else:
            self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, a lock, the end of the program: the sale is kept as it stands."""
        super().hideEvent(event)
        self.desk.keep_now()

    # -- what keys and buttons do

    def take(self) -> None:
        """Enter: takes the payment when all is there, else goes to what is missing."""
        if self.views.pay.reason or not self.desk.is_mine:
            if self.sale.lines and not self.desk.busy:
                self.views.pay.focus_tender()
            return
        self.views.pay.say("")
        try:
            entry = self._back_entry()
        except Refused:  # its field says so
            return
        self.desk.take(entry)

    def add_account(self, account: str) -> None:
        """A scan or a hit: the account joins the sale with its amount due."""
        if self.desk.state is None or self.desk.busy:
            self._waiting = account
            return
        if not self.desk.is_mine:
            self.desk.load()
            return
        if self.views.shows_receipt:
            self.receipts.leave()
        self.views.show_sale()
        self.commands_changed.emit()
        self.views.sale_card.notices.quiet()
        if self.sale.is_empty:
            self.questions.set_aside()
        self.desk.add_account(account)

    def add_pass(self, choice: str, cents: int, title: str) -> None:
        """A pass that somebody chose on the page Transit: it joins the sale."""
        if self.views.shows_receipt:
            self.receipts.leave()
        self.show_sale()
        if self.desk.is_mine:
            self.pass_lines.put(choice, cents, title)
            self.views.pay.focus_tender()

    def take_up_card(self, attempt: str) -> None:
        """A card of unknown outcome that the terminal's batch has."""
        if self.views.shows_receipt:
            self.receipts.leave()
        self.show_sale()
        if self.desk.is_mine:
            self.tenders.take_up(attempt)

    def show_sale(self) -> None:
        """Back to the sale."""
        self.views.show_sale()
        self._show_state()
        self.commands_changed.emit()
        if self.sale.lines:
            self.views.pay.focus_tender()
        elif self.views.back_entry.isVisible():
            self.views.back_entry.focus_first()
        else:
            self.setFocus()

    def show_receipt(self, fact_id: str) -> None:
        """A receipt to look at."""
        self.receipts.show(fact_id)

    def show_list(self) -> None:
        """Ctrl+H."""
        self.receipts.leave()
        self.views.show_list()
        self.commands_changed.emit()

    def toggle_options(self) -> None:
        """Ctrl+R: payor and language."""
        pay = self.views.pay
        shown = pay.options.isHidden()
        pay.toggle_options(shown=shown)
        if not shown:
            pay.focus_tender()

    def turn_customer_language(self) -> None:
        """Ctrl+Shift+R: what the customer reads, on the screen and on the receipt."""
        self.customer.turn_language()
        self.commands_changed.emit()

    def toggle_back_entry(self) -> None:
        """Ctrl+B: hand-written receipts, one after another."""
        bar = self.views.back_entry
        if bar.isHidden():
            bar.begin(self.sale.rules.business_date)
        else:
            bar.hide()
            self.show_sale()
        self.customer.look()
        self.commands_changed.emit()

    # -- inside

    def _connect(self) -> None:
        context, views = self.context, self.views
        context.payment_wanted.connect(self.add_account)
        context.card_wanted.connect(self.take_up_card)
        context.pass_wanted.connect(self.add_pass)
        context.receipt_wanted.connect(self.show_receipt)
        context.misread.connect(self._misread)
        context.changed.connect(self._changed)
        context.paper_moved.connect(lambda _attempt: self._receipts_soon.start())
        self.desk.state_changed.connect(self._state_changed)
        self.desk.account_added.connect(self._added)
        self.desk.taken_up.connect(self._taken_up)
        self.desk.paid.connect(self._paid)
        self.desk.refused.connect(self._refused)
        self.desk.failed.connect(self._failed)
        self.desk.busy_changed.connect(lambda busy: views.set_busy(busy=busy))
        self.receipts.left.connect(self.show_sale)
        self.receipts.failed.connect(self._failed)
        for part in (self.receipts, self.tenders, self.away, self.other, self.pass_lines):
            part.commands_changed.connect(self.commands_changed.emit)
        self.other.left.connect(views.pay.focus_tender)
        self.pass_lines.left.connect(views.pay.focus_tender)
        self.away.left.connect(self.show_sale)
        views.pay.take_asked.connect(self.take)
        views.pay.options_asked.connect(self.toggle_options)
        views.pay.options.left.connect(self.toggle_options)
        card = views.sale_card
        card.done.connect(views.pay.focus_tender)
        card.add_account.clicked.connect(context.search_wanted.emit)
        card.add_other.clicked.connect(self.other.open)
        card.add_pass.clicked.connect(self.pass_lines.open)
        card.add_pass.block(self.pass_lines.why_not())
        card.parked.clicked.connect(self.away.park)
        card.clear.clicked.connect(self.away.clear)
        views.receipts.opened.connect(self.show_receipt)
        views.receipts.all_asked.connect(self.show_list)
        views.list.opened.connect(self.show_receipt)
        views.list.closed.connect(self.show_sale)
        views.back_entry.closed.connect(self.toggle_back_entry)
        views.back_entry.left.connect(self._back_entry_left)
        views.open_drawer.clicked.connect(lambda: context.page_wanted.emit(_DRAWER_PAGE))

    def _state_changed(self, state: CounterState) -> None:
        self._show_state()
        self.cash_limit.look()
        self.away.show_parked(state)
        self._load_receipts()
        if state.mine and not self._asked:
            self._asked = True
            self.questions.ask(state)
        self._add_waiting()

    def _show_state(self) -> None:
        state, views = self.desk.state, self.views
        if state is None:
            return
        views.pay.shut(_why_shut(state))
        if not views.shows_sale:
            return
        if state.mine:
            views.show_sale()
        elif state.shift is None:
            fact = text("No shift is open at this counter")
            views.show_no_shift(fact, text("Count the cash float into the drawer; then scan a bill."), may_open=True)
        elif state.shift.suspended:
            fact = text("Drawer {drawer} is suspended", drawer=state.shift.drawer)
            step = text("Resume the shift of {person} on the page Drawer: F12 and a PIN.", person=state.shift_person)
            views.show_no_shift(fact, step, may_open=True)
        else:
            fact = text("Drawer {drawer} is open for {person}", drawer=state.shift.drawer, person=state.shift_person)
            step = text("Only {person} takes payments here until it is closed.", person=state.shift_person)
            views.show_no_shift(fact, step, may_open=False)

    def _added(self, _account: str) -> None:
        self.views.pay.say("")
        self._focus_sale()
        self.commands_changed.emit()

    def _focus_sale(self) -> None:
        """The tender; for a line of which nothing is due, its amount comes first."""
        line, view = self.sale.selected, self.views.sale_card.selected_view()
        if line is not None and view is not None and not line.amount_cents:
            focus_line(view.amount)
        else:
            self.views.pay.focus_tender()

    def _add_waiting(self) -> None:
        if self._waiting:
            account, self._waiting = self._waiting, ""
            self.add_account(account)

    def _taken_up(self, lost: int) -> None:
        self.show_sale()
        if lost:
            fact = text("A line is missing: the city's data no longer has its account.")
            self.views.sale_card.notices.tell("warn", fact, text("Search for it by name."))

    def _paid(self, recorded: PaymentRecorded) -> None:
        self.views.pay.begin()
        self.views.sale_card.notices.quiet()
        if self.views.back_entry.isVisible():
            self.views.back_entry.next_receipt()
        self.receipts.show_paid(recorded)
        self.context.announce(recorded.changed)
        self._add_waiting()

    def _refused(self, failure: Failure) -> None:
        account = failure.values.get("account")
        placed = isinstance(account, str) and self.views.sale_card.say_line(account, sentence(failure))
        if placed or (isinstance(failure, Refused) and self.views.back_entry.refuse(failure)):
            return
        if isinstance(failure, Refused):
            self.views.pay.refuse(failure)
        else:
            self.views.pay.say(sentence(failure))
        self.desk.load()

    def _failed(self, failure: Failure) -> None:
        self.views.sale_card.notices.tell("bad", sentence(failure))

    def _misread(self, words: str) -> None:
        """The sale that stands here is another customer's, one Enter from being taken."""
        if self.isVisible():
            self.views.sale_card.notices.tell("bad", words)

    def _changed(self, changed: Changed) -> None:
        if changed.elsewhere:
            self.desk.renew_all()
            return
        self._receipts_soon.start()
        self.desk.renew(changed.accounts)
        if any(account.startswith("drawer/") for account in changed.ledger_accounts):
            self.cash_limit.look()
        if any(kind.startswith("Shift") for kind in changed.kinds):
            self.desk.load()

    def _load_receipts(self) -> None:
        shift = self.desk.state.shift if self.desk.state is not None else None
        if shift is not None:
            self.context.operations.read_anew(
                self, lambda services: newest_receipts(services, shift.shift, NEWEST), self._show_receipts, self._failed
            )

    def _show_receipts(self, entries: list[ReceiptEntry]) -> None:
        self.views.receipts.show_entries(entries)

    def _close_options(self) -> bool:
        options = self.views.pay.options
        if options.isHidden():
            return False
        options.hide()
        return True

    def _back_entry(self) -> BackEntry | None:
        bar = self.views.back_entry
        return bar.entry(self.sale.rules.business_date) if bar.isVisible() else None

    def _back_entry_left(self) -> None:
        if self.sale.lines:
            self.views.pay.focus_tender()
        else:
            self.context.search_wanted.emit()


def _why_shut(state: CounterState) -> str:
    """Why nothing can be paid now, in few words; "" when it can."""
    if state.mine:
        return ""
    if state.shift is None:
        return text("Drawer not open")
    return text("Suspended") if state.shift.suspended else text("Not your drawer")
