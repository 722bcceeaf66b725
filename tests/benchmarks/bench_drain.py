"""100,000 facts of a laptop that was offline for days, pushed to a real PostgreSQL, against COPY of the same bytes.

Both go in the same batches over the same kind of connection to the same server, each batch committed durably; the plain
table has no key and no index. What push does beside storing: the lock, hashes verified, identities, activity, the feed.
"""

import os
import time
from collections.abc import Iterator, Sequence

import psycopg

from app.ids import SystemIds
from app.journal.chain import GENESIS
from app.journal.fact import SealedFact
from app.sync.central.init import grant_database, init
from app.sync.central.private_cluster import PrivateCluster, private_cluster
from app.sync.protocol import BYTES_MAX, FACTS_MAX
from tests.benchmarks.measure import Measure
from tests.factories.central import Central
from tests.factories.central_chain import push
from tests.factories.payment_chain import payment_chain

FACTS = int(os.environ.get("BENCH_DRAIN_FACTS", "100000"))


def run() -> Iterator[Measure]:
    """Makes the facts, copies them into a plain table, pushes them."""
    facts = payment_chain(FACTS)
    batches = list(in_batches(facts))
    with private_cluster(SystemIds()) as server:
        centre = new_centre(server, "drain")
        copied = _copy(centre, batches)
        pushed = _push(centre, batches)
    yield Measure(f"drain, COPY of {FACTS:,} facts into a plain table", FACTS / copied, "facts/s")
    yield Measure("drain, pushed", FACTS / pushed, "facts/s")
    yield Measure("drain, time against COPY (half its rate is twice its time)", pushed / copied, "×", 2)


def new_centre(server: PrivateCluster, name: str, workstation: str = "A2") -> Central:
    """A centre with one workstation in a database of its own."""
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    init(server.dsn(name))
    with psycopg.connect(server.dsn(name), autocommit=True) as admin:
        grant_database(admin)
    centre = Central(server, name)
    centre.enrol(workstation)
    return centre


def in_batches(facts: Sequence[SealedFact]) -> Iterator[list[SealedFact]]:
    """As a workstation sends them: at most so many facts, at most so many bytes."""
    batch: list[SealedFact] = []
    size = 0
    for fact in facts:
        more = len(fact.envelope_bytes) + len(fact.body_bytes)
        if batch and (len(batch) == FACTS_MAX or size + more > BYTES_MAX):
            yield batch
            batch, size = [], 0
        batch.append(fact)
        size += more
    if batch:
        yield batch


def _copy(centre: Central, batches: Sequence[Sequence[SealedFact]]) -> float:
    with centre.admin() as admin:
        admin.execute("CREATE TABLE plain (sequence bigint, envelope bytea, body bytea, hash bytea, signature bytea)")
        sequence, begun = 0, time.perf_counter()
        for batch in batches:
            with admin.cursor().copy("COPY plain FROM STDIN (FORMAT binary)") as copy:
                copy.set_types(["int8", "bytea", "bytea", "bytea", "bytea"])
                for fact in batch:
                    sequence += 1
                    copy.write_row((sequence, fact.envelope_bytes, fact.body_bytes, fact.hash, fact.signature))
        return time.perf_counter() - begun


def _push(centre: Central, batches: Sequence[list[SealedFact]]) -> float:
    with centre.workstation("A2") as a2:
        sequence, previous, begun = 1, GENESIS, time.perf_counter()
        for batch in batches:
            answer = push(a2, 1, sequence, previous, batch)
            if answer.status != "ok":
                raise RuntimeError(f"the centre answered {answer.status}")
            sequence, previous = answer.head_sequence + 1, answer.head_hash
        return time.perf_counter() - begun
