"""The one crossing between the Qt thread and the lanes.

`read` and `write` hand work to a lane; the outcome comes back on the Qt thread as one call. The work touches no widget
and returns frozen data. When the widget that asked is gone, nobody is called.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.errors import Refused, Unavailable
from app.lanes import Priority, Task
from app.workplace import Services

T = TypeVar("T")

Failure = Refused | Unavailable


class _Return(QObject):
    """Brings one outcome to the Qt thread. Owned by the widget that asked, never by the lane."""

    finished = Signal(object)

    def __init__(
        self, parent: QObject, on_success: Callable[[Any], None], on_failure: Callable[[Failure], None]
    ) -> None:
        super().__init__(parent)
        self._on_success, self._on_failure = on_success, on_failure
        self.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _deliver(self, future: Future[Any]) -> None:
        self.deleteLater()
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._on_success(future.result())
        elif isinstance(error, (Refused, Unavailable)):
            self._on_failure(error)
        elif not isinstance(error, CancelledError):
            raise error


class Operations:
    """Runs work for the window on the lanes of one workstation."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def read(
        self,
        parent: QObject,
        question: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
    ) -> Task[T]:
        """Asks on a read lane. `Task.interrupt()` gives the answer up, as when the person has typed on."""
        task = self.services.lanes.read(lambda: question(self.services))
        bring_back(task, parent, on_success, on_failure)
        return task

    def write(
        self,
        parent: QObject,
        workflow: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
        priority: Priority = Priority.PAYMENT,
    ) -> Task[T]:
        """Runs a workflow on the writer lane, one after another."""
        task = self.services.lanes.write(lambda: workflow(self.services), priority)
        bring_back(task, parent, on_success, on_failure)
        return task

    def background(
        self,
        parent: QObject,
        lane: str,
        work: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
    ) -> Task[T]:
        """Runs long work (an import, an export, a slow folder) on the background lane of this name."""
        task = self.services.lanes.background(lane).submit(lambda: work(self.services))
        bring_back(task, parent, on_success, on_failure)
        return task


def bring_back(
    task: Task[T], parent: QObject, on_success: Callable[[T], None], on_failure: Callable[[Failure], None]
) -> None:
    """Calls one of the two on the Qt thread when the task is done, unless `parent` has gone by then."""
    messenger = _Return(parent, on_success, on_failure)
    alive = _Alive(messenger)
    task.future.add_done_callback(alive.announce)


class _Alive:
    """Holds the messenger until its widget goes; a lane that finishes later then says nothing."""

    def __init__(self, messenger: _Return) -> None:
        self._messenger: _Return | None = messenger
        messenger.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._messenger = None

    def announce(self, future: Future[Any]) -> None:
        messenger = self._messenger
        if messenger is not None:
            try:
                messenger.finished.emit(future)
            except RuntimeError:  # the widget went in this very moment
                self._messenger = None
