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


class OfficeChanged(FactBody, frozen=True, kw_only=True):
    """What city, office and counter are called from here on, whole. The office's key and the code never change.

    In an open shift the time zone holds from the next shift on: the envelope says in which.
    """

    city: str
    office_name: str
    office_address: str
    office_phone: str
    time_zone: str
    counter: str


def _workstation_row(fact: Fact) -> Iterator[Row]:
    body, envelope = fact.body, fact.envelope
    if not isinstance(body, WorkstationSetUp | OfficeChanged):
        raise TypeError(f"{envelope.kind} says nothing of a place")
    office = body.office if isinstance(body, WorkstationSetUp) else envelope.office
    where = (body.city, office, body.office_name, body.office_address, body.office_phone, body.time_zone)
    yield tables.workstation, (*fact.key, *where, body.counter, envelope.shift)


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
    Kind(OfficeChanged, project=_workstation_row),
    Kind(PersonAdded, project=_person_row),
    Kind(PersonChanged, project=_person_row),
    Kind(PersonUnlocked),
)
