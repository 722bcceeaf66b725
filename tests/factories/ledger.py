"""What a journal holds, read by a test behind the workflows' backs."""

from sqlalchemy import func, select

from app.journal.fact import Fact
from app.journal.tables import fact, posting
from app.workplace import Services


def fact_count(services: Services) -> int:
    """How many facts there are: the same before and after a refusal."""
    with services.read_journal() as connection:
        return connection.scalar(select(func.count()).select_from(fact)) or 0


def read_fact(services: Services, fact_id: str) -> Fact:
    """One fact."""
    with services.read_journal() as connection:
        row = connection.execute(select(fact.c.envelope, fact.c.body).where(fact.c.fact_id == fact_id)).one()
    return services.kinds.read(row.envelope, row.body)


def ledger(services: Services, column: str = "ledger_account") -> dict[str, int]:
    """Sums of all postings by ledger account, or by another column; those of zero are left out."""
    with services.read_journal() as connection:
        sums = select(posting.c[column], func.sum(posting.c.amount_cents)).group_by(posting.c[column])
        return {name: int(cents) for name, cents in connection.execute(sums) if cents and name}


def stored_bytes(services: Services, *without: str) -> bytes:
    """Everything in every table of the journal, but those named: where a private value must not be found."""
    found = []
    with services.read_journal() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        for table in tables:
            if table not in without:
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
                    found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(found)
