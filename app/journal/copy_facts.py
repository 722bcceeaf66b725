"""Brings every fact to the second copy within two seconds, on a background lane, far from the payment's path.

A frame holds one fact as the journal has it: the hashed bytes, its private data, and with the first fact of a chain the
public key. Not in it: the signing key (a restored machine signs with a fresh one, in a new generation), PIN verifiers
(they never leave a device), settings, drafts, print jobs. What is copied is asked of the copy itself at each opening.
An erasure of private data begins the set anew, because frames are never changed.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine

from app.config import SECOND_COPY_FOLDER, SECOND_COPY_SET
from app.errors import Unavailable
from app.ids import Ids
from app.journal.chain import read_envelope
from app.journal.fact import SealedFact
from app.journal.head_mark import HeadMark, write_mark
from app.journal.read_facts import Execute, StoredFact, facts_after, head_position
from app.lanes import Lanes, Repeating
from app.store.recovery import kept_seal
from app.store.second_copy import (
    CopyFailure,
    CopyWriter,
    Frame,
    copy_failures,
    read_header,
    set_folder,
    write_header,
)
from app.store.settings import read_setting

BATCH = 200
"""Facts between two fsyncs while catching up."""
SECONDS_BETWEEN_ROUNDS = 0.5
"""Asking the journal's head costs microseconds; two seconds is what a fact may wait."""


class FactFrame(msgspec.Struct, frozen=True, array_like=True):
    """One fact in the copy. `private`: rows of `private_data`; `public_key` stands with the first fact of a chain."""

    envelope: bytes
    body: bytes
    previous_hash: bytes
    hash: bytes
    signature: bytes
    private: tuple[tuple[str, str, bytes | None, str | None], ...] = ()
    public_key: bytes | None = None
    started_at_us: int = 0

    @property
    def sealed(self) -> SealedFact:
        """The fact as chains are verified."""
        return SealedFact(self.envelope, self.body, self.previous_hash, self.hash, self.signature)


@dataclass(frozen=True)
class CopyStatus:
    """How the second copy is. `waiting`: facts not copied yet, None while nobody knows; `oldest_waiting_us`: from when.

    `folder` is empty where none was chosen. `same_disk`: it lies on the journal's own disk and dies with it.
    """

    folder: str = ""
    failure: CopyFailure | None = None
    detail: str = ""
    waiting: int | None = None
    oldest_waiting_us: int | None = None
    same_disk: bool = False

    @property
    def one_copy_only(self) -> bool:
        """Would a lost disk lose facts, beyond those of the last seconds?"""
        return not self.folder or self.failure is not None or self.waiting is None or self.same_disk


def copy_place(connection: Connection) -> Path | None:
    """The folder of this workstation's set; None where no second copy was chosen."""
    folder, set_id = read_setting(connection, SECOND_COPY_FOLDER), read_setting(connection, SECOND_COPY_SET)
    return set_folder(Path(folder), set_id) if folder and set_id else None


def frame_of(execute: Execute, stored: StoredFact) -> bytes:
    """A stored fact as a frame's bytes."""
    sealed = stored.sealed
    private = tuple(
        tuple(row)
        for row in execute(
            "SELECT digest, field, salt, value FROM private_data WHERE fact_id = ? ORDER BY digest", (stored.fact_id,)
        )
    )
    key: bytes | None = None
    started_at_us = 0
    if stored.sequence == 1 or _begins(execute, stored):
        chain = (stored.workstation, stored.generation)
        device = "SELECT public_key, started_at_us FROM chain_device WHERE workstation = ? AND generation = ?"
        key, started_at_us = next(iter(execute(device, chain)))
    whole = (sealed.envelope_bytes, sealed.body_bytes, sealed.previous_hash, sealed.hash, sealed.signature)
    return msgspec.msgpack.encode(FactFrame(*whole, private, key, started_at_us))


def _begins(execute: Execute, stored: StoredFact) -> bool:
    """Is it the first here of a chain that is held from its middle?"""
    sql = "SELECT 1 FROM chain_beginning WHERE workstation = ? AND generation = ? AND sequence = ?"
    place = (stored.workstation, stored.generation, stored.sequence - 1)
    return next(iter(execute(sql, place)), None) is not None


def read_frame(frame: Frame) -> FactFrame:
    """A frame's bytes as a fact. Raises Unavailable(DAMAGED)."""
    try:
        return msgspec.msgpack.decode(frame.payload, type=FactFrame)
    except msgspec.MsgspecError as error:
        raise Unavailable(CopyFailure.DAMAGED, position=frame.position) from error


