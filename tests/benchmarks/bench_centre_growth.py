"""What a fact costs at the centre that holds 20 million, against one that holds a million: medians of five pushes.

The facts that are there already belong to other workstations and are small; they stand in every table and index that a
push touches. What is pushed are payments of real shape, published within the measured time.
"""

import os
import time
from collections.abc import Iterator
from statistics import median

import psycopg

from app.ids import SystemIds
from app.journal.chain import GENESIS
from app.journal.fact import SealedFact
from app.sync.central.private_cluster import private_cluster
from tests.benchmarks.bench_drain import in_batches, new_centre
from tests.benchmarks.measure import Measure
from tests.factories.central import Central
from tests.factories.central_chain import push
from tests.factories.payment_chain import payment_chain

FEW, MANY = 1_000_000, int(os.environ.get("BENCH_CENTRE_FACTS", "20000000"))
AT_ONCE = 500_000
PUSHED = 3_000
"""Facts of one of the five pushes."""


def run() -> Iterator[Measure]:
    """Fills the centre to one size and then to the other; pushes five times at each."""
    facts = payment_chain(10 * PUSHED)
    with private_cluster(SystemIds(), durable=False) as server:
        centre = new_centre(server, "growth")
        fill(centre, 0, FEW)
        few = [_push(centre, facts, turn) for turn in range(5)]
        fill(centre, FEW, MANY)
        many = [_push(centre, facts, turn) for turn in range(5, 10)]
    yield Measure(f"centre, a fact at {FEW:,} facts, median of five", median(few) / PUSHED * 1e6, "µs")
    yield Measure(f"centre, a fact at {MANY:,} facts, median of five", median(many) / PUSHED * 1e6, "µs")
    yield Measure("centre, a fact at many against at few", median(many) / median(few), "×", 1.25)


def fill(centre: Central, begin: int, end: int) -> None:
    """Facts `begin` to `end` of workstations that nobody asks about, written by the server itself."""
    with centre.admin() as admin:
        if begin == 0:
            admin.execute(_WORKSTATIONS)
        for first in range(begin, end, AT_ONCE):
            for statement in (_FACTS, _IDENTITIES, _FEED):
                admin.execute(statement, {"first": first, "last": min(first + AT_ONCE, end) - 1})
        admin.execute("VACUUM ANALYZE")


_WORKSTATIONS = """
    INSERT INTO counter.workstation (workstation, office, login, generation, nonce)
    SELECT format('F%s', n), 'filled', format('filled_%s', n), 1, decode(repeat('00', 16), 'hex')
    FROM generate_series(0, 99) AS n
"""
_PLACE = "format('F%%s', n %% 100), 1, n / 100 + 1"
_ID = "format('019a0000-0000-7000-8000-%%s', lpad(to_hex(n), 12, '0'))::uuid"
_FACTS = f"""
    INSERT INTO counter.fact
        (workstation, generation, sequence, fact_id, previous_hash, hash, signature, envelope, body)
    SELECT {_PLACE}, {_ID}, '\\x00', '\\x00', '\\x00', convert_to(n::text, 'UTF8'), '\\x00'
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
_IDENTITIES = f"""
    INSERT INTO counter.fact_identity (fact_id, workstation, generation, sequence)
    SELECT {_ID}, {_PLACE} FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
_FEED = f"""
    INSERT INTO counter.feed (workstation, generation, first_sequence, last_sequence, office, bucket, published)
    SELECT {_PLACE}, n / 100 + 1, 'filled', 0, true
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n WHERE n / 100 %% 10 = 0
"""


def _push(centre: Central, facts: list[SealedFact], turn: int) -> float:
    part = facts[turn * PUSHED : (turn + 1) * PUSHED]
    sequence, previous = turn * PUSHED + 1, part[0].previous_hash or GENESIS
    with centre.workstation("A2") as a2, psycopg.connect(centre.dsn, autocommit=True) as admin:
        begun = time.perf_counter()
        for batch in in_batches(part):
            answer = push(a2, 1, sequence, previous, batch)
            if answer.status != "ok":
                raise RuntimeError(f"the centre answered {answer.status}")
            sequence, previous = answer.head_sequence + 1, answer.head_hash
        admin.execute("SELECT counter.publish('1 minute')")
        return time.perf_counter() - begun
