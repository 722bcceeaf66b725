"""Coming in from the workstation's side, against a real centre: what is asked, what is refused, what is kept."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import Edges, open_services, set_up
from app.errors import Refused, Unavailable
from app.identity.demo_people import BRANDT, TRAN
from app.identity.refusals import IdentityRefusal
from app.ids import SystemIds
from app.sync.central.enrol import make_enrolment
from app.sync.central.enrolment_code import EnrolmentCodeRefusal
from app.sync.central.revoke import revoke
from app.sync.centre_address import CentreAddressRefusal
from app.sync.enrol import JoinCentre, Joined, JoinFailure, JoinRefusal, join, kept_centre
from app.sync.standing import standing
from app.sync.types import Stop
from app.workplace import Services
from tests.factories.central import Central
from tests.factories.outcomes import refused
from tests.factories.people import Office, open_office
from tests.factories.workstation import COUNTER_A2, fake_edges


def invitation(central: Central, workstation: str | None = "A2", office: str = "main") -> JoinCentre:
    """A fresh code, and where to use it."""
    code = make_enrolment(central.dsn, office, workstation, SystemIds()).code
    return JoinCentre(f"127.0.0.1:{central.cluster.port}/{central.database}", code.text)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Counter A2, which has worked alone."""
    opened = open_office(tmp_path / "data")
    yield opened
    opened.services.close()


def until_all_is_sent(services: Services) -> None:
    """As long as the worker takes."""
    pause = threading.Event()
    while standing(services).status.waiting:
        services.sync.exchange_now()
        pause.wait(0.05)


def until_stopped(services: Services, why: Stop | None) -> None:
    """Until the exchange stands for this reason, or goes on."""
    pause = threading.Event()
    while standing(services).status.stopped is not why or not standing(services).status.exchanged_at_us:
        services.sync.exchange_now()
        pause.wait(0.05)


def come_in(office: Office, command: JoinCentre) -> Joined:
    """As an administrator."""
    return join(office.services, office.session(BRANDT), command)


def test_a_workstation_that_worked_alone_comes_in_and_sends_all_it_holds(office: Office, central: Central) -> None:
    assert come_in(office, invitation(central)) == Joined("main")
    assert office.services.sync.begin(office.services)
    until_all_is_sent(office.services)
    with central.admin() as admin:
        there = admin.execute("SELECT count(*) FROM counter.fact WHERE workstation = 'A2'").fetchone()
    with office.services.read_journal() as connection:
        here = connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one()
    assert there == (here,) and here > 1


def test_what_is_needed_is_kept_and_only_here(office: Office, central: Central) -> None:
    come_in(office, invitation(central))
    with office.services.read_journal() as connection:
        centre = kept_centre(connection)
    assert centre is not None and centre.login.startswith("ws_a2_") and centre.password not in repr(centre)
    with central.admin() as admin:
        stored = admin.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (centre.login,)).fetchone()
    assert stored and stored[0].startswith("SCRAM-SHA-256$") and centre.password not in stored[0]


def test_a_fresh_workstation_gets_its_office_from_the_centre(central: Central, tmp_path: Path) -> None:
    services = set_up(tmp_path / "data", COUNTER_A2, fake_edges(), invitation(central, office="hub"))
    assert (services.device.office, services.place.office, services.device.generation) == ("hub", "hub", 1)
    assert standing(services).centre is not None
    services.close()


def test_a_fresh_workstation_that_is_refused_leaves_nothing(central: Central, tmp_path: Path) -> None:
    assert (
        refused(lambda: set_up(tmp_path / "data", COUNTER_A2, fake_edges(), invitation(central, "B7")))
        is JoinRefusal.WRONG_CODE
    )
    edges = fake_edges()
    services = set_up(tmp_path / "data", COUNTER_A2, edges, invitation(central))
    services.close()


def test_who_may_not_and_what_is_mistyped(office: Office) -> None:
    """In the order of the tests: none of them asks the centre."""
    assert (
        refused(lambda: join(office.services, office.session(TRAN), JoinCentre("", "")))
        is IdentityRefusal.NOT_PERMITTED
    )
    assert refused(lambda: come_in(office, JoinCentre("", ""))) is CentreAddressRefusal.ADDRESS_MALFORMED
    assert refused(lambda: come_in(office, JoinCentre("db.city.gov", "K7QF3"))) is EnrolmentCodeRefusal.CODE_LENGTH
    assert (
        refused(lambda: come_in(office, JoinCentre("db.city.gov", "AAAAA" * 6))) is EnrolmentCodeRefusal.CODE_MISTYPED
    )


