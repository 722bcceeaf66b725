"""A revoked workstation: no login, no session, no lease, and what it pushed stays."""

import psycopg
import pytest

from app.sync.central.revoke import RevocationRefusal, Revoked, revoke
from app.sync.protocol import PushStatus
from tests.factories.central import NONCE, Central
from tests.factories.central_chain import Chain, hello, pull
from tests.factories.outcomes import refused


def test_its_sessions_end_and_it_cannot_come_back(central: Central) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(2)
    with central.workstation("A2") as session:
        assert chain.push(session).status == PushStatus.OK
        assert revoke(central.dsn, "A2") == Revoked("A2", 1)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError), central.workstation("A2"):
        pass
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) FROM counter.fact").fetchone() == (2,)


def test_a_session_that_survived_gets_nothing(central: Central) -> None:
    """Should ending it fail: every function asks again who is calling."""
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(2)
    with central.workstation("A2") as session, central.admin() as admin:
        admin.execute("SELECT counter.revoke('A2')")
        assert chain.push(session).status == PushStatus.REVOKED
        assert hello(session, 1, NONCE, NONCE)[0] == "revoked"
        with pytest.raises(psycopg.Error) as raised:
            pull(session)
        assert raised.value.sqlstate == "CC002"
        minted = session.execute("SELECT * FROM counter.next_generation(1, 0, %s, %s)", (b"k" * 32, NONCE))
        assert minted.fetchone() == ("revoked", 0)


def test_its_leases_are_burnt(central: Central) -> None:
    central.enrol("A2")
    with central.admin() as admin:
        admin.execute("INSERT INTO counter.lease VALUES ('pass', 1, 500, 'A2')")
        revoke(central.dsn, "A2")
        assert admin.execute("SELECT burnt_at IS NOT NULL FROM counter.lease").fetchone() == (True,)


def test_once_more_does_no_harm(central: Central) -> None:
    central.enrol("A2")
    assert revoke(central.dsn, "A2") == revoke(central.dsn, "A2")


def test_nobody_is_not_revoked(central: Central) -> None:
    assert refused(lambda: revoke(central.dsn, "B1")) is RevocationRefusal.WORKSTATION_UNKNOWN
