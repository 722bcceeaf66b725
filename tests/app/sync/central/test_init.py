"""A database becomes the centre, once or again, and never one of a newer program."""

from app.sync.central.init import init
from tests.factories.central import Central


def test_an_empty_database_becomes_the_centre(empty_database: str) -> None:
    made = init(empty_database)
    assert (made.before, made.now) == ("", "0001")


def test_once_more_changes_nothing(central: Central) -> None:
    central.enrol("A2")
    made = init(central.dsn)
    assert made.before == made.now
    with central.workstation("A2") as a2:
        assert a2.execute("SELECT workstation FROM counter.heads(1)").fetchall() == [("A2",)]
