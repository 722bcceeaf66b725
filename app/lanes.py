"""All threads of the program. Work is handed to a lane and its outcome comes back as a Future.

One *writer lane* for the local database, with priorities (a payment goes before spool and sync); two *read lanes*,
whose work can be interrupted when the person has typed on; one lane a printer; one for each named background task.
What is written in batches is gathered in memory and handed on by a background lane, at the latest when the lanes stop.
"""

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from enum import IntEnum
from queue import PriorityQueue
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")

READ_LANES = 2


class Priority(IntEnum):
    """Who goes first on the writer lane; smaller is sooner."""

    PAYMENT = 0
    SPOOL = 1
    BACKGROUND = 2
    STOP = 3


class Interruptible(Protocol):
    """Something whose running query another thread can stop: a database connection."""

    def interrupt(self) -> None: ...


class Task(Generic[T]):
    """One piece of work on a lane. `future` brings its outcome."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.future: Future[T] = Future()
        self._work = work
        self._guard = threading.Lock()
        self._watched: list[Interruptible] = []
        self._interrupted = False

    def watch(self, connection: Interruptible) -> None:
        """Lets `interrupt` stop this connection's query. Raises CancelledError when already interrupted."""
        with self._guard:
            if self._interrupted:
                raise CancelledError
            self._watched.append(connection)

    def unwatch(self, connection: Interruptible) -> None:
        """The connection goes back to its pool and no longer belongs to this task."""
        with self._guard:
            self._watched = [watched for watched in self._watched if watched is not connection]

    def interrupt(self) -> None:
        """Gives the answer up: not begun is not begun; a running query stops; the future is cancelled or fails."""
        self.future.cancel()
        with self._guard:
            self._interrupted = True
            for connection in self._watched:
                connection.interrupt()

    @property
    def interrupted(self) -> bool:
        """True once nobody waits for the answer any more."""
        return self._interrupted

    def run(self) -> None:
        """Runs on the lane's thread; every outcome, bugs too, goes to the future."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            outcome = self._work()
        except BaseException as error:  # noqa: BLE001 - the one place where a thread hands on whatever happened
            self.future.set_exception(CancelledError() if self._interrupted else error)
        else:
            self.future.set_result(outcome)


_running = threading.local()


def current_task() -> Task[Any] | None:
    """The task that this thread is running; None outside the lanes."""
    return getattr(_running, "task", None)


class _Lane:
    """A queue and the threads that serve it in order of priority, then of arrival."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._queue: PriorityQueue[tuple[int, int, Task[Any] | None]] = PriorityQueue()
        self._order = itertools.count()
        self._guard = threading.Lock()
        self._stopped = False
        self._threads = [threading.Thread(target=self._serve, name=f"{name}-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[], T], priority: Priority = Priority.PAYMENT) -> Task[T]:
        task = Task(work)
        with self._guard:
            if self._stopped:
                raise RuntimeError("this lane is stopped: nobody would ever do the work")
            self._queue.put((priority, next(self._order), task))
        return task

    def is_current(self) -> bool:
        return threading.current_thread() in self._threads

    def stop(self, seconds_max: float) -> None:
        with self._guard:
            self._stopped = True
            for _ in self._threads:
                self._queue.put((Priority.STOP, next(self._order), None))
        for thread in self._threads:
            thread.join(seconds_max)

    def _serve(self) -> None:
        while True:
            _, _, task = self._queue.get()
            if task is None:
                return
            _running.task = task
            task.run()
            _running.task = None


class _Gathering(Generic[T]):
    """Items that wait to be handed on together; `due` ends the wait early."""

    def __init__(self, hand_on: Callable[[list[T]], None], seconds: float) -> None:
        self.due = threading.Event()
        self._hand_on, self._seconds = hand_on, seconds
        self._guard = threading.Lock()
        self._items: list[T] = []
        self._promised = False

    def add(self, item: T) -> bool:
        """True when the caller has to see to it that `hand_on_later` runs."""
        with self._guard:
            self._items.append(item)
            first, self._promised = not self._promised, True
            return first

    def hand_on_later(self) -> None:
        self.due.wait(self._seconds)
        with self._guard:
            items, self._items, self._promised = self._items, [], False
        if not items:
            return
        try:
            self._hand_on(items)
        except BaseException:
            with self._guard:
                self._items = items + self._items
            raise


class Repeating:
    """Work that a lane does again and again until the lanes stop. `failure`: what the last round died of, if it did."""

    def __init__(self, work: Callable[[Callable[[], bool]], None], seconds: float) -> None:
        self.failure: BaseException | None = None
        self._work, self._seconds = work, seconds
        self._due, self._ended = threading.Event(), threading.Event()

    def wake(self) -> None:
        """Lets the next round begin at once."""
        self._due.set()

    def end(self) -> None:
        """No further round; a running one is told through `stopping`."""
        self._ended.set()
        self._due.set()

    def run(self) -> None:
        """The rounds, on the lane's thread. A round that fails is a bug: logged once, and the next one tries again."""
        while not self._ended.is_set():
            try:
                self._work(self._ended.is_set)
                self.failure = None
            except Exception as error:
                if type(error) is not type(self.failure):
                    logging.getLogger(__name__).exception("background work failed")
                self.failure = error
            self._due.wait(self._seconds)
            self._due.clear()


class Lanes:
    """The lanes of one running program. `stop` lets each finish what it has begun and was given."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._named: dict[str, _Lane] = {}
        self._gatherings: dict[str, _Gathering[Any]] = {}
        self._repeating: list[Repeating] = []
        self._writer = _Lane("writer")
        self._readers = _Lane("reader", READ_LANES)
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Nothing more is taken: the program ends."""
        return self._stopped

    def write(self, work: Callable[[], T], priority: Priority = Priority.PAYMENT) -> Task[T]:
        """Runs `work` alone among all writers of the local database."""
        return self._writer.submit(work, priority)

    def write_now(self, work: Callable[[], T], priority: Priority = Priority.PAYMENT) -> T:
        """Runs `work` as `write` does and waits for its outcome; at once where this is the writer lane already."""
        return work() if self.on_writer() else self.write(work, priority).future.result()

    def on_writer(self) -> bool:
        """Is this thread the writer lane? Slow work asks, because it must not run there."""
        return self._writer.is_current()

    def read(self, work: Callable[[], T]) -> Task[T]:
        """Runs `work` on one of the read lanes; `Task.interrupt` stops its query."""
        return self._readers.submit(work)

    def printer(self, name: str) -> "_Lane":
        """The lane of one printer: its jobs run one after another, never in the way of anything else."""
        return self._lane(f"printer-{name}")

    def background(self, name: str) -> "_Lane":
        """The lane of one background task: the second copy, the clock of the spool, checks."""
        return self._lane(name)

    def gather(self, name: str, item: T, hand_on: Callable[[list[T]], None], seconds: float) -> None:
        """Keeps `item` in memory; `hand_on` gets all that came under `name`, on its background lane, after `seconds`.

        When `hand_on` fails, its items wait for the next one that comes. The lanes' stop hands on at once; a task that
        still runs then is given up (CancelledError).
        """
        if self._stopped and current_task() is not None:
            raise CancelledError  # a task that the stop lets finish: whoever asked it is gone
        lane = self.background(name)
        with self._guard:
            gathering = self._gatherings.setdefault(name, _Gathering(hand_on, seconds))
        if gathering.add(item):
            lane.submit(gathering.hand_on_later)

    def repeat(self, name: str, work: Callable[[Callable[[], bool]], None], seconds: float) -> Repeating:
        """Calls `work(stopping)` on the background lane `name` every `seconds`, or when woken, until the lanes stop."""
        lane = self.background(name)
        repeating = Repeating(work, seconds)
        with self._guard:
            self._repeating.append(repeating)
        lane.submit(repeating.run)
        return repeating

    def stop(self, seconds_max: float = 10.0) -> None:
        """Finishes what was handed in and ends the threads; waits at most `seconds_max` for each."""
        with self._guard:
            if self._stopped:
                return
            self._stopped = True
            lanes = [self._readers, *self._named.values(), self._writer]
            for repeating in self._repeating:
                repeating.end()
            for name, gathering in self._gatherings.items():
                gathering.due.set()
                self._named[name].submit(gathering.hand_on_later)
        for lane in lanes:
            lane.stop(seconds_max)

    def _lane(self, name: str) -> _Lane:
        with self._guard:
            if self._stopped:
                raise RuntimeError("the lanes are stopped")
            if name not in self._named:
                self._named[name] = _Lane(name)
            return self._named[name]
