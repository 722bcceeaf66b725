"""One line of a benchmark's answer, and the small arithmetic that all of them share."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured against what was promised."""

    name: str
    value: float
    unit: str
    goal: float
    met: bool


def at_most(name: str, value: float, unit: str, goal: float) -> Row:
    """A row whose value must not exceed its goal."""
    return Row(name, round(value, 3), unit, goal, value <= goal)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
