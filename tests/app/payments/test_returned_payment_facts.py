"""A projection takes its own kind of fact and no other."""

import pytest

from app.drawers.facts import ShiftOpened
from app.journal.fact import Envelope, Fact
from app.payments import return_follow_up_facts, returned_payment_facts

KINDS = (*returned_payment_facts.KINDS, *return_follow_up_facts.KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_another_kind_is_a_bug(kind: object) -> None:
    envelope = Envelope(
        workstation="A2",
        generation=1,
        sequence=1,
        fact_id="f",
        kind="X",
        schema_version=1,
        recorded_at_us=0,
        office="o",
    )
    other = Fact(envelope, ShiftOpened(drawer="A2", float_cents=0, denominations=()))
    with pytest.raises(TypeError, match="X is not a"):
        list(kind.project(other))  # type: ignore[attr-defined] # a Kind
