"""Cells of money, and how columns share the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.table_data import NOTHING, Cell, Column, money, shared_widths, shown_columns


@pytest.mark.parametrize(
    ("cents", "zero_is_nothing", "words"),
    [
        (None, False, NOTHING),
        (0, False, "0.00"),
        (0, True, NOTHING),
        (-15000, False, "−150.00"),
        (123456, True, "1,234.56"),
    ],
)
def test_money_is_written_for_tables(cents: int | None, zero_is_nothing: bool, words: str) -> None:
    assert money(cents, zero_is_nothing=zero_is_nothing).words == words


def test_nothing_is_muted() -> None:
    assert money(None) == Cell(NOTHING, "muted")


@given(
    columns=st.lists(st.tuples(st.integers(1, 400), st.integers(0, 3)), min_size=1, max_size=8),
    room=st.integers(0, 3000),
)
def test_columns_fill_the_room_and_never_shrink(columns: list[tuple[int, int]], room: int) -> None:
    least = [width for width, _ in columns]
    widths = shared_widths(least, [stretch for _, stretch in columns], room)
    assert sum(widths) == max(room, sum(least))
    assert all(width >= minimum for width, minimum in zip(widths, least, strict=True))


def test_no_columns_have_no_widths() -> None:
    assert shared_widths([], [], 500) == []


def test_columns_that_give_way_go_one_by_one_and_the_last_first() -> None:
    columns = [Column("a", 100), Column("b", 50, gives_way=True), Column("c", 100), Column("d", 50, gives_way=True)]
    least = [column.width for column in columns]
    shown = {room: shown_columns(columns, least, room) for room in (400, 300, 299, 250, 249, 10)}
    assert shown == {400: [0, 1, 2, 3], 300: [0, 1, 2, 3], 299: [0, 1, 2], 250: [0, 1, 2], 249: [0, 2], 10: [0, 2]}
