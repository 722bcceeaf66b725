"""How many exceptions wait for whoever is at work: counted behind everything, shown in the strip, the rail, Sync.

Counting reads every posting on accounts. So it is asked when something of other counters came or one was settled, and
not again before a while has passed.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.changed import Changed
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import text
from ui.operations import Failure, Operations
from ui.shell.status_strip import StripPart

REST_MS = 10_000
"""Between two counts at least; a long absence brings thousands of facts, one after the other."""
_LANE = "exceptions"
_SETTLED = "ConflictSettled"


class ExceptionsWatch(QObject):
    """`waiting` as counted last; `counted` tells each count. `session` is asked each time: nobody, nothing waits."""

    counted = Signal(int)

    def __init__(
        self,
        operations: Operations,
        session: Callable[[], Session | None],
        fail: Callable[[Failure], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._session, self._fail = operations, session, fail
        self.waiting = 0
        self._again = False
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)

    def take_change(self, changed: Changed) -> None:
        """Counts anew where others worked, or where somebody settled one, which is shown at once."""
        if changed.elsewhere:
            self.ask()
        elif _SETTLED in changed.kinds:
            self.ask_now()

    def ask_now(self) -> None:
        """Counts without waiting: another person, or one of them settled."""
        self._rest.stop()
        self.ask()

    def ask(self) -> None:
        """Counts now, or when the last count is long enough ago."""
        if self._rest.isActive():
            self._again = True
            return
        self._rest.start()
        session = self._session()
        self._operations.background(self, _LANE, lambda services: _count(services, session), self._counted, self._fail)

    def stop(self) -> None:
        """Asks no more."""
        self._rest.stop()

    def _rested(self) -> None:
        if self._again:
            self._again = False
            self.ask()

    def _counted(self, waiting: int) -> None:
        self.waiting = waiting
        self.counted.emit(waiting)


def exceptions_parts(waiting: int) -> list[StripPart]:
    """One part of the strip while something is to be settled."""
    if not waiting:
        return []
    words = text("1 exception") if waiting == 1 else text("{count} exceptions", count=waiting)
    return [StripPart("exceptions", "warning", words, "warn", text("What counters did to each other: settle it"))]


def _count(services: Services, session: Session | None) -> int:
    from app.sync.exceptions_page import exceptions_waiting  # read here, on a lane: a start needs nothing of it

    return exceptions_waiting(services, session) if session is not None else 0
