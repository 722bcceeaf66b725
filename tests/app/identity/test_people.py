"""Adding and changing people: what is refused, what becomes a fact, and where the name stands."""

from collections.abc import Callable

import pytest

from app.identity.demo_people import BRANDT, OKAFOR, REYES
from app.identity.people import add_first_administrator, add_person, change_person
from app.identity.permissions import Permission
from app.identity.queries import all_people, people_to_sign_in, person_name
from app.identity.refusals import IdentityRefusal
from app.identity.sign_in import set_pin, sign_in
from app.identity.types import AddFirstAdministrator, AddPerson, ChangePerson
from app.journal.tables import fact
from app.workplace import Services
from tests.factories.outcomes import refused
from tests.factories.people import Office

PASSWORD = "a long enough password"
PIN = "840571"
FIRST = AddFirstAdministrator("Ana María Núñez", PASSWORD, PIN)
NEW = AddPerson("P. Novak", ("cashier",), PASSWORD)


def bodies(services: Services) -> list[bytes]:
    with services.read_journal() as connection:
        return [bytes(row.body) + bytes(row.envelope) for row in connection.execute(fact.select())]


def test_the_first_administrator_is_signed_in_and_may_do_everything(empty: Services) -> None:
    assert people_to_sign_in(empty) == []
    session = add_first_administrator(empty, FIRST)
    assert session.permissions == frozenset(Permission)
    assert (session.display_name, session.role_title) == ("Ana María Núñez", "Administrator")
    assert sign_in(empty, session.person_id, PIN).person_id == session.person_id


WRONG_FIRST: dict[IdentityRefusal, AddFirstAdministrator] = {
    IdentityRefusal.NAME_MISSING: AddFirstAdministrator("  ", "short", "1"),
    IdentityRefusal.NAME_TOO_LONG: AddFirstAdministrator("x" * 81, "short", "1"),
    IdentityRefusal.NAME_CHARACTERS: AddFirstAdministrator("Ana\0", "short", "1"),
    IdentityRefusal.PASSWORD_TOO_SHORT: AddFirstAdministrator("Ana", "short", "1"),
    IdentityRefusal.PIN_TOO_SHORT: AddFirstAdministrator("Ana", PASSWORD, "1"),
}


@pytest.mark.parametrize("code", WRONG_FIRST)
def test_refusals_of_the_first_administrator(empty: Services, code: IdentityRefusal) -> None:
    assert refused(lambda: add_first_administrator(empty, WRONG_FIRST[code])) is code
    assert people_to_sign_in(empty) == []


def test_there_is_one_first_administrator(office: Office) -> None:
    assert refused(lambda: add_first_administrator(office.services, FIRST)) is IdentityRefusal.ALREADY_SET_UP


def test_a_new_person_chooses_a_pin_with_the_password(office: Office) -> None:
    person_id = add_person(office.services, office.supervisor(), NEW)
    assert people_to_sign_in(office.services)[-1].pin_set is False
    assert refused(lambda: sign_in(office.services, person_id, PIN)) is IdentityRefusal.PIN_NOT_SET
    set_pin(office.services, person_id, PASSWORD, PIN)
    assert sign_in(office.services, person_id, PIN).role_title == "Cashier"


WRONG_PEOPLE: dict[IdentityRefusal, AddPerson] = {
    IdentityRefusal.NAME_MISSING: AddPerson("", (), ""),
    IdentityRefusal.NAME_TOO_LONG: AddPerson("x" * 10_000_000, (), ""),
    IdentityRefusal.NAME_CHARACTERS: AddPerson("P. Novak\u202e", (), ""),
    IdentityRefusal.NAME_TAKEN: AddPerson("  m.  REYES ", (), ""),
    IdentityRefusal.ROLE_MISSING: AddPerson("P. Novak", (), ""),
    IdentityRefusal.ROLE_UNKNOWN: AddPerson("P. Novak", ("cashier", "mayor"), ""),
    IdentityRefusal.PASSWORD_TOO_LONG: AddPerson("P. Novak", ("cashier",), "x" * 10_000_000),
    IdentityRefusal.PASSWORD_TOO_SHORT: AddPerson("P. Novak", ("cashier",), "elevensigns"),
    IdentityRefusal.PASSWORD_CHARACTERS: AddPerson("P. Novak", ("cashier",), "with a NUL \0 inside"),
    IdentityRefusal.PASSWORD_TOO_SIMPLE: AddPerson("P. Novak", ("cashier",), "aaaaaaaaaaaa"),
}


