"""Keeps the status strip and the count in the rail up to date: the rows are asked, never a flag."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.approvals.inbox import count_for
from app.changed import Changed
from app.identity.permissions import Session
from app.lanes import Task
from app.reports.status import Status, status
from app.workplace import Services
from ui.dates import time_words, warm_up
from ui.error_messages import sentence
from ui.operations import Failure, Operations
from ui.pages import WORK
from ui.shell.main_window import MainWindow
from ui.shell.status_strip import StripPart
from ui.status_parts import status_parts
from ui.sync.exceptions_watch import ExceptionsWatch, exceptions_parts
from ui.sync.sync_words import sync_parts

if TYPE_CHECKING:
    from app.sync.standing import Standing

EVERY_MS = 2000
SOON_MS = 80
"""A payment and its papers change the strip three times within this; it is read once."""


class StatusWatch(QObject):
    """`window` and `session` are asked each time: signing in changes both; without a session nothing waits for one."""

    def __init__(
        self,
        operations: Operations,
        window: Callable[[], MainWindow],
        session: Callable[[], Session | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._window, self._session = operations, window, session
        self._asked: Task[tuple[Status, Standing, int]] | None = None
        self._clock = QTimer(self, interval=EVERY_MS)
        self._clock.timeout.connect(self.refresh)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self.exceptions = ExceptionsWatch(operations, session, self.show_failure, self)
        self.exceptions.counted.connect(self.refresh_soon)

    @property
    def running(self) -> bool:
        """Whether it asks by itself."""
        return self._clock.isActive()

    def begin(self) -> None:
        """Asks now and from now on."""
        self._clock.start()
        self.refresh()

    def stop(self) -> None:
        """Asks no more."""
        self._clock.stop()
        self._soon.stop()
        self.exceptions.stop()

    def refresh_soon(self) -> None:
        """Something has changed."""
        self._soon.start()

    def take_change(self, changed: Changed) -> None:
        """A workflow changed something, here or elsewhere."""
        self.exceptions.take_change(changed)
        self.refresh_soon()

    def refresh(self) -> None:
        """Asks the rows what the strip should say."""
        if self._asked is None or self._asked.future.done():
            session = self._session()
            self._asked = self._operations.read(
                self, lambda services: _status(services, session), self._show, self.show_failure
            )

    def show_failure(self, failure: Failure) -> None:
        """The strip says what went wrong behind the window."""
        self._window().strip.set_parts([StripPart("failed", "warning", sentence(failure), "bad")])

    def _show(self, answer: "tuple[Status, Standing, int]") -> None:
        (found, with_centre, waiting), window = answer, self._window()
        exceptions = self.exceptions.waiting
        window.set_badge(WORK, waiting + exceptions)
        window.strip.set_parts([*status_parts(found), *sync_parts(with_centre), *exceptions_parts(exceptions)])
        window.strip.set_clock(time_words(found.now_us, self._operations.services.device.time_zone))


def _status(services: Services, session: Session | None) -> "tuple[Status, Standing, int]":
    """What the strip says, and how many approvals wait for whoever is signed in."""
    from app.sync.standing import standing  # read here, on a lane: a start needs nothing of it

    warm_up()  # the strip shows a date
    waiting = count_for(services, session) if session is not None else 0
    return status(services), standing(services), waiting
