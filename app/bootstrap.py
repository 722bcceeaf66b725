"""Builds the services of one data folder: databases, clock, ids, policies, lanes. The only place that wires."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.clock import Clock, SystemClock
from app.errors import Unavailable
from app.identity import facts as identity_facts
from app.identity import set_up_workstation
from app.identity.set_up_workstation import SetUpWorkstation
from app.identity.workstation import load_device
from app.ids import Ids, SystemIds
from app.journal.append import Device, JournalWork
from app.journal.kinds import Kinds
from app.lanes import Lanes, current_task
from app.policies import Policies
from app.store.database import KEY_BYTES, StoreFailure, open_engine
from app.store.keys import KeyStore, choose_key_store, database_key
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.store.unit_of_work import UnitOfWork
from app.store.upgrade import upgrade

JOURNAL = "journal.db"

KINDS = Kinds((*identity_facts.KINDS,))


@dataclass(frozen=True)
class Reading:
    """One question's view: a read-only connection to the journal, and one to the reference data."""

    journal: Connection
    reference: Connection


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
    device: Device
    lock: ProcessLock

    def unit_of_work(self) -> JournalWork:
        """A fresh unit of work on the journal; use it on the writer lane, commit once."""
        return JournalWork(self.writer, self.folder, self.kinds, self.device, self.clock, self.ids)

    def plain_work(self) -> UnitOfWork:
        """A unit of work for what is not a fact: settings, drafts, print jobs' states."""
        return UnitOfWork(self.writer, self.folder)

    @contextmanager
    def read_journal(self) -> Iterator[Connection]:
        """A read-only connection to the journal that an interrupted task lets go of."""
        with self.reader.connect() as connection, _watched(connection):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Both files, read-only. Raises Unavailable(NOT_SET_UP) before the first import."""
        with self.read_journal() as journal, self.reference.read() as reference, _watched(reference):
            yield Reading(journal, reference)

    def close(self) -> None:
        """Ends the lanes, closes the files, lets the next process in."""
        self.lanes.stop()
        self.writer.dispose()
        self.reader.dispose()
        self.reference.close()
        self.lock.release()


@dataclass(frozen=True)
class Edges:
    """What tests and the simulator replace: time, ids, policies, where the key is."""

    clock: Clock
    ids: Ids
    policies: Policies
    keys: KeyStore


def system_edges(folder: Path) -> Edges:
    """The real ones."""
    return Edges(SystemClock(), SystemIds(), Policies(), choose_key_store(folder))


def is_set_up(folder: Path) -> bool:
    """Is there a workstation in this folder? If not, the first-run wizard makes one."""
    return (folder / JOURNAL).exists()


def open_services(folder: Path, edges: Edges | None = None) -> Services:
    """Opens a workstation's data. Raises Unavailable(StoreFailure): in use, key missing, damaged, newer, not set up."""
    if not is_set_up(folder):
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="journal", folder=str(folder))
    edges = edges or system_edges(folder)
    lock = ProcessLock(folder, "journal")
    lock.acquire()
    writer: Engine | None = None
    try:
        key = database_key(edges.keys, folder / JOURNAL, b"")
        writer = open_engine(folder / JOURNAL, key)
        upgrade(writer, folder / JOURNAL)
        reader = open_engine(folder / JOURNAL, key, read_only=True)
        with reader.connect() as connection:
            device = load_device(connection)
    except BaseException:
        if writer is not None:
            writer.dispose()
        lock.release()
        raise
    reference = ReferenceFiles(folder, key)
    return Services(
        folder,
        edges.clock,
        edges.ids,
        edges.policies,
        KINDS,
        Lanes(),
        edges.keys,
        writer,
        reader,
        reference,
        device,
        lock,
    )


def set_up(folder: Path, command: SetUpWorkstation, edges: Edges | None = None) -> Services:
    """Makes a new workstation in an empty folder and opens it; built aside, so that a crash leaves nothing half made.

    Raises Refused(SetUpRefusal) or Unavailable(StoreFailure); ALREADY_OPEN where there is a workstation already.
    """
    set_up_workstation.refuse(command)
    if is_set_up(folder):
        raise Unavailable(StoreFailure.ALREADY_OPEN, folder=str(folder))
    _make_folder(folder)
    edges = edges or system_edges(folder)
    building = folder / f"{JOURNAL}.new"
    for left_over in folder.glob(f"{JOURNAL}.new*"):
        left_over.unlink()
    key = database_key(edges.keys, folder / JOURNAL, edges.ids.random_bytes(KEY_BYTES))
    engine = open_engine(building, key)
    upgrade(engine, building)
    device, private_key = set_up_workstation.new_device(command, edges.ids)
    with JournalWork(engine, folder, KINDS, device, edges.clock, edges.ids) as work:
        set_up_workstation.record(work, command, private_key)
        work.commit()
    engine.dispose()
    building.rename(folder / JOURNAL)
    return open_services(folder, edges)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(folder)) from error


@contextmanager
def _watched(connection: Connection) -> Iterator[None]:
    task, driver = current_task(), connection.connection.driver_connection
    if task is None or driver is None:
        yield
        return
    task.watch(driver)
    try:
        yield
    finally:
        task.unwatch(driver)
