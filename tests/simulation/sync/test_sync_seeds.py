"""Five hundred seeds of the sync: whatever network, disks, clocks and the centre do, all replicas end alike."""

import pytest

from app.sync.types import Stop
from tests.simulation.sync.many_seeds import one
from tests.simulation.sync.run_seed import run_seed

SEEDS, A_RUN, PAYMENTS = 500, 25, 100


@pytest.mark.parametrize("first", range(0, SEEDS, A_RUN))
def test_nothing_is_lost_or_doubled_and_all_replicas_end_alike(first: int) -> None:
    for seed in range(first, first + A_RUN):
        outcome = one(seed, PAYMENTS)
        assert not isinstance(outcome, str), outcome
        assert outcome.facts >= PAYMENTS


def test_a_seed_replays_identically() -> None:
    for seed in range(12):
        assert run_seed(seed, 60) == run_seed(seed, 60)


def test_the_seeds_come_to_what_they_are_about() -> None:
    stops = {stop for seed in range(60) for stop in run_seed(seed, 60).stops}
    assert {Stop.CLONE, Stop.OLD_PROTOCOL, Stop.REVOKED} <= stops
