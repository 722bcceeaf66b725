"""The files of a second copy: append-only segments of encrypted frames in a folder of a stick, second disk or share.

A *set* is the folder of one copy: `copy.json` names the workstation and holds the database key sealed to the recovery
code; segments `000001.facts`, … hold frames (length, then ChaCha20-Poly1305, RFC 8439). Every time a writer opens the
set it begins a new segment with a key of its own (HKDF of the database key with the segment's random salt), so that no
nonce is ever used twice, torn tails and reconnections included. Frames carry dense *positions* from 1; a frame's bytes
mean nothing to this module. A torn tail is cut at the next opening; nothing else is ever changed.
"""

import errno
import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.errors import Unavailable
from app.ids import Ids
from app.store.database import sync_folder
from app.store.recovery import SealedKey, derived_key

FORMAT = 1
HEADER = "copy.json"
SEGMENT_BYTES_MAX = 16 * 1024 * 1024
"""A full segment is followed by another: opening reads the last one whole."""
SUFFIX = ".facts"
_MAGIC = b"CIVCOPY1"
_SEGMENT = struct.Struct(">8s16sIQ")  # magic, salt, number, first position
_LENGTH = struct.Struct(">I")
_TAG_BYTES = 16
_PURPOSE = b"civic-counter second copy 1"


class CopyFailure(StrEnum):
    """What keeps a copy from being written or read."""

    NOT_FOUND = "not_found"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    FORMAT_NEWER = "format_newer"
    DAMAGED = "damaged"
    """`segment` and `frame` (from 1) say where."""
    OTHER_HISTORY = "other_history"
    """The copy holds another fact where this journal has its own: a clone, or a foreign copy."""
    AHEAD = "ahead"
    """The copy holds more than this journal: the journal is an old backup."""


class CopyHeader(msgspec.Struct, frozen=True, kw_only=True):
    """Who the copy belongs to; readable by a person who finds the stick, as JSON."""

    program: str = "Civic Counter second copy"
    format: int = FORMAT
    set_id: str
    workstation: str
    generation: int
    begun_at_us: int
    key_check: bytes
    recovery: SealedKey


@dataclass(frozen=True)
class Frame:
    """One frame's place and content."""

    position: int
    payload: bytes


@dataclass(frozen=True)
class _Segment:
    path: Path
    number: int
    first: int
    header: bytes
    cipher: ChaCha20Poly1305

    def is_number(self, number: int, first: int | None) -> bool:
        """Is it the segment that should be here, beginning where the one before it ends (None: anywhere)?"""
        return self.path.name == _name(number) and self.number == number and first in (None, self.first)


def set_folder(folder: Path, set_id: str) -> Path:
    """Where a set lies in the chosen folder."""
    return folder / f"civic-counter-{set_id}"


def key_check(key: bytes) -> bytes:
    """Tells whether a key is the one of a set, without giving it away."""
    return derived_key(key, b"", _PURPOSE + b" check")[:8]


def find_sets(folder: Path) -> list[Path]:
    """The sets in a folder, or the folder itself where it is one."""
    found = sorted(path.parent for path in folder.glob(f"civic-counter-*/{HEADER}"))
    return [folder] if (folder / HEADER).exists() else found


def write_header(folder: Path, header: CopyHeader) -> None:
    """Makes the set's folder and header, or replaces the header, durably. Raises Unavailable(CopyFailure)."""
    with copy_failures(folder):
        folder.mkdir(exist_ok=True)
        waiting = folder / f"{HEADER}.new"
        with waiting.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(header)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(folder / HEADER)
        sync_folder(folder)
        sync_folder(folder.parent)


def read_header(folder: Path) -> CopyHeader:
    """The header of a set. Raises Unavailable(CopyFailure): NOT_FOUND, FORMAT_NEWER, DAMAGED."""
    with copy_failures(folder):
        content = (folder / HEADER).read_bytes()
    try:
        header = msgspec.json.decode(content, type=CopyHeader)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unavailable(CopyFailure.DAMAGED, segment=HEADER, frame=0) from error
    if header.format > FORMAT:
        raise Unavailable(CopyFailure.FORMAT_NEWER, found=header.format, known=FORMAT)
    return header


