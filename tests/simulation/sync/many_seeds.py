"""Many seeds on all cores."""

import multiprocessing
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.simulation.sync.run_seed import Outcome, Unsettled, run_encrypted, run_seed

CHUNK = 25
ENCRYPTED_EVERY = 50
"""One seed in so many runs on real encrypted databases."""


def one(seed: int, payments: int) -> Outcome | str:
    """What became of a seed, or the sentence of what went wrong. Any other exception is a bug of the simulator."""
    try:
        if seed % ENCRYPTED_EVERY == ENCRYPTED_EVERY - 1:
            with tempfile.TemporaryDirectory() as folder:
                return run_encrypted(seed, payments, Path(folder))
        return run_seed(seed, payments)
    except Unsettled as failure:
        return str(failure)


def outcomes(first: int, count: int, payments: int, processes: int) -> Iterator[Outcome | str]:
    """All seeds, in whatever order they end."""
    seeds = range(first, first + count)
    chunks = [(tuple(seeds[at : at + CHUNK]), payments) for at in range(0, count, CHUNK)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for results in pool.imap_unordered(_chunk, chunks):
            yield from results


def _chunk(arguments: tuple[tuple[int, ...], int]) -> list[Outcome | str]:
    seeds, payments = arguments
    return [one(seed, payments) for seed in seeds]