def test_refusals_in_their_order(office: Office, central: Central) -> None:
    """Those of the centre's own stand below, one a test."""
    nobody = invitation(central)
    assert refused(lambda: come_in(office, invitation(central, "B7"))) is JoinRefusal.WRONG_CODE
    used = invitation(central)
    assert come_in(office, used) == Joined("main")
    assert refused(lambda: come_in(office, nobody)) is JoinRefusal.ALREADY_JOINED


def test_a_revoked_workstation_comes_in_again_with_a_new_code(office: Office, central: Central) -> None:
    """In the generation that it was in, over a new login; the worker that was stopped goes on."""
    come_in(office, invitation(central))
    office.services.sync.begin(office.services)
    until_all_is_sent(office.services)
    revoke(central.dsn, "A2")
    until_stopped(office.services, Stop.REVOKED)
    assert come_in(office, invitation(central)) == Joined("main")
    assert office.services.sync.begin(office.services)
    until_stopped(office.services, None)
    until_all_is_sent(office.services)


def test_a_code_that_was_used_or_is_too_old_is_not_let_in(office: Office, central: Central) -> None:
    command = invitation(central)
    with central.admin() as admin:
        admin.execute("UPDATE counter.enrolment SET valid_until = now() - interval '1 second'")
    assert refused(lambda: come_in(office, command)) is JoinRefusal.EXPIRED
    other = make_enrolment(central.dsn, "main", "A2", SystemIds()).code
    with central.admin() as admin:
        admin.execute(f"DROP ROLE {other.login}")
    assert refused(lambda: come_in(office, JoinCentre(command.address, other.text))) is JoinRefusal.NOT_LET_IN


def test_a_code_that_is_enrolled_already(office: Office, central: Central) -> None:
    command = invitation(central, None)
    central.enrol("A2")
    assert refused(lambda: come_in(office, command)) is JoinRefusal.CODE_TAKEN


def test_a_code_that_was_revoked_goes_on_in_a_new_generation(office: Office, central: Central) -> None:
    """From the next start on: what was recorded before stays where it is, and all of it arrives."""
    central.enrol("A2")
    revoke(central.dsn, "A2")
    assert come_in(office, invitation(central)) == Joined("main", start_again=True)
    office.services.close()
    edges = Edges(office.services.clock, office.services.ids, office.services.policies, office.services.keys)
    again = open_services(office.services.folder, edges)
    assert again.device.generation == 2 and standing(again).centre is not None
    assert again.sync.begin(again)
    until_all_is_sent(again)
    again.close()


def test_a_machine_whose_answer_was_lost_comes_in_again_as_it_was(office: Office, central: Central) -> None:
    """The centre took it, the machine never heard: somebody revokes the code and makes another."""
    central.enrol("A2", key=office.services.device.signer)
    revoke(central.dsn, "A2")
    assert come_in(office, invitation(central)) == Joined("main")


def test_a_database_that_is_no_centre(office: Office, central: Central) -> None:
    command = invitation(central)
    with central.admin() as admin:
        admin.execute("ALTER SCHEMA counter RENAME TO something")
    assert refused(lambda: come_in(office, command)) is JoinRefusal.NOT_A_CENTRE


def test_nobody_answers(office: Office, central: Central) -> None:
    command = invitation(central)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(Unavailable, match=JoinFailure.NO_ANSWER.name):
            come_in(office, JoinCentre(f"127.0.0.1:{nobody.getsockname()[1]}/civic", command.code))
    assert come_in(office, command) == Joined("main")


def test_alone_nothing_waits_and_nothing_is_begun(office: Office) -> None:
    assert not office.services.sync.begin(office.services)
    found = standing(office.services)
    assert found.centre is None and not found.status.enrolled and not found.clock_is_off
    with pytest.raises(Refused):
        come_in(office, JoinCentre("db.city.gov", ""))
