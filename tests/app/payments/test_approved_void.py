"""A void with the second person's PIN."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.drawers import open_shift
from app.identity.demo_people import BRANDT, OKAFOR, REYES
from app.identity.refusals import IdentityRefusal
from app.payments.approved_void import ApprovedVoid, approvers, record
from app.payments.sale_overview import sale_overview
from app.payments.void_receipt import VoidRefusal
from tests.factories.counter import ORACLE_ACCOUNT, SMALL_ACCOUNT, Counter, write_reference
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.people import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = open_office(tmp_path / "data")
    write_reference(office.services, (ORACLE_ACCOUNT, SMALL_ACCOUNT))
    yield office
    office.services.close()


@pytest.fixture
def counter(office: Office) -> Counter:
    session = office.session(REYES)
    opened = open_shift.record(office.services, session, open_shift.OpenShift(office.services.ids.new_id(), {2000: 5}))
    return Counter(office.services, session, opened.shift)


def asked(counter: Counter, approver: str, pin: str, receipt: str, reason: str = "wrong_amount") -> ApprovedVoid:
    return ApprovedVoid(counter.services.ids.new_id(), receipt, reason, approver, pin)


def test_only_those_who_may_void_are_asked(office: Office) -> None:
    names = [person.display_name for person in approvers(office.services, office.session(REYES))]
    assert names == ["L. Brandt"]
    assert [person.display_name for person in approvers(office.services, office.session(OKAFOR))] == [
        "M. Reyes",
        "L. Brandt",
    ]


def test_the_second_person_s_pin_voids_the_receipt(office: Office, counter: Counter) -> None:
    fact_id = pay(counter).receipt.fact_id
    voided = record(counter.services, counter.session, asked(counter, office.id_of(BRANDT), BRANDT.pin, fact_id))
    assert "PaymentVoided" in voided.changed.kinds and voided.cash_cents == 7415
    assert sale_overview(counter.services, fact_id).receipt.voided


@pytest.mark.parametrize(
    ("who", "pin", "code"),
    [
        ("brandt", "000000", IdentityRefusal.WRONG_PIN),
        ("reyes", REYES.pin, VoidRefusal.SECOND_PERSON_IS_THE_SAME),
        ("okafor", OKAFOR.pin, VoidRefusal.SECOND_PERSON_MAY_NOT),
        ("", "", VoidRefusal.SECOND_PERSON_MISSING),
    ],
)
def test_who_may_not_is_refused(office: Office, counter: Counter, who: str, pin: str, code: str) -> None:
    people = {"brandt": office.id_of(BRANDT), "reyes": office.id_of(REYES), "okafor": office.id_of(OKAFOR), "": ""}
    fact_id = pay(counter).receipt.fact_id
    command = asked(counter, people[who], pin, fact_id)
    assert refused(lambda: record(counter.services, counter.session, command)) == code
    assert not sale_overview(counter.services, fact_id).receipt.voided
