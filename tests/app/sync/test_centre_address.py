"""What a person may type as the centre's address, and how one connects to it."""

from pathlib import Path

import pytest

from app.sync.centre_address import CA_FILE, CentreAddress, CentreAddressRefusal
from tests.factories.outcomes import refused


@pytest.mark.parametrize(
    ("typed", "servers", "database"),
    [
        ("db.city.gov", (("db.city.gov", 5432),), "civic"),
        (" db.city.gov:5433/counter ", (("db.city.gov", 5433),), "counter"),
        ("db1.city.gov,db2.city.gov:5440", (("db1.city.gov", 5432), ("db2.city.gov", 5440)), "civic"),
        ("[::1]:5433/civic", (("::1", 5433),), "civic"),
        ("10.1.2.3", (("10.1.2.3", 5432),), "civic"),
    ],
)
def test_what_is_an_address(typed: str, servers: tuple[tuple[str, int], ...], database: str) -> None:
    assert CentreAddress.parse(typed) == CentreAddress(servers, database)


@pytest.mark.parametrize(
    "typed", ["", "db city", "db,", "db:0", "db:70000", "db/civic/x", "db' password=x", "db/ci vic", "-db", "x" * 500]
)
def test_what_is_none(typed: str) -> None:
    assert refused(lambda: CentreAddress.parse(typed)) is CentreAddressRefusal.ADDRESS_MALFORMED


def test_off_this_machine_the_server_must_prove_its_name(tmp_path: Path) -> None:
    address = CentreAddress.parse("db.city.gov")
    assert "sslmode='verify-full' sslrootcert='system'" in address.dsn("ws_a2", "secret", tmp_path)
    (tmp_path / CA_FILE).write_text("")
    assert f"sslrootcert='{tmp_path / CA_FILE}'" in address.dsn("ws_a2", "secret", tmp_path)


def test_here_it_need_not(tmp_path: Path) -> None:
    for typed in ("localhost", "127.0.0.1:5433", "[::1]"):
        assert "sslmode='prefer'" in CentreAddress.parse(typed).dsn("ws_a2", "secret", tmp_path)
    assert "verify-full" in CentreAddress.parse("localhost,db.city.gov").dsn("ws_a2", "secret", tmp_path)


def test_nobody_is_sent_a_password_in_the_clear(tmp_path: Path) -> None:
    words = CentreAddress.parse("db.city.gov").dsn("ws_a2", r"it's \ here", tmp_path)
    assert "require_auth='scram-sha-256'" in words
    assert r"password='it\'s \\ here'" in words
