"""Changing the office: what is refused, from where on it holds, what a reprint says, and what it must not move."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.bootstrap import Edges, check, open_services, rebuild_read_tables
from app.drawers import open_shift
from app.identity.facts import OfficeChanged
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.identity.workstation import load_place, place_of_fact
from app.journal.read_facts import whole_chain
from app.office.change_office import ChangeOffice, OfficeRefusal, office_settings, record
from app.payments import reprint
from app.payments.queries import read_receipt
from app.payments.receipt import Receipt
from app.payments.reprint import Reprint
from app.sync.protocol import Cursor, Head, PulledFact
from app.sync.replica import JournalReplica
from app.sync.sync_page import known_workstations
from app.sync.types import SyncState
from tests.factories.closing import close_balanced
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.ledger import fact_count
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.replicas import open_as, read_rows
from tests.factories.workstation import fake_edges

SAME = ChangeOffice(
    city="City of Cypress Springs",
    office_name="Utility service center",
    office_address="300 Adams St",
    office_phone="(850) 555-0142",
    time_zone="America/New_York",
    counter="Counter A2",
)
MOVED = ChangeOffice("City of Cypress Springs", "North office", "12 Elm Ct", "", "America/Chicago", "Counter 3")
FAR = "Pacific/Kiritimati"
"""Where it is the next day already: 05:00 on the 21st."""
CASHIER_ONLY = replace(CASHIER, permissions=frozenset(Permission) - {Permission.OFFICE_CHANGE})


@pytest.fixture
def edges() -> Edges:
    return fake_edges()


@pytest.fixture
def counter(tmp_path: Path, edges: Edges) -> Iterator[Counter]:
    counter = open_counter(tmp_path / "a2", edges=edges)
    yield counter
    counter.services.close()


def plain(receipt: Receipt) -> Receipt:
    """Without the copy's number, and without the cashier, whom this small journal does not know by name."""
    return msgspec.structs.replace(receipt, copy_number=0, cashier="")


WRONG: list[tuple[OfficeRefusal, ChangeOffice]] = [
    (OfficeRefusal.NAME_MISSING, replace(SAME, city="", office_name="x" * 81)),
    (OfficeRefusal.NAME_MISSING, replace(SAME, office_name="  ", time_zone="x")),
    (OfficeRefusal.NAME_MISSING, replace(SAME, counter="")),
    (OfficeRefusal.NAME_TOO_LONG, replace(SAME, office_address="x" * 81, office_phone="\0")),
    (OfficeRefusal.NAME_TOO_LONG, replace(SAME, counter="x" * 10_000_000)),
    (OfficeRefusal.NAME_CHARACTERS, replace(SAME, city="Cypress\0Springs", time_zone="x")),
    (OfficeRefusal.NAME_CHARACTERS, replace(SAME, office_phone="\u202e0142")),
    (OfficeRefusal.NAME_CHARACTERS, replace(SAME, office_address="300 Adams St\n")),
    (OfficeRefusal.NAME_CHARACTERS, replace(SAME, office_name="half \ud800 a pair")),
    (OfficeRefusal.TIME_ZONE_UNKNOWN, replace(SAME, time_zone="America/Atlantis")),
    (OfficeRefusal.TIME_ZONE_UNKNOWN, replace(SAME, time_zone="")),
    (OfficeRefusal.TIME_ZONE_UNKNOWN, replace(SAME, time_zone="../../etc/passwd")),
]


@pytest.mark.parametrize(("code", "command"), WRONG)
def test_refusals(counter: Counter, code: OfficeRefusal, command: ChangeOffice) -> None:
    before = fact_count(counter.services)
    assert refused(lambda: record(counter.services, CASHIER, command)) is code
    assert refused(lambda: record(counter.services, CASHIER_ONLY, command)) is IdentityRefusal.NOT_PERMITTED
    assert fact_count(counter.services) == before


def test_every_refusal_has_a_row_in_their_order() -> None:
    assert list(dict.fromkeys(code for code, _ in WRONG)) == list(OfficeRefusal)


def test_nothing_different_is_no_fact(counter: Counter) -> None:
    before = fact_count(counter.services)
    again = record(counter.services, CASHIER, replace(SAME, city="  City of  Cypress Springs "))
    assert fact_count(counter.services) == before
    assert again.changed.kinds == frozenset() and again.place == counter.services.place


def test_receipts_say_from_the_change_on_what_it_says_and_a_reprint_what_was(counter: Counter) -> None:
    services = counter.services
    old = pay(counter).receipt
    changed = record(services, CASHIER, replace(MOVED, time_zone=SAME.time_zone))
    assert changed.changed.kinds == {OfficeChanged.__name__} and changed.next_time_zone == ""
    new = pay(counter).receipt
    said = (new.office, new.office_address, new.office_phone, new.counter)
    assert said == ("North office", "12 Elm Ct", "", "Counter 3")
    again = reprint.record(services, CASHIER, Reprint(old.fact_id, "en")).receipt
    assert plain(again) == plain(old)
    with services.read_journal() as connection:
        assert plain(read_receipt(connection, services.kinds, new.fact_id)) == plain(new)
    assert services.device.office == "main"


