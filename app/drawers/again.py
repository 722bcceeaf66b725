"""The same intent again: whether a workflow's fact stands already, and that its id is no other fact's."""

from enum import StrEnum

from sqlalchemy import Connection, select

from app.errors import Refused
from app.journal.fact import FactBody
from app.journal.tables import fact


def recorded(connection: Connection, intent: str, taken: StrEnum, *kinds: type[FactBody]) -> bool:
    """Whether it happened before. Raises Refused with the caller's code where the id is a fact of another kind."""
    kind = connection.scalar(select(fact.c.kind).where(fact.c.fact_id == intent))
    if kind is not None and kind not in {each.__name__ for each in kinds}:
        raise Refused(taken)
    return kind is not None
