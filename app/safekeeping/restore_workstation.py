"""Restoring a destroyed workstation elsewhere: from its second copy, with the recovery code from the sheet.

The journal is built aside with a fresh database key, which the same recovery code opens. The device goes on in a new
generation with a fresh signing key: the lost machine may have given out receipt numbers after its last copied fact, and
no number of the new generation can equal one of those. People are restored without their PINs, which never leave a
device: each sets a new one after the password.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine, select

from app.clock import Clock
from app.errors import Refused, Unavailable
from app.identity import set_up_workstation
from app.identity.recovery_unlock import keep_unlock_key
from app.identity.set_up_workstation import SetUpWorkstation
from app.identity.tables import workstation
from app.ids import Ids
from app.journal.add_facts import Chains, add_facts
from app.journal.append import JournalWork
from app.journal.chain import read_envelope
from app.journal.copy_facts import FactFrame
from app.journal.erased_values import forget_all_erased
from app.journal.head_mark import remove_mark
from app.journal.kinds import Kinds
from app.journal.read_facts import Progress, no_progress
from app.journal.rebuild import project, remove_left_overs
from app.store.database import (
    KEY_BYTES,
    StoreFailure,
    open_connection,
    open_engine,
    storage_failures,
    sync_file,
    sync_folder,
)
from app.store.keys import KeyStore, database_key
from app.store.recovery import RecoveryCode, keep_seal, open_key, seal_key
from app.store.second_copy import CopyFailure, CopyHeader, CopyReader, Frame, find_sets, key_check, read_header
from app.store.upgrade import upgrade

PROGRESS_EVERY = 1000
_CHECKPOINT = (
    "INSERT INTO chain_checkpoint (workstation, generation, sequence, hash, verified_at_us) VALUES (?, ?, ?, ?, ?)"
)


class RestoreRefusal(StrEnum):
    """Why nothing is restored, in the order in which it is tested (after TARGET_NOT_EMPTY the form of the code)."""

    COPY_NOT_FOUND = "copy_not_found"
    SEVERAL_WORKSTATIONS = "several_workstations"
    """The folder holds copies of several; `sets` names their folders, one of which is to be chosen."""
    COPY_NEWER = "copy_newer"
    HEADER_DAMAGED = "header_damaged"
    TARGET_NOT_EMPTY = "target_not_empty"
    FOREIGN_COPY = "foreign_copy"
    """The code opens a key, but it is not that of these files: parts of two copies were mixed."""
    FRAME_DAMAGED = "frame_damaged"
    """`segment` and `frame` (from 1; 0: the whole segment) say which; `salvage` restores what is before it."""
    CHAIN_BROKEN = "chain_broken"
    EMPTY_COPY = "empty_copy"


@dataclass(frozen=True)
class RestoreWorkstation:
    """What to restore. `copy`: the chosen folder or one set in it. `salvage`: restore what is before any damage."""

    copy: Path
    recovery_code: str
    salvage: bool = False


@dataclass(frozen=True)
class Restored:
    """What came back. `lost_from`: the first position that damage took with all behind it; None when nothing did."""

    workstation: str
    generation: int
    facts: int
    last_recorded_at_us: int
    torn_bytes: int
    lost_from: int | None


@dataclass(frozen=True)
class RestoreEdges:
    """Time, ids, the target's keystore, and the kinds of fact."""

    clock: Clock
    ids: Ids
    keys: KeyStore
    kinds: Kinds


@dataclass(frozen=True)
class _Device:
    workstation: str
    generation: int
    key: bytes


def restore(
    command: RestoreWorkstation, database: Path, edges: RestoreEdges, progress: Progress = no_progress
) -> Restored:
    """Makes `database` anew from a copy. Raises Refused(RecoveryRefusal, RestoreRefusal), Unavailable(StoreFailure).

    The caller holds the target folder's lock. A crash leaves no database, and the restore is simply begun again.
    """
    folder, header = chosen_set(command.copy)
    if database.exists():
        raise Refused(RestoreRefusal.TARGET_NOT_EMPTY, folder=str(database.parent))
    code = RecoveryCode.parse(command.recovery_code)
    copy_key = open_key(header.recovery, code)
    if key_check(copy_key) != header.key_check:
        raise Refused(RestoreRefusal.FOREIGN_COPY, folder=str(folder))
    key = database_key(edges.keys, database, edges.ids.random_bytes(KEY_BYTES))
    remove_left_overs(database)
    aside = database.with_name(f"{database.name}.aside-restore")
    engine = open_engine(aside, key, durable=False)
    try:
        with storage_failures():
            upgrade(engine, aside)
            source = _Source(CopyReader(folder, copy_key), command.salvage, progress)
            last_us = _take_in(aside, key, source, edges)
            device = _Device(header.workstation, _free_generation(folder, header), key)
            _begin_generation(engine, database.parent, device, code, edges)
    except BaseException:
        engine.dispose()
        remove_left_overs(database)
        raise
    engine.dispose()
    sync_file(aside)
    remove_mark(database)
    aside.rename(database)
    sync_folder(database.parent)
    lost_from = source.position + 1 if source.damaged else None
    return Restored(
        device.workstation, device.generation, source.position, last_us, source.reader.torn_bytes, lost_from
    )


