"""A day of commands (docs/run-day.md) that has begun: people, the small city, somebody signed in, a drawer open."""

from pathlib import Path
from typing import Any

from app.bootstrap import Edges, set_up
from app.day.run_day import COMMANDS
from app.day.state import Day, DayClock, DayIds, DayPolicies
from app.demo import COUNTER_A2
from tests.fakes.keys import FakeKeyStore

CITIES = Path(__file__).parent.parent / "app" / "day" / "days"
BRANDT = {"name": "L. Brandt", "pin": "618359"}
REYES = {"name": "M. Reyes", "pin": "274913"}
OKAFOR = {"name": "J. Okafor", "pin": "385026"}


def begin_day(folder: Path, who: dict[str, str]) -> Day:
    """Counter A2 with 200.00 of float; the caller closes its services."""
    clock, policies = DayClock(), DayPolicies()
    services = set_up(folder / "data", COUNTER_A2, Edges(clock, DayIds(), policies, FakeKeyStore()))
    day = Day(CITIES, services, clock, policies)
    for command, entry in (("people", {}), ("import", {"folder": "city"}), ("sign_in", who)):
        do(day, command, **entry)
    do(day, "open_shift", pieces={"20.00": 10})
    return day


def do(day: Day, command: str, **entry: Any) -> Any:
    """One line of the day's file; gives what the day writes down for it."""
    return COMMANDS[command](day, {"do": command, **entry})
