"""The demo city's people: six with PINs, never in a real office."""

from app.identity.demo_people import DEMO_PEOPLE, add_demo_people
from app.identity.people import add_first_administrator
from app.identity.queries import people_to_sign_in
from app.identity.refusals import IdentityRefusal
from app.identity.sign_in import set_pin, sign_in
from app.identity.types import AddFirstAdministrator
from app.workplace import Services
from tests.factories.outcomes import refused


def test_they_can_sign_in_and_know_their_passwords(empty: Services) -> None:
    ids = add_demo_people(empty)
    reyes = DEMO_PEOPLE[0]
    assert sign_in(empty, ids["M. Reyes"], reyes.pin).role_title == "Lead cashier"
    set_pin(empty, ids["M. Reyes"], reyes.password, "840571")


def test_they_never_come_into_an_office_where_somebody_works(empty: Services) -> None:
    add_first_administrator(empty, AddFirstAdministrator("Ana Núñez", "a long enough password", "840571"))
    assert refused(lambda: add_demo_people(empty)) is IdentityRefusal.ALREADY_SET_UP
    assert len(people_to_sign_in(empty)) == 1
