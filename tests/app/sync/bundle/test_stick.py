"""A file is whole or not there; a full, missing or read-only stick is said; somebody else's file is left alone."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.errors import Refused, Unavailable
from app.sync.bundle import stick
from app.sync.bundle.seal import MAGIC
from app.sync.bundle.stick import read_bundle, require_place, stick_failures, write_bundle
from app.sync.bundle.types import BundleFailure, BundleRefusal

OLD, NEW = MAGIC + b"old", MAGIC + b"new"


class Usage(NamedTuple):
    """As `shutil.disk_usage` gives it."""

    total: int
    used: int
    free: int


def failure(path: Path, content: bytes = NEW) -> BundleFailure:
    with pytest.raises(Unavailable) as raised:
        write_bundle(path, content)
    assert not list(path.parent.glob("*.new"))
    return BundleFailure(raised.value.code)


def test_written_and_read(tmp_path: Path) -> None:
    write_bundle(tmp_path / "a.bundle", OLD)
    write_bundle(tmp_path / "a.bundle", NEW)
    assert read_bundle(tmp_path / "a.bundle") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["a.bundle"]


def test_a_place_that_is_looked_at_is_left_as_it_was(tmp_path: Path) -> None:
    require_place(tmp_path / "a.bundle", 1000)
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"jpg")
    assert failure(tmp_path / "holiday.jpg") is BundleFailure.ANOTHER_FILE
    assert (tmp_path / "holiday.jpg").read_bytes() == b"jpg"


def test_no_folder(tmp_path: Path) -> None:
    assert failure(tmp_path / "stick" / "a.bundle") is BundleFailure.NOT_FOUND
    with pytest.raises(Unavailable) as raised:
        read_bundle(tmp_path / "a.bundle")
    assert raised.value.code is BundleFailure.NOT_FOUND


def test_a_full_stick_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bundle(tmp_path / "a.bundle", OLD)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(1 << 30, 1 << 30, 60_000))
    assert failure(tmp_path / "a.bundle") is BundleFailure.STICK_FULL
    assert read_bundle(tmp_path / "a.bundle") == OLD


def test_a_stick_that_fills_up_meanwhile_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_bundle(tmp_path / "a.bundle", OLD)
    monkeypatch.setattr(os, "fsync", full)
    assert failure(tmp_path / "a.bundle") is BundleFailure.STICK_FULL
    assert read_bundle(tmp_path / "a.bundle") == OLD


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), BundleFailure.READ_ONLY),
        (OSError(errno.EROFS, "Read-only file system"), BundleFailure.READ_ONLY),
        (OSError(errno.EFBIG, "File too large"), BundleFailure.STICK_FULL),
        (OSError(errno.EIO, "Input/output error"), BundleFailure.STICK_ERROR),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), BundleFailure.NOT_FOUND),
    ],
)
def test_what_the_system_says(tmp_path: Path, error: OSError, meaning: BundleFailure) -> None:
    with pytest.raises(Unavailable) as raised, stick_failures(tmp_path / "a.bundle"):
        raise error
    assert raised.value.code is meaning


def test_what_is_no_bundle_or_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusal(content: bytes) -> Any:
        (tmp_path / "a.bundle").write_bytes(content)
        with pytest.raises(Refused) as refused:
            read_bundle(tmp_path / "a.bundle")
        return refused.value.code

    assert refusal(b"") is BundleRefusal.NOT_A_BUNDLE
    assert refusal(b"CIVBUND") is BundleRefusal.NOT_A_BUNDLE
    monkeypatch.setattr(stick, "FILE_BYTES_MAX", 100)
    assert refusal(MAGIC + bytes(92)) is BundleRefusal.TOO_BIG
