"""The row that an order gives."""

import pytest

from app.journal.fact import Envelope, Fact, UnknownBody
from app.payments.stamp_facts import KINDS


def test_only_an_order_gives_a_row() -> None:
    envelope = Envelope(
        workstation="A2",
        generation=1,
        sequence=1,
        fact_id="f",
        kind="Other",
        schema_version=1,
        recorded_at_us=0,
        office="main",
    )
    with pytest.raises(TypeError):
        list(KINDS[0].project(Fact(envelope, UnknownBody())))
