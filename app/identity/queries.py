"""Who works here, read from the journal: for the sign-in page, the people page and papers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select
from sqlalchemy import text as sql_text

from app.clock import local_date
from app.identity.mapped import same_people
from app.identity.names import initials_of
from app.identity.permissions import Permission, Session, require
from app.identity.rules import Role, roles, secret_rules
from app.identity.tables import person_secret, person_state
from app.identity.types import Person
from app.journal.tables import private_data
from app.workplace import Services
from resources.texts import current_language, text


@dataclass(frozen=True)
class PersonRow:
    """A person as stored, with what this device knows of them."""

    person_id: str
    name_digest: str
    display_name: str = field(repr=False)
    roles: tuple[str, ...]
    active: bool
    password_verifier: str | None = field(repr=False)
    pin_verifier: str | None = field(repr=False)
    failures: int


def people_to_sign_in(services: Services) -> list[Person]:
    """Everybody who may sign in here, in the order in which they were added. Empty before the first-run wizard."""
    return [person for person in _people(services, once=True) if person.active]


def all_people(services: Services, session: Session) -> list[Person]:
    """Those who left too. Raises Refused(NOT_PERMITTED) without `person.manage` or `person.unlock`."""
    if Permission.PERSON_UNLOCK not in session.permissions:
        require(session, Permission.PERSON_MANAGE)
    return _people(services)


def person_name(connection: Connection, person_id: str) -> str:
    """The name as papers print it; a dash for a person unknown here."""
    found = find_person(connection, person_id)
    return found.display_name if found else "—"


def find_person(connection: Connection, person_id: str) -> PersonRow | None:
    """One person, or None."""
    found = connection.execute(_newest_states().where(person_state.c.person == person_id)).first()
    return _person_row(found) if found else None


def list_people(connection: Connection) -> list[PersonRow]:
    """Everybody, in the order in which they were added."""
    return [_person_row(row) for row in connection.execute(_newest_states())]


def today(services: Services) -> date:
    """The calendar day at this office: which version of a policy holds."""
    return local_date(services.clock.now_us(), services.device.time_zone)


def title_of(role_keys: tuple[str, ...], known: dict[str, Role]) -> str:
    """What a person is called in the language of the screen: the title of their first role that the policy has."""
    return next((known[key].title(current_language()) for key in role_keys if key in known), "")


def _people(services: Services, *, once: bool = False) -> list[Person]:
    day = today(services)
    known, failures_max = roles(services.policies, day), secret_rules(services.policies, day).failures_max
    with services.read_journal() as connection:
        found = list_people(connection)
        rows = _each_once(found, same_people(connection)) if once else found
    return [_person(row, known, failures_max) for row in rows]


def _each_once(rows: list[PersonRow], same: dict[str, str]) -> list[PersonRow]:
    """A person whom the city knows by another id than this workstation: by the id that can sign in here."""
    chosen: dict[str, PersonRow] = {}
    for row in rows:
        key = same.get(row.person_id, row.person_id)
        before = chosen.get(key)
        if before is None or (bool(row.password_verifier), row.person_id == key) > (
            bool(before.password_verifier),
            before.person_id == key,
        ):
            chosen[key] = row
    return list(chosen.values())


def _person(row: PersonRow, known: dict[str, Role], failures_max: int) -> Person:
    return Person(
        person_id=row.person_id,
        display_name=row.display_name,
        initials=initials_of(row.display_name),
        role_title=title_of(row.roles, known),
        roles=row.roles,
        active=row.active,
        pin_set=row.pin_verifier is not None,
        locked=row.failures >= failures_max,
    )


_IS_A_NAME = "private_data.field = 'person_name'"
"""Written out, so that the index over names alone is used."""


def _newest_states() -> Select[Any]:
    """Each person's newest state; workstations' clocks order them, then their names, so every replica agrees."""
    state = person_state.c
    place_columns = (state.workstation, state.generation, state.sequence)
    newest_first = [column.desc() for column in (state.recorded_at_us, *place_columns)]
    ranked = select(
        *place_columns,
        func.row_number().over(partition_by=state.person, order_by=newest_first).label("rank"),
        func.min(state.recorded_at_us).over(partition_by=state.person).label("added_at_us"),
    ).subquery()
    same_fact = and_(*(column == ranked.c[column.name] for column in place_columns))
    return (
        select(
            person_state,
            private_data.c.value,
            person_secret.c.password_verifier,
            person_secret.c.pin_verifier,
            person_secret.c.failures,
        )
        .join(ranked, same_fact)
        .outerjoin(private_data, and_(private_data.c.digest == state.name_digest, sql_text(_IS_A_NAME)))
        .outerjoin(person_secret, person_secret.c.person == state.person)
        .where(ranked.c.rank == 1)
        .order_by(ranked.c.added_at_us, state.person)
    )


def _person_row(row: Row[Any]) -> PersonRow:
    return PersonRow(
        person_id=row.person,
        name_digest=row.name_digest,
        display_name=row.value or text("Name erased"),
        roles=tuple(row.roles.split()),
        active=bool(row.active),
        password_verifier=row.password_verifier,
        pin_verifier=row.pin_verifier,
        failures=row.failures or 0,
    )
