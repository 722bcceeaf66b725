"""Facts of a shift's end: closed, accepted by somebody else, rejected back to the cashier, reopened."""

from collections.abc import Iterator

import msgspec

from app.drawers import tables
from app.drawers.count_drawer_facts import ByTender
from app.drawers.movement_facts import bag_row
from app.drawers.queries import ShiftEvent
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.ledger_accounts import TENDERS_HELD


class ShiftClosed(FactBody, frozen=True, kw_only=True):
    """A shift's drawer was emptied: the float into its pouch in the safe, the rest into the sealed `bag`.

    `number` counts the closes of a workstation's generation without a gap (continuous Z). `count` is the count that it
    closes on. `approval` is None while a difference over the limit waits for somebody (`approval_pending`).
    `reason` is a code of policy `cash_control`, "" when nobody knows; `reason_names` what it was called then; `note` a
    salted hash of what was typed.
    """

    number: int
    drawer: str
    cashier: str
    count: str
    expected: ByTender
    counted: ByTender
    difference: ByTender
    float_cents: int
    bag: str
    bagged: ByTender
    reason: str = ""
    reason_names: dict[str, str] = msgspec.field(default_factory=dict)
    note: str | None = None
    approval: Approval | None = None
    approval_pending: bool = False
    policies: tuple[str, ...]


class ShiftAccepted(FactBody, frozen=True, kw_only=True):
    """Somebody else found a close to be right; `close` is its fact."""

    close: str
    cashier: str
    approval: Approval
    policies: tuple[str, ...]


class ShiftRejected(FactBody, frozen=True, kw_only=True):
    """A close goes back to its cashier with a reason; its postings are reversed, so that a new count starts anew."""

    close: str
    cashier: str
    reason: str
    reason_names: dict[str, str]
    policies: tuple[str, ...]


class ShiftReopened(FactBody, frozen=True, kw_only=True):
    """A close, accepted or not, is undone with a reason; a new count, close and acceptance are due."""

    close: str
    cashier: str
    reason: str
    reason_names: dict[str, str]
    policies: tuple[str, ...]


def _closed_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, ShiftClosed):
        return
    amounts = (body.float_cents, body.difference.held_cents, int(body.approval_pending))
    place = (envelope.fact_id, envelope.workstation, envelope.generation, body.number, envelope.shift)
    yield tables.shift_close, (*place, body.count, envelope.person, body.bag, *amounts)
    if body.bagged.held_cents:
        yield bag_row(fact, body.drawer, body.bag, {tender: body.bagged.of(tender) for tender in TENDERS_HELD})
    yield _event(fact, ShiftEvent.CLOSED, body.cashier)


def _settled_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, ShiftAccepted):
        yield _event(fact, ShiftEvent.ACCEPTED, body.cashier)
    elif isinstance(body, ShiftRejected):
        yield _event(fact, ShiftEvent.REJECTED, body.cashier)
    elif isinstance(body, ShiftReopened):
        yield _event(fact, ShiftEvent.REOPENED, body.cashier)


def _event(fact: Fact, event: ShiftEvent, cashier: str) -> Row:
    envelope = fact.envelope
    place = (envelope.shift, envelope.generation, envelope.sequence, envelope.fact_id)
    return tables.shift_event, (*place, event.value, cashier, envelope.recorded_at_us)


KINDS = (
    Kind(ShiftClosed, project=_closed_rows),
    Kind(ShiftAccepted, project=_settled_row),
    Kind(ShiftRejected, project=_settled_row),
    Kind(ShiftReopened, project=_settled_row),
)
