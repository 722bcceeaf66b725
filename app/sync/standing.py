"""How this workstation stands with its centre: for the strip, the sync page and the command line. Reads only."""

from dataclasses import dataclass

from app.sync.enrol import Centre, kept_centre
from app.sync.queries import SyncStatus, sync_status
from app.sync.types import Chain
from app.sync.worker import Connection as LinkState
from app.workplace import Services

SKEW_WARNING_US = 2 * 60 * 1_000_000
"""A clock that differs more from the centre's makes wrong times on receipts: it is said."""


@dataclass(frozen=True)
class Standing:
    """`centre` None: it works alone. `link`: how the last round went in this process. `start_again`: a new generation
    begins with the program's next start."""

    centre: Centre | None
    status: SyncStatus
    link: LinkState
    now_us: int
    start_again: bool = False

    @property
    def clock_is_off(self) -> bool:
        """Our clock and the centre's differ by more than two minutes."""
        return abs(self.status.skew_us) > SKEW_WARNING_US


def standing(services: Services) -> Standing:
    """Derived from rows; what no row can know, whether the centre answers now, from the worker."""
    worker = services.sync.worker
    with services.read_journal() as connection:
        centre = kept_centre(connection)
        status = sync_status(connection, own_chain(services)) if centre else SyncStatus(enrolled=False)
    link = worker.connection if worker else LinkState()
    return Standing(centre, status, link, services.clock.now_us(), bool(worker and worker.taken_over))


def own_chain(services: Services) -> Chain:
    """The chain that this workstation writes."""
    return Chain(services.device.code, services.device.generation)
