"""What a load of reference data needs, answers and refuses."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec


class ImportRefusal(StrEnum):
    """Why a CSV set is not loaded, in the order in which it is tested. Nothing has changed."""

    FILE_MISSING = "file_missing"
    FILE_TOO_LARGE = "file_too_large"
    SET_WRONG = "set_wrong"
    HEADER_WRONG = "header_wrong"
    NO_FULL_LOAD_YET = "no_full_load_yet"
    OLDER_THAN_LOADED = "older_than_loaded"
    TOO_MANY_REJECTS = "too_many_rejects"
    CANCELLED = "cancelled"


class ImportSettings(msgspec.Struct, frozen=True):
    """`reject_share_max_per_10000`: how many of ten thousand rows of one file may be bad. Sizes in bytes.

    `free_bytes_reserve` stays free on the disk for payments, whatever a load needs.
    """

    reject_share_max_per_10000: int = 100
    file_bytes_max: int = 32 * 1024**3
    free_bytes_reserve: int = 256 * 1024**2
    rejects_written_max: int = 10_000
    cache_bytes: int = 64 * 1024**2
    sync_every_bytes: int = 16 * 1024**2


def settings_from(values: Mapping[str, Any]) -> ImportSettings:
    """The settings of policy `reference_import`. Raises msgspec.ValidationError for one that is not a whole number."""
    return msgspec.convert(dict(values), ImportSettings)


class FileResult(msgspec.Struct, frozen=True):
    """What became of one file's rows."""

    file_name: str
    row_count: int
    inserted: int
    updated: int
    unchanged: int
    rejected: int


class ImportResult(msgspec.Struct, frozen=True):
    """`changed`: whether another reference file is in force now. `rejects_folder` is None when no row was bad."""

    changed: bool
    source_system: str
    as_of_us: int
    files: tuple[FileResult, ...] = ()
    rejects_folder: Path | None = None

    @property
    def row_count(self) -> int:
        """Rows read, good and bad."""
        return sum(file.row_count for file in self.files)

    @property
    def rejected(self) -> int:
        """Rows that could not be used."""
        return sum(file.rejected for file in self.files)


class ImportProgress(msgspec.Struct, frozen=True):
    """How far a load is. `done` of `total` are bytes, the work after the last file counted as bytes too."""

    step: str
    done: int
    total: int
