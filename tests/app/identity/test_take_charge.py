"""A restored workstation: one administrator chooses secrets, once, and gives the others new passwords."""

import pytest
from sqlalchemy import delete

from app.identity.demo_people import BRANDT, OKAFOR, DemoPerson
from app.identity.lockout import reset_password
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.identity.sign_in import set_pin, sign_in
from app.identity.tables import person_secret
from app.identity.take_charge import nobody_signs_in_yet, take_charge, who_can_take_charge
from tests.factories.outcomes import refused
from tests.factories.people import Office

PASSWORD, PIN = "chosen after the restore", "840571"


@pytest.fixture
def restored(office: Office) -> Office:
    with office.services.plain_work() as work:
        work.connection.execute(delete(person_secret))
        work.commit()
    return office


def test_an_administrator_takes_charge_and_lets_the_others_in(restored: Office) -> None:
    assert (
        refused(lambda: sign_in(restored.services, restored.id_of(BRANDT), BRANDT.pin)) is IdentityRefusal.PIN_NOT_SET
    )
    assert [person.display_name for person in who_can_take_charge(restored.services)] == ["L. Brandt"]
    assert nobody_signs_in_yet(restored.services)
    session = take_charge(restored.services, restored.id_of(BRANDT), PASSWORD, PIN)
    assert Permission.PERSON_MANAGE in session.permissions
    assert sign_in(restored.services, restored.id_of(BRANDT), PIN)
    assert who_can_take_charge(restored.services) == []
    assert not nobody_signs_in_yet(restored.services)
    reset_password(restored.services, session, restored.id_of(OKAFOR), "given by L. Brandt")
    set_pin(restored.services, restored.id_of(OKAFOR), "given by L. Brandt", "395827")


@pytest.mark.parametrize(
    ("code", "demo", "password", "pin"),
    [
        (IdentityRefusal.PERSON_UNKNOWN, OKAFOR, "", ""),
        (IdentityRefusal.PASSWORD_TOO_SHORT, BRANDT, "short", ""),
        (IdentityRefusal.PIN_TOO_COMMON, BRANDT, PASSWORD, "123456"),
    ],
)
def test_refusals(restored: Office, code: IdentityRefusal, demo: DemoPerson, password: str, pin: str) -> None:
    person_id = restored.id_of(demo)
    assert refused(lambda: take_charge(restored.services, person_id, password, pin)) is code


def test_where_somebody_has_a_password_nobody_takes_charge(office: Office) -> None:
    assert who_can_take_charge(office.services) == []
    code = refused(lambda: take_charge(office.services, office.id_of(BRANDT), PASSWORD, PIN))
    assert code is IdentityRefusal.ALREADY_SET_UP
