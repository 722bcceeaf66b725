"""A database becomes the centre, once or again, and never one of a newer program."""

from app.sync.central.init import init
from app.sync.central.private_cluster import PrivateCluster
from tests.factories.central import Central
from tests.factories.central_chain import Chain


def test_an_empty_database_becomes_the_centre(empty_database: str) -> None:
    made = init(empty_database)
    assert (made.before, made.now) == ("", "0002")


def test_once_more_changes_nothing(central: Central) -> None:
    central.enrol("A2")
    made = init(central.dsn)
    assert made.before == made.now
    with central.workstation("A2") as a2:
        assert a2.execute("SELECT workstation FROM counter.heads(1)").fetchall() == [("A2",)]


def test_the_first_schema_is_upgraded_with_what_it_holds(cluster: PrivateCluster, empty_database: str) -> None:
    init(empty_database, "0001")
    old = Central(cluster, empty_database.partition("dbname=")[2])
    old.enrol("A2")
    chain = Chain()
    chain.add(3)
    with old.workstation("A2") as a2:
        chain.push(a2)
    made = init(empty_database)
    assert (made.before, made.now) == ("0001", "0002")
    with old.workstation("A2") as a2:
        assert a2.execute("SELECT sequence FROM counter.heads(1)").fetchall() == [(3,)]
        assert a2.execute("SELECT load_id FROM counter.reference_cursor(1)").fetchall() == [(0,)]
