"""`python -m tests.simulation.day_loop --days N --steps S`: whole random days, each step judged by every invariant.

Ends with exit code 1 and the day's seed at the first thing lost, doubled or in two places; the same seed does the same
again.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.simulation.whole_day import run_day


def run_days(days: int, steps: int, seed: int, thorough_every: int) -> Counter[str]:
    """How many of the days each thing came about on. Raises AssertionError."""
    done: Counter[str] = Counter()
    for number in range(seed, seed + days):
        with tempfile.TemporaryDirectory() as folder:
            done.update(run_day(Path(folder), number, steps, thorough_every=thorough_every).done)
    return done


def main() -> None:
    """The longer run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--days", type=int, default=200)
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--thorough-every", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    done = run_days(chosen.days, chosen.steps, chosen.seed, chosen.thorough_every)
    sys.stdout.write(f"{chosen.days} days of {chosen.steps} steps in {time.monotonic() - began:.0f} s: nothing lost\n")
    sys.stdout.writelines(f"{count:6} {name}\n" for name, count in done.most_common())


if __name__ == "__main__":
    main()
