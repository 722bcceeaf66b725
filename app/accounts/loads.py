"""What reference data is in force: one line for each source system, for the settings page."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts import tables as t
from app.workplace import Services


@dataclass(frozen=True)
class LoadedSource:
    """A source system's last load; instants UTC microseconds, `as_of_us` the one its rows speak of."""

    source_system: str
    as_of_us: int
    loaded_at_us: int
    row_count: int
    reject_count: int


def loaded_sources(services: Services) -> tuple[LoadedSource, ...]:
    """Every source system of the reference data in force, by name; nothing before the first load."""
    if services.reference.current() is None:
        return ()
    newest = select(func.max(t.load.c.id)).group_by(t.load.c.source_id)
    found = (
        select(t.source_system.c.name, t.load)
        .join(t.source_system, t.source_system.c.id == t.load.c.source_id)
        .where(t.load.c.id.in_(newest))
        .order_by(t.source_system.c.name)
    )
    with services.reference.read() as connection:
        return tuple(
            LoadedSource(row.name, row.as_of_us, row.loaded_at_us, row.row_count, row.reject_count)
            for row in connection.execute(found)
        )
