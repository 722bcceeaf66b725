"""Builds the services of one data folder: databases, clock, ids, policies, lanes. The only place that wires.

A start needs what opens and records; what loads the city's data or restores is imported by the function that does it.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.accounts import contact_facts
from app.accounts import facts as account_facts
from app.approvable_kinds import APPROVABLES
from app.approvals import facts as approval_facts
from app.clock import Clock, SystemClock, local_date
from app.drawers import (
    bank_deposit_facts,
    close_shift_facts,
    count_drawer_facts,
    movement_facts,
    safe_facts,
    safe_invariants,
    turn_facts,
)
from app.drawers import facts as drawer_facts
from app.drawers import invariants as drawer_invariants
from app.drawers.queries import open_shift
from app.errors import Refused, Unavailable
from app.exports import facts as export_facts
from app.identity import facts as identity_facts
from app.identity import mapping_facts, set_up_workstation
from app.identity.set_up_workstation import SetUpWorkstation
from app.identity.workstation import load_device, load_place
from app.ids import Ids, SystemIds
from app.journal import erased_values
from app.journal import invariants as journal_invariants
from app.journal.add_facts import take_back_from_copy
from app.journal.append import JournalWork
from app.journal.copy_facts import FactCopier
from app.journal.head_mark import refuse_lost_facts, remove_mark
from app.journal.invariants import Finding, Subject
from app.journal.invariants import check as check_invariants
from app.journal.kinds import Kinds
from app.journal.read_facts import Progress, no_progress
from app.journal.rebuild import Rebuilt, rebuild, remove_left_overs
from app.journal.verify_journal import check_at_start
from app.lanes import Lanes
from app.payments import facts as payment_facts
from app.payments import invariants as payment_invariants
from app.payments import return_follow_up_facts as follow_up_facts
from app.payments import returned_payment_facts as returned_facts
from app.payments import stamp_facts, undo_facts
from app.policies import Policies
from app.print_jobs import slip_copy_facts
from app.sold_kinds import SELLERS
from app.store.database import KEY_BYTES, StoreFailure, open_engine, storage_failures, sync_folder
from app.store.keys import KeyStore, choose_key_store, database_key
from app.store.network_folder import MountTable, mount_table, refuse_network_folder
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.store.upgrade import upgrade
from app.store.write_ahead_log import PauseFolder, fold_log, refuse_foreign_log
from app.sync import conflict_facts
from app.sync.new_generation import finish_where_minted
from app.sync.running import Sync
from app.training_mode import enter
from app.transit import facts as transit_facts
from app.transit.hub import Hub
from app.workplace import Services, Whereabouts

if TYPE_CHECKING:
    from app.accounts.import_types import ImportProgress, ImportResult
    from app.safekeeping.restore_workstation import Restored, RestoreWorkstation
    from app.sync.enrol import JoinCentre
    from app.transit.types import ImportedTimetable

JOURNAL = "journal.db"
LOCK = "journal"

_CAPABILITIES = (
    identity_facts,
    mapping_facts,
    account_facts,
    contact_facts,
    erased_values,
    drawer_facts,
    movement_facts,
    turn_facts,
    count_drawer_facts,
    close_shift_facts,
    safe_facts,
    bank_deposit_facts,
    approval_facts,
    payment_facts,
    returned_facts,
    follow_up_facts,
    undo_facts,
    stamp_facts,
    slip_copy_facts,
    export_facts,
    conflict_facts,
    transit_facts,
)
KINDS = Kinds(kind for capability in _CAPABILITIES for kind in capability.KINDS)

INVARIANTS = (
    *journal_invariants.INVARIANTS,
    *drawer_invariants.INVARIANTS,
    *safe_invariants.INVARIANTS,
    *payment_invariants.INVARIANTS,
)


@dataclass(frozen=True)
class Edges:
    """What tests and the simulator replace: time, ids, policies, where the key is, what this machine has mounted."""

    clock: Clock
    ids: Ids
    policies: Policies
    keys: KeyStore
    mounts: MountTable = mount_table


def system_edges(folder: Path) -> Edges:
    """The real ones."""
    return Edges(SystemClock(), SystemIds(), Policies(), choose_key_store(folder))


def is_set_up(folder: Path) -> bool:
    """Is, or was, there a workstation in this folder? If not, the first-run wizard makes one."""
    return (folder / JOURNAL).exists() or (folder / f"{LOCK}.lock").exists()


def open_services(folder: Path, edges: Edges | None = None) -> Services:
    """Opens a workstation's data. Raises Unavailable(StoreFailure): in use, key missing, damaged, newer, not set up.

    What a crash left beside the journal goes; the chain is verified from its last checkpoint (CHAIN_BROKEN says where).
    """
    edges = edges or system_edges(folder)
    refuse_network_folder(folder, edges.mounts)
    with ExitStack() as undo:
        lock = _locked(folder)
        undo.callback(lock.release)
        key = database_key(edges.keys, folder / JOURNAL, b"")
        remove_left_overs(folder / JOURNAL)
        refuse_foreign_log(folder / JOURNAL, key)
        writer = open_engine(folder / JOURNAL, key)
        undo.callback(writer.dispose)
        lanes = Lanes()
        undo.callback(lanes.stop)
        with storage_failures():
            upgrade(writer, folder / JOURNAL)
            finish_where_minted(writer, folder / JOURNAL, key, KINDS, edges.clock, edges.ids)
            check_at_start(writer, folder, edges.clock.now_us)
            take_back_from_copy(writer, folder, key, KINDS, lanes)
            with writer.connect() as connection:
                refuse_lost_facts(folder / JOURNAL, connection.exec_driver_sql)
            reader = open_engine(folder / JOURNAL, key, read_only=True)
            undo.callback(reader.dispose)
            with reader.connect() as connection:
                here = _where(connection)
        second_copy = FactCopier(reader, folder / JOURNAL, key, edges.ids)
        second_copy.start(lanes)
        PauseFolder(folder / JOURNAL, key).start(lanes)
        undo.pop_all()
    enter(here.device.code)
    return Services(
        folder,
        edges.clock,
        edges.ids,
        edges.policies,
        KINDS,
        lanes,
        edges.keys,
        writer,
        reader,
        ReferenceFiles(folder, key),
        here,
        lock,
        second_copy,
        APPROVABLES,
        SELLERS,
        Sync(),
        Hub(folder),
    )


def set_up(
    folder: Path, command: SetUpWorkstation, edges: Edges | None = None, centre: "JoinCentre | None" = None
) -> Services:
    """Makes a new workstation in an empty folder and opens it; built aside, so that a crash leaves nothing half made.

    Raises Refused(SetUpRefusal) or Unavailable(StoreFailure); ALREADY_OPEN where there is a workstation already. With a
    centre also what `enrol.ask_centre` raises, and the office is the one that the centre names.
    """
    set_up_workstation.refuse(command)
    if is_set_up(folder):
        raise Unavailable(StoreFailure.ALREADY_OPEN, folder=str(folder))
    edges = edges or system_edges(folder)
    refuse_network_folder(folder, edges.mounts)
    _make_folder(folder)
    building = folder / f"{JOURNAL}.new"
    for left_over in folder.glob(f"{JOURNAL}.new*"):
        left_over.unlink()
    key = database_key(edges.keys, folder / JOURNAL, edges.ids.random_bytes(KEY_BYTES))
    engine = open_engine(building, key)
    upgrade(engine, building)
    device, private_key = set_up_workstation.new_device(command, edges.ids)
    let_in = None
    if centre is not None:
        from app.sync.enrol import ask_centre

        let_in = ask_centre(centre, device.code, {1: device.signer.public_bytes}, folder, edges.ids)
        command = replace(command, office=let_in.office)
        device = replace(device, office=let_in.office, generation=let_in.generation)
    with JournalWork(engine, folder, KINDS, device, edges.clock, edges.ids) as work:
        set_up_workstation.record(work, command, private_key)
        if let_in is not None:
            let_in.keep(work.connection, edges.clock.now_us())
        work.commit()
    engine.dispose()
    building.rename(folder / JOURNAL)
    sync_folder(folder)
    return open_services(folder, edges)


def check(services: Services, *, thorough: bool, progress: Progress = no_progress) -> tuple[Finding, ...]:
    """What does not hold in this workstation's journal: the cheap invariants, or all. Raises Unavailable."""
    if thorough:
        services.lanes.write_now(lambda: fold_log(services.writer))  # pages are authenticated in the file itself
    with services.read_journal() as connection:
        subject = Subject(connection, services.folder / JOURNAL, services.reference.key, services.kinds, progress)
        return check_invariants(subject, INVARIANTS, thorough=thorough)


