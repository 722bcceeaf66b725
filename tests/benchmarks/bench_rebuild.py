"""Rebuild of the read tables from 1,000,000 payments: at most five minutes and 200 MB, in a process of its own.

The facts have the shape of a real payment (taken once through the service layer, then varied by account, number,
shift and day); their signatures are left out, because a rebuild does not look at them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.journal.chain import GENESIS, fact_hash
from app.journal.fact import Fact, encoder
from app.payments.facts import PaymentTaken
from app.payments.tenders import Tender
from app.payments.types import AccountPayment
from app.store.database import open_connection
from app.workplace import Services
from tests.benchmarks.measure import Measure
from tests.factories.counter import ALVAREZ, open_counter
from tests.factories.payments import pay

FACTS = int(os.environ.get("BENCH_REBUILD_FACTS", "1000000"))
ACCOUNTS = 300_000
PAYMENTS_A_SHIFT = 150
SECONDS_MAX = 300
MEBIBYTES_MAX = 200


def run() -> Iterator[Measure]:
    """Makes the journal, rebuilds it in a fresh process, and measures one plain copy of the facts beside it."""
    with tempfile.TemporaryDirectory() as folder:
        database, key = _journal(Path(folder))
        plain_seconds = _plain_copy(database, key)
        command = [sys.executable, "-m", "tests.benchmarks.rebuild_here", str(database), key.hex()]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    share = FACTS / 1_000_000
    yield Measure(f"rebuild of {FACTS:,} payments", answer["seconds"], "s", SECONDS_MAX * share)
    yield Measure("rebuild, peak memory", answer["mebibytes"], "MB", MEBIBYTES_MAX)
    yield Measure("rebuild against a plain copy of the facts", answer["seconds"] / plain_seconds, "×")
    yield Measure("rows a second", answer["rows"] / answer["seconds"], "rows/s")


def _journal(folder: Path) -> tuple[Path, bytes]:
    counter = open_counter(folder)
    pay(counter, AccountPayment(ALVAREZ, 20000), tenders=(Tender(kind="cash", amount_cents=20000),))
    services = counter.services
    template = _template(services)
    services.close()
    database = folder / "journal.db"
    connection = open_connection(database, services.key)
    connection.execute("PRAGMA synchronous = OFF")
    begin = int(connection.execute("SELECT max(sequence) FROM fact").fetchone()[0])
    insert = "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    connection.execute("BEGIN")
    connection.executemany(insert, _facts(template, begin))
    connection.execute("COMMIT")
    connection.close()
    return database, services.key


def _template(services: Services) -> Fact:
    with services.read_journal() as connection:
        row = connection.exec_driver_sql("SELECT envelope, body FROM fact ORDER BY rowid DESC LIMIT 1").one()
    return services.kinds.read(row[0], row[1])


def _facts(template: Fact, begin: int) -> Iterator[tuple[object, ...]]:
    body, previous = template.body, GENESIS
    if not isinstance(body, PaymentTaken):
        raise TypeError("the last fact is no payment")
    known = ALVAREZ.removeprefix("cis/").encode()
    for n in range(1, FACTS + 1):
        day = f"2026-{n // 28_000 % 12 + 1:02d}-{n // 1000 % 28 + 1:02d}"
        envelope = msgspec.structs.replace(
            template.envelope,
            sequence=begin + n,
            fact_id=f"019a0000-0000-7000-8000-{n:012x}",
            shift=f"019a0000-0000-7000-9000-{n // PAYMENTS_A_SHIFT:012x}",
            business_date=day,
        )
        account = b"%09d" % (100_000_000 + n * 7919 % ACCOUNTS)
        content = encoder.encode(msgspec.structs.replace(body, number=n + 1)).replace(known, account)
        sealed = encoder.encode(envelope)
        digest = fact_hash(previous, sealed, content)
        yield (*Fact(envelope, body).key, envelope.fact_id, envelope.kind, sealed, content, previous, digest, bytes(64))
        previous = digest


def _plain_copy(database: Path, key: bytes) -> float:
    """Seconds that the facts alone take from one encrypted file into another: what no rebuild can do without."""
    target = database.with_name("plain.db")
    begun = time.perf_counter()
    connection = open_connection(target, key, durable=False)
    connection.execute(f"ATTACH ? AS old KEY \"x'{key.hex()}'\"", (str(database),))
    (sql,) = connection.execute("SELECT sql FROM old.sqlite_schema WHERE name = 'fact'").fetchone()
    connection.execute(sql)
    connection.execute("INSERT INTO main.fact SELECT * FROM old.fact")
    connection.close()
    target.unlink()
    return time.perf_counter() - begun
