"""Counter A2 with the six people of the demo city, all with PINs; made once a test run and copied."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.bootstrap import Edges, open_services
from app.identity.attempts import keep_secret
from app.identity.demo_people import BRANDT, REYES, DemoPerson, add_demo_people
from app.identity.permissions import Session
from app.identity.queries import find_person
from app.identity.sign_in import new_session
from app.policies import Policies
from app.workplace import Services
from tests.factories.workstation import fake_edges, open_workstation
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keys import FakeKeyStore


@dataclass(frozen=True)
class Office:
    """Open services, the clock they run on, and people's ids by display name. The caller closes the services."""

    services: Services
    clock: FakeClock
    ids: dict[str, str]

    def id_of(self, demo: DemoPerson) -> str:
        return self.ids[demo.display_name]

    def session(self, demo: DemoPerson = REYES) -> Session:
        """A session without the cost of a PIN."""
        with self.services.read_journal() as connection:
            person = find_person(connection, self.id_of(demo))
        if person is None:
            raise LookupError(demo.display_name)
        return new_session(self.services, person)

    def supervisor(self) -> Session:
        """L. Brandt, who may change people too."""
        return self.session(BRANDT)

    def fail(self, demo: DemoPerson, failures: int) -> "Office":
        """This office, as if somebody had typed wrong PINs, without the cost."""
        with self.services.plain_work() as work:
            keep_secret(work.connection, self.id_of(demo), failures=failures)
            work.commit()
        return self


@dataclass(frozen=True)
class _Template:
    data: Path
    key: bytes
    ids: dict[str, str]


def open_office(folder: Path, policies: Policies | None = None) -> Office:
    """The copy in `folder`, open."""
    template = _template()
    shutil.copytree(template.data, folder, dirs_exist_ok=True)
    clock = FakeClock()
    clock.advance(60)
    edges = Edges(clock, FakeIds(1), policies or Policies(), FakeKeyStore(template.key))
    return Office(open_services(folder, edges), clock, dict(template.ids))


@cache
def _template() -> _Template:
    data = Path(tempfile.mkdtemp(prefix="civic-counter-office-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    edges = fake_edges()
    services = open_workstation(data, edges)
    ids = add_demo_people(services)
    services.close()
    key = edges.keys.load()
    if key is None:
        raise LookupError("the set-up kept no key")
    return _Template(data, key, ids)
