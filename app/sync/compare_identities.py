"""A workstation's own people, office and accounts beside the centre's: what the review shows, questions first.

Where the centre's side comes from: the office is the one that the enrolment answered; people are those whom facts of
other workstations added; accounts are the city's rows as the centre gave them. So nothing is compared before the first
exchange, and accounts not before the city's rows came from the centre: until then they wait, and the rest goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from app.accounts import tables as city
from app.accounts.queries import account_key, find_account, key_text
from app.accounts.search.find import search
from app.accounts.search.fold import fold, number_key, split_words
from app.accounts.types import AccountKey
from app.errors import Unavailable
from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission, Session, require
from app.identity.queries import PersonRow, list_people, title_of, today
from app.identity.rules import Role, roles
from app.identity.tables import person_state, workstation
from app.journal.tables import private_data
from app.store.prepared import Prepared
from app.sync import tables
from app.sync.enrol import kept_centre
from app.sync.mapping_types import Choice, MappingRow, Proposal, Side
from app.sync.match_identities import match_account, match_office, match_person
from app.sync.queries import kept_state
from app.workplace import Services

ORDER = (Subject.OFFICE, Subject.PERSON, Subject.ACCOUNT)

_CITY_ROWS = (
    select(
        city.source_system.c.name.label("source"),
        city.account.c.external_id,
        city.account.c.number,
        city.customer.c.name.label("customer"),
        city.service_location.c.street_address.label("address"),
    )
    .join(city.source_system, city.source_system.c.id == city.account.c.source_id)
    .join(city.customer, city.customer.c.id == city.account.c.customer_id)
    .join(city.service_location, city.service_location.c.id == city.account.c.location_id)
)
_BY_NUMBER = Prepared(_CITY_ROWS.where(city.account.c.number_key == bindparam("number_key")))
_BY_ROW = Prepared(_CITY_ROWS.where(city.account.c.id == bindparam("row")))
_FROM_CENTRE = select(city.feed_place.c.one).where(city.feed_place.c.loading_kind.is_(None))


@dataclass(frozen=True)
class MappingPage:
    """`rows`: what can be decided, questions first. `waiting`: accounts that wait for the city's rows.

    `exchanged` False: the centre was not heard yet, and nothing can be compared.
    """

    rows: tuple[MappingRow, ...]
    waiting: int
    exchanged: bool

    @property
    def questions(self) -> int:
        """How many a person has to answer."""
        return sum(row.is_open for row in self.rows)


def mapping_page(services: Services, session: Session, of: tuple[Subject, str] | None = None) -> MappingPage:
    """Everything that waits for a review, or what is needed for one answer. Raises Refused(NOT_PERMITTED), Unavailable.

    `of`: (subject, local id). An account is answered by itself, a person among all people.
    """
    require(session, Permission.SETTINGS_CHANGE)
    with services.read_journal() as journal:
        state = kept_state(journal)
        exchanged = state is not None and state.epoch > 0  # kept once every head in scope was compared
        kept = list(journal.execute(_kept(of))) if exchanged else []
        of_journal = [*offices(journal, kept, services), *people(journal, kept, services)]
    accounts = [row for row in kept if row.subject == Subject.ACCOUNT.value]
    compared = _accounts(services, accounts)
    rows = sorted((*of_journal, *compared), key=lambda row: (not row.is_open, ORDER.index(row.subject)))
    return MappingPage(tuple(rows), len(accounts) - len(compared), exchanged)


def _kept(of: tuple[Subject, str] | None) -> Select[Any]:
    kept = select(tables.sync_identity)
    if of is None:
        return kept
    kept = kept.where(tables.sync_identity.c.subject == of[0].value)
    return kept.where(tables.sync_identity.c.local == of[1]) if of[0] is Subject.ACCOUNT else kept


def offices(journal: Connection, kept: list[Any], services: Services) -> Iterator[MappingRow]:
    """The one row of the office, while it waits."""
    there = {side.id: side for side in centre_offices(journal, services)}
    centre = kept_centre(journal)
    place = services.place
    for row in kept:
        if row.subject == Subject.OFFICE.value and centre is not None:
            here = Side(row.local, place.office_name, (place.office_address,))
            proposal = match_office(row.local, place.office_name, there[centre.office])
            yield _row(row, here, proposal, there.get(row.central))


def centre_offices(journal: Connection, services: Services) -> list[Side]:
    """Offices that other workstations are in, and the one of the enrolment, first."""
    centre = kept_centre(journal)
    own = services.device.code
    rows = journal.execute(
        select(workstation.c.office, workstation.c.office_name, workstation.c.office_address)
        .where(workstation.c.workstation != own)
        .order_by(workstation.c.office, workstation.c.generation, workstation.c.sequence)
    )
    found = {row.office: Side(row.office, row.office_name, (row.office_address,)) for row in rows}
    enrolled = centre.office if centre is not None else services.place.office
    return [found.pop(enrolled, Side(enrolled, enrolled)), *found.values()]


def people(journal: Connection, kept: list[Any], services: Services) -> Iterator[MappingRow]:
    """One row a person of this workstation, while it waits."""
    there = centre_people(journal, services)
    by_id = {side.id: side for side in there}
    known = roles(services.policies, today(services))
    own = {row.person_id: row for row in list_people(journal)}
    for row in kept:
        if row.subject == Subject.PERSON.value and row.local in own:
            here = _person(own[row.local], known, named=True)
            yield _row(row, here, match_person(here, there), by_id.get(row.central))


def centre_people(journal: Connection, services: Services) -> list[Side]:
    """Whom facts of other workstations tell of; the title is "" where the name is not known here."""
    known = roles(services.policies, today(services))
    own = person_state.c.workstation == services.device.code
    told = {row.person: row.workstation for row in journal.execute(select(person_state).where(~own))}
    is_name = private_data.c.field == "person_name"
    named = set(journal.scalars(select(private_data.c.digest).where(is_name, private_data.c.value.is_not(None))))
    return [
        _person(row, known, named=row.name_digest in named, added_at=told[row.person_id])
        for row in list_people(journal)
        if row.person_id in told
    ]


def centre_choices(services: Services, session: Session, subject: Subject, typed: str) -> tuple[Side, ...]:
    """What of the centre's one of ours could be, by what a person typed. Raises Refused(NOT_PERMITTED), Unavailable."""
    require(session, Permission.SETTINGS_CHANGE)
    if subject is Subject.ACCOUNT:
        with services.reference.read() as reference:
            hits = search(reference, typed).hits if has_city_rows(reference) else ()
        return tuple(Side(hit.account, hit.number, (hit.name, hit.street_address)) for hit in hits)
    with services.read_journal() as journal:
        there = (centre_people if subject is Subject.PERSON else centre_offices)(journal, services)
    words = split_words(typed)
    return tuple(side for side in there if all(word in fold(" ".join((side.title, *side.lines))) for word in words))


