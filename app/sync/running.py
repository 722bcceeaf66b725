"""The sync of one open workstation: begun once the window is shown, and again when it has joined a centre."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.sync.postgres import PostgresLink
    from app.sync.reference_turns import ReferenceTurns
    from app.sync.types import Pace
    from app.sync.worker import SyncWorker
    from app.workplace import Services


class Sync:
    """`worker` None: not begun, or this workstation works alone. Stands in `Services`, which it is given back.

    `reference` keeps the city's rows with the centre and says how a bulk load stands.
    """

    def __init__(self) -> None:
        self.worker: SyncWorker | None = None
        self.reference: ReferenceTurns | None = None
        self.pace: Pace | None = None
        """How often it asks; None as in the city."""
        self._link: PostgresLink | None = None
        self._arrived: Callable[[], None] = lambda: None

    def tell(self, arrived: Callable[[], None]) -> None:
        """`arrived` is called on a lane whenever something of others came, or other rows of the city's."""
        self._arrived = arrived

    def begin(self, services: "Services") -> bool:
        """Starts exchanging where there is a centre, or goes on with what was joined anew; False where there is none.

        On a lane: imports and reads.
        """
        from app.sync.bundle.renewed_keys import RenewedKeys
        from app.sync.enrol import kept_centre
        from app.sync.postgres import PostgresLink
        from app.sync.reference_turns import reference_turns
        from app.sync.replica import JournalReplica
        from app.sync.worker import SyncWorker

        def dsn() -> str:
            with services.read_journal() as connection:
                centre = kept_centre(connection)
            return centre.dsn(services.folder) if centre else ""

        if self.worker is not None or not dsn():
            self.exchange_now()
            return self.worker is not None
        replica = JournalReplica(services, lambda: self._arrived())
        self._link = link = PostgresLink(dsn)
        self.reference = turns = reference_turns(services, dsn, lambda: self._arrived())

        keys = RenewedKeys(services)

        def aside(stopping: Callable[[], bool]) -> bool:
            keys.turn(link.call)
            return turns.turn(link.call, stopping)

        self.worker = SyncWorker(replica, link, services.clock, services.ids, self.pace, aside=aside)
        self.worker.start(services.lanes)
        return True

    def end(self) -> None:
        """Lets go of the connection, once the lanes have stopped."""
        if self._link is not None:
            self._link.close()
        if self.reference is not None:
            self.reference.close()

    def exchange_now(self) -> None:
        """Somebody does not want to wait."""
        if self.worker is not None:
            self.worker.exchange_now()
