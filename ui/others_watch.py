"""What other counters did: the exchange with the center begins here, and what it brings comes to the open pages."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.changed import Changed
from ui.context import WindowContext
from ui.operations import Failure, Operations

SHOW_OTHERS_MS = 500
"""What other counters did is shown together, so often; a long absence brings thousands of facts."""


class OthersWatch(QObject):
    """One a program. `begin()` where there is a center exchanges with it from then on; `stop()` shows nothing more."""

    _arrived = Signal()
    """Facts of other workstations came, on the sync's lane."""

    def __init__(
        self,
        operations: Operations,
        context: Callable[[], WindowContext | None],
        fail: Callable[[Failure], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._context, self._fail = operations, context, fail
        self._show_soon = QTimer(self, interval=SHOW_OTHERS_MS, singleShot=True)
        self._show_soon.timeout.connect(self._others_worked)
        self._arrived.connect(self._show_others_soon, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Exchanges from now on, behind everything that people wait for."""
        sync = self._operations.services.sync
        sync.tell(self._arrived.emit)
        self._operations.background(self, "sync-begin", sync.begin, lambda _: None, self._fail)

    def stop(self) -> None:
        """The program ends."""
        self._show_soon.stop()
        self.blockSignals(True)

    @Slot()
    def _show_others_soon(self) -> None:
        if not self._show_soon.isActive():
            self._show_soon.start()

    def _others_worked(self) -> None:
        """What other counters did stands in the journal now: pages show it, whatever it was."""
        context = self._context()
        if context is not None:
            context.announce(Changed(frozenset(self._operations.services.kinds.names), elsewhere=True))
