"""Where the database key is kept: the operating system's keystore, or a key file where there is none.

256 random bits. Losing it never leads to a fresh, empty database: the program stops and says what to do.
"""

import base64
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.errors import Unavailable
from app.store.database import KEY_BYTES, StoreFailure

SERVICE = "civic-counter"
FILE_NAME = "database.key"


class KeyPlace(StrEnum):
    """Where a key is: said on the settings page, because a key file protects less than a keystore."""

    KEYSTORE = "keystore"
    KEY_FILE = "key_file"


class KeyStore(Protocol):
    """Keeps one database key; `load` gives None when there is none."""

    place: KeyPlace

    def load(self) -> bytes | None: ...

    def save(self, key: bytes) -> None: ...


class SystemKeyStore:
    """The keystore of Windows, macOS or the Linux desktop, through `keyring`; one entry a data folder."""

    place = KeyPlace.KEYSTORE

    def __init__(self, folder: Path) -> None:
        self._entry = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]

    def load(self) -> bytes | None:
        """The 32 bytes, or None. Raises Unavailable(KEY_MISSING) when the keystore does not answer: locked, for one."""
        import keyring

        with _keystore_failures():
            kept = keyring.get_password(SERVICE, self._entry)
        return base64.b64decode(kept) if kept else None

    def save(self, key: bytes) -> None:
        """Stores or replaces it. Raises Unavailable(KEY_MISSING) when the keystore does not take it."""
        import keyring

        with _keystore_failures():
            keyring.set_password(SERVICE, self._entry, base64.b64encode(key).decode())


@contextmanager
def _keystore_failures() -> Iterator[None]:
    """Raises Unavailable(KEY_MISSING) for a keystore that is locked, refused or gone."""
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        detail = str(error) or type(error).__name__
        raise Unavailable(StoreFailure.KEY_MISSING, place=KeyPlace.KEYSTORE.value, detail=detail) from error


class KeyFile:
    """A file in the data folder that only its owner can read (mode 600)."""

    place = KeyPlace.KEY_FILE

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def load(self) -> bytes | None:
        """The 32 bytes, or None when there is no file. Raises Unavailable when it is not a key."""
        try:
            kept = self._path.read_bytes()
        except FileNotFoundError:
            return None
        if len(kept) != KEY_BYTES:
            raise Unavailable(StoreFailure.KEY_MISSING, place=str(self._path))
        return kept

    def save(self, key: bytes) -> None:
        """Stores it durably; an existing key is not overwritten (FileExistsError)."""
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())


def choose_key_store(folder: Path) -> KeyStore:
    """The key file if there is one already, else the system's keystore if it answers, else a key file."""
    if (folder / FILE_NAME).exists():
        return KeyFile(folder)
    import keyring
    from keyring.errors import KeyringError

    try:
        usable = getattr(keyring.get_keyring(), "priority", 0) >= 1
    except (KeyringError, RuntimeError):
        usable = False
    return SystemKeyStore(folder) if usable else KeyFile(folder)


def database_key(keys: KeyStore, database: Path, new_key: bytes) -> bytes:
    """The key of `database`; for a database that does not exist yet `new_key` is stored and used.

    Raises Unavailable(KEY_MISSING) when the database is there and its key is not.
    """
    kept = keys.load()
    if kept is not None:
        return kept
    if database.exists():
        raise Unavailable(StoreFailure.KEY_MISSING, place=keys.place.value)
    keys.save(new_key)
    return new_key
