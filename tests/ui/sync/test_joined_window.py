"""The whole way in the real window: joined in the wizard, a payment by keys, seen at a second workstation, and back."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import KINDS, Edges, open_services
from app.drawers import open_shift
from app.ids import SystemIds
from app.journal.tables import fact
from app.sync.central.enrol import make_enrolment
from app.sync.standing import standing
from app.workplace import Services
from resources.texts import use_language
from tests.factories.central import Central
from tests.factories.counter import CASHIER, SMALL_ACCOUNT, Counter, open_counter, write_reference
from tests.factories.payments import pay
from tests.factories.program import Running
from tests.factories.synced import Synced
from tests.factories.workstation import fake_edges
from tests.ui.identity.test_first_run_page import Wizard
from ui.identity.first_run_city import CentreDataStep
from ui.identity.first_run_page import FirstRunPage
from ui.identity.first_run_sequence import last_step
from ui.identity.first_run_work import FirstRun, find
from ui.operations import Operations
from ui.shell.status_strip import StripPart


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path, central: Central) -> Iterator[Running]:
    """A2: through the wizard into the city's centre, Okafor's bill loaded, a drawer open, L. Brandt at work."""
    run = through_the_wizard(qtbot, tmp_path / "a2", central)
    write_reference(run.services, (SMALL_ACCOUNT,))
    open_shift.record(run.services, run.session, open_shift.OpenShift(run.services.ids.new_id(), {2000: 5}))
    running = Running(qtbot, run.services)
    running.program.start_as(run.session)
    running.until(lambda: running.counter.desk.state is not None)
    yield running
    running.close()
    use_language("en")


def join_in_the_wizard(qtbot: QtBot, folder: Path, central: Central, edges: Edges) -> Wizard:
    """By keys alone, until its administrator is asked for."""
    wizard = Wizard(qtbot, folder, edges)
    wizard.enter()
    wizard.keyboard.press("Down")
    wizard.enter()
    wizard.through_counter()
    code = make_enrolment(central.dsn, "main", "A2", SystemIds()).code.text
    wizard.answer(f"127.0.0.1:{central.cluster.port}/{central.database}", code)
    wizard.until(lambda: wizard.page.at == "name")
    return wizard


def through_the_wizard(qtbot: QtBot, folder: Path, central: Central) -> FirstRun:
    """To its end."""
    wizard = join_in_the_wizard(qtbot, folder, central, fake_edges())
    wizard.answer("L. Brandt")
    wizard.through_secrets()
    wizard.page._finish()
    wizard.window.hide()
    return wizard.finished[0]


@pytest.fixture
def second(tmp_path: Path, central: Central) -> Iterator[tuple[Synced, Counter]]:
    """A3 of the same office, which exchanges when the test says so."""
    with ExitStack() as stack:
        counter = open_counter(tmp_path / "a3", (SMALL_ACCOUNT,), edges=fake_edges(3), code="A3")
        stack.callback(counter.services.close)
        synced = Synced.enrolled(central, counter.services, KINDS)
        stack.callback(synced.link.close)
        yield synced, counter


def payments(services: Services) -> set[str]:
    """Workstations whose payments stand here."""
    with services.read_journal() as connection:
        return set(connection.execute(fact.select().where(fact.c.kind == "PaymentTaken")).scalars())


def part(running: Running, key: str) -> StripPart:
    """What a part of the strip says."""
    return running.program.window.strip.button(key)._part


def test_a_payment_by_keys_arrives_at_the_second_workstation_and_one_comes_back(
    joined: Running, second: tuple[Synced, Counter]
) -> None:
    synced, counter = second
    joined.keyboard.press("F2")
    joined.keyboard.type("10-007733-9")
    joined.keyboard.press("Enter")
    joined.until(lambda: joined.sale_lines() == ["10-007733-9"])
    joined.keyboard.press("F5")
    joined.keyboard.press("Enter")
    joined.keyboard.press("Enter")
    joined.until(lambda: payments(joined.services) == {"A2"})
    joined.until(lambda: standing(joined.services).status.waiting == 0)
    joined.until(lambda: part(joined, "sync").words == "All sent" and part(joined, "network").words == "Online")
    synced.exchange()
    assert payments(counter.services) == {"A2"}
    pay(counter)
    synced.exchange()
    joined.services.sync.exchange_now()
    joined.until(lambda: payments(joined.services) == {"A2", "A3"})


def test_a_wizard_that_goes_on_after_it_joined_still_takes_the_city_from_the_center(
    qtbot: QtBot, tmp_path: Path, central: Central
) -> None:
    edges = fake_edges()
    wizard = join_in_the_wizard(qtbot, tmp_path / "a2", central, edges)
    wizard.page.let_go()
    services = open_services(tmp_path / "a2", edges)
    page = FirstRunPage(tmp_path / "a2", edges, services=services, found=find(services))
    qtbot.addWidget(page)
    assert page.at == "name"
    step = last_step("data", page.draft, Operations(services), CASHIER)
    qtbot.addWidget(step)
    assert isinstance(step, CentreDataStep)
    services.close()
