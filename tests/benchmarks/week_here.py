"""The workstation that `bench_memory` measures: takes payments, exchanges, and says what it holds.

It says its public key, reads how to connect, and then for each line that it reads takes the payments of an hour between
the rounds of that hour, and says how many bytes of memory it has and how many facts of others.
"""

import resource
import sys
from pathlib import Path

from app.bootstrap import KINDS
from app.sync.replica import JournalReplica
from app.sync.types import SyncState
from tests.benchmarks.bench_payment import ACCOUNTS, accounts, edges, pay
from tests.factories.central import NONCE
from tests.factories.counter import open_counter
from tests.factories.synced import Synced

PAGES = Path("/proc/self/statm")


def main() -> None:
    """Arguments: a folder, how many rounds an hour has, how many payments."""
    folder, rounds, payments = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    counter = open_counter(folder, accounts(), edges=edges())
    _say(counter.services.device.signer.public_bytes.hex())
    dsn = sys.stdin.readline().strip()
    JournalReplica(counter.services).keep(SyncState(nonce=NONCE))
    synced = Synced.opened(lambda: dsn, counter.services, KINDS)
    paid = 0
    while sys.stdin.readline().strip():
        for number in range(rounds):
            if number * payments // rounds != (number + 1) * payments // rounds:
                pay(counter, paid % ACCOUNTS)
                paid += 1
            synced.exchange()
        if not synced.worker.connection.answered:
            raise RuntimeError(synced.worker.connection.detail)
        others = sum(head for chain, (head, _) in synced.replica.heads().items() if chain != synced.replica.own)
        _say(f"{_bytes_held()} {others}")
    counter.services.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _bytes_held() -> int:
    """Resident now; where the system does not say that, at most so far."""
    if PAGES.exists():
        return int(PAGES.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
