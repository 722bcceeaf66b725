"""SQLAlchemy's SQLite as this program uses it: SQLAlchemy begins each transaction, and a writer's at once.

The driver runs in autocommit, so that it begins none itself. A listener of the engine could do the same, but an engine
that has listeners asks for them around every statement of the program.
"""

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import PoolProxiedConnection


class Reader(SQLiteDialect_pysqlite):
    """Begins when something is read."""

    supports_statement_cache = True
    begin = "BEGIN"

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Begins on the driver's connection."""
        dbapi_connection.dbapi_connection.execute(self.begin)  # type: ignore[union-attr] # a live connection has its driver


class Writer(Reader):
    """Begins IMMEDIATE, so that a refusal to write comes at the start."""

    supports_statement_cache = True
    begin = "BEGIN IMMEDIATE"


READER, WRITER = "civic_reader", "civic_writer"
"""How URLs of engines call them: `sqlite+civic_reader://`."""
registry.register(f"sqlite.{READER}", __name__, Reader.__name__)
registry.register(f"sqlite.{WRITER}", __name__, Writer.__name__)