def centre_account(reference: Connection, account: str) -> Side | None:
    """An account of the city's by its key as text."""
    row = find_account(reference, account_key(account)) if account else None
    return _side(_BY_ROW.first(reference, row=row)) if row is not None else None


def has_city_rows(reference: Connection) -> bool:
    """Whether the city's rows are the centre's, and whole."""
    return reference.execute(_FROM_CENTRE).first() is not None


def _accounts(services: Services, kept: list[Any]) -> list[MappingRow]:
    if not kept:
        return []
    try:
        with services.reference.read() as reference:
            return [_account(reference, row) for row in kept] if has_city_rows(reference) else []
    except Unavailable:  # nothing of the city's is here yet
        return []


def _account(reference: Connection, row: Any) -> MappingRow:
    here = Side(row.local, row.number, (row.customer, row.address))
    numbered = _BY_NUMBER.all(reference, number_key=number_key(row.number)) if row.number else []
    proposal = match_account(here, [_side(found) for found in numbered], centre_account(reference, row.local))
    return _row(row, here, proposal, centre_account(reference, row.central or ""))


def _side(found: Any) -> Side:
    key = key_text(AccountKey(found.source, found.external_id))
    return Side(key, found.number, (found.customer, found.address))


def _person(row: PersonRow, known: dict[str, Role], *, named: bool, added_at: str = "") -> Side:
    lines = (title_of(row.roles, known), added_at) if added_at else (title_of(row.roles, known),)
    return Side(row.person_id, row.display_name if named else "", lines)


def _row(kept: Any, here: Side, proposal: Proposal, chosen: Side | None) -> MappingRow:
    decided = Choice(kept.choice) if kept.choice else None
    there = proposal.there if decided is None else chosen
    return MappingRow(Subject(kept.subject), here, proposal, decided, there)
