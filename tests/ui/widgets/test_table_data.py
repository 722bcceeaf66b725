"""Cells of money, and how columns share the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.table_data import NOTHING, Cell, money, shared_widths


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
