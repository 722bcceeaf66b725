"""Whose shift it is: refused in one order for every workflow at the drawer."""

from pathlib import Path

from app.drawers.own_shift import ShiftRefusal, own_shift
from app.workplace import Services
from tests.factories.counter import CASHIER, SUPERVISOR, open_counter
from tests.factories.movements import resume, suspend
from tests.factories.outcomes import refused
from tests.factories.workstation import open_workstation


def _asked(services: Services, session: object = CASHIER) -> object:
    with services.unit_of_work() as work:
        return own_shift(work, session)  # type: ignore[arg-type] # a session


def test_it_must_be_open_one_s_own_and_not_suspended(tmp_path: Path) -> None:
    closed = open_workstation(tmp_path / "closed")
    codes = [refused(lambda: _asked(closed))]
    closed.close()
    counter = open_counter(tmp_path / "open")
    assert _asked(counter.services) == counter.shift
    suspend(counter)
    codes += [refused(lambda: _asked(counter.services, SUPERVISOR)), refused(lambda: _asked(counter.services))]
    resume(counter)
    found = _asked(counter.services)
    counter.services.close()
    assert codes == list(ShiftRefusal) and getattr(found, "shift", "") == counter.shift.shift
