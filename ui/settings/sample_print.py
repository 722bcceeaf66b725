"""The test page and its honest outcome: printed, sent but not confirmed, or why not. For the wizard and settings."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.device_settings import device_settings
from app.identity.permissions import Session
from app.lanes import Priority
from app.print_jobs import queue, sample_page
from app.print_jobs.queries import job
from app.print_jobs.types import JobRow, JobState
from app.workplace import Services
from resources.texts import text
from ui.error_messages import sentence
from ui.operations import Failure, Operations
from ui.settings.printer_words import outcome_words
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.layout import column, row, stretch
from ui.widgets.tag import Tone

POLL_MS = 200
_OPEN = (JobState.QUEUED, JobState.SENDING)


class SamplePrint(QWidget):
    """`queued` tells that a page waits, so that whoever has the spool wakes it; `printed`, that it came out."""

    queued = Signal()
    printed = Signal()

    def __init__(self, operations: Operations, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._session = operations, session
        self._job_id = ""
        self.before: Callable[[], bool] = lambda: True
        """Asked before a page is queued; False keeps it back (the address is wrong)."""
        self.print_button = Button(text("Print a test page"), icon="printer", key="Ctrl+T")
        self.yes, self.no = Button(text("It printed"), icon="tick"), Button(text("Print again"), icon="refresh")
        self.outcome = Alert("plain", "")
        self._answers = QWidget()
        row(self.yes, self.no, stretch(), parent=self._answers)
        column(row(self.print_button, stretch()), self.outcome, self._answers, parent=self, spacing=12)
        self.outcome.hide()
        self._answers.hide()
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._ask)
        self.print_button.clicked.connect(self.print_page)
        self.yes.clicked.connect(self._it_printed)
        self.no.clicked.connect(self._print_again)

    def print_page(self) -> None:
        """Queues one page on this counter's printer."""
        if not self.print_button.isEnabled() or not self.before():
            return
        self._say("plain", text("Printing…"), "")
        person = self._session.person_id
        self._operations.read(self, lambda services: _queue_page(services, person), self._was_queued, self._failed)

    def forget(self) -> None:
        """Takes the outcome away: the printer is another one now."""
        self._poll.stop()
        self._job_id = ""
        self.outcome.hide()
        self._answers.hide()

    def _was_queued(self, job_id: str) -> None:
        self._job_id = job_id
        self._poll.start()
        self.queued.emit()

    def _ask(self) -> None:
        job_id = self._job_id
        self._operations.read_anew(self, lambda services: _page(services, job_id), self._show, self._failed)

    def _show(self, page: JobRow) -> None:
        if page.job_id != self._job_id:
            return
        if page.state not in _OPEN:
            self._poll.stop()
        self._say(*outcome_words(page))
        asks = page.state is JobState.SENT_UNCONFIRMED
        self._answers.setVisible(asks)
        if asks:
            self.yes.setFocus()
        elif page.state in (JobState.CONFIRMED, JobState.SHOWN):
            self.printed.emit()

    def _it_printed(self) -> None:
        job_id, person = self._job_id, self._session.person_id
        self._operations.write(
            self,
            lambda services: queue.settle_printed(services, job_id, person),
            lambda _: self._ask(),
            self._failed,
            Priority.SPOOL,
        )

    def _print_again(self) -> None:
        job_id, person = self._job_id, self._session.person_id
        self._answers.hide()
        self._operations.write(
            self,
            lambda services: queue.requeue(services, job_id, person),
            lambda _: self._was_queued(job_id),
            self._failed,
            Priority.SPOOL,
        )

    def _failed(self, failure: Failure) -> None:
        self._poll.stop()
        self._say("bad", sentence(failure), "")

    def _say(self, tone: Tone, fact: str, rest: str) -> None:
        self.outcome.set_words(fact, rest, tone=tone, icon="printer" if tone == "plain" else "")
        self.outcome.show()


def _queue_page(services: Services, person: str) -> str:
    settings, place = device_settings(services), services.place
    page = sample_page.SamplePage(
        city=place.city,
        office=place.office_name,
        counter=place.counter,
        printer=settings.printer,
        profile=settings.printer_profile,
        printed_at_us=services.clock.now_us(),
        time_zone=services.device.time_zone,
        language=settings.paper_language,
    )
    return sample_page.queue(services, page, person)


def _page(services: Services, job_id: str) -> JobRow:
    with services.read_journal() as connection:
        return job(connection, job_id)
