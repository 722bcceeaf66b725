"""The demo: a workstation of its own with a city, six people and an open drawer."""

from pathlib import Path

import pytest

from app.bootstrap import check
from app.demo import FLOAT_PIECES, DemoChoices, load_city, make_demo
from app.drawers.queries import drawer_content, open_shift
from app.errors import Unavailable
from app.identity.queries import people_to_sign_in
from app.store.keys import KeyPlace
from tests.fakes.clock import FakeClock, FakeIds


def test_it_is_ready_to_take_money(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    services = make_demo(
        tmp_path / "new" / "demo",
        DemoChoices(accounts=15),
        clock=FakeClock(),
        ids=FakeIds(),
        progress=lambda *step: told.append(step),
    )
    with services.read() as reading:
        shift = open_shift(reading.journal, "A2")
        assert shift is not None
        assert drawer_content(reading.journal, shift).cash_cents == 20000
        assert reading.reference.exec_driver_sql("SELECT count(*) FROM account").scalar_one() == 15
    names = {person.person_id: person.display_name for person in people_to_sign_in(services)}
    assert len(names) == 6 and names[shift.person] == "M. Reyes"
    assert services.keys.place is KeyPlace.KEY_FILE
    assert check(services, thorough=True) == ()
    services.close()
    assert {step for step, _, _ in told} <= {"city", "import"} and told[-1][0] == "import"
    with pytest.raises(Unavailable):
        make_demo(tmp_path / "new" / "demo", DemoChoices(accounts=15), clock=FakeClock())


def test_the_float_is_two_hundred_in_change() -> None:
    assert sum(value * count for value, count in FLOAT_PIECES.items()) == 20000


def test_another_city_can_be_loaded_without_telling_anybody(tmp_path: Path) -> None:
    services = make_demo(tmp_path, DemoChoices(accounts=12), clock=FakeClock())
    assert not load_city(services, DemoChoices(accounts=12)).changed
    assert load_city(services, DemoChoices(accounts=13, seed=2)).changed
    services.close()