@pytest.mark.parametrize("code", WRONG_PEOPLE)
def test_refusals_of_a_new_person(office: Office, code: IdentityRefusal) -> None:
    before = bodies(office.services)
    assert refused(lambda: add_person(office.services, office.supervisor(), WRONG_PEOPLE[code])) is code
    assert bodies(office.services) == before


def test_a_cashier_adds_and_changes_nobody(office: Office) -> None:
    session, change = office.session(OKAFOR), ChangePerson(office.id_of(OKAFOR), roles=("administrator",))
    assert refused(lambda: add_person(office.services, session, NEW)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: change_person(office.services, session, change)) is IdentityRefusal.NOT_PERMITTED


def test_a_change_shows_at_the_next_sign_in(office: Office) -> None:
    change = ChangePerson(office.id_of(OKAFOR), display_name="J. Okafor-Lee", roles=("accounts_specialist", "cashier"))
    change_person(office.services, office.supervisor(), change)
    session = sign_in(office.services, office.id_of(OKAFOR), OKAFOR.pin)
    assert (session.display_name, session.initials, session.role_title) == (
        "J. Okafor-Lee",
        "JO",
        "Accounts specialist",
    )
    assert Permission.PAYMENT_TAKE in session.permissions


def test_who_left_is_not_offered_and_may_come_back(office: Office) -> None:
    person_id = office.id_of(OKAFOR)
    change_person(office.services, office.supervisor(), ChangePerson(person_id, active=False))
    assert "J. Okafor" not in [person.display_name for person in people_to_sign_in(office.services)]
    everybody = {person.display_name: person.active for person in all_people(office.services, office.supervisor())}
    assert everybody["J. Okafor"] is False
    change_person(office.services, office.supervisor(), ChangePerson(person_id, active=True))
    assert sign_in(office.services, person_id, OKAFOR.pin)


WRONG_CHANGES: dict[IdentityRefusal, Callable[[Office], ChangePerson]] = {
    IdentityRefusal.PERSON_UNKNOWN: lambda _: ChangePerson("nobody", display_name="\0"),
    IdentityRefusal.NAME_CHARACTERS: lambda office: ChangePerson(office.id_of(BRANDT), display_name="\0", roles=()),
    IdentityRefusal.NAME_TAKEN: lambda office: ChangePerson(office.id_of(BRANDT), display_name="m. reyes", roles=()),
    IdentityRefusal.ROLE_MISSING: lambda office: ChangePerson(office.id_of(BRANDT), roles=(), active=False),
    IdentityRefusal.ROLE_UNKNOWN: lambda office: ChangePerson(office.id_of(BRANDT), roles=("x",), active=False),
    IdentityRefusal.LAST_ADMINISTRATOR: lambda office: ChangePerson(office.id_of(BRANDT), active=False),
}


@pytest.mark.parametrize("code", WRONG_CHANGES)
def test_refusals_of_a_change(office: Office, code: IdentityRefusal) -> None:
    command = WRONG_CHANGES[code](office)
    assert refused(lambda: change_person(office.services, office.supervisor(), command)) is code


def test_the_last_administrator_keeps_the_role(office: Office) -> None:
    demoted = ChangePerson(office.id_of(BRANDT), roles=("supervisor",))
    last = refused(lambda: change_person(office.services, office.supervisor(), demoted))
    assert last is IdentityRefusal.LAST_ADMINISTRATOR
    promoted = ChangePerson(office.id_of(REYES), roles=("lead_cashier", "administrator"))
    change_person(office.services, office.supervisor(), promoted)
    change_person(office.services, office.supervisor(), demoted)


def test_a_change_that_changes_nothing_is_no_fact(office: Office) -> None:
    before = bodies(office.services)
    change_person(office.services, office.supervisor(), ChangePerson(office.id_of(OKAFOR), display_name=" J.  Okafor"))
    assert bodies(office.services) == before


def test_no_name_and_no_secret_stands_in_a_fact(office: Office) -> None:
    add_person(office.services, office.supervisor(), NEW)
    change_person(office.services, office.supervisor(), ChangePerson(office.id_of(OKAFOR), display_name="J. Okonkwo"))
    everything = b"".join(bodies(office.services))
    for canary in (b"Novak", b"Reyes", b"Okonkwo", b"argon2", PASSWORD.encode(), REYES.pin.encode()):
        assert canary not in everything


def test_papers_find_the_name_by_the_id(office: Office) -> None:
    with office.services.read_journal() as connection:
        assert person_name(connection, office.id_of(REYES)) == "M. Reyes"
        assert person_name(connection, "somebody elsewhere") == "—"
