"""Who works here: the newest fact counts, in whatever order facts arrive; erased names are said to be erased."""

import itertools
from functools import partial

import pytest
from sqlalchemy import delete, update

from app.identity.demo_people import BRANDT, CASTILLO, DEMO_PEOPLE, OKAFOR, REYES, WHITLEY
from app.identity.facts import PersonAdded, PersonChanged
from app.identity.queries import all_people, find_person, list_people, people_to_sign_in
from app.identity.refusals import IdentityRefusal
from app.journal.append import insert_rows
from app.journal.fact import Envelope, Fact, FactBody
from app.journal.tables import private_data
from app.workplace import Services
from resources.texts import use_language
from tests.factories.outcomes import refused
from tests.factories.people import Office


def made(workstation: str, sequence: int, at_us: int, body: FactBody) -> Fact:
    envelope = Envelope(
        workstation=workstation,
        generation=1,
        sequence=sequence,
        fact_id=f"{workstation}-{sequence}",
        kind=type(body).__name__,
        schema_version=1,
        recorded_at_us=at_us,
        office="main",
    )
    return Fact(envelope, body)


def change(digest: str, *roles: str, active: bool = True) -> PersonChanged:
    return PersonChanged(person_id="p", name_digest=digest, roles=roles, active=active)


FACTS = (
    made("B1", 1, 100, PersonAdded(person_id="p", name_digest="d1", roles=("cashier",))),
    made("A2", 7, 200, change("d1", "lead_cashier")),
    made("B1", 2, 300, change("d2", "supervisor", active=False)),
    made("C3", 4, 300, change("d3", "cashier", "supervisor")),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_newest_fact_counts_in_any_order(empty: Services, order: tuple[int, ...]) -> None:
    with empty.plain_work() as work:
        for n in order:
            insert_rows(work.connection, empty.kinds.rows(FACTS[n]))
        (person,) = list_people(work.connection)
    assert (person.name_digest, person.roles, person.active) == ("d3", ("cashier", "supervisor"), True)


def test_the_sign_in_page_lists_people_as_they_were_added(office: Office) -> None:
    people = people_to_sign_in(office.services)
    assert [person.display_name for person in people] == [demo.display_name for demo in DEMO_PEOPLE]
    assert [person.initials for person in people] == ["MR", "JO", "DT", "SW", "LB", "AC"]
    assert people[-1].role_title == "Transit counter"
    assert all(person.pin_set and person.active and not person.locked for person in people)
    assert people[-1].person_id == office.id_of(CASTILLO)


def test_titles_follow_the_language_of_the_screen(office: Office) -> None:
    use_language("es")
    try:
        assert people_to_sign_in(office.services)[0].role_title == "Cajero principal"
    finally:
        use_language("en")


def test_an_erased_name_is_said_to_be_erased(office: Office) -> None:
    with office.services.plain_work() as work:
        person = find_person(work.connection, office.id_of(REYES))
        assert person is not None
        digest = private_data.c.digest == person.name_digest
        work.connection.execute(update(private_data).where(digest).values(salt=None, value=None))
        erased = find_person(work.connection, office.id_of(REYES))
        work.connection.execute(delete(private_data).where(digest))
        gone = find_person(work.connection, office.id_of(REYES))
    assert erased is not None and gone is not None
    assert (erased.display_name, gone.display_name) == ("Name erased", "Name erased")


def test_all_people_are_for_who_manages_or_unlocks(office: Office) -> None:
    assert len(all_people(office.services, office.session(BRANDT))) == len(DEMO_PEOPLE)
    for demo in (OKAFOR, WHITLEY):
        session = office.session(demo)
        assert refused(partial(all_people, office.services, session)) is IdentityRefusal.NOT_PERMITTED
