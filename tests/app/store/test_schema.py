"""Tables marked append-only reject UPDATE and DELETE, whoever asks."""

from pathlib import Path

import pytest

from app.store.schema import append_only_triggers, journal_metadata
from tests.factories.journal import count, open_journal


def test_every_append_only_table_has_both_triggers() -> None:
    marked = [table for table in journal_metadata.tables.values() if table.info.get("append_only")]
    assert len(append_only_triggers(journal_metadata)) == 2 * len(marked)


@pytest.mark.parametrize("table", ["fact", "posting", "workstation", "chain_device"])
@pytest.mark.parametrize("change", ["UPDATE {} SET generation = 2", "DELETE FROM {}"])
def test_changing_or_removing_is_rejected(tmp_path: Path, table: str, change: str) -> None:
    services = open_journal(tmp_path)
    count(services)
    with services.plain_work() as work, pytest.raises(Exception, match="append-only"):
        work.connection.exec_driver_sql(change.format(table))
    services.close()
