"""What every workflow is given: a workstation's databases, clock, ids, policies, lanes. Built by `app/bootstrap.py`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from app.clock import Clock
from app.errors import Unavailable
from app.ids import Ids
from app.journal.append import Device, JournalWork
from app.journal.copy_facts import FactCopier
from app.journal.kinds import Kinds
from app.lanes import Interruptible, Lanes, current_task
from app.policies import Policies
from app.store.database import StoreFailure, storage_failures
from app.store.keys import KeyStore
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from app.identity.approvable import Approvables
    from app.payments.sold_things import Sellers
    from app.sync.running import Sync
    from app.transit.hub import Hub


@dataclass(frozen=True)
class Reading:
    """One question's view: a read-only connection to the journal, and one to the reference data."""

    journal: Connection
    reference: Connection


@dataclass(frozen=True)
class Place:
    """Where a workstation stands, as papers and the window name it."""

    city: str
    office: str
    office_name: str
    office_address: str
    office_phone: str
    time_zone: str
    counter: str


class Whereabouts:
    """This workstation and its place as they hold now: written by the writer lane alone, once it is durable."""

    def __init__(self, device: Device, place: Place) -> None:
        self.device, self.place = device, place

    def move(self, place: Place) -> None:
        """Other names, another time zone: what is recorded from now on has them."""
        self.device, self.place = replace(self.device, time_zone=place.time_zone), place


@dataclass(frozen=True)
class Services:
    """What every workflow is given. Made by `open_services`, ended by `close`."""

    folder: Path
    clock: Clock
    ids: Ids
    policies: Policies
    kinds: Kinds
    lanes: Lanes
    keys: KeyStore
    writer: Engine
    reader: Engine
    reference: ReferenceFiles
    here: Whereabouts
    lock: ProcessLock
    second_copy: FactCopier
    approvables: "Approvables"
    sellers: "Sellers"
    sync: "Sync"
    transit: "Hub"

    @property
    def device(self) -> Device:
        """This workstation as the chain knows it."""
        return self.here.device

    @property
    def place(self) -> Place:
        """What city, office and counter are called now."""
        return self.here.place

    @property
    def key(self) -> bytes:
        """The key of both files."""
        return self.reference.key

    def unit_of_work(self) -> JournalWork:
        """A fresh unit of work on the journal; use it on the writer lane, commit once."""
        return JournalWork(self.writer, self.folder, self.kinds, self.device, self.clock, self.ids)

    def plain_work(self) -> UnitOfWork:
        """A unit of work for what is not a fact: settings, drafts, print jobs' states."""
        return UnitOfWork(self.writer, self.folder)

    @contextmanager
    def read_journal(self) -> Iterator[Connection]:
        """A read-only connection to the journal that an interrupted task lets go of. Raises Unavailable."""
        with storage_failures(), self.reader.connect() as connection, _watched(connection):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Both files, read-only. Raises Unavailable(NOT_SET_UP) before the first import."""
        with self.read_journal() as journal, self.reference.read() as reference, _watched(reference):
            yield Reading(journal, reference)

    def close(self) -> None:
        """Ends the lanes, closes the files, lets the next process in."""
        self.lanes.stop()
        self.sync.end()
        self.second_copy.release()
        self.reader.dispose()
        self.writer.dispose()  # the last one that may write folds the write-ahead log into the file
        self.reference.close()
        self.lock.release()


@contextmanager
def watched(driver: Interruptible | None) -> Iterator[None]:
    """Lets whoever interrupts the running task stop this connection's query."""
    task = current_task()
    if task is None or driver is None:
        yield
        return
    task.watch(driver)
    try:
        yield
    finally:
        task.unwatch(driver)


def _watched(connection: Connection) -> AbstractContextManager[None]:
    return watched(connection.connection.driver_connection)


def no_memory() -> Unavailable:
    """What a MemoryError means to a person: nothing was stored, and there is something to do about it."""
    return Unavailable(StoreFailure.OUT_OF_MEMORY)
