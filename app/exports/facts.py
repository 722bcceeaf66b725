"""The fact that a batch was made, and the row it gives."""

from collections.abc import Iterator

from app.exports import tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class BatchExported(FactBody, frozen=True, kw_only=True):
    """The facts from `first_sequence` to `last_sequence` of one generation's chain form batch `number` of this one.

    Ranges never overlap. `of_generation` is an earlier one where a restored workstation exports what was left.
    """

    number: int
    of_generation: int
    first_sequence: int
    last_sequence: int


def _batch_row(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, BatchExported):
        raise TypeError(f"{envelope.kind} is not a BatchExported")
    span = (body.of_generation, body.first_sequence, body.last_sequence)
    yield tables.export_batch, (envelope.workstation, envelope.generation, body.number, *span)


KINDS = (Kind(BatchExported, project=_batch_row),)
