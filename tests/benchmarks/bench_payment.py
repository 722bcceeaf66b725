"""A durable payment through the whole service layer against one raw row insert + commit in the same encrypted file.

Payments of real shape: an account with a year of bills, cash with change, receipt and drawer jobs queued, every commit
durable. As at a counter, accounts come in no order, and each was shown (read) before it is paid; `cold` is without
that. Raw inserts and payments alternate, so that both meet the same disk. Python's garbage goes between payments, as
the window lets it go on its own thread and never on a lane (ui/garbage.py).
"""

import gc
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from app.accounts.types import ServiceCategory
from app.bootstrap import Edges
from app.clock import SystemClock
from app.ids import SystemIds
from app.payments import take_payment
from app.payments.account_lines import account_lines
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, TakePayment
from app.store.database import PAGE_BYTES
from app.store.prepared import driver
from tests.benchmarks.measure import Measure, percentile
from tests.factories.counter import Counter, NewAccount, NewCharge, open_counter
from tests.factories.policies import without_cash_limit
from tests.fakes.keys import FakeKeyStore
from ui.garbage import collect_due

ACCOUNTS = 2500
WARM_UP = 200
FEW = 200
"""Payments before the others, of which half are watched for what they write."""
FRAME_HEADER_BYTES = 24
BILL = ((ServiceCategory.WATER, 2215), (ServiceCategory.ELECTRIC, 13104), (ServiceCategory.SEWER, 3520))


def run() -> Iterator[Measure]:
    """Alternates raw inserts and payments; every tenth payment is cold."""
    with tempfile.TemporaryDirectory() as folder:
        counter = open_counter(Path(folder), accounts(), edges=edges())
        gc.disable()
        try:
            numbers = random.Random(7).sample(range(ACCOUNTS), ACCOUNTS)
            pages = _pages(counter, numbers[:FEW])
            pays, colds, raws = measure(counter, numbers[FEW:])
        finally:
            gc.enable()
            counter.services.close()
    yield Measure("raw insert + commit, median", median(raws) * 1e3, "ms")
    yield Measure("payment, median", median(pays) * 1e3, "ms")
    yield Measure("payment, median against raw", median(pays) / median(raws), "×", 6)
    yield Measure("payment, p99 against raw p99", percentile(pays, 0.99) / percentile(raws, 0.99), "×", 4)
    yield Measure("payment of an account not shown before, median against raw", median(colds) / median(raws), "×")
    yield Measure("payment, pages written to the log", pages, "pages")


def measure(counter: Counter, numbers: Sequence[int]) -> tuple[list[float], list[float], list[float]]:
    """Seconds of each payment, of each cold payment, of each raw insert."""
    session = _session(counter)
    session.execute("CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, content BLOB)")
    pays: list[float] = []
    colds: list[float] = []
    raws: list[float] = []
    for turn, n in enumerate(numbers):
        cold = turn % 10 == 9
        seconds, raw = pay(counter, n, cold=cold), _raw(session)
        collect_due()
        if turn >= WARM_UP:
            (colds if cold else pays).append(seconds)
            raws.append(raw)
    return pays, colds, raws


def pay(counter: Counter, n: int, *, cold: bool = False) -> float:
    """Takes account `n`'s payment; gives the seconds of the recording alone."""
    account = f"cis/{100_000_000 + n}"
    tender = Tender(kind="cash", amount_cents=20000)
    command = TakePayment(counter.services.ids.new_id(), (AccountPayment(account, 18839),), (tender,))
    if not cold:
        with counter.services.read_journal() as journal:
            on = date.fromisoformat(counter.shift.business_date)
            account_lines(journal, counter.services.reference, [account], on)
    begun = time.perf_counter()
    take_payment.record(counter.services, counter.session, command)
    return time.perf_counter() - begun


def _pages(counter: Counter, numbers: Sequence[int]) -> float:
    """Pages that a payment writes to the write-ahead log, after as many to warm up; the log only grows meanwhile."""
    log = counter.services.folder / "journal.db-wal"
    half = len(numbers) // 2
    for n in numbers[:half]:
        pay(counter, n)
    before = log.stat().st_size
    for n in numbers[half:]:
        pay(counter, n)
    return (log.stat().st_size - before) / (PAGE_BYTES + FRAME_HEADER_BYTES) / (len(numbers) - half)


def _session(counter: Counter) -> Any:
    """The driver's connection that payments use; between two of them nobody else does."""
    with counter.services.plain_work() as work:
        return driver(work.connection)


def _raw(session: Any) -> float:
    execute, content = session.execute, bytes(200)
    begun = time.perf_counter()
    execute("BEGIN IMMEDIATE")
    execute("INSERT INTO raw (content) VALUES (?)", (content,))
    execute("COMMIT")
    return time.perf_counter() - begun


def accounts() -> list[NewAccount]:
    """Accounts with a bill of three charges for each month so far; all but the last two were paid by mail."""
    charges = tuple(
        NewCharge(category, cents, f"2026-{month:02d}-23") for month in range(1, 12) for category, cents in BILL
    )
    paid = tuple((f"2026-{month:02d}-20", sum(cents for _, cents in BILL)) for month in range(1, 10))
    return [
        NewAccount(str(100_000_000 + n), f"10-{n:06d}-0", f"Customer {n}", f"{n} Elm Ct", charges, paid_elsewhere=paid)
        for n in range(ACCOUNTS)
    ]


def edges() -> Edges:
    """The machine's own clock and ids; a drawer that never has too much cash."""
    return Edges(SystemClock(), SystemIds(), without_cash_limit(), FakeKeyStore())
