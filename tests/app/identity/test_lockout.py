"""Letting people in again: who may, whom, and what is recorded."""

from collections.abc import Callable

import pytest

from app.identity.access_log import Access, read_access_log
from app.identity.demo_people import BRANDT, OKAFOR, REYES, WHITLEY
from app.identity.facts import PersonUnlocked
from app.identity.lockout import reset_password, reset_pin, unlock
from app.identity.refusals import IdentityRefusal
from app.identity.sign_in import set_pin, sign_in
from app.journal.tables import fact
from tests.factories.outcomes import refused
from tests.factories.people import Office

NEW_PASSWORD = "given out by the supervisor"


def test_a_supervisor_unlocks_and_it_is_a_fact(office: Office) -> None:
    office.fail(OKAFOR, 10)
    unlock(office.services, office.supervisor(), office.id_of(OKAFOR))
    assert sign_in(office.services, office.id_of(OKAFOR), OKAFOR.pin)
    with office.services.read_journal() as connection:
        rows = list(connection.execute(fact.select().where(fact.c.kind == "PersonUnlocked")))
    unlocked = office.services.kinds.read(rows[0].envelope, rows[0].body)
    assert unlocked.body == PersonUnlocked(person_id=office.id_of(OKAFOR), method="supervisor")
    assert unlocked.envelope.person == office.id_of(BRANDT)
    assert Access.UNLOCKED in [entry.action for entry in read_access_log(office.services, office.supervisor())]


WRONG_UNLOCKS: dict[IdentityRefusal, Callable[[Office], object]] = {
    IdentityRefusal.NOT_PERMITTED: lambda office: unlock(office.services, office.session(REYES), "nobody"),
    IdentityRefusal.PERSON_UNKNOWN: lambda office: unlock(office.services, office.supervisor(), "nobody"),
    IdentityRefusal.NOT_LOCKED: lambda office: unlock(office.services, office.supervisor(), office.id_of(BRANDT)),
    IdentityRefusal.OWN_LOCK: lambda office: unlock(
        office.fail(BRANDT, 10).services, office.supervisor(), office.id_of(BRANDT)
    ),
}


@pytest.mark.parametrize("code", WRONG_UNLOCKS)
def test_refusals_of_an_unlock(office: Office, code: IdentityRefusal) -> None:
    assert refused(lambda: WRONG_UNLOCKS[code](office)) is code


def test_reset_pin(office: Office) -> None:
    person_id = office.id_of(OKAFOR)
    assert (
        refused(lambda: reset_pin(office.services, office.session(WHITLEY), person_id)) is IdentityRefusal.NOT_PERMITTED
    )
    assert refused(lambda: reset_pin(office.services, office.supervisor(), "nobody")) is IdentityRefusal.PERSON_UNKNOWN
    reset_pin(office.services, office.supervisor(), person_id)
    assert refused(lambda: sign_in(office.services, person_id, OKAFOR.pin)) is IdentityRefusal.PIN_NOT_SET


def test_reset_password_takes_the_pin_back_too(office: Office) -> None:
    person_id = office.id_of(OKAFOR)
    reset_password(office.services, office.supervisor(), person_id, NEW_PASSWORD)
    assert refused(lambda: sign_in(office.services, person_id, OKAFOR.pin)) is IdentityRefusal.PIN_NOT_SET
    old = refused(lambda: set_pin(office.services, person_id, OKAFOR.password, "840571"))
    assert old is IdentityRefusal.WRONG_PASSWORD
    set_pin(office.services, person_id, NEW_PASSWORD, "840571")


WRONG_RESETS: dict[IdentityRefusal, Callable[[Office], object]] = {
    IdentityRefusal.NOT_PERMITTED: lambda office: reset_password(office.services, office.session(REYES), "nobody", ""),
    IdentityRefusal.PERSON_UNKNOWN: lambda office: reset_password(office.services, office.supervisor(), "nobody", ""),
    IdentityRefusal.PASSWORD_TOO_SHORT: lambda office: reset_password(
        office.services, office.supervisor(), office.id_of(OKAFOR), "short"
    ),
}


@pytest.mark.parametrize("code", WRONG_RESETS)
def test_refusals_of_a_new_password(office: Office, code: IdentityRefusal) -> None:
    assert refused(lambda: WRONG_RESETS[code](office)) is code
