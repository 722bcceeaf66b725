"""Opening a shift with a counted float."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import check
from app.drawers import open_shift
from app.drawers.facts import Denomination, ShiftOpened
from app.drawers.open_shift import PIECES_MAX, OpenShift, OpenShiftRefusal, counted, float_postings
from app.drawers.queries import drawer_content
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.workplace import Services
from tests.factories.counter import CASHIER, SUPERVISOR
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.workstation import fake_edges, open_workstation
from tests.fakes.clock import FakeClock

FLOAT = {2000: 5, 1000: 10}
SHIFT = "0000005a-0000-7000-8000-000000000001"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = open_workstation(tmp_path)
    yield services
    services.close()


def test_the_float_goes_from_the_safe_into_the_drawer(services: Services) -> None:
    opened = open_shift.record(services, CASHIER, OpenShift(SHIFT, {**FLOAT, 1: 0}))
    assert (opened.shift.shift, opened.shift.drawer, opened.shift.person) == (SHIFT, "A2", CASHIER.person_id)
    assert (opened.shift.business_date, opened.shift.float_cents) == ("2026-11-20", 20000)
    assert opened.changed.kinds == {"ShiftOpened"}
    assert ledger(services) == {"drawer/A2/cash": 20000, "safe": -20000}
    with services.read_journal() as connection:
        assert drawer_content(connection, opened.shift).cash_cents == 20000
    fact = read_fact(services, SHIFT)
    assert isinstance(fact.body, ShiftOpened)
    assert fact.body.denominations == (Denomination(2000, 5), Denomination(1000, 10))
    assert (fact.envelope.shift, fact.envelope.person) == (SHIFT, CASHIER.person_id)


def test_an_empty_float_moves_nothing(services: Services) -> None:
    assert open_shift.record(services, CASHIER, OpenShift(SHIFT, {})).shift.float_cents == 0
    assert ledger(services) == {} and float_postings("A2", 0) == ()
    assert check(services, thorough=True) == ()


def test_the_same_shift_opens_once(services: Services) -> None:
    with ThreadPoolExecutor(2) as clicks:
        command = OpenShift(SHIFT, FLOAT)
        both = [clicks.submit(open_shift.record, services, CASHIER, command) for _ in range(2)]
        results = [click.result() for click in both]
    assert results[0].shift == results[1].shift
    assert sorted(len(result.changed.kinds) for result in results) == [0, 1]
    assert ledger(services)["drawer/A2/cash"] == 20000


@pytest.mark.parametrize(
    ("at", "business_date"),
    [
        (datetime(2026, 11, 21, 4, 59, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 21, 5, 0, tzinfo=UTC), "2026-11-21"),
        (datetime(2026, 7, 1, 3, 59, tzinfo=UTC), "2026-06-30"),
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), "2026-07-01"),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "2026-11-01"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "2026-11-01"),
    ],
)
def test_the_business_date_is_the_office_s_own_day(tmp_path: Path, at: datetime, business_date: str) -> None:
    services = open_workstation(tmp_path, replace(fake_edges(), clock=FakeClock(at)))
    shift = open_shift.record(services, CASHIER, OpenShift(SHIFT, FLOAT)).shift
    services.close()
    assert shift.business_date == business_date


# Each row breaks its own rule and all later ones.
WRONG_COUNT = {2000: PIECES_MAX + 1, 100: -1}
ROWS = [
    (OpenShiftRefusal.DENOMINATION_UNKNOWN, {**WRONG_COUNT, 300: 1}),
    (OpenShiftRefusal.COUNT_NOT_POSSIBLE, WRONG_COUNT),
]


@pytest.mark.parametrize(("code", "pieces"), ROWS, ids=[code.name for code, _ in ROWS])
def test_pieces_that_cannot_be(services: Services, code: OpenShiftRefusal, pieces: dict[int, int]) -> None:
    facts = fact_count(services)
    assert refused(lambda: open_shift.record(services, CASHIER, OpenShift(SHIFT, pieces))) is code
    assert fact_count(services) == facts


@pytest.mark.parametrize(
    "pieces", [{2**63: 1}, {0: 1}, {-100: 1}, {100: 2**63}, {100: -(2**63)}, {100: PIECES_MAX + 1}]
)
def test_counts_out_of_bounds(services: Services, pieces: dict[int, int]) -> None:
    assert refused(lambda: open_shift.record(services, CASHIER, OpenShift(SHIFT, pieces))).value in (
        "denomination_unknown",
        "count_not_possible",
    )


def test_an_open_shift_comes_before_its_pieces(services: Services) -> None:
    open_shift.record(services, CASHIER, OpenShift(SHIFT, FLOAT))
    command = OpenShift("0000005a-0000-7000-8000-000000000002", {300: -1})
    for session in (CASHIER, SUPERVISOR):
        code = refused(lambda session=session: open_shift.record(services, session, command))  # type: ignore[misc] # bound now
        assert code is OpenShiftRefusal.ALREADY_OPEN


def test_permission_comes_first(services: Services) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_OPEN_SHIFT})
    code = refused(lambda: open_shift.record(services, nobody, OpenShift(SHIFT, {300: -1})))
    assert code is IdentityRefusal.NOT_PERMITTED


def test_every_refusal_has_its_row() -> None:
    elsewhere = [OpenShiftRefusal.ALREADY_OPEN, OpenShiftRefusal.DAY_LOCKED]  # test_bank_deposits.py locks a day
    assert list(OpenShiftRefusal) == [*elsewhere, *(code for code, _ in ROWS)]


@given(st.dictionaries(st.sampled_from([10000, 2000, 100, 25, 1]), st.integers(0, PIECES_MAX)))
def test_what_is_counted_is_its_pieces_by_falling_value(pieces: dict[int, int]) -> None:
    found = counted(pieces)
    assert sum(part.value_cents * part.count for part in found) == sum(v * n for v, n in pieces.items())
    values = [part.value_cents for part in found]
    assert values == sorted(values, reverse=True) and all(part.count for part in found)
