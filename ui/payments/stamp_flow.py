"""Endorsing and validating after a payment: asks for one paper after another, orders the stamp, follows its job.

Begins when somebody asks for it, or by itself where the policy says so; the payment is recorded and its receipt printed
long before. What the form shows is always what the rows say (`SaleOverview.stamps`).
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.changed import Changed
from app.lanes import Priority
from app.payments import stamp_paper
from app.payments.receipt import Receipt
from app.payments.sale_overview import SaleOverview
from app.payments.stamp_paper import StampPaper, StampQueued
from app.payments.stamps import Stamp, StampOffer, StampPlace, preview_stamp
from app.print_jobs.types import JobState
from printing.payments.stamp import stamp_document, stamp_title
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.paper import shown_paper
from ui.payments.counter_views import CounterViews
from ui.payments.receipt_desk import ReceiptDesk
from ui.payments.stamp_form import StampForm
from ui.payments.stamp_words import MOVING, failure_words, is_stamped, next_place


class StampFlow(QObject):
    """One a page. `closed`: the receipt stands there again."""

    closed = Signal()
    commands_changed = Signal()

    def __init__(self, context: WindowContext, desk: ReceiptDesk, views: CounterViews, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._desk, self._views = context, desk, views
        self.receipt: Receipt | None = None
        self._begun: set[str] = set()
        self._job = ""

    @property
    def form(self) -> StampForm | None:
        """The form while it is open."""
        return self._views.receipt.stamps

    @property
    def offer(self) -> StampOffer:
        """The papers of the receipt on the screen."""
        overview = self._desk.overview
        return overview.stamps if overview is not None else StampOffer()

    def why_not(self) -> str:
        """Why nothing can be stamped; "" when something can."""
        return "" if self.offer.places else text("Nothing to endorse or validate")

    def open(self) -> None:
        """Ctrl+I: asks for the first paper."""
        overview = self._desk.overview
        if overview is None or not overview.stamps.places or self.form is not None:
            return
        self.receipt, self._job = overview.receipt, ""
        form = StampForm()
        form.print_asked.connect(self._print)
        form.chosen.connect(self._preview)
        form.save_asked.connect(self._save)
        form.left.connect(self.close)
        self._views.receipt.say("")
        self._views.receipt.open_stamps(form)
        self._go_on(overview.stamps, next_place(overview.stamps))
        self.commands_changed.emit()

    def close(self) -> bool:
        """Esc: what still waits for the printer is taken back, the rest stays to be done. False: it was not open."""
        if self.form is None:
            return False
        if self._job:
            job, session = self._job, self._context.session
            self._context.operations.write(
                self,
                lambda services: stamp_paper.cancel(services, session, job),
                lambda _taken_back: self._desk.look(),
                self._failed,
                Priority.SPOOL,
            )
        self._job = ""
        self._views.receipt.close_stamps()
        self.closed.emit()
        self.commands_changed.emit()
        return True

    def show(self, overview: SaleOverview) -> None:
        """The rows as they are now: the way to the papers, or how the one that prints goes on."""
        form, offer = self.form, overview.stamps
        if form is None:
            self._views.receipt.offer_stamps(offer)
            if offer.begins and overview.receipt.fact_id not in self._begun and self._views.receipt.just_paid:
                self._begun.add(overview.receipt.fact_id)
                self.open()
            return
        done = next((place for place in offer.places if place.job and place.job.job_id == self._job), None)
        if done is None or done.job is None or done.job.state in MOVING:
            form.show_offer(offer, self._same(offer))
            return
        self._job = ""
        self._settled(offer, done)

    # -- inside

    def _settled(self, offer: StampOffer, done: StampPlace) -> None:
        """What was printing is over: on to the next paper, or once more with this one."""
        form, job = self.form, done.job
        if form is None or job is None:
            return
        form.set_busy(busy=False)
        if not is_stamped(done):
            form.show_offer(offer, done)
            form.say(failure_words(job.failure))
        else:
            self._go_on(offer, next_place(offer, done) or done)
            if job.state is JobState.SENT_UNCONFIRMED:
                form.say(text("The printer does not say whether it printed. Look at the paper."), "warn")
            elif next_place(offer) is None:
                form.say(text("All of them are done."), "good")
        form.focus_first()
        self.commands_changed.emit()

    def _go_on(self, offer: StampOffer, place: StampPlace | None) -> None:
        form = self.form
        if form is None:
            return
        form.say("")
        form.show_offer(offer, place)
        form.focus_first()
        if form.place is not None:
            self._preview(form.place)

    def _same(self, offer: StampOffer) -> StampPlace | None:
        form = self.form
        key = form.place.key if form is not None and form.place is not None else None
        return next((place for place in offer.places if place.key == key), None)

    def _print(self, place: StampPlace) -> None:
        form, receipt, session = self.form, self.receipt, self._context.session
        if form is None or receipt is None:
            return
        form.say("")
        form.set_busy(busy=True)
        command = StampPaper(receipt.fact_id, place.stamp, place.place)
        self._context.operations.write(
            self, lambda services: stamp_paper.record(services, session, command), self._ordered, self._refused
        )

    def _ordered(self, queued: StampQueued) -> None:
        self._job = queued.print_job if self.form is not None else ""
        self._context.announce(Changed(kinds=frozenset({"StampOrdered"})))
        self._desk.look()

    def _refused(self, failure: Failure) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
            self.form.say(sentence(failure))
            self.form.focus_first()

    def _failed(self, failure: Failure) -> None:
        self._views.receipt.say(sentence(failure))

    def _preview(self, place: StampPlace) -> None:
        """The stamp stands where the receipt stood, as it prints."""
        receipt = self.receipt
        if receipt is None:
            return

        def show(stamp: Stamp) -> None:
            form = self.form
            if form is not None and form.place is not None and form.place.key == place.key:
                self._views.paid.show_paper(shown_paper(stamp_document(stamp)), slide=False)

        self._context.operations.read(
            self, lambda services: preview_stamp(services, receipt, place), show, self._refused
        )

    def _save(self, place: StampPlace) -> None:
        """For a counter without a device: the stamp as a file."""
        from printing.pdf import pdf_bytes
        from printing.save_pdf import save_pdf

        receipt = self.receipt
        if receipt is None:
            return

        def told(path: Path) -> None:
            if self.form is not None:
                self.form.say(text("Saved: {path}", path=str(path)), "good")

        def save(stamp: Stamp) -> Path:
            name = f"{stamp_title(stamp)} {stamp.reference}"
            return save_pdf(pdf_bytes(stamp_document(stamp)), name)

        self._context.operations.read(
            self, lambda services: save(preview_stamp(services, receipt, place)), told, self._refused
        )
