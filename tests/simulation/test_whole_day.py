"""Whole random days: whatever anybody does, and whenever the machine dies, no cent is lost, doubled or in two places.

After each step: the ledger sums to zero and is what an independent model says (`books.py`), every drawer holds what the
model says and closed ones nothing, each account owes what the model says, a bank deposit is the receipts of its shifts,
never more goes back of a line than it paid, every invariant of the program holds; every twelfth step, after each fault
and at the end the thorough ones too (read tables equal to a rebuild, chains, numbers), and reports tie to the postings.
That this can fail is shown by `test_mutations.py`. A longer run: `python -m tests.simulation.day_loop --days N`.
"""

from pathlib import Path

from tests.simulation.machine import Moment
from tests.simulation.whole_day import ALL, run_day

STEPS, DAYS, DAYS_MAX = 50, 3, 12


def test_no_cent_is_lost_or_doubled(tmp_path: Path) -> None:
    """Three days at least, and more until everything came about once and every kind of death was met."""
    done, died = set[str](), set[Moment]()
    for seed in range(DAYS_MAX):
        whole = run_day(tmp_path / str(seed), seed, STEPS)
        done |= whole.done
        died |= set(whole.day.died)
        if seed + 1 >= DAYS and done == ALL and died == set(Moment):
            break
    assert done == ALL and died == set(Moment)
