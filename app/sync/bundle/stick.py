"""Reads and writes a bundle's file: bounded, whole or not at all, and never over somebody else's file."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import Refused, Unavailable
from app.store.database import sync_folder
from app.sync.bundle.seal import FILE_BYTES_MAX, MAGIC, is_bundle
from app.sync.bundle.types import BundleFailure, BundleRefusal

SPARE_BYTES = 64 * 1024
"""What a file system takes beside the content."""


def read_bundle(path: Path) -> bytes:
    """A whole file. Raises Unavailable(BundleFailure), Refused: NOT_A_BUNDLE, TOO_BIG."""
    with stick_failures(path), path.open("rb") as file:
        content = file.read(len(MAGIC))
        if not is_bundle(content):
            raise Refused(BundleRefusal.NOT_A_BUNDLE, file=path.name)
        content += file.read(FILE_BYTES_MAX - len(MAGIC) + 1)
    if len(content) > FILE_BYTES_MAX:
        raise Refused(BundleRefusal.TOO_BIG, file=path.name, limit_mb=FILE_BYTES_MAX // 1024 // 1024)
    return content


def require_place(path: Path, size: int = 0) -> None:
    """Is there a folder that takes a file of this size and name? Raises Unavailable(BundleFailure)."""
    with stick_failures(path):
        if path.exists() and not _is_ours(path):
            raise Unavailable(BundleFailure.ANOTHER_FILE, file=path.name)
        free = shutil.disk_usage(path.parent).free
    if free < size + SPARE_BYTES:
        raise Unavailable(BundleFailure.STICK_FULL, free_kb=free // 1024, needed_kb=-(-(size + SPARE_BYTES) // 1024))
    with _waiting(path):
        pass


def write_bundle(path: Path, content: bytes) -> None:
    """Makes or replaces the file; what was there stays until the new one is on the disk. Raises Unavailable."""
    require_place(path, len(content))
    with _waiting(path) as waiting, stick_failures(path):
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
        with suppress(OSError):  # some file systems of sticks cannot sync a folder; the content is there
            sync_folder(path.parent)


@contextmanager
def _waiting(path: Path) -> Iterator[Path]:
    """An empty file beside it that is gone again at the end, unless it became the file."""
    waiting = path.with_name(f"{path.name}.new")
    with stick_failures(path):
        waiting.open("wb").close()
    try:
        yield waiting
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


@contextmanager
def stick_failures(path: Path) -> Iterator[None]:
    """Raises Unavailable(BundleFailure) for what the operating system says of a file."""
    try:
        yield
    except OSError as error:
        raise Unavailable(_meaning(error), file=path.name, folder=str(path.parent), detail=error.strerror) from error


def _meaning(error: OSError) -> BundleFailure:
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError):
        return BundleFailure.NOT_FOUND
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return BundleFailure.STICK_FULL
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return BundleFailure.READ_ONLY
    return BundleFailure.STICK_ERROR


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return is_bundle(file.read(len(MAGIC)))
