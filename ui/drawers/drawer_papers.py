"""Papers beside the drawer's tape: a receipt, a slip, or the X report with printing and saving it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.drawers.slips import DrawerSlip
from app.reports import print_slip_again, print_x_report
from app.reports.print_slip_again import SlipPrinted
from app.reports.print_x_report import XReportQueued
from app.reports.receipt_page import receipt_page
from app.reports.slip_page import slip_page
from app.reports.undo_slip_page import undo_slip_page
from app.reports.x_report import XReport, x_report
from app.workplace import Services
from printing.document import Document
from printing.drawers.drawer_slip import drawer_slip_document
from printing.payments.receipt import receipt_document
from printing.payments.undo_slip import undo_slip_document
from printing.reports.save_x_report import save_x_report
from printing.reports.x_report import x_report_document
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.drawers.slip_panel import AnySlip, SlipPanel, slip_title
from ui.drawers.x_report_panel import XReportPanel
from ui.error_messages import sentence
from ui.operations import Failure
from ui.paper import shown_paper
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.paper_view import Paper, PaperView

_REPORT = "x_report"


class DrawerPapers(QObject):
    """Fills the panel at the right of the drawer page; `turned` when another paper, or none, is there."""

    turned = Signal()

    def __init__(self, panel: DetailPanel, context: WindowContext, arranged: Callable[[], None]) -> None:
        super().__init__(panel)
        self._panel, self._context, self._arranged = panel, context, arranged
        self._report: XReport | None = None
        panel.closed.connect(self._closed)

    @property
    def report_panel(self) -> XReportPanel | None:
        """The X report that is shown; None when it is not."""
        content = self._panel.content
        return content if isinstance(content, XReportPanel) else None

    def show_receipt(self, fact_id: str) -> None:
        """Shows a receipt of the tape as its paper says it."""
        session = self._context.session

        def read(services: Services) -> tuple[str, Paper]:
            receipt = receipt_page(services, session, fact_id)
            return receipt.number, shown_paper(receipt_document(receipt))

        self._context.operations.read_anew(self, read, partial(self._show_receipt, fact_id), self.fail)

    def show_report(self) -> None:
        """Makes the X report as things stand now and shows it."""
        session = self._context.session

        def read(services: Services) -> tuple[XReport, Paper]:
            report = x_report(services, session)
            return report, shown_paper(x_report_document(report, current_language()))

        self._context.operations.read(self, read, lambda found: self._show_report(*found), self.fail)

    def show_movement(self, fact_id: str, *, undone: bool = False) -> None:
        """Shows the slip of what happened between receipts; `undone`: a receipt was given back or put right."""
        session, page = self._context.session, undo_slip_page if undone else slip_page
        self._context.operations.read(self, lambda services: page(services, session, fact_id), self._lay_out, self.fail)

    def show_slip(self, slip: DrawerSlip) -> None:
        """Shows the slip of what was recorded just now."""
        self._lay_out(slip, done=True)

    def print_report(self) -> None:
        """Queues the report, as it stands now, for the receipt printer."""
        session = self._context.session
        self._context.operations.write(
            self, lambda services: print_x_report.record(services, session), self._queued, self._not_done
        )

    @property
    def slip_panel(self) -> SlipPanel | None:
        """The slip that is shown; None when none is."""
        content = self._panel.content
        return content if isinstance(content, SlipPanel) else None

    def print_slip(self) -> None:
        """Queues a copy of the slip that is shown."""
        panel, session = self.slip_panel, self._context.session
        if panel is not None:
            fact_id = panel.slip.fact_id
            self._context.operations.write(
                self, lambda services: print_slip_again.record(services, session, fact_id), self._copied, self._no_copy
            )

    def save_report(self) -> None:
        """Saves the report that is shown."""
        report = self._report
        if report is not None:
            self._context.operations.read(
                self, lambda _services: save_x_report(report, current_language()), self._saved, self._not_done
            )

    def show(self, title: str, content: QWidget, key: str) -> None:
        """Shows something in the panel."""
        self._panel.show_content(title, content, key)
        self._arranged()
        self.turned.emit()

    def fail(self, failure: Failure) -> None:
        """Says in the panel why there is nothing to show."""
        self.show(text("Paper"), EmptyState("warning", text("Cannot be shown"), sentence(failure)), "failure")

    # -- inside

    def _show_receipt(self, fact_id: str, found: tuple[str, Paper]) -> None:
        number, paper = found
        title = text("Receipt {number}", number=number)
        view = PaperView(name=title)
        view.set_paper(paper)
        self.show(title, view, fact_id)

    def _lay_out(self, slip: AnySlip, *, done: bool = False) -> None:
        self._context.operations.read_anew(
            self,
            lambda _services: shown_paper(_document(slip)),
            partial(self._show_slip, slip, done=done),
            self.fail,
        )

    def _show_slip(self, slip: AnySlip, paper: Paper, *, done: bool) -> None:
        panel = SlipPanel(slip, paper, done=done)
        panel.print_wanted.connect(self.print_slip)
        self.show(slip_title(slip), panel, slip.fact_id)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_report(self, report: XReport, paper: Paper) -> None:
        self._report = report
        panel = XReportPanel(paper)
        panel.print_wanted.connect(self.print_report)
        panel.pdf_wanted.connect(self.save_report)
        self.show(text("X report"), panel, _REPORT)
        panel.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _queued(self, queued: XReportQueued) -> None:
        self._context.announce(Changed())
        if self.report_panel is not None:
            self.report_panel.say(text("Sent to the printer."), text("The status line below says how it goes."))

    def _copied(self, printed: SlipPrinted) -> None:
        self._context.announce(printed.changed)
        if self.slip_panel is not None:
            words = text("Copy {number} goes to the printer.", number=printed.copy)
            self.slip_panel.say(words, text("The status line below says how it goes."))

    def _no_copy(self, failure: Failure) -> None:
        if self.slip_panel is not None:
            self.slip_panel.say(text("Not done."), sentence(failure), wrong=True)

    def _saved(self, path: Path) -> None:
        if self.report_panel is not None:
            self.report_panel.say(text("Saved."), str(path))

    def _not_done(self, failure: Failure) -> None:
        if self.report_panel is not None:
            self.report_panel.say(text("Not done."), sentence(failure), wrong=True)

    def _closed(self) -> None:
        self._arranged()
        self.turned.emit()


def _document(slip: AnySlip) -> Document:
    language = current_language()
    return drawer_slip_document(slip, language) if isinstance(slip, DrawerSlip) else undo_slip_document(slip, language)