@contextmanager
def copy_failures(folder: Path) -> Iterator[None]:
    """Raises Unavailable(CopyFailure) for an operating system's error while a copy is used."""
    try:
        yield
    except OSError as error:
        raise Unavailable(_meaning(error), folder=str(folder), detail=error.strerror) from error


class CopyReader:
    """Reads a set from its beginning, for a restore or a check. `torn_bytes`: what a crash left of a last frame."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self.torn_bytes = 0

    def frames(self, after: int = 0) -> Iterator[Frame]:
        """Every frame behind a position, in order. Raises Unavailable(DAMAGED) with `segment` and `frame`.

        Frame 0 means the segment as a whole: its beginning, or a segment that is not there.
        """
        segments = _segments(self._folder)
        begin = self._segment_with(segments, after + 1)
        expected: int | None = None if begin else 1
        for number, path in enumerate(segments[begin:], begin + 1):
            content = _content(self._folder, path)
            segment = _opened(path, content, self._key)
            last_one = number == len(segments)
            if segment is None and last_one and len(content) < _SEGMENT.size:
                self.torn_bytes = len(content)
                return
            if segment is None or not segment.is_number(number, expected):
                raise Unavailable(CopyFailure.DAMAGED, segment=_name(number), frame=0)
            scan = _Scan(segment, content)
            for frame in scan.frames():
                if frame.position > after:
                    yield frame
            expected = scan.next_position
            if scan.end < len(content):
                if not last_one or scan.something_follows():
                    raise Unavailable(
                        CopyFailure.DAMAGED, segment=path.name, frame=expected - segment.first + 1, position=expected
                    )
                self.torn_bytes = len(content) - scan.end

    def tail(self) -> Frame | None:
        """The last whole frame; None in an empty set. Reads the last segment, or two."""
        segments = _segments(self._folder)
        for path in reversed(segments[-2:]):
            segment = _opened(path, content := _content(self._folder, path), self._key)
            last = _Scan(segment, content).last() if segment else None
            if last is not None:
                return last
        return None

    def _segment_with(self, segments: list[Path], position: int) -> int:
        """The index of the segment where a position is, or would be."""
        for index in range(len(segments) - 1, 0, -1):
            with copy_failures(self._folder), segments[index].open("rb") as file:
                segment = _opened(segments[index], file.read(_SEGMENT.size), self._key)
            if segment is not None and segment.first <= position:
                return index
        return 0


class CopyWriter:
    """Appends frames to a set. `tail` is the last frame that the files themselves hold; None in an empty set.

    Opening cuts off what does not verify at the end of the last segment: the journal has it all and it is copied again.
    Raises Unavailable(CopyFailure); after that this writer is closed, and another one reads its tail from the files.
    """

    def __init__(self, folder: Path, key: bytes, ids: Ids) -> None:
        self._folder, self._key, self._ids = folder, key, ids
        self._file: IO[bytes] | None = None
        self._segment: _Segment | None = None
        self._number = 0
        if read_header(folder).key_check != key_check(key):
            raise Unavailable(CopyFailure.OTHER_HISTORY, folder=str(folder))
        with copy_failures(folder):
            self.tail = self._cut_tail()

    def append(self, payloads: Sequence[bytes]) -> None:
        """Makes the payloads the next frames; when this returns they are on the disk."""
        try:
            with copy_failures(self._folder):
                self._append(payloads)
        except Unavailable:
            self.close()
            raise

    def close(self) -> None:
        """Lets go of the file, so that a stick can be taken out."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file = self._segment = None

    def _append(self, payloads: Sequence[bytes]) -> None:
        position = self.tail.position if self.tail else 0
        file, segment = self._open_segment(position + 1)
        content = b""
        for payload in payloads:
            position += 1
            sealed = segment.cipher.encrypt(_nonce(position - segment.first), payload, segment.header)
            content += _LENGTH.pack(len(sealed)) + sealed
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        if not os.path.samestat(os.fstat(file.fileno()), segment.path.stat()):
            raise FileNotFoundError(errno.ENOENT, "the segment is not where it was", str(segment.path))
        self.tail = Frame(position, payloads[-1])

    def _open_segment(self, first: int) -> tuple[IO[bytes], _Segment]:
        if self._file is not None and self._segment is not None:
            if self._file.tell() < SEGMENT_BYTES_MAX:
                return self._file, self._segment
            self.close()
        self._number += 1
        path = self._folder / _name(self._number)
        header = _SEGMENT.pack(_MAGIC, self._ids.random_bytes(16), self._number, first)
        segment = _opened(path, header, self._key)
        if segment is None:
            raise ValueError("a segment that was just begun is not one")
        self._file, self._segment = path.open("xb"), segment
        self._file.write(header)
        self._file.flush()
        sync_folder(self._folder)
        return self._file, segment

    def _cut_tail(self) -> Frame | None:
        """The last whole frame of the last segment, which is cut behind it; a segment that was only begun goes."""
        segments = _segments(self._folder)
        for path in reversed(segments[-2:]):
            content = path.read_bytes()
            segment = _opened(path, content, self._key)
            if segment is not None:
                scan = _Scan(segment, content)
                frames = list(scan.frames())
                if frames:
                    if scan.end < len(content):
                        _truncate(path, scan.end)
                    self._number = segment.number
                    return frames[-1]
            if path is not segments[-1]:
                raise Unavailable(CopyFailure.DAMAGED, segment=path.name, frame=1)
            path.unlink()
        return None


