"""The batches that were exported, newest first: any of them can be written again."""

from dataclasses import dataclass

from sqlalchemy import select

from app.exports.tables import export_batch
from app.workplace import Services


@dataclass(frozen=True)
class ExportedBatch:
    """A batch's number and its range of this workstation's chain, both ends included."""

    number: int
    first_sequence: int
    last_sequence: int


def exported_batches(services: Services, limit: int = 20) -> tuple[ExportedBatch, ...]:
    """The newest batches of this workstation's present chain."""
    device = services.device
    found = (
        select(export_batch.c.number, export_batch.c.first_sequence, export_batch.c.last_sequence)
        .where(export_batch.c.workstation == device.code, export_batch.c.generation == device.generation)
        .order_by(export_batch.c.number.desc())
        .limit(limit)
    )
    with services.read_journal() as connection:
        return tuple(ExportedBatch(*row) for row in connection.execute(found))
