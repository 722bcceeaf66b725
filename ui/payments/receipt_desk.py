"""What a receipt on the screen needs from the lanes: its paper, its states as they change, copies, answers."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.changed import Changed
from app.lanes import Priority
from app.payments import reprint
from app.payments.receipt import Receipt
from app.payments.reprint import Reprint, Reprinted
from app.payments.sale_overview import SaleOverview, sale_overview
from app.print_jobs import queue
from app.workplace import Services
from printing.payments.receipt import receipt_document
from printing.screen import ScreenLine, screen_paper
from ui.context import WindowContext
from ui.operations import Failure
from ui.payments.what_happened import Answer, is_settled
from ui.widgets.paper_view import Paper, PaperImage, PaperLine

LOOK_AGAIN_MS = 700


class ReceiptDesk(QObject):
    """One a page; `shown` is the fact id of the receipt that is on the screen, "" for none."""

    overview_ready = Signal(object)
    paper_ready = Signal(object)
    failed = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.shown = ""
        self.overview: SaleOverview | None = None
        self._looking = self._once_more = False
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self.look)
        context.paper_moved.connect(lambda _attempt: self.look())

    def show(self, fact_id: str) -> None:
        """This receipt from now on."""
        self.shown, self.overview = fact_id, None
        self.look()

    def leave(self) -> None:
        """None any more."""
        self.shown, self.overview = "", None
        self._look_again.stop()

    def look(self) -> None:
        """Reads its states."""
        fact_id = self.shown
        if self._looking:
            self._once_more = True
        elif fact_id:
            self._looking, self._once_more = True, False
            self._context.operations.read(
                self, lambda services: sale_overview(services, fact_id), self._show, self._not_shown
            )

    def draw(self, receipt: Receipt) -> None:
        """Lays the paper out for the screen."""
        self._context.operations.read_anew(
            self, lambda _services: paper_of(receipt), partial(self._drawn, receipt.fact_id), self.failed.emit
        )

    def print_again(self, receipt: Receipt, language: str) -> None:
        """Queues a copy."""
        session, command = self._context.session, Reprint(receipt.fact_id, language or receipt.language)
        self._context.operations.write(
            self, lambda services: reprint.record(services, session, command), self._reprinted, self.failed.emit
        )

    def answer(self, job: str, answer: str) -> None:
        """A person says what became of a paper."""
        by = self._context.session.person_id

        def write(services: Services) -> None:
            if answer == Answer.PRINTED:
                queue.settle_printed(services, job, by)
            else:
                queue.requeue(services, job, by)

        self._context.operations.write(self, write, self._answered, self.failed.emit, Priority.SPOOL)

    # -- inside

    def _drawn(self, fact_id: str, paper: Paper) -> None:
        if self.shown == fact_id:
            self.paper_ready.emit(paper)

    def _show(self, overview: SaleOverview) -> None:
        self._looking = False
        is_shown = overview.receipt.fact_id == self.shown
        if self._once_more or (self.shown and not is_shown):
            self.look()
        if not is_shown:
            return
        self.overview = overview
        self.overview_ready.emit(overview)
        if not is_settled(overview):
            self._look_again.start()

    def _not_shown(self, failure: Failure) -> None:
        self._looking = False
        self.failed.emit(failure)

    def _reprinted(self, reprinted: Reprinted) -> None:
        self._context.announce(Changed(kinds=frozenset({"ReceiptCopied"})))
        self.look()
        if self.shown == reprinted.receipt.fact_id:
            self.draw(reprinted.receipt)

    def _answered(self, _nothing: None) -> None:
        self._context.announce(Changed())
        self.look()


def paper_of(receipt: Receipt) -> Paper:
    """The receipt as the window shows paper."""
    return [
        PaperLine(line.text, line.bold, line.align, line.scale)
        if isinstance(line, ScreenLine)
        else PaperImage(line.png, line.width, line.height)
        for line in screen_paper(receipt_document(receipt))
    ]