class _Source:
    """The frames, with damage turned into a refusal, or into the end where the rest is to be salvaged."""

    def __init__(self, reader: CopyReader, salvage: bool, progress: Progress) -> None:
        self.reader, self._salvage, self.progress = reader, salvage, progress
        self.position = 0
        self.damaged = False

    def frames(self) -> Iterator[Frame]:
        """Every frame that there is. Raises Refused(FRAME_DAMAGED)."""
        try:
            for frame in self.reader.frames():
                yield frame
                self.position = frame.position
                if not frame.position % PROGRESS_EVERY:
                    self.progress("restore", frame.position, 0)
        except Unavailable as failure:
            if failure.code is not CopyFailure.DAMAGED:
                raise
            if not self._salvage:
                raise Refused(RestoreRefusal.FRAME_DAMAGED, **failure.values) from failure
            self.damaged = True


def chosen_set(chosen: Path) -> tuple[Path, CopyHeader]:
    """The newest set in the chosen folder, or the chosen set itself. Raises Refused(RestoreRefusal)."""
    try:
        sets = [(folder, read_header(folder)) for folder in find_sets(chosen)]
    except Unavailable as failure:
        refusals = {
            CopyFailure.FORMAT_NEWER: RestoreRefusal.COPY_NEWER,
            CopyFailure.DAMAGED: RestoreRefusal.HEADER_DAMAGED,
        }
        if isinstance(failure.code, CopyFailure) and failure.code in refusals:
            raise Refused(refusals[failure.code], **failure.values) from failure
        raise
    if not sets:
        raise Refused(RestoreRefusal.COPY_NOT_FOUND, folder=str(chosen))
    if len({header.workstation for _, header in sets}) > 1:
        raise Refused(RestoreRefusal.SEVERAL_WORKSTATIONS, sets=tuple(str(folder) for folder, _ in sets))
    return max(sets, key=lambda found: (found[1].generation, found[1].begun_at_us))


def _take_in(aside: Path, key: bytes, source: _Source, edges: RestoreEdges) -> int:
    """Facts, their checkpoints and read tables; gives when the last fact was recorded (UTC microseconds)."""
    chains = Chains()
    last: FactFrame | None = None
    with closing(open_connection(aside, key, durable=False)) as connection:
        connection.execute("BEGIN")
        try:
            for last in add_facts(connection.execute, source.frames(), chains):  # noqa: B007 - only the last one counts
                continue
        except Unavailable as failure:
            if failure.code is not StoreFailure.CHAIN_BROKEN:
                raise
            raise Refused(RestoreRefusal.CHAIN_BROKEN, **failure.values) from failure
        envelope = read_envelope(last.envelope) if last else None
        if envelope is None:
            raise Refused(RestoreRefusal.EMPTY_COPY)
        for chain, links in chains.links.items():
            connection.execute(_CHECKPOINT, (*chain, links.sequence, links.hash, edges.clock.now_us()))
        project(connection, "main", edges.kinds, source.progress)
        forget_all_erased(connection.execute)
        connection.execute("COMMIT")
    return envelope.recorded_at_us


def _begin_generation(engine: Engine, folder: Path, device: _Device, code: RecoveryCode, edges: RestoreEdges) -> None:
    """The device with a fresh signing key, and the seal of the fresh database key."""
    with engine.connect() as connection:
        latest = connection.execute(
            select(workstation)
            .where(workstation.c.workstation == device.workstation)
            .order_by(workstation.c.generation.desc(), workstation.c.sequence.desc())
            .limit(1)
        ).one()
    names = {field.name: getattr(latest, field.name) for field in fields(SetUpWorkstation) if field.name != "code"}
    command = SetUpWorkstation(code=device.workstation, **names)
    signing, private_key = set_up_workstation.new_device(command, edges.ids, device.generation)
    with JournalWork(engine, folder, edges.kinds, signing, edges.clock, edges.ids) as work:
        set_up_workstation.record(work, command, private_key)
        keep_seal(work.connection, seal_key(device.key, code, edges.ids), edges.clock.now_us())
        keep_unlock_key(work.connection, device.workstation, code.text)
        work.commit()


def _free_generation(folder: Path, header: CopyHeader) -> int:
    """A generation that nobody has: above every copy's in the folder, claimed there for whoever restores next."""
    copies = [header, *(_readable(other) for other in find_sets(folder.parent))]
    generation = 1 + max(copy.generation for copy in copies if copy and copy.workstation == header.workstation)
    while True:
        try:
            (folder.parent / f"civic-counter-{header.workstation}.generation-{generation}").touch(exist_ok=False)
        except FileExistsError:
            generation += 1
        except OSError:  # a copy that cannot be written to is restored all the same
            return generation
        else:
            return generation


def _readable(folder: Path) -> CopyHeader | None:
    try:
        return read_header(folder)
    except Unavailable:
        return None
