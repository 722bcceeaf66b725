"""A receipt on the screen: just paid, or looked at again. Copies, voiding, answers, and on to the next customer."""

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from app.approvals.queries import Request
from app.identity.types import Person
from app.payments.receipt import Receipt
from app.payments.sale_overview import SaleOverview
from app.payments.types import PaymentRecorded
from app.payments.void_receipt import ReceiptVoided
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.identity.asking import asked_words
from ui.operations import Failure
from ui.payments.counter_views import CounterViews
from ui.payments.give_back import give_back
from ui.payments.receipt_desk import ReceiptDesk
from ui.payments.sale import Sale
from ui.payments.stamp_flow import StampFlow
from ui.payments.void_desk import VoidDesk
from ui.payments.void_form import VoidForm
from ui.widgets.paper_view import Paper

BOUNCE_MS = 150
"""A second press of the key or button that took the payment is no wish for the next customer."""


class ReceiptFlow(QObject):
    """Shows receipts with `views`. `left`: back to the sale; `failed`: no receipt could be shown."""

    left = Signal()
    failed = Signal(object)
    commands_changed = Signal()

    def __init__(self, context: WindowContext, sale: Sale, views: CounterViews, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._sale, self._views = context, sale, views
        self.desk, self.voids = ReceiptDesk(context, self), VoidDesk(context, self)
        self.stamps = StampFlow(context, self.desk, views, self)
        self.receipt: Receipt | None = None
        self._just_paid = False
        self._give_back = ""
        self._since = QElapsedTimer()
        self._connect()

    @property
    def account(self) -> str:
        """The account of the receipt that is shown; "" without one."""
        overview = self.desk.overview
        return overview.accounts[0].account if overview is not None and overview.accounts else ""

    def show_paid(self, recorded: PaymentRecorded) -> None:
        """The payment is recorded: the change stays until the next scan or key."""
        self._since.start()
        self._begin(recorded.receipt, just_paid=not recorded.again)

    def show(self, fact_id: str) -> None:
        """Looks at a receipt again, as soon as it is read."""
        self._just_paid, self.receipt = False, None
        self._views.paid.clear()
        self.desk.show(fact_id)

    def next(self) -> None:
        """Enter or Esc: on to the next customer, or back to the sale that waits."""
        if self._just_paid and self._since.isValid() and self._since.elapsed() < BOUNCE_MS:
            return
        self.leave()
        self.left.emit()

    def leave(self) -> None:
        """Nothing is shown any more."""
        self.stamps.close()
        self.desk.leave()
        self.receipt = None
        self._views.receipt.close_form()

    def step_back(self) -> bool:
        """Esc: closes the form that is open. False when none was."""
        if self.stamps.close():
            return True
        if self._views.receipt.close_form():
            self._views.receipt.next.setFocus()
            self.commands_changed.emit()
            return True
        return False

    def print_again(self, language: str = "") -> None:
        """Ctrl+P, Ctrl+Shift+P."""
        if self.receipt is not None:
            self.desk.print_again(self.receipt, language)
            self._views.receipt.next.setFocus()

    def print_other_language(self) -> None:
        """In the language that the receipt is not in."""
        self.print_again(self._views.receipt.second_language)

    def open_void(self) -> None:
        """Ctrl+Delete: reason and second person, inline."""
        if self.receipt is None or self.receipt.voided:
            return
        self.stamps.close()
        rules, total_cents = self._sale.rules, self.receipt.total_cents
        form = VoidForm(
            rules.void_reasons,
            second_person=rules.void_needs_second_person(total_cents),
            may_wait=rules.void_may_wait(total_cents),
        )
        form.void_asked.connect(self.voids.void)
        form.approval_asked.connect(lambda reason, note, pending: self.voids.ask(reason, note, pending=pending))
        form.kept.connect(self.step_back)
        self._views.receipt.say("")
        self._views.receipt.open_form(form)
        self.voids.begin(self.receipt.fact_id)
        self.commands_changed.emit()

    def open_undo(self) -> None:
        """Ctrl+U: refund, other account, other tender, on the page *Work*."""
        if self.receipt is not None and not self.receipt.voided:
            self._context.undo_wanted.emit(self.receipt.fact_id)

    def open_account(self) -> None:
        """Ctrl+Enter."""
        if self.account:
            self._context.account_wanted.emit(self.account)

    # -- inside

    def _connect(self) -> None:
        desk, panel, view = self.desk, self._views.receipt, self._views.paid
        desk.overview_ready.connect(self._show_overview)
        desk.paper_ready.connect(self._show_paper)
        desk.failed.connect(self._failed)
        self.voids.ready.connect(self._show_approvers)
        self.voids.voided.connect(self._voided)
        self.voids.asked.connect(self._asked)
        self.voids.refused.connect(self._void_refused)
        self.voids.failed.connect(self._failed)
        panel.next_asked.connect(self.next)
        panel.print_asked.connect(self.print_again)
        panel.void_opened.connect(self.open_void)
        panel.stamps_opened.connect(self.stamps.open)
        self.stamps.closed.connect(self._stamps_closed)
        self.stamps.commands_changed.connect(self.commands_changed)
        panel.undo_asked.connect(self.open_undo)
        view.answered.connect(desk.answer)
        view.account_asked.connect(self.open_account)

    def _begin(self, receipt: Receipt, *, just_paid: bool) -> None:
        self._just_paid, self.receipt = just_paid, receipt
        self._views.paid.clear()
        self._views.paid.show_paper([], slide=False)
        self._show_panel(receipt)
        self.desk.show(receipt.fact_id)
        self.desk.draw(receipt)

    def _show_panel(self, receipt: Receipt) -> None:
        waits = not self._sale.is_empty
        self._views.receipt.show_receipt(receipt, self._sale.rules, just_paid=self._just_paid, back=waits)
        self._views.show_receipt()
        self._views.receipt.next.setFocus()
        self.commands_changed.emit()

    def _show_overview(self, overview: SaleOverview) -> None:
        if self.receipt is None or (overview.receipt.voided and not self.receipt.voided):
            self.receipt = overview.receipt
            self._show_panel(overview.receipt)
            self._views.receipt.say(self._give_back, "warn")
            self.desk.draw(overview.receipt)
        self._views.paid.show_overview(overview)
        self.stamps.show(overview)
        self.commands_changed.emit()

    def _show_paper(self, paper: Paper) -> None:
        self._views.paid.show_paper(paper, slide=self._just_paid)

    def _stamps_closed(self) -> None:
        """The receipt's own paper again, and Enter goes on."""
        if self.receipt is not None:
            self.desk.draw(self.receipt)
            self._views.receipt.next.setFocus()

    def _voided(self, voided: ReceiptVoided) -> None:
        self._views.receipt.close_form()
        self._views.receipt.next.setFocus()
        self._give_back = give_back(voided)
        self.desk.look()

    def _asked(self) -> None:
        """Somebody is asked: the customer may wait, or go on."""
        self.step_back()
        self._views.receipt.say(asked_words(), "warn")

    def _void_refused(self, failure: Failure) -> None:
        form = self._views.receipt.form
        if form is not None:
            form.refuse(failure)

    def _show_approvers(self, people: list[Person], request: Request | None) -> None:
        form = self._views.receipt.form
        if form is not None:
            form.show_people(people)
            form.show_request(request.reason if request is not None else "")
            form.focus_first()

    def _failed(self, failure: Failure) -> None:
        if self.receipt is None:
            self.left.emit()
            self.failed.emit(failure)
        else:
            self._views.receipt.say(sentence(failure))
