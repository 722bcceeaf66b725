"""The fact that private values were erased: it travels like any other, and what it names goes wherever it comes.

Erasing is no exception to "nothing is changed afterwards": the chains stay as they are, who erased what stands in
them, and only what stood beside a fact is gone. In whatever order value and erasure come, the erasure wins.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Index, Table, Text

from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.journal.read_facts import Execute
from app.journal.values_beside import SHARED
from app.store.prepared import driver
from app.store.schema import READ_TABLE, journal_metadata

erased_value = Table(
    "erased_value",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("of_fact", Text, nullable=False),
    Index("erased_value_of_fact", "of_fact"),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""By the erasing fact, the values that it named and the fact beside which they stood."""


class ValuesErased(FactBody, frozen=True, kw_only=True):
    """Values beside the fact `fact`, named by their salted hashes, are to be kept nowhere any more."""

    fact: str
    digests: tuple[str, ...]


def _rows(fact: Fact) -> Iterator[Row]:
    if not isinstance(fact.body, ValuesErased):
        raise TypeError(f"{fact.envelope.kind} is not a ValuesErased")
    for digest in dict.fromkeys(fact.body.digests):
        yield erased_value, (fact.envelope.fact_id, digest, fact.body.fact)


KINDS = (Kind(ValuesErased, project=_rows),)


def erase_values(work: JournalWork, author: Author, intent: str, of_fact: str) -> bool:
    """Erases what stands beside a fact and goes to other counters; the caller commits. False: there was nothing."""
    sql = f"SELECT digest FROM private_data WHERE fact_id = ? AND value IS NOT NULL AND field IN ({SHARED}) ORDER BY 1"
    digests = tuple(row[0] for row in driver(work.connection).execute(sql, (of_fact,)))
    if not digests or is_recorded(work.connection, intent):
        return False
    body = ValuesErased(fact=of_fact, digests=digests)
    work.append(body, author, fact_id=intent)
    forget_values(work.connection, body)
    return True


def forget_values(connection: Connection, erased: ValuesErased) -> None:
    """What is kept of them goes."""
    sql = "UPDATE private_data SET salt = NULL, value = NULL WHERE fact_id = ? AND digest = ?"
    driver(connection).executemany(sql, [(erased.fact, digest) for digest in erased.digests])


def forget_all_erased(execute: Execute) -> None:
    """For facts that come from an older copy, in which values still stand that were erased later."""
    execute(
        "UPDATE private_data SET salt = NULL, value = NULL WHERE (fact_id, digest) IN "
        "(SELECT of_fact, digest FROM erased_value)",
        (),
    )


def erased_since(execute: Execute, position: int) -> bool:
    """Was anything erased by the facts behind this position of the journal?"""
    sql = "SELECT 1 FROM erased_value e JOIN fact f ON f.fact_id = e.fact_id WHERE f.rowid > ? LIMIT 1"
    return any(True for _ in execute(sql, (position,)))
