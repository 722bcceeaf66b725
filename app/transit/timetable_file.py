"""The timetable file: a header that says what stands where, then arrays, to be mapped into memory as they are.

    magic (8 bytes) · length of the header (4) · CRC-32 of the arrays (4) · header (JSON) · arrays at multiples of 64

Written whole beside, brought to the disk, then renamed: a crash leaves no half file. It holds only what the transit
agency publishes, so it is not encrypted; the sum notices a damaged one, which is compiled anew from its feed.
"""

import mmap
import struct
import zlib
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.store.database import sync_file, sync_folder
from app.transit.types import TimetableSummary

MAGIC = b"CCTIME01"
_ALIGNED = 64
_HEAD = struct.Struct("<8sII")
_KINDS = frozenset(("|u1", "<i4", "<i8", "<f4", "<f8"))

Arrays = dict[str, NDArray[Any]]


class DamagedTimetable(Exception):
    """The file is not what was written."""


class _Array(msgspec.Struct, frozen=True):
    kind: str
    shape: tuple[int, ...]
    offset: int


class _Header(msgspec.Struct, frozen=True):
    summary: TimetableSummary
    first_day: int
    arrays: dict[str, _Array]


def write_timetable(path: Path, summary: TimetableSummary, first_day: int, arrays: Arrays) -> None:
    """Writes a file; `first_day` is the ordinal of the first column of `service_runs`."""
    places, at = {}, 0
    little = {name: np.ascontiguousarray(values, values.dtype.newbyteorder("<")) for name, values in arrays.items()}
    for name, values in little.items():
        places[name] = _Array(values.dtype.str, values.shape, at)
        at += -(-values.nbytes // _ALIGNED) * _ALIGNED
    header = msgspec.json.encode(_Header(summary, first_day, places))
    header += b" " * (-(_HEAD.size + len(header)) % _ALIGNED)
    waiting = path.with_suffix(".new")
    with waiting.open("wb") as file:
        file.write(_HEAD.pack(MAGIC, len(header), 0) + header)
        total = _write_arrays(file, little)
        file.seek(0)
        file.write(_HEAD.pack(MAGIC, len(header), total))
    sync_file(waiting)
    waiting.replace(path)
    sync_folder(path.parent)


def _write_arrays(file: Any, arrays: Arrays) -> int:
    total = 0
    for values in arrays.values():
        data = values.tobytes() + bytes(-values.nbytes % _ALIGNED)
        total = zlib.crc32(data, total)
        file.write(data)
    return total


def open_timetable(path: Path) -> tuple[TimetableSummary, int, Arrays]:
    """(summary, first day, arrays that are views of the mapped file). Raises DamagedTimetable, OSError."""
    with path.open("rb") as file:
        if path.stat().st_size < _HEAD.size:
            raise DamagedTimetable
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    magic, length, total = _HEAD.unpack_from(mapped)
    begin = _HEAD.size + length
    if magic != MAGIC or begin > len(mapped) or zlib.crc32(memoryview(mapped)[begin:]) != total:
        raise DamagedTimetable
    try:
        header = msgspec.json.decode(mapped[_HEAD.size : begin], type=_Header)
    except msgspec.DecodeError as error:
        raise DamagedTimetable from error
    return (
        header.summary,
        header.first_day,
        {name: _view(mapped, begin, place) for name, place in header.arrays.items()},
    )


def _view(mapped: mmap.mmap, begin: int, place: _Array) -> NDArray[Any]:
    if place.kind not in _KINDS or place.offset < 0 or any(size < 0 for size in place.shape):
        raise DamagedTimetable
    try:
        count = int(np.prod(place.shape, dtype=np.int64))
        return np.frombuffer(mapped, place.kind, count, begin + place.offset).reshape(place.shape)
    except ValueError as error:
        raise DamagedTimetable from error
