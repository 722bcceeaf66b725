"""Facts about the workstation and its people, and the rows they give."""

from collections.abc import Iterator

from app.identity import tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class WorkstationSetUp(FactBody, frozen=True, kw_only=True):
    """The first fact of a chain: which office and counter this is, and the key that signs (hex)."""

    city: str
    office: str
    office_name: str
    office_address: str
    office_phone: str
    time_zone: str
    counter: str
    public_key: str


def _workstation_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, WorkstationSetUp):
        raise TypeError(f"{fact.envelope.kind} is not a WorkstationSetUp")
    where = (body.city, body.office, body.office_name, body.office_address, body.office_phone, body.time_zone)
    yield tables.workstation, (fact.envelope.workstation, fact.envelope.generation, *where, body.counter)


class PersonAdded(FactBody, frozen=True, kw_only=True):
    """Somebody works here now. `name_digest` stands for the name, which is private data."""

    person_id: str
    name_digest: str
    roles: tuple[str, ...]


class PersonChanged(FactBody, frozen=True, kw_only=True):
    """What a person is from now on, whole: name, roles, and whether they still work here."""

    person_id: str
    name_digest: str
    roles: tuple[str, ...]
    active: bool


class PersonUnlocked(FactBody, frozen=True, kw_only=True):
    """A person locked out on this workstation may try again. `method`: "supervisor" or "recovery_code"."""

    person_id: str
    method: str


def _person_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, PersonAdded | PersonChanged):
        raise TypeError(f"{fact.envelope.kind} says nothing of a person")
    active = int(body.active) if isinstance(body, PersonChanged) else 1
    what = (body.person_id, body.name_digest, " ".join(body.roles), active, fact.envelope.recorded_at_us)
    yield tables.person_state, (*fact.key, *what)


KINDS = (
    Kind(WorkstationSetUp, project=_workstation_row),
    Kind(PersonAdded, project=_person_row),
    Kind(PersonChanged, project=_person_row),
    Kind(PersonUnlocked),
)
