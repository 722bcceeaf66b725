"""Facts about shifts, and the rows they give."""

from collections.abc import Iterator

import msgspec

from app.drawers import tables
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class Denomination(msgspec.Struct, frozen=True):
    """`count` pieces of `value_cents` each."""

    value_cents: int
    count: int


class ShiftOpened(FactBody, frozen=True, kw_only=True):
    """A cashier took over a drawer with a float counted by denomination; the float came out of the safe."""

    drawer: str
    float_cents: int
    denominations: tuple[Denomination, ...]


def _shift_row(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if isinstance(body, ShiftOpened):
        who = (*fact.key, body.drawer, envelope.person, envelope.business_date)
        yield tables.shift, (envelope.fact_id, *who, envelope.recorded_at_us, body.float_cents)


KINDS = (Kind(ShiftOpened, project=_shift_row),)
