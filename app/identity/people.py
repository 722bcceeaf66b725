"""Adding and changing the people of an office. A fact says who works here in which roles; the name is private data.

The central database will own people; until there is one, the administrator of each workstation does.
"""

from collections.abc import Iterable

from app.errors import Refused
from app.identity.access_log import PERSON, Access, Entry, write_entries
from app.identity.attempts import keep_secret
from app.identity.facts import PersonAdded, PersonChanged
from app.identity.names import clean_name
from app.identity.permissions import Permission, Session, require
from app.identity.queries import PersonRow, find_person, list_people, today
from app.identity.refusals import IdentityRefusal
from app.identity.rules import FIRST_ADMINISTRATOR_ROLES, permissions_of, refuse_roles, roles, secret_rules
from app.identity.secret_rules import normal_password, refuse_password, refuse_pin
from app.identity.sign_in import new_session
from app.identity.types import AddFirstAdministrator, AddPerson, ChangePerson
from app.identity.verifiers import make_verifier
from app.journal.append import Author, JournalWork
from app.workplace import Services


def add_first_administrator(services: Services, command: AddFirstAdministrator) -> Session:
    """The first person of a workstation, signed in. Not on the writer lane.

    Raises Refused: ALREADY_SET_UP, NAME_*, PASSWORD_*, PIN_*.
    """
    rules = secret_rules(services.policies, today(services))
    with services.read_journal() as connection:
        if list_people(connection):
            raise Refused(IdentityRefusal.ALREADY_SET_UP)
    name = _name(command.display_name)
    refuse_password(command.password, rules)
    refuse_pin(command.pin, rules)
    password = make_verifier(services, normal_password(command.password), rules)
    pin = make_verifier(services, command.pin, rules)
    person = services.lanes.write_now(lambda: _record_first(services, name, password, pin))
    return new_session(services, person)


def add_person(services: Services, session: Session, command: AddPerson) -> str:
    """The id of the new person, who chooses a PIN with the password. Not on the writer lane.

    Raises Refused: NOT_PERMITTED, NAME_*, ROLE_*, PASSWORD_*.
    """
    require(session, Permission.PERSON_MANAGE)
    rules, known = secret_rules(services.policies, today(services)), roles(services.policies, today(services))
    name = _name(command.display_name)
    with services.read_journal() as connection:
        _refuse_taken(name, list_people(connection))
    refuse_roles(command.roles, known)
    refuse_password(command.password, rules)
    verifier = make_verifier(services, normal_password(command.password), rules)
    return services.lanes.write_now(lambda: _record_person(services, session, name, command.roles, verifier))


def change_person(services: Services, session: Session, command: ChangePerson) -> None:
    """Another name, other roles, gone or back again. Changes nothing when nothing is different.

    Raises Refused: NOT_PERMITTED, PERSON_UNKNOWN, NAME_*, ROLE_*, LAST_ADMINISTRATOR.
    """
    require(session, Permission.PERSON_MANAGE)
    services.lanes.write_now(lambda: _record_change(services, session, command))


def _record_first(services: Services, name: str, password: str, pin: str) -> PersonRow:
    with services.unit_of_work() as work:
        if list_people(work.connection):
            raise Refused(IdentityRefusal.ALREADY_SET_UP)
        person_id = services.ids.new_id()
        _append_person(work, Author(person=person_id), person_id, name, FIRST_ADMINISTRATOR_ROLES)
        keep_secret(work.connection, person_id, password_verifier=password, pin_verifier=pin)
        happened = (Access.PASSWORD_SET, Access.PIN_SET, Access.SIGNED_IN)
        now_us = services.clock.now_us()
        write_entries(work.connection, [Entry(now_us, person_id, action, PERSON, person_id) for action in happened])
        person = _known(find_person(work.connection, person_id))
        work.commit()
    return person


def _record_person(services: Services, session: Session, name: str, role_keys: tuple[str, ...], verifier: str) -> str:
    with services.unit_of_work() as work:
        _refuse_taken(name, list_people(work.connection))
        person_id = services.ids.new_id()
        _append_person(work, Author(person=session.person_id), person_id, name, role_keys)
        keep_secret(work.connection, person_id, password_verifier=verifier)
        entry = Entry(services.clock.now_us(), session.person_id, Access.PASSWORD_SET, PERSON, person_id)
        write_entries(work.connection, [entry])
        work.commit()
    return person_id


def _append_person(work: JournalWork, author: Author, person_id: str, name: str, role_keys: tuple[str, ...]) -> None:
    digest = work.private("person_name", name)
    work.append(PersonAdded(person_id=person_id, name_digest=digest, roles=role_keys), author)


def _record_change(services: Services, session: Session, command: ChangePerson) -> None:
    known = roles(services.policies, today(services))
    with services.unit_of_work() as work:
        everybody = list_people(work.connection)
        person = _known(next((row for row in everybody if row.person_id == command.person_id), None))
        others = [row for row in everybody if row.person_id != command.person_id]
        name = person.display_name if command.display_name is None else _name(command.display_name)
        role_keys = person.roles if command.roles is None else command.roles
        active = person.active if command.active is None else command.active
        if (name, role_keys, active) == (person.display_name, person.roles, person.active):
            return
        _refuse_taken(name, others)
        refuse_roles(role_keys, known)
        left = [row.roles for row in others if row.active] + ([role_keys] if active else [])
        if not any(Permission.PERSON_MANAGE in permissions_of(keys, known) for keys in left):
            raise Refused(IdentityRefusal.LAST_ADMINISTRATOR)
        digest = person.name_digest if name == person.display_name else work.private("person_name", name)
        body = PersonChanged(person_id=person.person_id, name_digest=digest, roles=role_keys, active=active)
        work.append(body, Author(person=session.person_id))
        work.commit()


def _name(entered: str) -> str:
    return clean_name(
        entered,
        missing=IdentityRefusal.NAME_MISSING,
        too_long=IdentityRefusal.NAME_TOO_LONG,
        characters=IdentityRefusal.NAME_CHARACTERS,
    )


def _refuse_taken(name: str, people: Iterable[PersonRow]) -> None:
    """Two people of one name could not be told apart on the sign-in page and on receipts."""
    if any(row.active and row.display_name.casefold() == name.casefold() for row in people):
        raise Refused(IdentityRefusal.NAME_TAKEN)


def _known(person: PersonRow | None) -> PersonRow:
    if person is None:
        raise Refused(IdentityRefusal.PERSON_UNKNOWN)
    return person
