"""Where a file stands in the feed, and what the centre's newest load says about it."""

from pathlib import Path
from typing import Any

import pytest

from app.accounts import reference_file
from app.store.database import open_connection
from app.sync.reference_place import FeedRow, Followed, Newest, Part, Place, Reading, read_place, standing, write_place
from tests.factories.city import KEY


@pytest.fixture
def cursor(tmp_path: Path) -> Any:
    cursor = open_connection(tmp_path / "reference-1.db", KEY).cursor()
    reference_file.create_tables(cursor)
    return cursor


def add_loads(cursor: Any, *ids: int) -> None:
    for n in ids:
        cursor.execute("INSERT INTO load VALUES (?, 1, ?, 'full', 1, 1, 0, 0)", (n, f"digest {n}"))


def test_a_place_is_kept_whole(cursor: Any) -> None:
    assert read_place(cursor) is None
    begun = FeedRow(Place(9, Part.ROW, 4), "customer", "1\x1fname with spaces\x1f\x1e")
    for reading in (Reading(Place(7), loading_kind="bill", loading_key=3), Reading(Place(8, 2, 5), begun, 17)):
        write_place(cursor, reading)
        assert read_place(cursor) == reading


def test_places_are_in_order() -> None:
    assert Place(1, Part.LOAD, 9) < Place(2) < Place(2, Part.ROW, 5) < Place(2, Part.GONE, 1) < Place(2, Part.LOAD, 2)


@pytest.mark.parametrize(
    ("loads", "place", "newest", "found"),
    [
        ((), Place(5), Newest(0, ""), Followed.NOTHING_THERE),
        ((1,), Place(5), Newest(1, "digest 1"), Followed.UP_TO_DATE),
        ((1,), Place(5, 2, 3), Newest(1, "digest 1"), Followed.UP_TO_DATE),
        ((1,), Place(5, 2, 3), Newest(2, "digest 2"), Followed.MORE),
        ((1,), Place(5, 0, 3), Newest(2, "digest 2"), Followed.MORE),
        ((1,), Place(5, 0, 3), Newest(1, "digest 1"), Followed.LOAD_ANEW),
        ((1,), Place(5), Newest(1, "another"), Followed.LOAD_ANEW),
        ((1, 2), Place(5), Newest(1, "digest 1"), Followed.LOAD_ANEW),
        ((1, 3), Place(5), Newest(3, "digest 3"), Followed.LOAD_ANEW),
    ],
)
def test_how_a_file_stands(cursor: Any, loads: tuple[int, ...], place: Place, newest: Newest, found: Followed) -> None:
    add_loads(cursor, *loads)
    assert standing(cursor, Reading(place), newest) is found
