"""A slip is read from its fact; a look at a note is logged."""

from pathlib import Path

from app.identity.access_log import read_access_log
from app.reports.slip_page import SlipPageRefusal, slip_page
from tests.factories.counter import CASHIER, open_counter
from tests.factories.movements import drop, pay_out
from tests.factories.outcomes import refused


def test_a_look_at_a_note_is_logged(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    services = counter.services
    noted, bare = pay_out(counter, 100, "advance", "for Ada"), drop(counter, {2000: 1}, "B1")
    assert [slip_page(services, CASHIER, each.slip.fact_id) for each in (noted, bare)] == [noted.slip, bare.slip]
    assert refused(lambda: slip_page(services, CASHIER, counter.shift.shift)) is SlipPageRefusal.SLIP_UNKNOWN
    services.lanes.stop()
    looks = [(look.subject_kind, look.subject_key) for look in read_access_log(services, CASHIER)]
    services.close()
    assert looks == [("drawer_slip", noted.slip.fact_id)]
