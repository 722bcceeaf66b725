"""The parent's side of the killed tills: starts them, kills them, and judges the journal against what was said.

*Acknowledged*: said on the pipe after the commit. Judged after every death: everything acknowledged is there once,
with its number; numbers are without a gap; debits equal credits; the chain verifies (`open_services` does); and an
intent that is asked for again gives the same receipt.
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy

from app import bootstrap
from app.bootstrap import open_services
from app.payments import take_payment
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, TakePayment
from app.print_jobs.tables import JOBS
from app.print_jobs.types import JobKind
from app.workplace import Services
from tests.factories.counter import CASHIER, OKAFOR, open_counter
from tests.faults.till import AMOUNT_CENTS, KillPoint, file_edges

_RECEIPT_JOBS = sqlalchemy.select(sqlalchemy.func.substr(JOBS.c.job_id, 1, 36)).where(JOBS.c.kind == JobKind.RECEIPT)
ROOT = Path(__file__).parents[2]
WORDS_MAX = 24
"""A payment is two words: its intent, and its acknowledgement."""
SECONDS_AFTER_A_WORD, SECONDS_OF_A_START, SECONDS_OF_SILENCE = 0.006, 0.05, 60.0


@dataclass
class Said:
    """What the tills of one folder said before they died."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    intents: list[str] = field(default_factory=list)
    approved: dict[str, str] = field(default_factory=dict)
    points: int = 0

    def hear(self, what: dict[str, Any]) -> None:
        """Takes one line of a till."""
        if "acknowledged" in what:
            self.acknowledged[what["acknowledged"]] = what["number"]
        elif "approved" in what:
            self.approved[what["approved"]] = what["intent"]
        elif "intent" in what:
            self.intents.append(what["intent"])
        else:
            self.points += 1


class Nursery:
    """A process that bears tills. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = Said()
        self._buffer = b""
        self._heard = 0

    def __enter__(self) -> Self:
        self._pipe, theirs = os.pipe()
        os.set_blocking(self._pipe, False)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.till", str(theirs)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=(theirs,),
        )
        os.close(theirs)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
        os.close(self._pipe)

    def kill_one(self, seed: int, point: KillPoint = KillPoint.RANDOM) -> None:
        """Bears a till, lets it work, and sees it die: at its point, or by the parent's hand at a random instant.

        A fifth of the random instants lie in the till's start; the others behind a word of it that is drawn, so that a
        busy machine, where everything takes longer, changes nothing in how far tills come.
        """
        chance = random.Random(seed)
        order = {"folder": str(self.folder), "seed": seed, "point": point, "step": chance.randrange(1, 6)}
        self._tell(order)
        pid = self._answer()["pid"]
        if point is KillPoint.RANDOM:
            self._wait_for_words(chance.randrange(1, WORDS_MAX) if chance.random() < 0.8 else 0)
            time.sleep(chance.uniform(0, SECONDS_AFTER_A_WORD if self._heard else SECONDS_OF_A_START))
            os.kill(pid, signal.SIGKILL)
        ended = self._answer()["ended"]
        if ended != signal.SIGKILL:
            raise AssertionError(f"the till with seed {seed} ended by itself ({ended})")
        self._listen()

    def _wait_for_words(self, count: int) -> None:
        """Until the till has said so much; a till that ends by itself says nothing more, and its end is noticed."""
        self._heard = 0
        while self._heard < count and select.select([self._pipe], [], [], SECONDS_OF_SILENCE)[0]:
            self._heard += self._listen()

    def _tell(self, order: dict[str, object]) -> None:
        if self._process.stdin is None:
            raise AssertionError("the nursery has no ears")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, int]:
        if self._process.stdout is None:
            raise AssertionError("the nursery has no mouth")
        answer: dict[str, int] = json.loads(self._process.stdout.readline())
        return answer

    def _listen(self) -> int:
        """Hears what was said; gives how many words."""
        while select.select([self._pipe], [], [], 0)[0]:
            self._buffer += os.read(self._pipe, 1 << 16)
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            self.said.hear(json.loads(line))
        return len(lines)


def set_up_till(folder: Path) -> None:
    """A counter with an open shift, closed again so that the tills can open it."""
    open_counter(folder, edges=file_edges(folder)).services.close()


def judge(folder: Path, said: Said, *, thorough: bool = False, repeat: bool = True) -> None:
    """Reopens and compares; raises AssertionError with what is wrong."""
    services = open_services(folder, file_edges(folder))
    try:
        _judge_receipts(services, said)
        if said.intents and repeat:
            _judge_repeated(services, said, said.intents[-1])
        findings = bootstrap.check(services, thorough=thorough)
        assert findings == (), findings
    finally:
        services.close()


def _judge_receipts(services: Services, said: Said) -> None:
    with services.read_journal() as connection:
        execute = connection.exec_driver_sql
        rows = execute("SELECT fact_id, number FROM receipt ORDER BY number").all()
        balance = execute("SELECT coalesce(sum(amount_cents), 0) FROM posting").scalar_one()
        receipt_jobs = connection.scalars(_RECEIPT_JOBS).all()
    kept = {fact_id: f"A2-{number:06d}" for fact_id, number in rows}
    lost = {intent: number for intent, number in said.acknowledged.items() if kept.get(intent) != number}
    assert not lost, f"acknowledged and lost: {lost}"
    assert [number for _, number in rows] == list(range(1, len(rows) + 1)), "numbers with a gap"
    assert set(kept) <= {*said.intents, *said.approved.values()}, "receipts that nobody asked for"
    assert balance == 0, f"debits and credits differ by {balance} cents"
    assert sorted(receipt_jobs) == sorted(kept), "a receipt without its one print job"


def _judge_repeated(services: Services, said: Said, intent: str) -> None:
    """The last sale is rung up again, as a cashier would after a crash: it stands once."""
    cash = Tender(kind="cash", amount_cents=AMOUNT_CENTS)
    command = TakePayment(intent, (AccountPayment(OKAFOR, AMOUNT_CENTS),), (cash,))
    first = take_payment.record(services, CASHIER, command)
    second = take_payment.record(services, CASHIER, command)
    assert second.again
    assert first.receipt.number == second.receipt.number
    assert said.acknowledged.setdefault(intent, first.receipt.number) == first.receipt.number
