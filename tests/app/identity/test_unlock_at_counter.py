"""A supervisor's PIN unlocks a person at the counter; nobody else's does."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.identity.demo_people import BRANDT, OKAFOR, REYES, TRAN, DemoPerson
from app.identity.queries import people_to_sign_in
from app.identity.refusals import IdentityRefusal
from app.identity.unlock_at_counter import unlock_at_counter, who_can_unlock
from tests.factories.people import open_office


def test_a_supervisor_unlocks(tmp_path: Path) -> None:
    office = open_office(tmp_path).fail(TRAN, 10)
    tran = office.id_of(TRAN)
    unlock_at_counter(office.services, office.id_of(BRANDT), BRANDT.pin, tran)
    locked = [person.display_name for person in people_to_sign_in(office.services) if person.locked]
    office.services.close()
    assert locked == []


@pytest.mark.parametrize(
    ("who", "pin", "code"),
    [
        (REYES, REYES.pin, IdentityRefusal.NOT_PERMITTED),
        (BRANDT, OKAFOR.pin, IdentityRefusal.WRONG_PIN),
    ],
)
def test_others_do_not(tmp_path: Path, who: DemoPerson, pin: str, code: IdentityRefusal) -> None:
    office = open_office(tmp_path).fail(TRAN, 10)
    with pytest.raises(Refused) as refused:
        unlock_at_counter(office.services, office.id_of(who), pin, office.id_of(TRAN))
    office.services.close()
    assert refused.value.code is code


def test_only_supervisors_with_a_pin_are_offered(tmp_path: Path) -> None:
    office = open_office(tmp_path).fail(TRAN, 10)
    offered = [person.display_name for person in who_can_unlock(office.services, office.id_of(TRAN))]
    nobody = who_can_unlock(office.fail(BRANDT, 10).services, office.id_of(TRAN))
    office.services.close()
    assert offered == [BRANDT.display_name]
    assert nobody == []
