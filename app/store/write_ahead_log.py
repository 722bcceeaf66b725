"""The write-ahead log: refused where it belongs to another database, brought into the file in a pause of the counter.

SQLite takes any log of the right name whose checksums hold; when the opening then fails on pages of another key,
closing folds that log into the file and so destroys it. A log that a crash left is told from a foreign one by its
first frame: its page carries an HMAC under this file's own key and salt (HMAC-SHA256; its key by PBKDF2-SHA512 over the
salt with every byte XOR 0x3a, two rounds). A first frame whose checksum does not hold is torn, and left out.
"""

import hashlib
import hmac
import struct
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.errors import Unavailable
from app.lanes import Lanes
from app.store.database import HMAC, PAGE_BYTES, StoreFailure, open_connection, storage_failures
from app.store.prepared import driver

PAUSE_SECONDS = 1.0
LONG_LOG_BYTES = 2 * 1024 * 1024
"""A shorter log costs nobody anything."""

_SALT_BYTES = 16
_HMAC_BYTES = hashlib.new(HMAC).digest_size
_HEADER = struct.Struct(">8I")  # magic, format, page bytes, checkpoint number, two salts, two checksums
_FRAME = struct.Struct(">6I")  # page number, pages after commit, two salts, two checksums
_MAGIC = 0x377F0682
"""The lowest bit says that checksums read big-endian words."""


def refuse_foreign_log(database: Path, key: bytes) -> None:
    """Raises Unavailable(FOREIGN_LOG) for a log beside `database` that is not its own; touches nothing.

    A file that does not open with this key is another matter: it says nothing of its log.
    """
    log = database.with_name(f"{database.name}-wal")
    try:
        with database.open("rb") as file:
            first = file.read(PAGE_BYTES)
        with log.open("rb") as file:
            content = file.read(_HEADER.size + _FRAME.size + (1 << 16))
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unavailable(StoreFailure.DISK_ERROR, detail=error.strerror) from error
    page = _first_page(content)
    salt = first[:_SALT_BYTES]
    if page is not None and _is_own(1, first, key, salt) and not _is_own(*page, key, salt):
        raise Unavailable(StoreFailure.FOREIGN_LOG, file=str(log))


def fold_log(writer: Engine) -> None:
    """Brings what stands in the log into the file, as far as readers allow. Raises Unavailable."""
    with storage_failures(), writer.connect() as connection:
        driver(connection).execute("PRAGMA wal_checkpoint(PASSIVE)")


def pages_in_log(database: Path) -> frozenset[int]:
    """Numbers of the pages that the log has: what the file says of those is not the last word, or nothing yet."""
    log = database.with_name(f"{database.name}-wal")
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise Unavailable(StoreFailure.DISK_ERROR, detail=error.strerror) from error
    if len(content) < _HEADER.size:
        return frozenset()
    _, _, page_bytes, _, *salts, _, _ = _HEADER.unpack_from(content)
    frames = range(_HEADER.size, len(content) - _FRAME.size - page_bytes + 1, _FRAME.size + page_bytes)
    found = (_FRAME.unpack_from(content, place) for place in frames)
    return frozenset(number for number, _, *frame_salts, _, _ in found if frame_salts == salts)


class PauseFolder:
    """Brings a long log into the file while nobody commits, so that no payment waits for some thousand pages.

    `work` is called again and again on a background lane, with a connection of its own: neither a reader nor the writer
    waits for it. A counter without any pause folds at `LOG_PAGES_MAX`, in a commit.
    """

    def __init__(self, database: Path, key: bytes) -> None:
        self._database, self._key = database, key
        self._log = database.with_name(f"{database.name}-wal")
        self._seen = self._folded = 0

    def start(self, lanes: Lanes) -> None:
        """Looks every second until the lanes stop."""
        lanes.repeat("log", self.work, PAUSE_SECONDS)

    def work(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """One look; folds a long log that has not changed since the last one.

        A fault of the disk is the next commit's to say.
        """
        before, self._seen = self._seen, self._last_change()
        if not self._seen or self._seen != before or self._seen == self._folded:
            return
        with suppress(Unavailable), storage_failures(), closing(open_connection(self._database, self._key)) as own:
            own.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._folded = self._seen

    def _last_change(self) -> int:
        """When a long log was written to; 0 for one that is short or not there."""
        try:
            log = self._log.stat()
        except OSError:
            return 0
        return log.st_mtime_ns if log.st_size >= LONG_LOG_BYTES else 0


def empty_log(connection: Connection) -> bool:
    """Brings the whole log into the file, durably, and cuts it to nothing; False when a reader is in the way.

    Afterwards what the file says is final: no frame is left that a recovery could still find. Raises driver errors.
    """
    busy, *_ = driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _first_page(content: bytes) -> tuple[int, bytes] | None:
    """Number and bytes of the first frame's page; None where SQLite would use no frame."""
    if len(content) < _HEADER.size:
        return None
    magic, _, page_bytes, _, *salts_and_sums = _HEADER.unpack_from(content)
    if magic | 1 != _MAGIC | 1 or len(content) < _HEADER.size + _FRAME.size + page_bytes:
        return None
    order = ">" if magic & 1 else "<"
    number, committed, *frame = _FRAME.unpack_from(content, _HEADER.size)
    begin = _HEADER.size + _FRAME.size
    page = content[begin : begin + page_bytes]
    sums = _checksum(content[: _HEADER.size - 8], order)
    sums_of_frame = _checksum(struct.pack(">2I", number, committed) + page, order, sums)
    sound = [*salts_and_sums[:2], *sums] == salts_and_sums and [*salts_and_sums[:2], *sums_of_frame] == frame
    return (number, page) if sound else None


def _checksum(content: bytes, order: str, begin: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """SQLite's running checksum over pairs of 32-bit words."""
    first, second = begin
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, two in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def _is_own(number: int, page: bytes, key: bytes, salt: bytes) -> bool:
    hmac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    begin = _SALT_BYTES if number == 1 else 0
    signed = page[begin:-_HMAC_BYTES] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(hmac_key, signed, HMAC), page[-_HMAC_BYTES:])
