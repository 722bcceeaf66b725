"""The one crossing between the Qt thread and the lanes.

`read` and `write` hand work to a lane; the outcome comes back on the Qt thread as one call. The work touches no widget
and returns frozen data. When the widget that asked is gone, nobody is called.

A lane never holds the last reference to a widget, because whoever drops that destroys the widget, and only the Qt
thread may: what was asked (the work and whom to call, which know their page) stays in `Operations`, the lane gets its
number, and it is let go of when the outcome is delivered.

Outcomes that come together are delivered in slices: keys and painting go between, and the window is never held longer
than by one of them.

There are two read lanes: of two questions the later one may be answered first. A page that asks the same again and
again, whenever something has changed, asks *anew*: then what it asked before is not told any more.
"""

import itertools
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.errors import Refused, Unavailable
from app.lanes import Lanes, Priority, Task
from app.workplace import Services, no_memory

T = TypeVar("T")
G = TypeVar("G")

Failure = Refused | Unavailable

SLICE_SECONDS = 0.008
"""After this no further outcome is delivered in the same turn of the event loop."""


class _Bridge(QObject):
    """Brings the number of what is finished to the Qt thread."""

    finished = Signal(int)


@dataclass
class _Asked:
    """What a page asked: who, what, whom to call. Kept and dropped on the Qt thread."""

    parent: QObject
    work: Callable[[Any], Any]
    on_success: Callable[[Any], None]
    on_failure: Callable[[Failure], None]
    task: Task[Any] | None = None
    anew: bool = False

    def is_outdated_by(self, later: "_Asked") -> bool:
        """Did the same page ask for the same once more?"""
        same = _told(self.on_success) == _told(later.on_success)
        return self.anew and later.anew and self.parent is later.parent and same


