"""What a form offers is what the policies of the shift's day say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.drawers import open_shift
from app.drawers.movement_offer import Movement, movement_offer, working_date
from app.identity.demo_people import add_demo_people
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.policies import BentPolicies
from tests.factories.workstation import open_workstation


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    add_demo_people(counter.services)
    yield counter
    counter.services.close()


@pytest.mark.parametrize(
    ("movement", "first", "alone_cents", "people"),
    [
        (Movement.PAY_IN, "change_fund", 20000, ["M. Reyes", "L. Brandt"]),
        (Movement.PAY_OUT, "change_fund", 5000, ["M. Reyes", "L. Brandt"]),
        (Movement.SAFE_DROP, "", 50000, ["M. Reyes", "J. Okafor", "D. Tran", "L. Brandt", "A. Castillo"]),
        (Movement.OPEN_WITHOUT_SALE, "give_change", None, []),
        (Movement.SUSPEND, "lunch", None, []),
    ],
)
def test_what_is_offered(
    counter: Counter, movement: Movement, first: str, alone_cents: int | None, people: list[str]
) -> None:
    offer = movement_offer(counter.services, CASHIER, movement)
    assert [reason.code for reason in offer.reasons][:1] == ([first] if first else [])
    assert offer.alone_cents_max == alone_cents
    assert [person.display_name for person in offer.people] == people
    assert bool(offer.denominations_cents) == (movement is Movement.SAFE_DROP)
    limit = alone_cents or 10**9
    assert [offer.needs_second_person(limit + more) for more in (0, 1)] == [False, alone_cents is not None]


def test_the_cashier_resumes_or_whoever_accepts_drawers(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    names = add_demo_people(services)
    session = replace(CASHIER, person_id=names["J. Okafor"])
    open_shift.record(services, session, open_shift.OpenShift("shift-1", {}))
    offer = movement_offer(services, session, Movement.RESUME)
    services.close()
    assert [person.display_name for person in offer.people] == ["J. Okafor", "L. Brandt"]
    assert offer.needs_second_person(0) and not offer.reasons


def test_a_drawer_is_taken_over_by_whoever_takes_payments(counter: Counter) -> None:
    offer = movement_offer(counter.services, CASHIER, Movement.HAND_OVER)
    names = [person.display_name for person in offer.people]
    assert names == ["M. Reyes", "J. Okafor", "D. Tran", "L. Brandt", "A. Castillo"]
    assert offer.denominations_cents[-1] == 1 and offer.needs_second_person(0)


def test_where_one_person_is_enough(counter: Counter) -> None:
    kinds = {"safe_drop": {"permission": "drawer.drop", "second_person": False, "alone_cents_max": 0}}
    bent = replace(counter.services, policies=BentPolicies(approvals={"kinds": kinds}))
    assert not movement_offer(bent, CASHIER, Movement.SAFE_DROP).needs_second_person(10**9)


def test_the_date_is_the_shift_s(counter: Counter, tmp_path: Path) -> None:
    closed = open_workstation(tmp_path / "closed")
    days = [working_date(services).isoformat() for services in (counter.services, closed)]
    closed.close()
    assert days == ["2026-11-20", "2026-11-20"]
