"""`./counter simulate --seeds N [--first-seed K] [--payments P]`: many seeds on all cores; a failure names its seed.
With `--replay` each answer of the model of the centre is compared with that of a real PostgreSQL.

The same seed does the same again: `./counter simulate --seeds 1 --first-seed THAT`.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from tests.simulation.sync.faults import Faults
from tests.simulation.sync.many_seeds import outcomes
from tests.simulation.sync.run_seed import Outcome


def summary(results: list[Outcome]) -> Iterator[str]:
    """How many seeds had which fault, and what the workstations stopped for."""
    had = Counter(field.name for result in results for field in fields(Faults) if getattr(result.faults, field.name))
    stops = Counter(stop.value for result in results for stop in result.stops)
    facts = sum(result.facts for result in results)
    yield f"{len(results)} seeds, {facts} facts, nothing lost, doubled or altered; all replicas alike"
    yield "seeds with: " + ", ".join(f"{name} {count}" for name, count in had.most_common())
    yield "stops: " + (", ".join(f"{name} {count}" for name, count in stops.most_common()) or "none")


def replay_all(seeds: range, payments: int) -> int:
    """What the model of the centre said in these seeds, asked of a real PostgreSQL. Exit code 1 when they differ."""
    from tests.factories.central import fresh_centre, started_cluster
    from tests.simulation.sync.replay import Differs, replaying
    from tests.simulation.sync.run_seed import traced

    compared = failed = 0
    began = time.monotonic()
    with started_cluster() as cluster:
        for seed in seeds:
            try:
                with fresh_centre(cluster) as central, replaying(central) as replay:
                    compared += replay.run(traced(seed, payments)[1])
                if sys.stdout.isatty():
                    sys.stdout.write(f"\rseed {seed}, {compared} answers compared ")
            except Differs as wrong:
                failed += 1
                sys.stdout.write(f"seed {seed}: {wrong}\n  {' '.join(wrong.__notes__)}\n")
    took = time.monotonic() - began
    sys.stdout.write(f"{len(seeds)} seeds, {compared} answers compared, {failed} seeds differ, in {took:.0f} s\n")
    return 1 if failed else 0


def main() -> int:
    """Exit code 1 when a seed failed."""
    parser = argparse.ArgumentParser(prog="./counter simulate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--payments", type=int, default=100)
    parser.add_argument("--replay", action="store_true", help="compare the model of the centre with PostgreSQL instead")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    began = time.monotonic()
    if chosen.replay:
        return replay_all(range(chosen.first_seed, chosen.first_seed + chosen.seeds), chosen.payments)
    good: list[Outcome] = []
    bad: list[str] = []
    for result in outcomes(chosen.first_seed, chosen.seeds, chosen.payments, chosen.processes):
        if isinstance(result, str):
            bad.append(result)
            sys.stdout.write(f"{result}\n")
        else:
            good.append(result)
        if sys.stdout.isatty():
            sys.stdout.write(f"\r{len(good) + len(bad)} of {chosen.seeds} ")
            sys.stdout.flush()
    sys.stdout.write(f"\n{len(bad)} failed, in {time.monotonic() - began:.0f} s\n")
    sys.stdout.writelines(f"{line}\n" for line in summary(good))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
