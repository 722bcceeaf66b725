"""`python -m tests.faults.kill_loop --cycles N`: kills a till N times at random instants and judges after each death.

Every hundredth judgement is thorough. Ends with exit code 1 and the seed at the first thing lost, doubled or broken.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.nursery import Nursery, Said, judge, set_up_till
from tests.faults.till import KillPoint

POINTS = (KillPoint.MID_COMMIT, KillPoint.AFTER_COMMIT, KillPoint.IN_CHECKPOINT)
"""Every fourth death is at one of these in turn, the others at random instants."""


def kill_cycles(folder: Path, cycles: int, seed: int) -> Said:
    """Raises AssertionError at the first judgement that fails; the seed of that cycle is in its notes."""
    set_up_till(folder)
    with Nursery(folder) as nursery:
        for cycle in range(cycles):
            point = POINTS[cycle // 4 % len(POINTS)] if cycle % 4 == 3 else KillPoint.RANDOM
            try:
                nursery.kill_one(seed + cycle, point)
                judge(folder, nursery.said, thorough=cycle % 100 == 99 or cycle == cycles - 1)
            except AssertionError as wrong:
                wrong.add_note(f"cycle {cycle}, seed {seed + cycle}, {point}")
                raise
    return nursery.said


def main() -> None:
    """The longer run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cycles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        said = kill_cycles(Path(folder) / "data", chosen.cycles, chosen.seed)
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"{chosen.cycles} deaths, {len(said.acknowledged)} payments acknowledged, none lost, none doubled, "
        f"{seconds:.0f} s, seed {chosen.seed}\n"
    )


if __name__ == "__main__":
    main()
