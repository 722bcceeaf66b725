"""What a workstation called its own while it worked alone: noted when it joins, before the city's rows come.

Its office and people stand in the journal anyhow. Of accounts that its facts name, number, customer and address are
read from the data that it had so far, which the centre's will replace. They stay noted until the review is confirmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.accounts import tables as city
from app.accounts.queries import account_key
from app.accounts.tables import counter_note
from app.errors import Unavailable
from app.identity.mapping_facts import Subject
from app.identity.tables import person_state
from app.journal.append import chain_head
from app.journal.tables import posting
from app.store.prepared import Prepared, insert_all
from app.sync import tables
from app.workplace import Services


@dataclass(frozen=True)
class OwnIdentity:
    """One of them. `words`: of an account its number, customer and address, as far as they are known."""

    subject: Subject
    local: str
    words: tuple[str, str, str] = field(default=("", "", ""), repr=False)


_ACCOUNT = Prepared(
    select(city.account.c.number, city.customer.c.name, city.service_location.c.street_address)
    .join(city.source_system, city.source_system.c.id == city.account.c.source_id)
    .join(city.customer, city.customer.c.id == city.account.c.customer_id)
    .join(city.service_location, city.service_location.c.id == city.account.c.location_id)
    .where(
        city.account.c.external_id == bindparam("external_id"),
        city.source_system.c.name == bindparam("source"),
    )
)


def own_identities(services: Services) -> tuple[OwnIdentity, ...]:
    """Office, people, accounts of this workstation's facts. Reads much: not on the writer lane. Raises Unavailable."""
    with services.read_journal() as journal:
        code = services.device.code
        own = person_state.c.workstation == code
        people = journal.scalars(select(person_state.c.person).where(own).distinct().order_by("person")).all()
        accounts = _accounts_of(journal, code)
    office = OwnIdentity(Subject.OFFICE, services.place.office)
    rest = (OwnIdentity(Subject.PERSON, person) for person in people)
    return office, *rest, *_known_accounts(services, accounts)


def keep_identities(connection: Connection, own: tuple[OwnIdentity, ...], workstation: str, generation: int) -> None:
    """Notes them to be reviewed, with how far the chain goes now; the caller commits."""
    head, _ = chain_head(connection, workstation, generation)
    place = (generation, head)
    rows = [(each.subject.value, each.local, *each.words, *place, None, None) for each in own]
    insert_all(connection, {tables.sync_identity: rows})


def waiting_identities(connection: Connection, *, accounts: bool = True) -> int:
    """How many wait for a review; `accounts` False: without those, which need the city's rows from the centre."""
    counted = select(func.count()).select_from(tables.sync_identity)
    if not accounts:
        counted = counted.where(tables.sync_identity.c.subject != Subject.ACCOUNT.value)
    return int(connection.scalar(counted) or 0)


def _accounts_of(journal: Connection, code: str) -> list[str]:
    paid = select(posting.c.account).where(posting.c.account.is_not(None), posting.c.workstation == code)
    noted = select(counter_note.c.account).where(counter_note.c.workstation == code)
    return sorted(journal.scalars(paid.union(noted)))


def _known_accounts(services: Services, accounts: list[str]) -> Iterator[OwnIdentity]:
    try:
        with services.reference.read() as reference:
            yield from [OwnIdentity(Subject.ACCOUNT, account, _words(reference, account)) for account in accounts]
    except Unavailable:  # no data of the city was ever loaded here: the id is all that is known
        yield from (OwnIdentity(Subject.ACCOUNT, account) for account in accounts)


def _words(reference: Connection, account: str) -> tuple[str, str, str]:
    key = account_key(account)
    found: Any = _ACCOUNT.first(reference, external_id=key.external_id, source=key.source_system)
    return tuple(found) if found is not None else ("", "", "")
