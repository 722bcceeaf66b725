"""Each kind gives rows of its own body only."""

import pytest

from app.journal.fact import Envelope, Fact, FactBody
from app.journal.kinds import Kind
from app.transit.facts import KINDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_another_body_is_refused(kind: Kind) -> None:
    envelope = Envelope(
        workstation="A2", generation=1, sequence=1, fact_id="f", kind=kind.name, schema_version=1,
        recorded_at_us=0, office="main",
    )  # fmt: skip
    with pytest.raises(TypeError):
        list(kind.project(Fact(envelope, FactBody())))
