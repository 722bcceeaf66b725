"""The virtual tape over 1,000,000 facts: every kind of question within 100 ms at the 99th percentile.

Every question opens the index anew, reads its facts and verifies each in the chain: hash, link, neighbour, signature.
What the index costs is measured beside it: all of it made at once (as after a restore), which is work of a background
lane, and its file. Facts have no posting rows, which a rebuild would make: that check fails, and costs the same.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import msgspec

from app.journal.chain import Signer, fact_hash
from app.journal.fact import Fact, encoder
from app.payments.facts import PaymentTaken
from app.reports.tape import search_tape
from app.reports.tape_fact import whole_fact
from app.reports.tape_index import INDEX, catch_up
from app.reports.tape_question import TapeQuestion
from app.store.database import open_connection
from app.workplace import Services
from tests.benchmarks.measure import Measure, percentile
from tests.factories.counter import SUPERVISOR, open_counter
from tests.factories.payments import pay

FACTS = int(os.environ.get("BENCH_TAPE_FACTS", "1000000"))
ASKED = int(os.environ.get("BENCH_TAPE_ASKED", "100"))
GOAL_MS = 100.0
BETWEEN_US = 30_000_000
RARE = 10_007
"""One fact in so many is of a rare kind, by somebody who seldom works here."""
ACCOUNTS = 300_000


def run() -> Iterator[Measure]:
    """Makes the journal beside the open program, summarises it, asks; each kind of question is a row."""
    with tempfile.TemporaryDirectory() as folder:
        counter = open_counter(Path(folder))
        pay(counter)
        services = counter.services
        begun_us = _fill(services)
        begun = time.perf_counter()
        catch_up(services)
        yield Measure(f"tape, index of {FACTS:,} facts made at once", time.perf_counter() - begun, "s")
        yield Measure("tape, size of the index", _bytes(services, INDEX) / FACTS, "bytes a fact")
        yield Measure("tape, size of the journal", _bytes(services, "journal.db") / FACTS, "bytes a fact")
        for name, question in _questions(begun_us).items():
            times = [_timed(services, question(Random(number))) for number in range(ASKED)]
            yield Measure(f"tape, {name}, p99", percentile(times, 0.99), "ms", GOAL_MS)
        times = [_opened(services, Random(number)) for number in range(ASKED)]
        yield Measure("tape, a fact opened and verified, p99", percentile(times, 0.99), "ms", GOAL_MS)
        services.close()


def _questions(begun_us: int) -> dict[str, Callable[[Random], TapeQuestion]]:
    def cents(random: Random) -> int:
        return _cents(random.randint(1, FACTS))

    def at(random: Random) -> int:
        return begun_us + random.randint(1, FACTS) * BETWEEN_US

    return {
        "newest": lambda _r: TapeQuestion(),
        "an hour": lambda r: TapeQuestion(from_us=(t := at(r)), to_us=t + 3_600_000_000),
        "common kind": lambda _r: TapeQuestion(kind="PaymentTaken"),
        "rare kind": lambda _r: TapeQuestion(kind="PaymentVoided"),
        "no such kind": lambda _r: TapeQuestion(kind="BankDepositSent"),
        "person": lambda _r: TapeQuestion(person="person-reyes"),
        "rare person": lambda _r: TapeQuestion(person="person-seldom"),
        "exact amount": lambda r: TapeQuestion(lowest_cents=(c := cents(r)), highest_cents=c),
        "range of amounts": lambda r: TapeQuestion(lowest_cents=(c := cents(r)), highest_cents=c + 50),
        "receipt number": lambda r: TapeQuestion(text=f"A2-{r.randint(2, FACTS):06d}"),
        "account number": lambda r: TapeQuestion(text=_account(r.randint(1, FACTS))),
        "ledger account": lambda _r: TapeQuestion(text="drawer/1/cash"),
        "beginning of a word": lambda r: TapeQuestion(text=f"A2-{r.randint(2, FACTS) // 100:04d}*"),
        "beginning of a common word": lambda _r: TapeQuestion(text="draw*"),
        "words that are nowhere": lambda r: TapeQuestion(text=f"nowhere{r.random()}"),
        "kind, person and amount": lambda r: TapeQuestion(
            kind="PaymentTaken", person="person-reyes", lowest_cents=(c := cents(r)), highest_cents=c
        ),
        "many dollars or more, in a month, by account": lambda r: TapeQuestion(
            from_us=(t := at(r)), to_us=t + 30 * 86_400_000_000, lowest_cents=30_000, text=_account(r.randint(1, FACTS))
        ),
        "rare person and common kind, none": lambda _r: TapeQuestion(kind="ShiftOpened", person="person-seldom"),
    }


def _timed(services: Services, question: TapeQuestion) -> float:
    begun = time.perf_counter()
    search_tape(services, SUPERVISOR, question)
    return (time.perf_counter() - begun) * 1000


def _opened(services: Services, random: Random) -> float:
    fact_id = _fact_id(random.randint(1, FACTS))
    begun = time.perf_counter()
    whole_fact(services, SUPERVISOR, fact_id)
    return (time.perf_counter() - begun) * 1000


def _bytes(services: Services, file: str) -> int:
    return sum(path.stat().st_size for path in services.folder.glob(f"{file}*"))


def _fill(services: Services) -> int:
    """Facts in the shape of a real payment, straight into the file; gives the time of the first."""
    with services.read_journal() as journal:
        row = journal.exec_driver_sql("SELECT envelope, body, hash FROM fact ORDER BY rowid DESC LIMIT 1").one()
        private = journal.exec_driver_sql("SELECT private_key FROM chain_device").scalar_one()
    template = services.kinds.read(row[0], row[1])
    connection = open_connection(services.folder / "journal.db", services.key)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _facts(template, row[2], Signer(private))
    )
    connection.execute("COMMIT")
    connection.close()
    return template.envelope.recorded_at_us


def _facts(template: Fact, previous: bytes, signer: Signer) -> Iterator[tuple[object, ...]]:
    body, begin = template.body, template.envelope.sequence
    if not isinstance(body, PaymentTaken):
        raise TypeError("the last fact is no payment")
    for n in range(1, FACTS + 1):
        rare = n % RARE == 0
        envelope = msgspec.structs.replace(
            template.envelope,
            sequence=begin + n,
            fact_id=_fact_id(n),
            kind="PaymentVoided" if rare else template.envelope.kind,
            person="person-seldom" if rare else template.envelope.person,
            recorded_at_us=template.envelope.recorded_at_us + n * BETWEEN_US,
        )
        lines = tuple(msgspec.structs.replace(line, account_number=_account(n)) for line in body.lines)
        content = encoder.encode(msgspec.structs.replace(body, number=n + 1, total_cents=_cents(n), lines=lines))
        sealed = encoder.encode(envelope)
        digest = fact_hash(previous, sealed, content)
        whole = (envelope.fact_id, envelope.kind, sealed, content, previous, digest, signer.sign(digest))
        yield (*Fact(envelope, body).key, *whole)
        previous = digest


def _fact_id(n: int) -> str:
    return f"019a0000-0000-7000-8000-{n:012x}"


def _account(n: int) -> str:
    return f"{10_000_000 + n * 7919 % ACCOUNTS}"


def _cents(n: int) -> int:
    return 500 + n * 104_729 % 60_000
