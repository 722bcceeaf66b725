"""What an administrator sees at one look: who is there, what is odd, what about the server is a risk."""

import pytest

from app.journal.chain import Signer
from app.sync.central.status import Risk, central_status
from tests.factories.central import Central
from tests.factories.central_chain import Chain

TWICE = "00000000-0000-7000-8000-00000000beef"


def test_an_empty_centre(central: Central) -> None:
    status = central_status(central.dsn)
    assert (status.workstations, status.exceptions, status.open_enrolments, status.stalled_seconds) == ((), 0, 0, 0.0)


def test_who_is_there_and_what_came(central: Central) -> None:
    for number, code in enumerate(("A2", "B1"), 1):
        chain = Chain(code, signer=Signer(bytes(31) + bytes([number])))
        central.enrol(code, key=chain.signer)
        chain.add(2, fact_id="")
        chain.add(fact_id=TWICE)
        with central.workstation(code) as session:
            chain.push(session)
            status = central_status(central.dsn)
            assert [each.sessions for each in status.workstations if each.workstation == code] == [1]
    a2, b1 = status.workstations
    assert (a2.facts, a2.activity_cents, b1.facts, b1.activity_cents) == (3, -1500, 3, -1000)
    assert a2.pushed_at is not None and a2.pushed_at <= status.at
    assert status.exceptions == 1
    (odd,) = status.newest_exceptions
    assert (odd.kind, odd.workstation, odd.sequence) == ("fact_id_twice", "B1", 3)
    assert odd.detail == f"{TWICE} stands at A2-1-3"


def test_a_transaction_that_holds_the_feed_back_is_seen(central: Central) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add()
    with central.workstation("A2") as session, session.transaction():
        chain.push(session)
        assert central_status(central.dsn).stalled_seconds > 0


@pytest.mark.parametrize(
    ("setting", "risk"),
    [
        ("password_encryption = 'md5'", Risk.WEAK_PASSWORDS),
        ("synchronous_commit = 'off'", Risk.NOT_DURABLE),
    ],
)
def test_what_about_the_server_is_a_risk(central: Central, setting: str, risk: Risk) -> None:
    """fsync is off here: the tests' server need not outlast a power cut."""
    before = central_status(central.dsn).risks
    assert before == (Risk.NOT_DURABLE,)
    with central.admin() as admin:
        admin.execute(f"ALTER DATABASE {central.database} SET {setting}")
    assert set(central_status(central.dsn).risks) == {Risk.NOT_DURABLE, risk}
