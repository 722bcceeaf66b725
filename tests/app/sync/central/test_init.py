"""A database becomes the centre, once or again, and never one of a newer program."""

from pathlib import Path

import psycopg

from app.sync.central.audit import audit
from app.sync.central.init import init
from app.sync.central.private_cluster import PrivateCluster
from tests.factories.central import Central

OLD = Path(__file__).parent / "old_centres"
"""A centre of each released schema, as `pg_dump --inserts` wrote it."""


def test_an_empty_database_becomes_the_centre(empty_database: str) -> None:
    made = init(empty_database)
    assert (made.before, made.now) == ("", "0003")


def test_once_more_changes_nothing(central: Central) -> None:
    central.enrol("A2")
    made = init(central.dsn)
    assert made.before == made.now
    with central.workstation("A2") as a2:
        assert a2.execute("SELECT workstation FROM counter.heads(1)").fetchall() == [("A2",)]


def test_the_first_schema_is_upgraded_with_all_it_holds(cluster: PrivateCluster, empty_database: str) -> None:
    """The roles are those of the template's centre on the same server."""
    with psycopg.connect(empty_database, autocommit=True) as admin:
        admin.execute((OLD / "0001.sql").read_bytes())
    made = init(empty_database)
    assert (made.before, made.now) == ("0001", "0003")
    with psycopg.connect(empty_database) as admin:
        assert admin.execute("SELECT workstation, head_sequence FROM counter.chain ORDER BY 1").fetchall() == [
            ("A2", 3),
            ("B1", 2),
        ]
        assert admin.execute("SELECT count(*) FROM counter.bundle_key").fetchall() == [(1,)]
    audited = audit(empty_database)
    assert (audited.facts, audited.findings) == (5, ())
    now = Central(cluster, empty_database.partition("dbname=")[2])
    now.enrol("C1")
    with now.workstation("C1") as c1:
        assert c1.execute("SELECT workstation FROM counter.heads(1)").fetchall() == [("A2",), ("C1",)]
        assert c1.execute("SELECT load_id FROM counter.reference_cursor(1)").fetchall() == [(0,)]


def test_the_keys_for_bundles_are_made_once(central: Central) -> None:
    with central.admin() as admin:
        before = admin.execute("SELECT * FROM counter.bundle_key").fetchall()
        init(central.dsn)
        assert admin.execute("SELECT * FROM counter.bundle_key").fetchall() == before
