"""The till that is killed: a process of its own that takes payments and says on a pipe which ones were acknowledged.

Run as a *nursery*: it imports the program once, and for each line on its standard input (JSON: `folder`, `seed`,
`point`, `step`) forks a till, answers `{"pid": …}`, and after the till's end `{"ended": signal or 0}`. Acknowledgements
go to the file descriptor given as argument, one JSON object a line, each in one write, so that a kill tears none. Kill
points live here, in subclasses and edges of the till, never in the program: a till that is to die mid-commit arms a
thread that kills it some microseconds after the COMMIT has begun.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.bootstrap import Edges, open_services
from app.clock import SystemClock
from app.drawers.queries import open_shift
from app.ids import SystemIds
from app.journal.append import JournalWork
from app.payments import card_attempt, take_payment
from app.payments.card_attempt import AttemptState
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, TakePayment
from app.store.keys import KeyFile
from app.store.prepared import driver
from app.store.upgrade import upgrade
from app.workplace import Services
from tests.factories.counter import CASHIER, OKAFOR, Counter
from tests.factories.policies import without_cash_limit

AMOUNT_CENTS = 100


class KillPoint(StrEnum):
    """Where a till dies. RANDOM: whenever its parent kills it."""

    RANDOM = "random"
    MID_COMMIT = "mid_commit"
    AFTER_COMMIT = "after_commit"
    AFTER_CARD_APPROVAL = "after_card_approval"
    MID_MIGRATION = "mid_migration"
    IN_CHECKPOINT = "in_checkpoint"


def file_edges(folder: Path, seed: int = 0) -> Edges:
    """Real time and ids, and the key in a file, so that every process finds it."""
    return Edges(SystemClock(), SystemIds(), without_cash_limit(), KeyFile(folder))


def die() -> None:
    """kill −9 by its own hand: nothing is flushed, nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


class Till:
    """Takes payments one after another and acknowledges each after its commit."""

    def __init__(self, folder: Path, acknowledgements: int, order: dict[str, Any]) -> None:
        self._out = acknowledgements
        self._random = random.Random(order["seed"])
        self._point, self._step = KillPoint(order["point"]), int(order["step"])
        self._doomed = False
        self.services = open_services(folder, file_edges(folder))
        with self.services.read_journal() as connection:
            shift = open_shift(connection, self.services.device.code)
        if shift is None:
            raise LookupError("the till has no open shift")
        self.counter = Counter(self.services, CASHIER, shift)

    def run(self) -> None:
        """Payments until death."""
        if self._point is KillPoint.MID_MIGRATION:
            self._migrate()
        for number in range(1, 1_000_000):
            if number == self._step:
                self._arm()
            self._pay()

    def _pay(self) -> None:
        if self._point is KillPoint.AFTER_CARD_APPROVAL:
            self._pay_by_card()
            return
        intent = self.services.ids.new_id()
        cash = Tender(kind="cash", amount_cents=AMOUNT_CENTS)
        command = TakePayment(intent, (AccountPayment(OKAFOR, AMOUNT_CENTS),), (cash,))
        self._say(intent=intent)
        recorded = take_payment.record(self.services, CASHIER, command)
        if self._doomed:
            time.sleep(60)  # the killing thread may be late on a busy machine; a dead till says nothing
        self._say(acknowledged=intent, number=recorded.receipt.number)

    def _pay_by_card(self) -> None:
        """The terminal approves before the payment is recorded."""
        intent = self.services.ids.new_id()
        attempt = card_attempt.begin(self.services, CASHIER, intent, AMOUNT_CENTS).attempt
        card_attempt.settle(self.services, CASHIER, attempt, AttemptState.APPROVED)
        self._say(approved=attempt, intent=intent)
        self._step -= 1
        if self._step <= 0:
            die()
        card = {"authorization": "123456", "last_four": "4242", "attempt": attempt}
        tender = Tender(kind="card", amount_cents=AMOUNT_CENTS, **card)
        command = TakePayment(intent, (AccountPayment(OKAFOR, AMOUNT_CENTS),), (tender,))
        recorded = take_payment.record(self.services, CASHIER, command)
        self._say(acknowledged=intent, number=recorded.receipt.number)

    def _arm(self) -> None:
        if self._point is KillPoint.MID_COMMIT:
            self._on_statement("COMMIT", microseconds_max=900)
        elif self._point is KillPoint.IN_CHECKPOINT:
            with self.services.writer.connect() as connection:
                _die_soon(self._random.uniform(0, 0.003))
                driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            die()
        elif self._point is KillPoint.AFTER_COMMIT:
            self.services = _DyingServices(
                **{each.name: getattr(self.services, each.name) for each in fields(Services)}
            )

    def _on_statement(self, statement: str, microseconds_max: int) -> None:
        """Dies within some microseconds after the next such statement has begun."""
        delay = self._random.uniform(0, microseconds_max) / 1e6

        def trace(sql: str) -> None:
            if sql.startswith(statement):
                self._say(point=self._point)
                self._doomed = True
                _die_soon(delay)

        with self.services.writer.connect() as connection:
            driver(connection).set_trace_callback(trace)

    def _migrate(self) -> None:
        self._say(point=self._point)
        upgrade(
            self.services.writer,
            self.services.folder / "journal.db",
            migrations=self.services.folder / "migrations",
            target=2,
        )
        raise LookupError("the migration was to die")

    def _say(self, **what: object) -> None:
        os.write(self._out, json.dumps(what).encode() + b"\n")


@dataclass(frozen=True)
class _DyingServices(Services):
    """Services whose next commit of facts is the last thing that happens."""

    def unit_of_work(self) -> JournalWork:
        return _DyingWork(self.writer, self.folder, self.kinds, self.device, self.clock, self.ids)


class _DyingWork(JournalWork):
    """Dies when everything is durable and nobody has heard of it: before the receipt prints."""

    def commit(self) -> None:
        super().commit()
        die()


def _die_soon(seconds: float) -> None:
    """Another thread kills the process, so that it dies inside the call that this thread is about to make."""

    def wait_and_die() -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        die()

    threading.Thread(target=wait_and_die, daemon=True).start()


def nursery(acknowledgements: int) -> None:
    """Serves orders until its standard input ends."""
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            Till(Path(order["folder"]), acknowledgements, order).run()
            os._exit(1)
        _answer({"pid": pid})
        _, status = os.waitpid(pid, 0)
        _answer({"ended": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0})


def _answer(what: dict[str, int]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    nursery(int(sys.argv[1]))
