"""The scale of the chart fits every amount under its top line, in round steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.chart_data import ChartMonth, scale_of


@pytest.mark.parametrize(
    ("largest", "scale"), [(42926, (15000, 45000)), (16800, (6000, 18000)), (0, (40, 120)), (100, (40, 120))]
)
def test_steps_are_round(largest: int, scale: tuple[int, int]) -> None:
    assert scale_of([ChartMonth("Nov", "November", largest)]) == scale


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=13))
def test_everything_fits(amounts: list[tuple[int, int]]) -> None:
    step, top = scale_of([ChartMonth("", "", billed, paid) for billed, paid in amounts])
    assert step > 0
    assert top == 3 * step
    assert all(max(pair) <= top for pair in amounts)
