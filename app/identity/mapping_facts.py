"""The fact that a workstation's own people, office and accounts were compared with the city's, and the rows it gives.

A *local* id is what the workstation wrote while it worked alone; the *central* one is what the city calls the same.
Facts keep the ids that they were written with: whoever reads across workstations asks what an id means (`mapped.py`).
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec
from sqlalchemy import Column, Index, Integer, Table, Text

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.store.schema import READ_TABLE, journal_metadata


class Subject(StrEnum):
    """What an id is of. Charges follow their account; nobody is asked about them."""

    OFFICE = "office"
    PERSON = "person"
    ACCOUNT = "account"
    CHARGE = "charge"


mapped_identity = Table(
    "mapped_identity",
    journal_metadata,
    Column("subject", Text, primary_key=True),
    Column("workstation", Text, primary_key=True),
    Column("local", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("central", Text, nullable=False),
    Column("until_generation", Integer),
    Column("until_sequence", Integer),
    Index("mapped_identity_by_central", "central", "subject"),
    Index("mapped_identity_by_local", "local", "subject"),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`until`: the last fact that means it so, where the city uses the same id for something else; NULL: every fact."""


class MappedIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """One local id. `central` "": it is new at the centre, and keeps its id there."""

    subject: Subject
    local: str
    central: str
    until_generation: int | None = None
    until_sequence: int | None = None


class IdentityMapped(FactBody, frozen=True, kw_only=True):
    """What a person confirmed, in parts of a size that one push takes. `same`: ids that are the city's own already."""

    identities: tuple[MappedIdentity, ...]
    same: int = 0


def _mapped_rows(fact: Fact) -> Iterator[Row]:
    body, envelope = fact.body, fact.envelope
    if not isinstance(body, IdentityMapped):
        raise TypeError(f"{envelope.kind} is not an IdentityMapped")
    for each in body.identities:
        if each.central:
            key = (each.subject.value, envelope.workstation, each.local, envelope.fact_id)
            yield mapped_identity, (*key, each.central, each.until_generation, each.until_sequence)


KINDS = (Kind(IdentityMapped, project=_mapped_rows),)
