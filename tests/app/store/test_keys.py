"""Where the key is kept, and that a missing key never leads to a fresh, empty database."""

import stat
import sys
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from app.errors import Unavailable
from app.store.database import StoreFailure
from app.store.keys import FILE_NAME, KeyFile, KeyPlace, SystemKeyStore, choose_key_store, database_key
from tests.fakes.keys import FakeKeyStore

KEY = b"k" * 32


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A desktop's keystore."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    kept = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: kept)
    monkeypatch.setattr(keyring, "get_password", kept.get_password)
    monkeypatch.setattr(keyring, "set_password", kept.set_password)
    return kept


def test_a_desktop_keeps_the_key_in_its_keystore_one_a_folder(tmp_path: Path, desktop: MemoryKeyring) -> None:
    store = choose_key_store(tmp_path)
    assert store.place is KeyPlace.KEYSTORE
    store.save(KEY)
    assert SystemKeyStore(tmp_path).load() == KEY
    assert SystemKeyStore(tmp_path / "other").load() is None


def test_a_locked_keystore_is_said_and_leads_to_no_new_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: str) -> None:
        raise keyring.errors.KeyringLocked("the collection is locked")

    monkeypatch.setattr(keyring, "get_password", locked)
    monkeypatch.setattr(keyring, "set_password", locked)
    store = SystemKeyStore(tmp_path)
    for use in (lambda: database_key(store, tmp_path / "journal.db", KEY), lambda: store.save(KEY)):
        with pytest.raises(Unavailable) as failure:
            use()
        assert failure.value.code is StoreFailure.KEY_MISSING
        assert failure.value.values["detail"] == "the collection is locked"


def test_without_a_keystore_a_file_that_only_its_owner_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> object:
        raise keyring.errors.NoKeyringError

    monkeypatch.setattr(keyring, "get_keyring", none)
    store = choose_key_store(tmp_path)
    assert store.place is KeyPlace.KEY_FILE
    assert store.load() is None
    store.save(KEY)
    assert store.load() == KEY
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        store.save(b"o" * 32)


def test_a_folder_with_a_key_file_goes_on_with_it(tmp_path: Path, desktop: MemoryKeyring) -> None:
    KeyFile(tmp_path).save(KEY)
    assert choose_key_store(tmp_path).place is KeyPlace.KEY_FILE


def test_a_key_file_of_another_length_is_no_key(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"short")
    with pytest.raises(Unavailable) as failure:
        KeyFile(tmp_path).load()
    assert failure.value.code is StoreFailure.KEY_MISSING


def test_a_new_database_takes_the_new_key_and_keeps_it(tmp_path: Path) -> None:
    store = FakeKeyStore()
    assert database_key(store, tmp_path / "a.db", KEY) == KEY
    assert database_key(store, tmp_path / "a.db", b"o" * 32) == KEY


def test_a_database_without_its_key_is_never_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with pytest.raises(Unavailable) as failure:
        database_key(FakeKeyStore(), tmp_path / "a.db", KEY)
    assert failure.value.code is StoreFailure.KEY_MISSING
