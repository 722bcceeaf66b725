"""A workstation in a process of its own that sells and exchanges until it is killed.

`python -m tests.faults.sync.station FOLDER DESCRIPTOR`; the DSN comes on standard input, because arguments are seen by
everybody. Says the ids of its facts on the file descriptor once they are committed, one a line, each in one write.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import open_services
from app.sync.types import Pace
from tests.factories.synced import Synced
from tests.faults.till import file_edges

PAUSE_SECONDS, ROUND_SECONDS = 0.005, 0.01
EAGER = Pace(poll_seconds=0.02, audit_seconds=0.1, retry_seconds_min=0.02, retry_seconds_max=0.05)


def main(folder: Path, descriptor: int) -> None:
    """Sells until death, and exchanges on the sync's own lane, as the program does, only without its pauses."""
    dsn = sys.stdin.readline().strip()
    synced = Synced.opened(lambda: dsn, open_services(folder, file_edges(folder)), pace=EAGER)

    def work(_stopping: Callable[[], bool]) -> None:
        synced.exchange()

    synced.services.lanes.repeat("sync", work, ROUND_SECONDS)
    while True:
        (sold,) = synced.sell(1)
        os.write(descriptor, sold.encode() + b"\n")
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
