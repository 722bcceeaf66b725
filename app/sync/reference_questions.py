"""What a workstation asks the centre about reference data, whatever way the questions go."""

from collections.abc import Callable
from typing import Any, Protocol

from app.sync.reference_place import FeedRow, Newest, Place

Call = Callable[..., list[Any]]
"""Function of the centre and its arguments after the protocol → rows (`app.sync.postgres.PostgresLink.call`)."""

FEED_ROWS = 1_000


class ReferenceCentre(Protocol):
    """The centre as a bulk load asks it; each raises NoAnswer or Unavailable when it is out of reach."""

    def call(self, function: str, *values: object) -> list[Any]: ...

    def copy(self, kind: str, first_key: int, last_key: int) -> list[list[str]]: ...


def newest_load(call: Call) -> Newest:
    """The newest load that the feed can have told of."""
    ((horizon, load_id, digest),) = call("reference_cursor")
    return Newest(load_id, digest, horizon)


def extent(call: Call) -> dict[str, tuple[int, int]]:
    """{kind: (last value of its first key, about how many rows)}, in the order in which to load."""
    return {kind: (last_key, rows) for kind, last_key, rows in call("reference_extent")}


def changes(call: Call, after: Place) -> tuple[list[FeedRow], bool]:
    """The next rows of the feed, and whether there may be more of them."""
    found = call("reference_feed", after.xid, after.part, after.change, FEED_ROWS)
    rows = [FeedRow(Place(xid, part, change), kind, columns) for xid, part, change, kind, columns in found]
    return rows, len(rows) == FEED_ROWS
