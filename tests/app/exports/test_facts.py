"""The row that the fact of a batch gives."""

import pytest

from app.exports import tables
from app.exports.facts import KINDS, BatchExported
from app.journal.fact import Envelope, Fact, FactBody
from app.journal.kinds import Kinds

ENVELOPE = Envelope(
    workstation="A2",
    generation=2,
    sequence=9,
    fact_id="f",
    kind="BatchExported",
    schema_version=1,
    recorded_at_us=5,
    office="main",
)


def test_the_row_is_a_pure_function_of_the_fact() -> None:
    body = BatchExported(number=4, of_generation=1, first_sequence=7, last_sequence=8)
    rows = dict(Kinds(KINDS).rows(Fact(ENVELOPE, body)))
    assert rows == {tables.export_batch: ("A2", 2, 4, 1, 7, 8)}
    assert len(rows[tables.export_batch]) == len(tables.export_batch.columns)


def test_another_body_is_a_bug() -> None:
    with pytest.raises(TypeError, match="not a BatchExported"):
        list(KINDS[0].project(Fact(ENVELOPE, FactBody())))