class _Scan:
    """Goes through one segment's content; `end` is where the last whole frame ends."""

    def __init__(self, segment: _Segment, content: bytes) -> None:
        self._segment, self._content = segment, content
        self._index = 0
        self.end = _SEGMENT.size

    @property
    def next_position(self) -> int:
        """The position after the last whole frame."""
        return self._segment.first + self._index

    def frames(self) -> Iterator[Frame]:
        """Whole frames up to the first that does not verify."""
        while (found := self._frame(self.end, self._index)) is not None:
            payload, self.end = found
            self._index += 1
            yield Frame(self._segment.first + self._index - 1, payload)

    def last(self) -> Frame | None:
        """The last whole frame; in an unharmed segment found by the lengths, with one decryption."""
        start, index, before = self.end, self._index, self.end
        while (length := self._length(start)) is not None:
            before, start, index = start, start + _LENGTH.size + length, index + 1
        if index and start == len(self._content):
            found = self._frame(before, index - 1)
            if found is not None:
                return Frame(self._segment.first + index - 1, found[0])
        frames = list(self.frames())
        return frames[-1] if frames else None

    def something_follows(self) -> bool:
        """Is there a whole frame behind the one that does not verify? Then it is damage, not a torn end."""
        start, index = self.end, self._index
        while (length := self._length(start)) is not None:
            start, index = start + _LENGTH.size + length, index + 1
            if self._frame(start, index) is not None:
                return True
        return False

    def _frame(self, start: int, index: int) -> tuple[bytes, int] | None:
        length = self._length(start)
        if length is None:
            return None
        begin = start + _LENGTH.size
        sealed = self._content[begin : begin + length]
        try:
            payload = self._segment.cipher.decrypt(_nonce(index), sealed, self._segment.header)
        except InvalidTag:
            return None
        return payload, begin + length

    def _length(self, start: int) -> int | None:
        if start + _LENGTH.size > len(self._content):
            return None
        (length,) = _LENGTH.unpack_from(self._content, start)
        fits = _TAG_BYTES <= length <= len(self._content) - start - _LENGTH.size
        return int(length) if fits else None


def _segments(folder: Path) -> list[Path]:
    with copy_failures(folder):
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)


def _content(folder: Path, path: Path) -> bytes:
    with copy_failures(folder):
        return path.read_bytes()


def _name(number: int) -> str:
    return f"{number:06d}{SUFFIX}"


def _opened(path: Path, content: bytes, key: bytes) -> _Segment | None:
    """The segment that these bytes begin; None when they do not begin one."""
    header = content[: _SEGMENT.size]
    if len(header) < _SEGMENT.size or not header.startswith(_MAGIC):
        return None
    _, salt, number, first = _SEGMENT.unpack(header)
    return _Segment(path, number, first, header, ChaCha20Poly1305(derived_key(key, salt, _PURPOSE)))


def _nonce(index: int) -> bytes:
    return index.to_bytes(12, "big")


def _truncate(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def _meaning(error: OSError) -> CopyFailure:
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ESTALE):
        return CopyFailure.NOT_FOUND
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CopyFailure.READ_ONLY
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return CopyFailure.DISK_FULL
    if error.errno == errno.EEXIST:  # somebody else began the segment that was to be ours
        return CopyFailure.OTHER_HISTORY
    return CopyFailure.DISK_ERROR
