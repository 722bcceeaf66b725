"""`./counter bench [NAME …] [--json]`: runs the benchmarks and prints what was measured against each goal.

Each benchmark is a module `bench_<name>.py` here with `run() -> Iterable[Measure]`; each figure is a ratio against its
limit measured in the same run, so that a slow machine is slow on both sides. Exit code 1 when a goal is not met.
"""

import argparse
import gc
import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measure import Measure

HERE = Path(__file__).parent


def names() -> list[str]:
    """Every benchmark there is."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main() -> int:
    """Runs the benchmarks that were named, or all."""
    parser = argparse.ArgumentParser(prog="counter bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", nargs="*", help=", ".join(names()))
    parser.add_argument("--json", action="store_true", help="one object a line instead of a table")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.name) - set(names()))
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(names())}")
    measures: list[Measure] = []
    for name in chosen.name or names():
        measures += _run(name, as_json=chosen.json)
    if not chosen.json:
        _print_table(measures)
    return 0 if all(measure.met for measure in measures) else 1


def _run(name: str, *, as_json: bool) -> list[Measure]:
    found: Iterable[Measure] = import_module(f"tests.benchmarks.bench_{name}").run()
    measures = []
    for measure in found:
        measures.append(measure)
        if as_json:
            sys.stdout.write(json.dumps(measure.as_object()) + "\n")
            sys.stdout.flush()
    gc.collect()
    return measures


def _print_table(measures: list[Measure]) -> None:
    table = Table("Benchmark", "Measured", "Unit", "Goal", "Met")
    for measure in measures:
        table.add_row(measure.name, measure.shown, measure.unit, measure.goal_shown, "yes" if measure.met else "NO")
    Console(width=120).print(table)


if __name__ == "__main__":
    sys.exit(main())
