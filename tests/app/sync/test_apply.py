"""Rows that facts of different workstations give never meet: a collision would hold a whole chain up."""

from app.journal.rebuild import read_tables
from tests.factories.schema import import_every_table

KEYED_BY_WHAT_ONE_FACT_MADE = {
    "approval_request",
    "bank_deposit_shift",
    "count_difference",
    "count_expected",
    "issued_thing",
    "open_return",
    "shift",
}
"""Their keys have the id of the only fact that gives them rows, under another name."""


def test_the_key_of_every_read_table_names_the_fact_or_its_workstation() -> None:
    import_every_table()
    keys = {table.name: {column.name for column in table.primary_key.columns} for table in read_tables()}
    shared = {name for name, key in keys.items() if not key & {"fact_id", "workstation"}}
    assert shared == KEYED_BY_WHAT_ONE_FACT_MADE


def test_no_other_index_of_a_read_table_is_unique() -> None:
    import_every_table()
    assert [index.name for table in read_tables() for index in table.indexes if index.unique] == []
