"""One list of columns for trips that take different ways: short turns, branches, stops left out.

Each way is a sequence of stops. The longest gives the first columns; every other is laid beside them, what it shares
keeps its column, what it has of its own stands where it comes in the way. A stop that a way passes twice has two.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher


def merge_ways(ways: Sequence[Sequence[int]]) -> tuple[list[int], list[list[int]]]:
    """(the stop of each column, the columns of each way's stops, which rise from stop to stop)."""
    stops: dict[int, int] = {}
    order: list[int] = []
    placed: dict[int, list[int]] = {}
    for number in sorted(range(len(ways)), key=lambda n: (-len(ways[n]), n)):
        order, placed[number] = _laid_beside(order, stops, ways[number])
    position = {name: column for column, name in enumerate(order)}
    return [stops[name] for name in order], [[position[name] for name in placed[n]] for n in range(len(ways))]


def _laid_beside(order: list[int], stops: dict[int, int], way: Sequence[int]) -> tuple[list[int], list[int]]:
    """The columns with a way's own among them, and those of the way. Columns go by names, which never change."""
    matcher = SequenceMatcher(None, [stops[name] for name in order], list(way), autojunk=False)
    merged: list[int] = []
    own: list[int] = []
    column = place = 0
    for block in matcher.get_matching_blocks():
        merged += order[column : block.a]
        fresh = list(range(len(stops), len(stops) + block.b - place))
        stops.update(zip(fresh, way[place : block.b], strict=True))
        shared = order[block.a : block.a + block.size]
        merged += [*fresh, *shared]
        own += [*fresh, *shared]
        column, place = block.a + block.size, block.b + block.size
    return merged, own
