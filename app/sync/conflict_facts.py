"""The fact that a person looked at a conflict between workstations and decided, and the row it gives."""

from collections.abc import Iterator

from sqlalchemy import Column, Integer, Table, Text

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.store.schema import READ_TABLE, journal_metadata

conflict_settled = Table(
    "conflict_settled",
    journal_metadata,
    Column("conflict", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("amount_cents", Integer, nullable=False),
    Column("decision", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`conflict`: its key. A conflict that grew since comes back: it is settled up to `amount_cents`."""


class ConflictSettled(FactBody, frozen=True, kw_only=True):
    """What was decided about a conflict of so many cents."""

    conflict: str
    amount_cents: int
    decision: str


def _settled_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, ConflictSettled):
        raise TypeError(f"{fact.envelope.kind} is not a ConflictSettled")
    yield conflict_settled, (body.conflict, fact.envelope.fact_id, body.amount_cents, body.decision)


KINDS = (Kind(ConflictSettled, project=_settled_rows),)
