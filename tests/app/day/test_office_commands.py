"""Commands of a day that are not sales."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.accounts.import_types import ImportRefusal
from app.bootstrap import Edges, set_up
from app.day import office_commands
from app.day.state import Day, DayClock, DayIds, DayPolicies, DayRefusal, Mistake
from app.demo import COUNTER_A2
from app.exports.export_batch import ExportRefusal
from app.identity.refusals import IdentityRefusal
from app.office.change_office import OfficeRefusal
from tests.factories.outcomes import refused
from tests.fakes.keys import FakeKeyStore


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder, clock, policies = tmp_path_factory.mktemp("day"), DayClock(), DayPolicies()
    services = set_up(folder / "data", COUNTER_A2, Edges(clock, DayIds(), policies, FakeKeyStore()))
    day = Day(folder, services, clock, policies)
    do(day, "people")
    yield day
    services.close()


def do(day: Day, command: str, **entry: Any) -> Any:
    return office_commands.COMMANDS[command](day, {"do": command, **entry})


def test_whoever_signs_in_is_the_one_who_acts(day: Day) -> None:
    assert do(day, "sign_in", name="L. Brandt", pin="618359")["person"] == "L. Brandt"
    assert day.require_session().display_name == "L. Brandt"
    assert do(day, "person", name="P. Nguyen", roles=["cashier"], password="seven brass lanterns", pin="840271") == {
        "person": "P. Nguyen"
    }
    assert do(day, "sign_in", name="P. Nguyen", pin="840271")["roles"] == ("cashier",)
    do(day, "sign_out")
    assert refused(day.require_session) is DayRefusal.NOT_SIGNED_IN
    assert refused(lambda: do(day, "sign_in", name="x" * 10_000, pin="1")) is DayRefusal.PERSON_UNKNOWN


def test_nobody_signed_in_exports_like_the_command_line(day: Day) -> None:
    day.session = None
    assert refused(lambda: do(day, "export")) is ExportRefusal.NOTHING_NEW
    assert refused(lambda: do(day, "export", repeat=7)) is ExportRefusal.BATCH_UNKNOWN
    do(day, "sign_in", name="J. Okafor", pin="385026")
    assert refused(lambda: do(day, "export")) is IdentityRefusal.NOT_PERMITTED


def test_the_office_is_called_otherwise_from_here_on(day: Day) -> None:
    do(day, "sign_in", name="J. Okafor", pin="385026")
    assert refused(lambda: do(day, "office", counter="Counter 3")) is IdentityRefusal.NOT_PERMITTED
    do(day, "sign_in", name="L. Brandt", pin="618359")
    assert refused(lambda: do(day, "office", city="")) is OfficeRefusal.NAME_MISSING
    answer = do(day, "office", office_name="North office")
    assert (answer["office"].office_name, answer["office"].counter) == ("North office", COUNTER_A2.counter)
    assert answer["next_time_zone"] == ""


def test_the_demo_city_is_loaded_and_searched(day: Day) -> None:
    assert do(day, "city", accounts=12, seed=3) == {"accounts": 12}
    assert [hit.name for hit in do(day, "search", text="alvarez maria").hits] == ["Alvarez, Maria"]


@pytest.mark.parametrize(
    ("command", "entry", "said"),
    [
        ("city", {"accounts": 0}, "`accounts` is a whole number from 1 to 1000000"),
        ("city", {"accounts": 2**63}, "`accounts` is a whole number"),
        ("policy", {"key": "no_such_rule", "values": {}}, "no policy file"),
        ("policy", {"key": "void", "values": {"no_such_value": 1}}, "policy `void` has no value `no_such_value`"),
        ("policy", {"key": "void", "values": {"second_person": "no"}}, "policy `void` has no value `second_person`"),
        ("search", {"txt": "x"}, "unknown field `txt`"),
        ("person", {"name": "X", "roles": "cashier", "password": "p", "pin": "1"}, "`roles` is a list of texts"),
    ],
)
def test_a_wrong_field_is_a_mistake(day: Day, command: str, entry: dict[str, Any], said: str) -> None:
    with pytest.raises(Mistake) as found:
        do(day, command, **entry)
    assert said in str(found.value)


def test_a_relative_folder_is_the_day_s_own(day: Day) -> None:
    """It is found there; the demo city that is loaded is only newer."""
    day.folder = Path(__file__).parent / "days"
    assert refused(lambda: do(day, "import", folder="city")) is ImportRefusal.OLDER_THAN_LOADED
    assert refused(lambda: do(day, "import", folder="nowhere")) is ImportRefusal.FILE_MISSING
