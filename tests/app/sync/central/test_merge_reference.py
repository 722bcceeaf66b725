"""The centre and the program name the same tables and columns."""

from app.store.schema import reference_metadata
from app.sync.central.merge_reference import KINDS
from tests.factories.central import Central

PLACE = ["xid", "part", "change"]


def test_the_kinds_are_those_of_the_centre(central: Central) -> None:
    with central.admin() as admin:
        assert admin.execute("SELECT counter.reference_kinds()").fetchone() == (list(KINDS),)


def test_each_table_has_the_columns_of_the_reference_file_then_its_place_in_the_feed(central: Central) -> None:
    with central.admin() as admin:
        for kind in KINDS:
            found = admin.execute(
                "SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute "
                "WHERE attrelid = %s::regclass AND attnum > 0",
                (f"counter.reference_{kind}",),
            ).fetchone()
            assert found == ([column.name for column in reference_metadata.tables[kind].columns] + PLACE,)
