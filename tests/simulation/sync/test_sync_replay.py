"""The model of the centre is a model: what it said in whole seeds is what a real PostgreSQL says, answer by answer."""

import pytest

from tests.factories.central import Central
from tests.simulation.sync.replay import replaying
from tests.simulation.sync.run_seed import traced

SEEDS, PAYMENTS = range(6), 40


@pytest.mark.parametrize("seed", SEEDS)
def test_postgresql_answers_as_the_model_does(central: Central, seed: int) -> None:
    outcome, trace = traced(seed, PAYMENTS)
    with replaying(central) as replay:
        assert replay.run(trace) > outcome.facts
        ids = {str(row[0]) for row in _rows(replay.central, "SELECT fact_id FROM counter.fact_identity")}
        facts = _rows(replay.central, "SELECT count(*) FROM counter.fact")[0][0]
    assert facts == outcome.facts and len(ids) >= PAYMENTS


def _rows(central: Central, sql: str) -> list[tuple[object, ...]]:
    with central.admin() as admin:
        return admin.execute(sql).fetchall()