class FactCopier:
    """Keeps the second copy up with the journal. `work` is called again and again on one background lane."""

    def __init__(self, reader: Engine, database: Path, key: bytes, ids: Ids) -> None:
        self._reader, self._database, self._key, self._ids = reader, database, key, ids
        self._writer: CopyWriter | None = None
        self._place: Path | None = None
        self._seal: object = None
        self._status = CopyStatus()
        self._rounds: Repeating | None = None
        self._guard = threading.Lock()
        self._mark: HeadMark | None = None

    def start(self, lanes: Lanes) -> None:
        """Copies from now on, twice a second, until the lanes stop."""
        self._rounds = lanes.repeat("second-copy", self.work, SECONDS_BETWEEN_ROUNDS)

    def wake(self) -> None:
        """Lets the next round begin at once: another folder was chosen."""
        if self._rounds is not None:
            self._rounds.wake()

    def work(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """Copies what is not copied yet. Faults of the copy are a status, not errors; the next call tries again."""
        with self._guard, self._reader.connect() as connection:
            self._mark = write_mark(self._database, connection.exec_driver_sql, self._mark)
            folder, place = read_setting(connection, SECOND_COPY_FOLDER), copy_place(connection)
            if place != self._place:
                self._let_go()
                self._place = place
            if place is None:
                self._status = CopyStatus()
                return
            if self._status.folder != folder:
                self._status = CopyStatus(folder)
            try:
                self._copy(place, connection, stopping)
                self._status = CopyStatus(folder, same_disk=_same_disk(place, self._database))
            except Unavailable as failure:
                self._let_go()
                self._status = CopyStatus(folder, CopyFailure(failure.code), str(failure.values.get("detail", "")))

    def status(self) -> CopyStatus:
        """How the copy is, as the strip shows it; asks the journal what waits."""
        status, writer = self._status, self._writer
        if not status.folder or writer is None:
            return status
        with self._reader.connect() as connection:
            execute = connection.exec_driver_sql
            copied = writer.tail.position if writer.tail else 0
            waiting = head_position(execute) - copied
            oldest = facts_after(execute, copied, 1)
        envelope = read_envelope(oldest[0].sealed.envelope_bytes) if oldest else None
        since_us = envelope.recorded_at_us if envelope else None
        return replace(status, waiting=waiting, oldest_waiting_us=since_us)

    def release(self) -> None:
        """Lets go of the files; the next round opens them anew and asks them what they hold."""
        with self._guard:
            self._let_go()

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer = None

    def _copy(self, place: Path, connection: Connection, stopping: Callable[[], bool]) -> None:
        execute = connection.exec_driver_sql
        writer = self._opened(place, execute)
        self._renew_seal(place, connection)
        position = writer.tail.position if writer.tail else 0
        while not stopping() and (facts := facts_after(execute, position, BATCH)):
            writer.append([frame_of(execute, stored) for stored in facts])
            position = facts[-1].position
            connection.rollback()  # the next batch reads anew, so that a long catching-up does not hold the WAL

    def _opened(self, place: Path, execute: Execute) -> CopyWriter:
        if self._writer is None:
            writer = CopyWriter(place, self._key, self._ids)
            refuse_other_history(execute, writer.tail)
            self._writer, self._seal = writer, None
        with copy_failures(place):
            place.stat()
        return self._writer

    def _renew_seal(self, place: Path, connection: Connection) -> None:
        """A new recovery code reaches the copy too."""
        seal = kept_seal(connection)
        if seal is not None and seal != self._seal:
            header = read_header(place)
            if header.recovery != seal:
                write_header(place, msgspec.structs.replace(header, recovery=seal))
            self._seal = seal


def refuse_other_history(execute: Execute, tail: Frame | None) -> None:
    """Raises Unavailable: AHEAD when the copy holds more than the journal, OTHER_HISTORY when it holds other facts."""
    if tail is None:
        return
    mine = facts_after(execute, tail.position - 1, 1)
    if not mine:
        raise Unavailable(CopyFailure.AHEAD, copied=tail.position, here=head_position(execute))
    if mine[0].sealed.hash != read_frame(tail).hash:
        raise Unavailable(CopyFailure.OTHER_HISTORY, position=tail.position)


def _same_disk(place: Path, database: Path) -> bool:
    return place.stat().st_dev == database.stat().st_dev
