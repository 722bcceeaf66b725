"""A workstation that dies and comes back: killed at any moment, rebuilt, restored from its second copy.

A death leaves what the disk had at that instant, copied away from under the running program; what the program still
does afterwards counts for nothing. Moments of a command's death are those of `Moment`; whoever asks for the command
again under the same intent must find that it happened once.
"""

import atexit
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

from app import bootstrap
from app.bootstrap import Edges, open_services, rebuild_read_tables
from app.drawers.queries import Shift
from app.errors import Refused
from app.journal.append import JournalWork
from app.policies import Policies
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.restore_workstation import RestoreWorkstation
from app.safekeeping.second_copy import choose_second_copy
from app.workplace import Services
from tests.factories.counter import CASHIER, NewAccount, open_counter, write_reference
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keys import FakeKeyStore

T = TypeVar("T")
LOG = "journal.db-wal"
SECTOR = 512


class Moment(Enum):
    """When a command's machine dies: before its commit, with the commit's sectors half on the disk, or after it."""

    BEFORE_COMMIT = "before_commit"
    IN_COMMIT = "in_commit"
    AFTER_COMMIT = "after_commit"


class Killed(Exception):
    """The machine is dead; `folder` is what its disk holds."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder.name)
        self.folder = folder


@dataclass(frozen=True)
class _FirstLife:
    """A counter just opened, with its recovery sheet: made once a run and copied."""

    folder: Path
    key: bytes
    shift: Shift
    code: str


@cache
def _first_life(accounts: tuple[NewAccount, ...]) -> _FirstLife:
    folder, keys = Path(tempfile.mkdtemp(prefix="civic-counter-first-life-")), FakeKeyStore()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    counter = open_counter(folder / "data", accounts, edges=Edges(FakeClock(), FakeIds(), Policies(), keys))
    code = "-".join(issue_recovery_code(counter.services, CASHIER).groups)
    counter.services.close()
    if keys.key is None:
        raise LookupError("the set-up kept no key")
    return _FirstLife(folder / "data", keys.key, counter.shift, code)


class Machine:
    """One workstation over all its lives. `services` are those of the life that goes on."""

    def __init__(self, root: Path, accounts: tuple[NewAccount, ...], policies: Policies, chance: random.Random) -> None:
        self._root, self._accounts, self._chance, self._lives = root, accounts, chance, 0
        first, self.clock = _first_life(accounts), FakeClock()
        self.clock.advance(60)
        self._edges = Edges(self.clock, FakeIds(1), policies, FakeKeyStore(first.key))
        folder, self._stick = self._next_folder(), root / "stick"
        shutil.copytree(first.folder, folder)
        self._stick.mkdir(parents=True)
        self.services, self.first_shift, self._code = open_services(folder, self._edges), first.shift, first.code
        choose_second_copy(self.services, CASHIER, self._stick)

    def close(self) -> None:
        """The end of the day."""
        self.services.close()

    def run(self, command: Callable[[Services], T], moment: Moment | None) -> T | None:
        """Runs a command; one that dies answers None and leaves a machine that has started again."""
        if moment is None:
            return command(self.services)
        values = {each.name: getattr(self.services, each.name) for each in fields(Services)}
        mortal = _MortalServices(**values, moment=moment, into=self._next_folder(), chance=self._chance)
        try:
            return command(mortal)
        except Killed as killed:
            self._come_back(killed.folder)
            return None

    def kill(self) -> None:
        """Power is cut while nothing is being stored."""
        self._come_back(_what_the_disk_holds(self.services.folder, self._next_folder()))

    def restart(self) -> None:
        """The program ends as it should, and starts again."""
        self.services.close()
        self.services = open_services(self.services.folder, self._edges)

    def rebuild(self) -> None:
        """The read tables are made anew from the facts."""
        self.services.close()
        rebuild_read_tables(self.services.folder, self._edges)
        self.services = open_services(self.services.folder, self._edges)

    def restore(self) -> None:
        """The machine is destroyed; another one goes on from the stick and the sheet, in the next generation."""
        self.services.second_copy.work()
        self.services.close()
        lost, folder = self.services.folder, self._next_folder()
        self._edges = Edges(self.clock, self._edges.ids, self._edges.policies, FakeKeyStore())
        try:
            bootstrap.restore(folder, RestoreWorkstation(self._stick, self._code), self._edges)
        except Refused as refusal:
            raise AssertionError("the second copy does not bring the workstation back") from refusal
        self.services = open_services(folder, self._edges)
        shutil.rmtree(lost)
        write_reference(self.services, self._accounts)
        choose_second_copy(self.services, CASHIER, self._stick)

    def _next_folder(self) -> Path:
        self._lives += 1
        return self._root / f"life-{self._lives}"

    def _come_back(self, folder: Path) -> None:
        self.services.close()
        shutil.rmtree(self.services.folder)
        self.services = open_services(folder, self._edges)


@dataclass(frozen=True)
class _MortalServices(Services):
    """Services whose next commit of facts is their last."""

    moment: Moment
    into: Path
    chance: random.Random

    def unit_of_work(self) -> JournalWork:
        work = _MortalWork(self.writer, self.folder, self.kinds, self.device, self.clock, self.ids)
        work.dies = self
        return work


class _MortalWork(JournalWork):
    """Dies at its moment. What is copied is what another process would find: the log first, then the file."""

    dies: _MortalServices

    def commit(self) -> None:
        moment, here, into = self.dies.moment, self.dies.folder, self.dies.into
        if moment is Moment.BEFORE_COMMIT:
            raise Killed(_what_the_disk_holds(here, into))
        if moment is Moment.AFTER_COMMIT:
            super().commit()
            raise Killed(_what_the_disk_holds(here, into))
        _what_the_disk_holds(here, into)
        before, file = _log_of(here), (here / "journal.db").read_bytes()
        super().commit()
        if (here / "journal.db").read_bytes() == file:  # nobody folded the log into the file meanwhile
            (into / LOG).write_bytes(torn(before, _log_of(here), self.dies.chance))
        raise Killed(into)


def torn(before: bytes, after: bytes, chance: random.Random) -> bytes:
    """A log whose last write came to the disk in part: of the sectors that changed, any may be old, new or missing."""
    image, share = bytearray(after), chance.choice((0.0, 0.2, 0.8, 1.0))
    same = next((n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    for start in range(same - same % SECTOR, len(after), SECTOR):
        if chance.random() < share:
            old = before[start : start + SECTOR].ljust(len(after[start : start + SECTOR]), b"\0")
            image[start : start + SECTOR] = old
    return bytes(image)


def _log_of(folder: Path) -> bytes:
    path = folder / LOG
    return path.read_bytes() if path.exists() else b""


def _what_the_disk_holds(folder: Path, into: Path) -> Path:
    """A copy of a folder in use. A log that is folded in between the two copies is in the file copied after it."""
    log = _log_of(folder)
    shutil.copytree(folder, into, ignore=shutil.ignore_patterns("journal.db-*", "*.head-new"))
    (into / LOG).write_bytes(log)
    return into
