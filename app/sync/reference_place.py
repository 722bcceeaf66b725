"""How far a reference file has read what the centre says. It stands in the file itself, in each change's transaction.

A place in the feed is (xid, part, change), compared in this order; a load's own record closes each transaction of the
centre that changes rows, and loads are numbered densely. So completeness needs no cursor that is trusted: a file has
everything when it has all loads up to the centre's newest, and rests at the end of one.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any


class Part(IntEnum):
    """What a row of the feed says."""

    ROW = 0
    GONE = 1
    LOAD = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the feed."""

    xid: int
    part: int = 0
    change: int = 0

    @property
    def at_rest(self) -> bool:
        """Whether it lies between transactions of the centre."""
        return self.part == Part.LOAD or self.change == 0


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One row of the feed, its columns still one text (`reference_rows`)."""

    place: Place
    kind: str
    columns: str


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest load of the centre, or of a file; `horizon` the xid below which the centre says nothing new."""

    load_id: int
    digest: str
    horizon: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's place. `begun`: the row after it, if it is half done: accounts up to `searched_to` have their words.

    `loading_kind` and `loading_key` say how far a bulk load is; kind None: it is through.
    """

    place: Place
    begun: FeedRow | None = None
    searched_to: int = 0
    loading_kind: str | None = None
    loading_key: int = 0


class Followed(StrEnum):
    """How a file stands to the centre."""

    NOTHING_THERE = "nothing_there"
    """The centre was never given reference data."""
    UP_TO_DATE = "up_to_date"
    MORE = "more"
    """There is more to apply."""
    LOAD_ANEW = "load_anew"
    """No file from the centre, or the centre lost what this one has: a bulk load is needed."""


def read_place(cursor: Any) -> Reading | None:
    """None in a file that did not come from the centre, also one of an older program or an empty one."""
    if cursor.execute("SELECT 1 FROM sqlite_schema WHERE name = 'feed_place'").fetchone() is None:
        return None
    row = cursor.execute(
        "SELECT xid, part, change, begun, searched_to, loading_kind, loading_key FROM feed_place"
    ).fetchone()
    return Reading(Place(*row[:3]), _begun(row[3]), *row[4:]) if row else None


def write_place(cursor: Any, reading: Reading) -> None:
    """Replaces what stood there."""
    at, begun = reading.place, reading.begun
    words = begun and f"{begun.place.xid} {begun.place.change} {begun.kind} {begun.columns}"
    cursor.execute(
        "INSERT OR REPLACE INTO feed_place VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        (at.xid, at.part, at.change, words, reading.searched_to, reading.loading_kind, reading.loading_key),
    )


def _begun(words: str | None) -> FeedRow | None:
    """Only rows that are there take long, so the part need not be kept."""
    if words is None:
        return None
    xid, change, kind, columns = words.split(" ", 3)
    return FeedRow(Place(int(xid), Part.ROW, int(change)), kind, columns)


def standing(cursor: Any, reading: Reading, centre: Newest) -> Followed:
    """Compares a file with what the centre said last."""
    count, newest_id = cursor.execute("SELECT count(*), coalesce(max(id), 0) FROM load").fetchone()
    if centre.load_id == 0:
        return Followed.NOTHING_THERE
    if count != newest_id or newest_id > centre.load_id:
        return Followed.LOAD_ANEW
    if newest_id < centre.load_id:
        return Followed.MORE
    (digest,) = cursor.execute("SELECT digest FROM load WHERE id = ?", (newest_id,)).fetchone()
    same = digest == centre.digest and reading.place.at_rest and reading.begun is None
    return Followed.UP_TO_DATE if same else Followed.LOAD_ANEW