def verify(services: Services, progress: Progress = no_progress) -> tuple[Finding, ...]:
    """Where a chain does not verify: hashes, links, signatures, density; each chain from its beginning."""
    chains = tuple(invariant for invariant in INVARIANTS if invariant.name == "chains_verify")
    with services.read_journal() as connection:
        subject = Subject(connection, services.folder / JOURNAL, services.reference.key, services.kinds, progress)
        return check_invariants(subject, chains, thorough=True)


def load_reference(
    folder: Path,
    csv_set: Path,
    progress: "Callable[[ImportProgress], None] | None" = None,
    cancel: Callable[[], bool] | None = None,
    edges: Edges | None = None,
) -> "ImportResult":
    """Loads the city's CSV set into a workstation, also while its window is open. Raises Refused, Unavailable."""
    from app.accounts.import_reference import import_reference
    from app.accounts.import_types import settings_from

    if not is_set_up(folder):
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="journal", folder=str(folder))
    edges = edges or system_edges(folder)
    key = database_key(edges.keys, folder / JOURNAL, b"")
    today = local_date(edges.clock.now_us(), "UTC")
    settings = settings_from(edges.policies.at("reference_import", today).values)
    return import_reference(csv_set, folder, key, progress, cancel, clock=edges.clock, settings=settings)


