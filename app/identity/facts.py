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


KINDS = (Kind(WorkstationSetUp, project=_workstation_row),)
