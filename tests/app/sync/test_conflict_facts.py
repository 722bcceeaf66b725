"""A settled conflict is a row, and nothing else gives one."""

import pytest

from app.journal.fact import Envelope, Fact, FactBody
from app.sync.conflict_facts import KINDS, ConflictSettled

ENVELOPE = Envelope(
    workstation="A2",
    generation=1,
    sequence=1,
    fact_id="f1",
    kind="ConflictSettled",
    schema_version=1,
    recorded_at_us=1,
    office="main",
)


def test_it_gives_its_row() -> None:
    body = ConflictSettled(conflict="charge_paid_twice/cis/b1/1", amount_cents=500, decision="refunded")
    ((_, row),) = KINDS[0].project(Fact(ENVELOPE, body))
    assert row == ("charge_paid_twice/cis/b1/1", "f1", 500, "refunded")


def test_another_body_is_a_bug() -> None:
    with pytest.raises(TypeError, match="not a ConflictSettled"):
        list(KINDS[0].project(Fact(ENVELOPE, FactBody())))
