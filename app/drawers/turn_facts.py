"""Facts about whose drawer it is while a shift goes on: suspended, resumed, handed over; and the rows they give."""

from collections.abc import Iterator

from app.drawers import tables
from app.drawers.facts import Denomination
from app.drawers.movement_facts import movement_row
from app.drawers.queries import ShiftEvent
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row


class ShiftSuspended(FactBody, frozen=True, kw_only=True):
    """The cashier left the drawer locked, for a reason of policy `cash_control`; nothing goes in or out."""

    drawer: str
    cashier: str
    reason: str
    reason_names: dict[str, str]
    policies: tuple[str, ...]


class ShiftResumed(FactBody, frozen=True, kw_only=True):
    """Work at the drawer goes on. `cashier`: whose drawer it still is; `approval`: whose PIN resumed it."""

    drawer: str
    cashier: str
    approval: Approval


class ShiftHandedOver(FactBody, frozen=True, kw_only=True):
    """The drawer went from one cashier to another, as `count` found it; `approval`: who took it, by their PIN."""

    drawer: str
    giver: str
    taker: str
    count: str
    denominations: tuple[Denomination, ...]
    cash_cents: int
    check_cents: int
    money_order_cents: int
    approval: Approval


def event_row(fact: Fact, event: ShiftEvent, person: str) -> Row:
    """The row of what became of a shift; `person` has the drawer from then on."""
    envelope = fact.envelope
    place = (envelope.shift, envelope.generation, envelope.sequence, envelope.fact_id)
    return tables.shift_event, (*place, event.value, person, envelope.recorded_at_us)


def _suspended_rows(fact: Fact) -> Iterator[Row]:
    if isinstance(fact.body, ShiftSuspended):
        yield event_row(fact, ShiftEvent.SUSPENDED, fact.body.cashier)
        yield movement_row(fact)


def _resumed_rows(fact: Fact) -> Iterator[Row]:
    if isinstance(fact.body, ShiftResumed):
        yield event_row(fact, ShiftEvent.RESUMED, fact.body.cashier)
        yield movement_row(fact)


def _handed_over_rows(fact: Fact) -> Iterator[Row]:
    if isinstance(fact.body, ShiftHandedOver):
        yield event_row(fact, ShiftEvent.HANDED_OVER, fact.body.taker)
        yield movement_row(fact)


KINDS = (
    Kind(ShiftSuspended, project=_suspended_rows),
    Kind(ShiftResumed, project=_resumed_rows),
    Kind(ShiftHandedOver, project=_handed_over_rows),
)
