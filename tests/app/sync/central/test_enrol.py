"""Coming in: once, in time, as the workstation that was meant, with a password that the centre never sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from app.ids import SystemIds
from app.sync.central.enrol import EnrolmentRefusal, make_enrolment
from app.sync.central.enrolment_code import EnrolmentCode
from app.sync.central.revoke import revoke
from app.sync.protocol import EnrolStatus
from tests.factories.central import NONCE, Central, Connection
from tests.factories.outcomes import refused

VERIFIER = "SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy"


@contextmanager
def invited(central: Central, code: EnrolmentCode) -> Iterator[Connection]:
    """A session of the login that the code names."""
    dsn = central.dsn.replace("user=civic", f"user={code.login}").replace(central.cluster.password, code.password)
    with psycopg.connect(dsn, autocommit=True) as session:
        yield session


def enrol(
    session: Connection, workstation: str = "A2", verifier: str = VERIFIER, keys: tuple[bytes, ...] = (b"k" * 32,)
) -> tuple[Any, ...]:
    """(status, login, office, generation, the two public keys for bundles)"""
    generations = list(range(1, len(keys) + 1))
    call = "SELECT * FROM counter.enrol(1, %s, %s, %s, %s, %s)"
    return tuple(session.execute(call, (workstation, generations, list(keys), verifier, NONCE)).fetchall()[0])


def made(central: Central, workstation: str | None = "A2", office: str = "main") -> EnrolmentCode:
    """A fresh code."""
    return make_enrolment(central.dsn, office, workstation, SystemIds()).code


def test_a_workstation_comes_in(central: Central) -> None:
    with invited(central, made(central)) as session:
        answer = enrol(session)
    with central.admin() as admin:
        keys = admin.execute("SELECT sealing_public, signing_public FROM counter.bundle_key").fetchall()
    assert answer == (EnrolStatus.OK, f"ws_a2_{central.database}", "main", 1, *keys[0])


def test_a_code_works_once(central: Central) -> None:
    code = made(central)
    with invited(central, code) as session:
        assert enrol(session)[0] == EnrolStatus.OK
        assert enrol(session, "A3")[0] == EnrolStatus.EXPIRED
    with pytest.raises(psycopg.OperationalError), invited(central, code):
        pass


def test_a_code_ends_after_ten_minutes(central: Central) -> None:
    code = made(central)
    with invited(central, code) as session, central.admin() as admin:
        admin.execute("UPDATE counter.enrolment SET valid_until = now() - interval '1 second'")
        assert enrol(session)[0] == EnrolStatus.EXPIRED
        admin.execute(f"ALTER ROLE {code.login} VALID UNTIL '2020-01-01'")
    with pytest.raises(psycopg.OperationalError), invited(central, code):
        pass


def test_old_codes_are_swept_away(central: Central) -> None:
    code = made(central)
    with central.admin() as admin:
        admin.execute("UPDATE counter.enrolment SET valid_until = now() - interval '1 second'")
        made(central)
        assert admin.execute("SELECT FROM pg_roles WHERE rolname = %s", (code.login,)).fetchall() == []


def test_another_workstation_than_was_meant(central: Central) -> None:
    with invited(central, made(central)) as session:
        assert enrol(session, "B1")[0] == EnrolStatus.WRONG_CODE
        assert enrol(session)[0] == EnrolStatus.OK


@pytest.mark.parametrize("code", ["a2", "A", "", "A2; DROP", "ABCDEFG"])
def test_a_code_that_is_none(central: Central, code: str) -> None:
    with invited(central, made(central, None)) as session:
        assert enrol(session, code)[0] == EnrolStatus.WRONG_CODE


def test_a_machine_with_facts_keeps_its_code_and_all_its_chains(central: Central) -> None:
    with invited(central, made(central, None)) as session:
        assert enrol(session, "W7K2P", keys=(b"k" * 32, b"l" * 32))[3] == 2
    with central.admin() as admin:
        rows = admin.execute("SELECT generation, public_key FROM counter.chain ORDER BY generation").fetchall()
        assert rows == [(1, b"k" * 32), (2, b"l" * 32)]


def test_a_code_that_is_taken(central: Central) -> None:
    with invited(central, made(central)) as session:
        assert enrol(session)[0] == EnrolStatus.OK
    assert refused(lambda: made(central)) is EnrolmentRefusal.CODE_TAKEN
    with invited(central, made(central, None)) as session:
        assert enrol(session)[0] == EnrolStatus.CODE_TAKEN


@pytest.mark.parametrize("verifier", ["secret", "", "md5" + "0" * 32, "SCRAM-SHA-256$4096:x", VERIFIER + "' LOGIN"])
def test_a_password_in_the_clear_is_not_taken(central: Central, verifier: str) -> None:
    with invited(central, made(central)) as session:
        assert enrol(session, verifier=verifier)[0] == EnrolStatus.MALFORMED


def test_a_revoked_code_comes_in_again_in_a_new_generation(central: Central) -> None:
    with invited(central, made(central)) as session:
        enrol(session)
    revoke(central.dsn, "A2")
    assert refused(lambda: made(central, office="hub")) is EnrolmentRefusal.OTHER_OFFICE
    with invited(central, made(central)) as session:
        assert enrol(session, keys=(b"n" * 32,))[3] == 2


def test_the_same_machine_goes_on_where_it_was(central: Central) -> None:
    """Its answer was lost, or it was put out by mistake."""
    for _ in range(2):
        with invited(central, made(central)) as session:
            assert enrol(session, keys=(b"k" * 32, b"l" * 32))[:4] == (
                EnrolStatus.OK,
                f"ws_a2_{central.database}",
                "main",
                2,
            )
        revoke(central.dsn, "A2")


def test_an_old_copy_of_it_is_told_so_by_its_first_hello(central: Central) -> None:
    with invited(central, made(central)) as session:
        enrol(session, keys=(b"k" * 32, b"l" * 32))
    revoke(central.dsn, "A2")
    with invited(central, made(central)) as session:
        assert enrol(session, keys=(b"k" * 32,))[3] == 1
    with central.admin() as admin:
        assert admin.execute("SELECT generation FROM counter.workstation").fetchone() == (2,)


def test_a_revoked_code_comes_in_again_only_by_its_name(central: Central) -> None:
    with invited(central, made(central)) as session:
        enrol(session)
    revoke(central.dsn, "A2")
    with invited(central, made(central, None)) as session:
        assert enrol(session)[0] == EnrolStatus.CODE_TAKEN


@pytest.mark.parametrize("office", ["", "Main", "main office", "-", "a" * 41, "x'; --"])
def test_an_office_that_is_none(central: Central, office: str) -> None:
    assert refused(lambda: made(central, office=office)) is EnrolmentRefusal.OFFICE_MALFORMED


def test_a_workstation_that_is_none(central: Central) -> None:
    assert refused(lambda: made(central, "a2")) is EnrolmentRefusal.CODE_MALFORMED
