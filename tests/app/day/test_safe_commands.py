"""From bags to the bank as commands of a day."""

from pathlib import Path
from typing import Any

from app.bootstrap import Edges, set_up
from app.day.office_commands import COMMANDS as OFFICE
from app.day.safe_commands import COMMANDS
from app.day.state import Day, DayClock, DayIds, DayPolicies, Mistake
from app.drawers.queries import open_shift
from app.identity.demo_people import BRANDT, REYES
from app.store.keys import KeyFile
from tests.factories.closing import accept, close, count
from tests.factories.counter import Counter
from tests.factories.ledger import ledger
from tests.factories.movements import drop
from tests.factories.workstation import COUNTER_A2

SECOND = {"name": BRANDT.display_name, "pin": BRANDT.pin}


def do(day: Day, command: str, /, **fields: object) -> Any:
    """One command, as its line would be."""
    return {**OFFICE, **COMMANDS}[command](day, {"do": command, **fields})


def test_a_drop_goes_to_the_bank(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    clock, policies = DayClock(), DayPolicies()
    services = set_up(data, COUNTER_A2, Edges(clock, DayIds(), policies, KeyFile(data)))
    day = Day(tmp_path, services, clock, policies)
    do(day, "people")
    do(day, "sign_in", name=REYES.display_name, pin=REYES.pin)
    do(day, "open_shift", pieces={"20.00": 10})
    with services.read_journal() as journal:
        shift = open_shift(journal, "A2")
    assert shift is not None
    counter = Counter(services, day.require_session(), shift)
    drop(counter, {2000: 5}, "B-1")
    accept(counter, close(counter, count(counter, {2000: 5})).close.fact_id)
    assert do(day, "receive_bags", bags=["b-1"], second=SECOND) == {"received": 1}
    first = do(day, "safe_count", pieces={"100.00": 18}, bags=["B-1"], second=SECOND)
    assert first["count"].first and first["missed"] == ()
    do(day, "safe_count", pieces={"100.00": 17}, bags=["B-1"], reason="not_explained", second=SECOND)
    assert ledger(services)["over_short"] == 10000
    prepared = do(day, "prepare_deposit", pieces={"20.00": 5}, bag="BANK-1")
    assert prepared.name == "A2-D0001"
    do(day, "reject_deposit", reason="put_together_wrong", second=SECOND)
    do(day, "prepare_deposit", pieces={"20.00": 5}, bag="BANK-2", drawers=["A2"])
    do(day, "verify_deposit", deposit="A2-D0002", pieces={"20.00": 5}, second=SECOND)
    do(day, "send_deposit", carrier="courier 7", second=SECOND)
    do(day, "sign_in", name=BRANDT.display_name, pin=BRANDT.pin)
    try:
        do(day, "confirm_deposit", amount="100.00", on="today", reference="ADV-1")
    except Mistake as mistake:
        assert "`on` is a day" in str(mistake)
    do(day, "confirm_deposit", amount="99.00", on="2026-11-20", reference="ADV-1", reason="bank_counted_less")
    assert ledger(services)["bank"] == 9900
    services.close()
