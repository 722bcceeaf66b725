"""What the sync page shows: how this workstation stands, what waits by kind, and every workstation known here."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from app.accounts.queries import as_of_us
from app.errors import Unavailable
from app.identity.tables import workstation
from app.journal.chain import read_envelope
from app.journal.tables import fact
from app.journal.verify_journal import beginnings
from app.store.prepared import Prepared
from app.sync.compare_identities import has_city_rows
from app.sync.own_identities import waiting_identities
from app.sync.queries import held_heads, kept_state, known_keys
from app.sync.standing import Standing, own_chain, standing
from app.sync.types import Chain, Trouble
from app.workplace import Services


@dataclass(frozen=True)
class KnownWorkstation:
    """One workstation in its newest generation. `facts` of it are held here, the last of them made at `newest_us`."""

    chain: Chain
    counter: str
    office_name: str
    facts: int
    newest_us: int | None
    trouble: Trouble | None


@dataclass(frozen=True)
class SyncPage:
    """`waiting`: (kind of fact, how many). `city_as_of_us` None: there is no data of the city here."""

    standing: Standing
    waiting: tuple[tuple[str, int], ...]
    workstations: tuple[KnownWorkstation, ...]
    city_as_of_us: int | None
    to_review: int = 0
    """What of before the enrolment can be compared and waits for a person (`map_identities`)."""


_ENVELOPE = Prepared(
    select(fact.c.envelope).where(
        fact.c.workstation == bindparam("workstation"),
        fact.c.generation == bindparam("generation"),
        fact.c.sequence == bindparam("sequence"),
    )
)
_PLACE = Prepared(
    select(workstation.c.counter, workstation.c.office_name)
    .where(workstation.c.workstation == bindparam("workstation"), workstation.c.generation == bindparam("generation"))
    .order_by(workstation.c.sequence.desc())
    .limit(1)
)


def sync_page(services: Services) -> SyncPage:
    """Everything of the page. Raises Unavailable."""
    found = standing(services)
    own = own_chain(services)
    with services.read_journal() as connection:
        state = kept_state(connection)
        waiting = waiting_kinds(connection, own, state.sent) if found.centre and state else ()
        known = known_workstations(connection, found.status.troubles)
        to_review = waiting_identities(connection, accounts=_is_the_centres(services))
    return SyncPage(found, waiting, known, _city_as_of(services), to_review)


def waiting_kinds(connection: Connection, own: Chain, sent: int) -> tuple[tuple[str, int], ...]:
    """(kind of fact, how many) of what the centre has not confirmed, the most first."""
    count = func.count()
    rows = connection.execute(
        select(fact.c.kind, count)
        .where(fact.c.workstation == own.workstation, fact.c.generation == own.generation, fact.c.sequence > sent)
        .group_by(fact.c.kind)
        .order_by(count.desc(), fact.c.kind)
    )
    return tuple((row[0], row[1]) for row in rows)


def known_workstations(connection: Connection, troubles: tuple[Trouble, ...] = ()) -> tuple[KnownWorkstation, ...]:
    """By code; of each its newest generation, with the facts of all of them."""
    heads, begin = held_heads(connection), beginnings(connection.exec_driver_sql)
    newest: dict[str, Chain] = {}
    facts: dict[str, int] = {}
    for chain in sorted(known_keys(connection)):
        newest[chain.workstation] = chain
        held = heads.get(chain, (0, b""))[0] - begin.get(chain, (0, b""))[0]
        facts[chain.workstation] = facts.get(chain.workstation, 0) + held
    held_up = {trouble.chain.workstation: trouble for trouble in troubles}
    return tuple(
        _known(connection, chain, heads.get(chain, (0, b""))[0], facts[code], held_up.get(code))
        for code, chain in newest.items()
    )


def _known(connection: Connection, chain: Chain, head: int, facts: int, trouble: Trouble | None) -> KnownWorkstation:
    place = _PLACE.first(connection, workstation=chain.workstation, generation=chain.generation)
    counter, office_name = (place.counter, place.office_name) if place else ("", "")
    return KnownWorkstation(chain, counter, office_name, facts, _recorded_us(connection, chain, head), trouble)


def _recorded_us(connection: Connection, chain: Chain, sequence: int) -> int | None:
    place = {"workstation": chain.workstation, "generation": chain.generation, "sequence": sequence}
    found = _ENVELOPE.scalar(connection, **place) if sequence else None
    envelope = read_envelope(found) if found else None
    return envelope.recorded_at_us if envelope else None


def _is_the_centres(services: Services) -> bool:
    try:
        with services.reference.read() as reference:
            return has_city_rows(reference)
    except Unavailable:
        return False


def _city_as_of(services: Services) -> int | None:
    try:
        with services.read() as reading:
            return as_of_us(reading.reference)
    except Unavailable:
        return None
