"""Counters of one office at a real centre, with a bad network between, and the judgement after each fault.

*Acknowledged*: committed in the counter's own journal, which is when a person gets the receipt. Judged after every
fault: the centre has each acknowledged fact once and no other, every chain verifies there and here, nothing waits any
more, debits equal credits, and both counters hold the same.
"""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from app.bootstrap import check
from app.journal.read_facts import whole_chain
from app.sync.central.audit import audit
from app.sync.queries import sync_status
from app.sync.types import Pace
from tests.factories.central import Central
from tests.factories.replicas import open_as, read_rows
from tests.factories.synced import AT_ONCE, Synced
from tests.faults.sync.proxy import Proxy

CODES = ("A2", "A3")
ROUNDS_MAX = 12
SECONDS_MAX = 60.0
DEADLINE_SECONDS = 1.0
"""Of the link in these tests; a workstation's own is 30."""


@dataclass
class Office:
    """The counters by their codes. `proxy`: what A2 speaks through; A3 speaks to the centre itself."""

    central: Central
    proxy: Proxy
    counters: dict[str, Synced] = field(default_factory=dict)

    @property
    def a2(self) -> Synced:
        """The counter behind the bad network."""
        return self.counters["A2"]

    def reopen(self, pace: Pace = AT_ONCE, answer_seconds: float = DEADLINE_SECONDS) -> None:
        """New connections, with the deadline of these tests unless another is given."""
        for code, synced in self.counters.items():
            synced.link.close()
            dsn = partial(self.central.passwords.__getitem__, code)
            self.counters[code] = Synced.opened(dsn, synced.services, answer_seconds=answer_seconds, pace=pace)

    def close(self) -> None:
        """Ends every connection."""
        for synced in self.counters.values():
            synced.link.close()

    def failures(self, rounds: int) -> int:
        """How many of so many rounds of A2 got no answer."""
        failed = 0
        for _ in range(rounds):
            self.a2.exchange()
            failed += not self.a2.worker.connection.answered
        return failed

    def judged(self) -> str:
        """Everything drains, then the judgement; says what was found. Raises AssertionError with what is wrong."""
        rounds = drain(self.counters.values())
        facts = judge(self.central, self.counters.values())
        return f"{facts} facts at the centre once each, drained in {rounds} round(s)"


@contextmanager
def office(central: Central, folder: Path, second: Path | None = None) -> Iterator[Office]:
    """A2 and A3 of the main office, enrolled, with a first exchange behind them; A3 in a folder of its own if given."""
    with ExitStack() as stack:
        made = Office(central, stack.enter_context(Proxy(central.cluster.port)))
        for number, code in enumerate(CODES, 1):
            place = second if second and code != "A2" else folder
            services = open_as(place / code, code, "main", number)
            stack.callback(services.close)
            made.counters[code] = Synced.enrolled(central, services)
        central.passwords["A2"] = make_conninfo(central.passwords["A2"], port=made.proxy.port, sslmode="disable")
        made.reopen()
        stack.callback(made.close)
        for synced in made.counters.values():
            synced.exchange()
        yield made


def drain(counters: Collection[Synced]) -> int:
    """Rounds until nothing waits anywhere, and one more for what the others sent last; gives how many."""
    for rounds in range(1, ROUNDS_MAX + 1):
        answered = []
        for synced in counters:
            synced.exchange()
            answered.append(synced.worker.connection.answered and not waiting(synced))
        if all(answered):
            for synced in counters:
                synced.exchange()
            return rounds
    raise AssertionError(f"facts still wait after {ROUNDS_MAX} rounds: {[waiting(synced) for synced in counters]}")


def waiting(synced: Synced) -> int:
    """How many facts the centre has not confirmed."""
    with synced.services.read_journal() as connection:
        return sync_status(connection, synced.replica.own).waiting


def judge(central: Central, counters: Collection[Synced]) -> int:
    """Compares the centre and every journal; gives how many facts there are."""
    expected = {place: digest for synced in counters for place, digest in recorded(synced).items()}
    with central.admin() as admin:
        rows = admin.execute("SELECT workstation, generation, sequence, hash FROM counter.fact").fetchall()
        ids = admin.execute("SELECT count(DISTINCT fact_id) FROM counter.fact").fetchall()[0][0]
    there = {tuple(row[:3]): bytes(row[3]) for row in rows}
    assert there == expected, f"lost or invented: {sorted(there.keys() ^ expected.keys())}"
    assert len(rows) == len(there) == ids, "a fact is there twice"
    audited = audit(central.dsn)
    assert audited.findings == () and audited.facts == len(expected), audited
    everywhere = [read_rows(synced.services)["posting"] for synced in counters]
    assert all(postings == everywhere[0] for postings in everywhere), "counters hold different postings"
    for synced in counters:
        with synced.services.read_journal() as connection:
            balance = connection.exec_driver_sql("SELECT coalesce(sum(amount_cents), 0) FROM posting").scalar_one()
            status = sync_status(connection, synced.replica.own)
        assert balance == 0, f"debits and credits differ by {balance} cents"
        assert (status.waiting, status.stopped, status.troubles) == (0, None, ())
        assert check(synced.services, thorough=True) == ()
    return len(expected)


def recorded(synced: Synced) -> dict[tuple[str, int, int], bytes]:
    """The hash of each fact of its own, by its place."""
    own = synced.replica.own
    with synced.services.read_journal() as connection:
        facts = [stored.sealed for part in whole_chain(connection.exec_driver_sql, own) for stored in part]
    return {(own.workstation, own.generation, place): fact.hash for place, fact in enumerate(facts, 1)}


def until(holds: Callable[[], object], otherwise: str, seconds: float = SECONDS_MAX) -> None:
    """Waits; raises AssertionError when it takes too long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)


@contextmanager
def held_up(central: Central) -> Iterator[psycopg.Connection[Any]]:
    """Pushes wait in the middle of their transaction meanwhile: facts inserted, the feed not, nothing committed."""
    with psycopg.connect(central.dsn) as holder:
        holder.execute("LOCK TABLE counter.feed IN SHARE MODE")
        yield holder
        holder.rollback()


def waits_in_push(central: Central, code: str) -> bool:
    """Whether a push of this workstation waits for a lock."""
    ask = "SELECT FROM pg_stat_activity WHERE datname = %s AND usename = %s AND wait_event_type = 'Lock'"
    with central.admin() as admin:
        return bool(admin.execute(ask, (central.database, f"ws_{code.lower()}_{central.database}")).fetchall())
