"""The two sets of tables, one a file. Each capability declares its own tables on one of them, in its `tables.py`.

A table marked `READ_TABLE` is a pure function of the facts and can be rebuilt; one marked `APPEND_ONLY` rejects UPDATE
and DELETE by trigger.
"""

from sqlalchemy import MetaData

journal_metadata = MetaData()
"""`journal.db`: facts, their read tables, print jobs, people."""

reference_metadata = MetaData()
"""`reference-<n>.db`: what the city gives; replaceable as a whole."""

APPEND_ONLY = {"append_only": True}
"""`Table(..., info=APPEND_ONLY)`: rows are never changed or removed."""

READ_TABLE = {"append_only": True, "read_table": True}
"""`Table(..., info=READ_TABLE)`: a projection of the facts; a rebuild makes the same rows anew."""


def append_only_triggers(metadata: MetaData) -> list[str]:
    """The statements that make every append-only table reject UPDATE and DELETE."""
    return [
        f"CREATE TRIGGER {table.name}_rejects_{verb.lower()} BEFORE {verb} ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
        for table in metadata.sorted_tables
        if table.info.get("append_only")
        for verb in ("UPDATE", "DELETE")
    ]
