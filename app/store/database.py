"""Opens one encrypted SQLite file: SQLCipher, WAL, every commit durable.

The pragmas and their reasons: `synchronous=FULL`, because NORMAL loses acknowledged sales in a power cut; no mmap,
because a torn page must be an error and not a crash; SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that has two
connections, so an affected library is refused.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from app.errors import Unavailable
from app.store.dialect import READER, WRITER
from app.store.writer_pool import WriterPool

KEY_BYTES = 32
WAL_SAFE_FROM = (3, 51, 3)
PAGE_BYTES = 2048
"""Half of SQLCipher's default: a payment touches some twenty pages, and each is encrypted and written whole."""
HMAC = "sha256"
"""What authenticates each page, under a key of 256 bits. SQLCipher's default, SHA-512, doubles what a page costs."""
LOG_PAGES_MAX = 8000
"""At 16 MiB whoever commits brings the log into the file; long before that a pause does it (`write_ahead_log.py`)."""


class StoreFailure(StrEnum):
    """Why a database cannot be used, in the order in which it is tested."""

    LIBRARY_UNSAFE = "library_unsafe"
    NETWORK_FOLDER = "network_folder"
    """The data folder lies on another machine, `file_system` says by what; the log needs a disk of this one."""
    KEY_MISSING = "key_missing"
    FOLDER_READ_ONLY = "folder_read_only"
    DISK_FULL = "disk_full"
    ALREADY_OPEN = "already_open"
    WRONG_KEY_OR_DAMAGED = "wrong_key_or_damaged"
    SCHEMA_NEWER = "schema_newer"
    DISK_ERROR = "disk_error"
    OUT_OF_MEMORY = "out_of_memory"
    """This computer gives the program no more memory: nothing was stored."""
    OUTCOME_UNKNOWN = "outcome_unknown"
    """The disk failed in a commit and could not be asked afterwards: what was being stored may stand or not."""
    MAY_BE_STORED = "may_be_stored"
    """The disk failed in the commit of what is not a fact, such as a setting or a draft: it may stand or not."""
    NOT_SET_UP = "not_set_up"
    FOREIGN_LOG = "foreign_log"
    """The write-ahead log beside the file is that of another database; take it away, the file itself is whole."""
    JOURNAL_MISSING = "journal_missing"
    """There was a workstation in this folder, and its journal is gone: never an occasion to begin anew."""
    FACTS_MISSING = "facts_missing"
    """The journal ends before its mark: an old backup, or its log is gone. `missing` facts were acknowledged once."""
    CHAIN_BROKEN = "chain_broken"
    """A fact was altered, removed or forged; `workstation`, `generation`, `sequence` say which, `fault` how."""


def open_engine(path: Path, key: bytes, *, read_only: bool = False, durable: bool = True) -> Engine:
    """An engine for the encrypted file at `path`, made if it is not there and not `read_only`.

    `key` is 32 raw bytes. Writers begin IMMEDIATE, so a refusal to write comes at the start. `durable=False` is for a
    file that is being built aside and fsynced before it is swapped in. Raises Unavailable(StoreFailure) on first use.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a database key has {KEY_BYTES} bytes, not {len(key)}")
    import sqlcipher3.dbapi2 as sqlcipher

    check_library(sqlcipher.sqlite_version_info)
    return create_engine(
        f"sqlite+{READER if read_only else WRITER}://",
        module=sqlcipher,
        creator=_connector(sqlcipher, path, key, read_only, durable),
        pool_size=4 if read_only else 1,
        max_overflow=4 if read_only else 0,
        poolclass=QueuePool if read_only else WriterPool,
        isolation_level=None,
    )


def open_connection(path: Path, key: bytes, *, read_only: bool = False, durable: bool = True) -> Any:
    """One connection of the driver itself, in autocommit, for what is done in bulk: rebuild, restore, checks.

    Arguments as for `open_engine`. Raises Unavailable(StoreFailure).
    """
    import sqlcipher3.dbapi2 as sqlcipher

    check_library(sqlcipher.sqlite_version_info)
    return _connector(sqlcipher, path, key, read_only, durable)()


@contextmanager
def storage_failures() -> Iterator[None]:
    """Raises Unavailable(StoreFailure) for what the driver or SQLAlchemy says about a disk or a damaged file."""
    import sqlcipher3.dbapi2 as sqlcipher

    try:
        yield
    except (sqlcipher.Error, DBAPIError, MemoryError) as error:
        raise translated(error) or error from error


def sync_file(path: Path) -> None:
    """Brings a file's content to the disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Brings a folder's names to the disk, so that a new or replaced file stays; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_library(version: tuple[int, ...]) -> None:
    """Refuses an SQLite that can corrupt a WAL database with two connections. Raises Unavailable."""
    if version < WAL_SAFE_FROM:
        raise Unavailable(StoreFailure.LIBRARY_UNSAFE, version=".".join(map(str, version)))


def translated(error: Exception) -> Unavailable | None:
    """What an SQLite error means to a person: full disk, damage, a broken disk; None where it is our own mistake."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, MemoryError) or getattr(cause, "sqlite_errorname", "") == "SQLITE_IOERR_NOMEM":
        return Unavailable(StoreFailure.OUT_OF_MEMORY)
    words = str(error).lower()
    for pattern, code in _MEANINGS:
        if re.search(pattern, words):
            return Unavailable(code, detail=words.splitlines()[0])
    return None


_MEANINGS = (
    (r"database or disk is full", StoreFailure.DISK_FULL),
    (r"not a database|malformed|hmac check failed", StoreFailure.WRONG_KEY_OR_DAMAGED),
    (r"readonly database|unable to open", StoreFailure.FOLDER_READ_ONLY),
    (r"disk i/o error", StoreFailure.DISK_ERROR),
    (r"database is locked", StoreFailure.ALREADY_OPEN),
    (r"out of memory", StoreFailure.OUT_OF_MEMORY),
)


def _connector(sqlcipher: Any, path: Path, key: bytes, read_only: bool, durable: bool) -> Callable[[], Any]:
    def connect() -> Any:
        mode = "ro" if read_only else "rwc"
        try:
            connection = sqlcipher.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
            )
        except (sqlcipher.DatabaseError, MemoryError) as error:
            raise translated(error) or error from error
        try:
            connection.execute(f"PRAGMA cipher_default_page_size = {PAGE_BYTES}")
            connection.execute(f"PRAGMA cipher_default_hmac_algorithm = HMAC_{HMAC.upper()}")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _pragmas(read_only, durable):
                connection.execute(f"PRAGMA {pragma}")
        except (sqlcipher.DatabaseError, MemoryError) as error:
            connection.close()  # else a half-open file would be in the way of the next try
            raise translated(error) or error from error
        return connection

    return connect


def _pragmas(read_only: bool, durable: bool) -> tuple[str, ...]:
    always = ("busy_timeout = 5000", "foreign_keys = ON", "mmap_size = 0", "temp_store = MEMORY")
    if read_only:
        return (*always, "query_only = ON")
    if not durable:
        return (*always, "journal_mode = OFF", "synchronous = OFF")
    return (
        *always,
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",
        f"wal_autocheckpoint = {LOG_PAGES_MAX}",
        "cache_size = -16384",
    )