def test_another_time_zone_waits_for_the_next_shift_and_moves_no_business_date(counter: Counter, edges: Edges) -> None:
    services = counter.services
    before = pay(counter).receipt
    changed = record(services, CASHIER, replace(SAME, time_zone=FAR, counter="Counter 3"))
    assert (changed.next_time_zone, changed.place.time_zone) == (FAR, SAME.time_zone)
    assert changed.place.counter == "Counter 3"
    seen = office_settings(services)
    assert (seen.office.time_zone, seen.time_zone_now, seen.shift_open) == (FAR, SAME.time_zone, True)
    after = pay(counter).receipt
    assert (after.business_date, after.time_zone) == (before.business_date, before.time_zone)
    services.close()
    counter.services = services = open_services(services.folder, edges)  # a restart moves nothing either
    assert (services.device.time_zone, services.place.counter) == (SAME.time_zone, "Counter 3")
    close_balanced(counter)
    opened = open_shift.record(services, CASHIER, open_shift.OpenShift(services.ids.new_id(), {}))
    assert (opened.shift.business_date, services.device.time_zone) == ("2026-11-21", FAR)
    last = pay(counter).receipt
    assert (last.business_date, last.time_zone) == ("2026-11-21", FAR)
    with services.read_journal() as connection:
        for receipt in (before, after, last):
            assert plain(read_receipt(connection, services.kinds, receipt.fact_id)) == plain(receipt)


def test_without_a_shift_the_time_zone_holds_at_once(counter: Counter, edges: Edges) -> None:
    close_balanced(counter)
    assert record(counter.services, CASHIER, replace(SAME, time_zone=FAR)).next_time_zone == ""
    seen = office_settings(counter.services)
    assert (counter.services.device.time_zone, seen.time_zone_now, seen.shift_open) == (FAR, FAR, False)


def test_a_rebuild_gives_the_same_history(counter: Counter, edges: Edges) -> None:
    services = counter.services
    old = pay(counter).receipt
    record(services, CASHIER, MOVED)
    record(services, CASHIER, replace(MOVED, counter="Counter 4"))
    new = pay(counter).receipt
    before = read_rows(services)
    assert len(before["workstation"]) == 3
    services.close()
    rebuild_read_tables(services.folder, edges)
    counter.services = services = open_services(services.folder, edges)
    assert read_rows(services) == before and check(services, thorough=True) == ()
    with services.read_journal() as connection:
        read = [plain(read_receipt(connection, services.kinds, each.fact_id)) for each in (old, new)]
        assert read == [plain(old), plain(new)]
        with pytest.raises(LookupError):
            place_of_fact(connection, "no such fact")
        with pytest.raises(LookupError):
            load_place(connection, "A2", 7)


def test_another_workstation_s_change_is_its_own(counter: Counter, tmp_path: Path) -> None:
    mine = open_as(tmp_path / "z9", "Z9")
    place = mine.place
    record(counter.services, CASHIER, MOVED)
    with counter.services.read_journal() as connection:
        stored = [each.sealed for part in whole_chain(connection.exec_driver_sql, ("A2", 1)) for each in part]
    facts = tuple(PulledFact(Cursor(number, "A2", 1, number), sealed) for number, sealed in enumerate(stored, 1))
    replica = JournalReplica(mine)
    replica.learn([Head("A2", 1, len(facts), stored[-1].hash, counter.services.device.signer.public_bytes, "main")])
    replica.add(facts, SyncState(place=facts[-1].cursor))
    assert mine.place == place and office_settings(mine).office.office_name == place.office_name
    with mine.read_journal() as connection:
        assert load_place(connection, "Z9", 1) == place
        assert load_place(connection, "A2", 1).office_name == "North office"
        known = {each.chain.workstation: each.counter for each in known_workstations(connection)}
    assert known == {"Z9": "Counter A2", "A2": "Counter 3"}
    mine.close()


@pytest.mark.parametrize("shared", [0, 2, 3, 5])
def test_a_new_generation_stands_where_the_last_one_stood(counter: Counter, edges: Edges, shared: int) -> None:
    """The change is the chain's third fact: the centre has it, or it comes again among what is recovered."""
    services = counter.services
    record(services, CASHIER, replace(MOVED, time_zone=SAME.time_zone))
    pay(counter)
    new = pay(counter).receipt
    place = services.place
    replica = JournalReplica(services)
    replica.pending_key()
    replica.begin_generation(2, shared, b"nonce")
    services.close()
    counter.services = services = open_services(services.folder, edges)
    assert services.device.generation == 2 and services.place == place
    with services.read_journal() as connection:
        assert read_receipt(connection, services.kinds, new.fact_id).office == "North office"
        assert load_place(connection, "A2", 2) == place
    assert check(services, thorough=True) == ()
    assert record(services, CASHIER, replace(MOVED, counter="Counter 9")).place.counter == "Counter 9"
