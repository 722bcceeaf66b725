"""Memory of a workstation over a week of sync: what it holds after the last day, against after the third.

By then the database's page caches (16 MiB of the writer alone) are full, with a journal of 50 MB behind them.

A process of its own takes payments and exchanges with a real PostgreSQL, as often as a week at 60 s has it: 10,080
rounds, each of which audits. Three other counters of its office record meanwhile, and it stores all that they do. The
week passes as fast as the machine can.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from app.ids import SystemIds
from app.journal.chain import GENESIS
from app.journal.fact import SealedFact
from app.sync.central.private_cluster import private_cluster
from tests.benchmarks.bench_drain import new_centre
from tests.benchmarks.measure import Measure
from tests.benchmarks.million_city import MEBIBYTE, ROOT
from tests.factories.central import Central
from tests.factories.central_chain import push
from tests.factories.payment_chain import PAYMENTS_A_DAY, payment_chain

DAYS = int(os.environ.get("BENCH_MEMORY_DAYS", "7"))
OPEN_HOURS = 10
ROUNDS = 24 * 60 // OPEN_HOURS
"""Of the exchange, in an hour in which counters are open: a day has its 1,440."""
PAYMENTS = PAYMENTS_A_DAY // OPEN_HOURS
"""Of each other counter in an hour."""
OWN_PAYMENTS = 30
"""Of the one that is measured; its city has 2,500 bills."""
OTHERS = ("B1", "B2", "B3")
FULL, GROWTH_MAX = 3, 1.05


def run() -> Iterator[Measure]:
    """Lets the week pass hour by hour."""
    with private_cluster(SystemIds(), durable=False) as server, tempfile.TemporaryDirectory() as folder:
        centre = new_centre(server, "week", OTHERS[0])
        held = list(_week(centre, folder))
    for day, bytes_held in enumerate(held, 1):
        yield Measure(f"memory, a workstation after day {day} of sync", bytes_held / MEBIBYTE, "MiB")
    yield Measure(f"memory, last day against day {FULL}", held[-1] / held[FULL - 1], "×", GROWTH_MAX)


def _week(centre: Central, folder: str) -> Iterator[int]:
    """Bytes that the workstation holds at the end of each day."""
    chains = [_Chain(centre, code) for code in OTHERS]
    command = [sys.executable, "-m", "tests.benchmarks.week_here", folder, str(ROUNDS), str(OWN_PAYMENTS)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        key = bytes.fromhex(_answer(process))
        _tell(process, centre.enrol("A2", key=key))
        for hour in range(1, DAYS * OPEN_HOURS + 1):
            for chain in chains:
                chain.push(PAYMENTS)
            _tell(process, "an hour")
            held, known = map(int, _answer(process).split())
            if known != len(OTHERS) * PAYMENTS * hour:
                raise RuntimeError(f"{known} facts of the others after {hour} hours")
            if hour % OPEN_HOURS == 0:
                yield held
        _tell(process, "")


def _tell(process: subprocess.Popen[str], line: str) -> None:
    if process.stdin is not None:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()


def _answer(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        raise RuntimeError("the workstation ended")
    return line.strip()


class _Chain:
    """What one of the other counters records."""

    def __init__(self, centre: Central, code: str) -> None:
        self._centre, self._code, self._pushed = centre, code, 0
        if code not in centre.passwords:
            centre.enrol(code)
        self._facts: list[SealedFact] = payment_chain(DAYS * OPEN_HOURS * PAYMENTS, workstation=code)

    def push(self, count: int) -> None:
        """The next so many facts reach the centre."""
        begun, self._pushed = self._pushed, self._pushed + count
        previous = self._facts[begun - 1].hash if begun else GENESIS
        with self._centre.workstation(self._code) as connection:
            answer = push(connection, 1, begun + 1, previous, self._facts[begun : self._pushed])
        if answer.status != "ok":
            raise RuntimeError(f"the centre answered {answer.status}")