def load_timetable(
    folder: Path,
    feed: Path,
    progress: "Callable[[str, int, int], None]" = lambda _step, _done, _total: None,
    cancel: Callable[[], bool] = lambda: False,
    edges: Edges | None = None,
) -> "ImportedTimetable":
    """Makes a GTFS zip the timetable of a workstation, also while its window is open. Raises Refused, Unavailable."""
    from app.transit.import_timetable import import_timetable
    from app.transit.types import settings_from

    if not is_set_up(folder):
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="journal", folder=str(folder))
    edges = edges or system_edges(folder)
    today = local_date(edges.clock.now_us(), "UTC")
    settings = settings_from(edges.policies.at("timetable", today).values)
    return import_timetable(feed, folder, today, settings, progress, cancel)


def rebuild_read_tables(folder: Path, edges: Edges | None = None, progress: Progress = no_progress) -> Rebuilt:
    """Makes the read tables anew from the facts, while no program has this folder open. Raises Unavailable."""
    edges = edges or system_edges(folder)
    lock = _locked(folder)
    try:
        key = database_key(edges.keys, folder / JOURNAL, b"")
        refuse_foreign_log(folder / JOURNAL, key)
        return rebuild(folder / JOURNAL, key, KINDS, progress)
    finally:
        lock.release()


def restore(
    folder: Path, command: "RestoreWorkstation", edges: Edges | None = None, progress: Progress = no_progress
) -> "Restored":
    """Makes a lost workstation's data anew in a folder without one, from its second copy and the recovery code.

    Raises Refused(RecoveryRefusal, RestoreRefusal) or Unavailable(StoreFailure).
    """
    from app.safekeeping import restore_workstation

    edges = edges or system_edges(folder)
    refuse_network_folder(folder, edges.mounts)
    _make_folder(folder)
    was_set_up = is_set_up(folder)
    lock = ProcessLock(folder, LOCK)
    lock.acquire()
    try:
        restore_edges = restore_workstation.RestoreEdges(edges.clock, edges.ids, edges.keys, KINDS)
        return restore_workstation.restore(command, folder / JOURNAL, restore_edges, progress)
    finally:
        lock.release()
        if not was_set_up and not (folder / JOURNAL).exists():
            (folder / f"{LOCK}.lock").unlink()  # the folder is as empty as before: it may still be set up


def facts_are_missing(failure: Refused | Unavailable) -> bool:
    """Did opening fail because acknowledged facts are not there any more? Then one may go on without them."""
    return failure.code is StoreFailure.FACTS_MISSING


def go_on_without_missing_facts(folder: Path, edges: Edges | None = None) -> int:
    """After FACTS_MISSING, when nothing brings the facts back: a new generation, so that no receipt number comes twice.

    Gives the generation. The lost ones are entered again from their paper receipts. Raises Unavailable(StoreFailure).
    """
    edges = edges or system_edges(folder)
    lock = _locked(folder)
    try:
        key = database_key(edges.keys, folder / JOURNAL, b"")
        refuse_foreign_log(folder / JOURNAL, key)
        writer = open_engine(folder / JOURNAL, key)
        with storage_failures(), writer.connect() as connection:
            device = load_device(connection)
            place = load_place(connection, device.code, device.generation)
        command = SetUpWorkstation(code=device.code, **asdict(place))
        signing, private_key = set_up_workstation.new_device(command, edges.ids, device.generation + 1)
        with JournalWork(writer, folder, KINDS, signing, edges.clock, edges.ids) as work:
            set_up_workstation.record(work, command, private_key)
            work.commit()
        writer.dispose()
        remove_mark(folder / JOURNAL)
    finally:
        lock.release()
    return signing.generation


def _locked(folder: Path) -> ProcessLock:
    """The folder's lock, held. Raises Unavailable: NOT_SET_UP, ALREADY_OPEN, JOURNAL_MISSING."""
    if not is_set_up(folder):
        raise Unavailable(StoreFailure.NOT_SET_UP, missing="journal", folder=str(folder))
    lock = ProcessLock(folder, LOCK)
    lock.acquire()
    if not (folder / JOURNAL).exists():
        lock.release()
        raise Unavailable(StoreFailure.JOURNAL_MISSING, folder=str(folder))
    return lock


def _where(connection: Connection) -> Whereabouts:
    """This workstation, its time zone that of the shift that is open here."""
    device = load_device(connection)
    shift = open_shift(connection, device.code)
    place = load_place(connection, device.code, device.generation, shift.shift if shift else None)
    return Whereabouts(replace(device, time_zone=place.time_zone), place)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(folder)) from error