class Crossing(Generic[G]):
    """Runs work on background lanes and brings its outcome back; `given` is handed to every piece of work.

    Made and asked on the Qt thread. By itself it serves where there is no workstation yet: the first run.
    """

    def __init__(self, given: G, lanes: Lanes) -> None:
        self._given, self._lanes = given, lanes
        self._numbers = itertools.count()
        self._asked: dict[int, _Asked] = {}
        self._arrived: deque[int] = deque()
        self._bridge = _Bridge()
        self._bridge.finished.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        self._next_turn = QTimer(self._bridge, interval=0, singleShot=True)
        self._next_turn.timeout.connect(self._deliver_slice)

    def background(
        self,
        parent: QObject,
        lane: str,
        work: Callable[[G], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
    ) -> Task[T]:
        """Runs long work (an import, an export, a slow folder) on the background lane of this name.

        A page that asks while the program ends, by a timer or an answer that comes late, asks nobody.
        """
        asked = _Asked(parent, work, on_success, on_failure)
        if self._lanes.stopped:
            return self._ask_nobody(asked)
        number = self._keep(asked)
        return self._watch(number, self._lanes.background(lane).submit(partial(self._run, number)))

    def _ask_nobody(self, asked: _Asked) -> Task[Any]:
        task: Task[Any] = Task(partial(asked.work, self._given))
        task.future.cancel()
        return task

    def _keep(self, asked: _Asked) -> int:
        number = next(self._numbers)
        self._asked[number] = asked
        return number

    def _watch(self, number: int, task: Task[T]) -> Task[T]:
        self._asked[number].task = task
        task.future.add_done_callback(partial(self._announce, number))
        return task

    def _run(self, number: int) -> Any:
        """On the lane. Nothing of the page is left here when it returns, in no frame and in no traceback."""
        work = self._asked[number].work
        try:
            return work(self._given)
        except (Refused, Unavailable) as failure:
            _forget_frames(failure)
            del work
            raise
        except MemoryError as failure:
            del work
            raise no_memory() from failure

    def _announce(self, number: int, _future: Future[Any]) -> None:
        if isValid(self._bridge):
            self._bridge.finished.emit(number)

    def _arrive(self, number: int) -> None:
        self._arrived.append(number)
        self._next_turn.start()

    def _deliver_slice(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        try:
            while self._arrived and time.perf_counter() < until:
                self._deliver(self._arrived.popleft())
        finally:  # also after a bug, which the crash dialog tells
            if self._arrived:
                self._next_turn.start()

    def _deliver(self, number: int) -> None:
        asked = self._asked.pop(number)
        task = asked.task
        if task is None or task.future.cancelled():
            return
        error = task.future.exception()
        if isinstance(error, CancelledError):
            return
        if error is not None and not isinstance(error, (Refused, Unavailable)):
            raise error  # a bug is told also where nobody waits for the answer any more
        if task.interrupted or not isValid(asked.parent):  # what was given up may be done all the same, and late
            return
        self._give_up_before(number, asked)
        if error is None:
            asked.on_success(task.future.result())
        else:
            asked.on_failure(error)

    def _give_up_before(self, number: int, told: _Asked) -> None:
        """An older answer that is still on its way would stand over this one."""
        for other, asked in list(self._asked.items()):
            if other < number and asked.task is not None and asked.is_outdated_by(told):
                asked.task.interrupt()


class Operations(Crossing[Services]):
    """Runs work for the window on the lanes of one workstation.

    `after_write` is called on the writer lane after each workflow there: what it queued for the printer need not wait
    until the window has shown what happened. It must return at once.
    """

    def __init__(self, services: Services, after_write: Callable[[], None] = lambda: None) -> None:
        super().__init__(services, services.lanes)
        self.services = services
        self._after_write = after_write

    def read(
        self,
        parent: QObject,
        question: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
    ) -> Task[T]:
        """Asks on a read lane. `Task.interrupt()` gives the answer up, as when the person has typed on.

        A page that asks while the program ends, by a timer of its own, asks nobody: the task is cancelled.
        """
        return self._ask(_Asked(parent, question, on_success, on_failure))

    def read_anew(
        self,
        parent: QObject,
        question: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
    ) -> Task[T]:
        """As `read`, where a page asks again what it shows: the method that `on_success` calls says what that is."""
        return self._ask(_Asked(parent, question, on_success, on_failure, anew=True))

    def write(
        self,
        parent: QObject,
        workflow: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
        priority: Priority = Priority.PAYMENT,
    ) -> Task[T]:
        """Runs a workflow on the writer lane, one after another."""
        number = self._keep(_Asked(parent, workflow, on_success, on_failure))
        run = self._run_and_tell if priority is Priority.PAYMENT else self._run
        return self._watch(number, self.services.lanes.write(partial(run, number), priority))

    def on_printer(
        self,
        parent: QObject,
        printer: str,
        work: Callable[[Services], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Failure], None],
    ) -> Task[T]:
        """Runs work on the lane of a printer, after what it prints already."""
        number = self._keep(_Asked(parent, work, on_success, on_failure))
        return self._watch(number, self.services.lanes.printer(printer).submit(partial(self._run, number)))

    def _run_and_tell(self, number: int) -> Any:
        """On the writer lane, also where the Qt thread is late to ask for the outcome."""
        try:
            return self._run(number)
        finally:
            self._after_write()

    def _ask(self, asked: _Asked) -> Task[Any]:
        if self.services.lanes.stopped:
            return self._ask_nobody(asked)
        number = self._keep(asked)
        return self._watch(number, self.services.lanes.read(partial(self._run, number)))


def _told(on_success: Callable[[Any], None]) -> Callable[..., None]:
    """Whom an answer is told, whatever is told beside it."""
    return on_success.func if isinstance(on_success, partial) else on_success


def _forget_frames(failure: BaseException) -> None:
    """Tracebacks hold every variable on the way; a refusal needs none of them."""
    link: BaseException | None = failure
    while link is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
