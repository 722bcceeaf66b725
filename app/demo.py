"""The demo: a workstation of its own with the demo city, its six people, and M. Reyes' drawer open.

Everything is made through the same doors as the real thing: set-up, import, people, opening a shift.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.accounts.import_reference import import_reference
from app.accounts.import_types import ImportProgress, ImportResult
from app.bootstrap import Edges, set_up
from app.clock import Clock, SystemClock, local_date
from app.drawers import open_shift
from app.identity.demo_people import REYES, add_demo_people
from app.identity.permissions import Session
from app.identity.queries import people_to_sign_in
from app.identity.set_up_workstation import SetUpWorkstation
from app.identity.sign_in import sign_in
from app.ids import Ids, SystemIds
from app.policies import Policies
from app.store.keys import KeyFile
from app.workplace import Services

COUNTER_A2 = SetUpWorkstation(
    code="A2",
    city="City of Cypress Springs",
    office="main",
    office_name="Utility service center",
    office_address="300 Adams St",
    office_phone="(850) 555-0142",
    time_zone="America/New_York",
    counter="Counter A2",
)
FLOAT_PIECES = {2000: 4, 1000: 6, 500: 8, 100: 15, 25: 12, 10: 10, 5: 10, 1: 50}
"""200.00 in notes, coins and rolls' worth of change."""


@dataclass(frozen=True)
class DemoChoices:
    """How many accounts; the seed; what the time is."""

    accounts: int = 5_000
    seed: int = 1


def make_demo(
    folder: Path,
    choices: DemoChoices | None = None,
    *,
    place: SetUpWorkstation = COUNTER_A2,
    clock: Clock | None = None,
    ids: Ids | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Services:
    """A new workstation in the empty `folder`; the key stands in a key file there, as nothing in it is secret."""
    choices, clock = choices or DemoChoices(), clock or SystemClock()
    folder.mkdir(parents=True, exist_ok=True)
    services = set_up(folder, place, demo_edges(folder, clock, ids))
    load_city(services, choices, progress)
    add_demo_people(services)
    load_demo_timetable(services)
    opening = open_shift.OpenShift(services.ids.new_id(), FLOAT_PIECES)
    open_shift.record(services, demo_session(services), opening)
    return services


def demo_edges(folder: Path, clock: Clock, ids: Ids | None = None) -> Edges:
    """Shipped policies, and a key file in the folder itself."""
    return Edges(clock, ids or SystemIds(), Policies(), KeyFile(folder))


def demo_session(services: Services) -> Session:
    """M. Reyes, signed in with the PIN that everybody knows."""
    reyes = next(person for person in people_to_sign_in(services) if person.display_name == REYES.display_name)
    return sign_in(services, reyes.person_id, REYES.pin)


def load_demo_timetable(services: Services) -> None:
    """Writes the feed of the city's buses and imports it, as an agency's would be."""
    from app.transit.demo_feed import write_demo_feed
    from app.transit.import_timetable import import_timetable

    today = local_date(services.clock.now_us(), services.device.time_zone)
    with tempfile.TemporaryDirectory(prefix="civic-counter-buses-") as folder:
        import_timetable(write_demo_feed(Path(folder, "buses.zip"), today), services.folder, today)


def load_city(
    services: Services, choices: DemoChoices, progress: Callable[[str, int, int], None] | None = None
) -> ImportResult:
    """Writes the city's CSV set to a temporary folder and imports it, as a billing system's would be."""
    tell = progress or (lambda _step, _done, _total: None)
    today = local_date(services.clock.now_us(), services.device.time_zone)
    with tempfile.TemporaryDirectory(prefix="civic-counter-city-") as folder:
        options = DemoOptions(today=today, accounts=choices.accounts, seed=choices.seed)
        write_demo_city(Path(folder), options, lambda done, total: tell("city", done, total))

        def imported(at: ImportProgress) -> None:
            tell("import", at.done, at.total)

        return import_reference(Path(folder), services.folder, services.reference.key, imported, clock=services.clock)
