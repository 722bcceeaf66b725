"""Columns for ways that differ: each way can be read from left to right, and what ways share stands in one column."""

from random import Random

import pytest

from app.transit.merged_ways import merge_ways


def test_short_turns_and_branches_share_columns() -> None:
    columns, placed = merge_ways([[1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 9, 4, 5], [3, 4]])
    assert [[columns[place] for place in own] for own in placed] == [
        [1, 2, 3],
        [1, 2, 3, 4, 5],
        [1, 2, 9, 4, 5],
        [3, 4],
    ]
    assert sorted(columns) == [1, 2, 3, 4, 5, 9]


def test_a_stop_that_is_passed_twice_has_two_columns() -> None:
    columns, placed = merge_ways([[1, 2, 1], [2, 1]])
    assert columns == [1, 2, 1] and placed == [[0, 1, 2], [1, 2]]


def test_no_way_no_column() -> None:
    assert merge_ways([]) == ([], [])


@pytest.mark.parametrize("seed", range(30))
def test_whatever_the_ways_each_is_read_from_left_to_right(seed: int) -> None:
    random = Random(seed)
    ways = [[random.randrange(9) for _ in range(random.randint(1, 12))] for _ in range(random.randint(1, 7))]
    columns, placed = merge_ways(ways)
    assert [[columns[place] for place in own] for own in placed] == ways
    assert all(own == sorted(set(own)) for own in placed)
    assert {place for own in placed for place in own} == set(range(len(columns)))
