"""The fact that a slip was printed again, so that copies can be counted, and the row it gives."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Integer, Table, Text, bindparam, func, select

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.store.schema import READ_TABLE, journal_metadata

slip_copy = Table(
    "slip_copy",
    journal_metadata,
    Column("slip", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("copy", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`slip`: the fact whose slip was printed again."""

_COPIES = select(func.count()).select_from(slip_copy).where(slip_copy.c.slip == bindparam("slip"))


class SlipCopied(FactBody, frozen=True, kw_only=True):
    """The slip of a drop, a pay out, a refund and so on was printed again. `slip`: its fact; `copy` counts from 1."""

    slip: str
    copy: int


def copies_of(connection: Connection, slip: str) -> int:
    """How often the slip of a fact was printed again."""
    return int(connection.scalar(_COPIES, {"slip": slip}) or 0)


def _copy_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, SlipCopied):
        raise TypeError(f"{fact.envelope.kind} is not a SlipCopied")
    yield slip_copy, (body.slip, fact.envelope.fact_id, body.copy)


KINDS = (Kind(SlipCopied, project=_copy_row),)
