"""The whole program on counter A2 of a small demo city: its six people with PINs, M. Reyes' drawer open.

Made once a test run and copied; the key stands in a file, so that another process can open the copy too.
"""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Edges, open_services, set_up
from app.demo import COUNTER_A2, FLOAT_PIECES, demo_session
from app.drawers import open_shift
from app.identity.attempts import keep_secret
from app.identity.demo_people import REYES, DemoPerson, add_demo_people
from app.identity.permissions import Session
from app.identity.queries import find_person, people_to_sign_in
from app.identity.sign_in import new_session
from app.lanes import READ_LANES
from app.policies import Policies
from app.reports.device_state import device_state
from app.store.keys import KeyFile
from app.workplace import Services
from resources.texts import use_language
from tests.factories.city import build_city
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keyboard import Keyboard
from tests.fakes.patience import SOON
from ui.context import WindowContext
from ui.identity.sign_in_page import SignInPage
from ui.payments.take_payment_page import TakePaymentPage
from ui.program import Program
from ui.shell.arriving_page import ArrivingPage
from ui.shell.page import Page
from ui.theme import theme
from ui.ways import Ways


def copy_workstation(folder: Path) -> Path:
    """The data folder of counter A2, closed."""
    shutil.copytree(_template(), folder, dirs_exist_ok=True)
    return folder


def edges_of(folder: Path, seed: int = 1) -> Edges:
    """The key as it stands in the folder, a still clock a little after the shift was opened."""
    clock = FakeClock()
    clock.advance(60)
    return Edges(clock, FakeIds(seed), Policies(), KeyFile(folder))


def open_copy(folder: Path) -> Services:
    """Counter A2 in `folder`, open; the caller closes it."""
    return open_services(copy_workstation(folder), edges_of(folder))


def id_of(services: Services, demo: DemoPerson) -> str:
    """A person's id."""
    return next(one.person_id for one in people_to_sign_in(services) if one.display_name == demo.display_name)


def session_of(services: Services, demo: DemoPerson = REYES) -> Session:
    """A session without the cost of a PIN."""
    with services.read_journal() as connection:
        person = find_person(connection, id_of(services, demo))
    if person is None:
        raise LookupError(demo.display_name)
    return new_session(services, person)


HELD_SECONDS_MAX = 60
P = TypeVar("P", bound=Page)


class Running:
    """The program with its window, as `ui.run_window` runs it, but in the test's own event loop."""

    def __init__(self, qtbot: QtBot, services: Services) -> None:
        self.qtbot, self.services = qtbot, services
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise LookupError("no QApplication")
        self.program = Program(application, services, device_state(services))
        self.program.window.resize(1366, 768)

    # -- people

    def id_of(self, demo: DemoPerson) -> str:
        """A person's id."""
        return id_of(self.services, demo)

    def session(self, demo: DemoPerson = REYES) -> Session:
        """A session without the cost of a PIN."""
        return session_of(self.services, demo)

    def fail(self, demo: DemoPerson, failures: int) -> None:
        """As if somebody had typed wrong PINs."""
        with self.services.plain_work() as work:
            keep_secret(work.connection, self.id_of(demo), failures=failures)
            work.commit()

    # -- the window

    @property
    def window(self) -> QWidget:
        """Whichever is shown now."""
        return self.program.window

    @property
    def keyboard(self) -> Keyboard:
        """Hands at the window that is shown now."""
        return Keyboard(self.program.window)

    @property
    def context(self) -> WindowContext:
        """What the pages have. Raises LookupError before anybody has signed in."""
        if self.program.context is None:
            raise LookupError("nobody is at work")
        return self.program.context

    @property
    def ways(self) -> Ways:
        """What brings which page. Raises LookupError before anybody has signed in."""
        if self.program.ways is None:
            raise LookupError("nobody is at work")
        return self.program.ways

    @property
    def sign_in_page(self) -> SignInPage:
        """Raises LookupError while the window is not locked."""
        page = self.program.window.current_page
        if not isinstance(page, SignInPage):
            raise LookupError(f"{type(page).__name__} is shown")
        return page

    @property
    def counter(self) -> TakePaymentPage:
        """The counter page, once it was opened. Raises LookupError for another page."""
        page = self.program.window.current_page
        if not isinstance(page, TakePaymentPage):
            raise LookupError(f"{type(page).__name__} is shown")
        return page

    def start(self) -> SignInPage:
        """Starts with the sign-in page, its people shown."""
        self.program.start()
        return self.until_asked()

    def until_asked(self) -> SignInPage:
        """Waits until the sign-in page asks somebody for a PIN."""
        self.until(lambda: bool(self.sign_in_page.pin.person_key))
        return self.sign_in_page

    def start_as(self, demo: DemoPerson = REYES) -> "Running":
        """Starts with a person at work, the counter page ready."""
        self.program.start_as(self.session(demo))
        self.until(lambda: self.counter.desk.state is not None)
        return self

    def sign_in(self, demo: DemoPerson = REYES) -> None:
        """Chooses a person and types their PIN."""
        self.sign_in_page.choose(self.id_of(demo))
        self.keyboard.type(demo.pin)
        self.keyboard.press("Enter")
        self.until(lambda: not self.program.sign_in.is_open)

    def open(self, page: str) -> None:
        """Opens a page and lets it load."""
        self.program.window.open(page)
        self.rest()

    def page(self, kind: type[P]) -> P:
        """The page that is shown, once it is one of this kind: what is opened first has to be built."""
        self.until(lambda: isinstance(self.program.window.current_page, kind))
        page = self.program.window.current_page
        assert isinstance(page, kind)
        return page

    def rest(self) -> None:
        """Waits until no page is on its way and all that was asked is answered."""
        self.qtbot.wait(1)  # what a key began asks in the next turn
        self.until(lambda: not isinstance(self.program.window.current_page, ArrivingPage))
        self.until(lambda: not self.program.operations._asked)

    def until(self, met: Callable[[], bool]) -> None:
        """Waits for what must come."""
        self.qtbot.waitUntil(met, timeout=SOON)

    def sale_lines(self) -> list[str]:
        """Account numbers in the sale."""
        return [line.account.number for line in self.counter.sale.lines if line.account is not None]

    def close(self) -> None:
        """Closes the window, then what `run_program` closes; the look of later tests is as before."""
        self.program.window.close()
        self.program.close()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        theme().apply("light", 100)
        use_language("en")


@contextmanager
def held_lanes(services: Services) -> Iterator[None]:
    """Both read lanes are busy until the end of the block."""
    go = threading.Event()
    for _ in range(READ_LANES):
        services.lanes.read(lambda: go.wait(HELD_SECONDS_MAX))
    try:
        yield
    finally:
        go.set()


@cache
def _template() -> Path:
    data = Path(tempfile.mkdtemp(prefix="civic-counter-program-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    services = set_up(data, COUNTER_A2, Edges(FakeClock(), FakeIds(), Policies(), KeyFile(data)))
    build_city(data, key=services.key).close()
    shutil.rmtree(data / "city-csv")
    add_demo_people(services)
    open_shift.record(services, demo_session(services), open_shift.OpenShift(services.ids.new_id(), FLOAT_PIECES))
    services.close()
    return data
