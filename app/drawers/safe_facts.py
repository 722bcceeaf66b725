"""Facts about the safe: sealed bags received and given back, cash that came or went, counts and discrepancies.

Each is made by two people: the envelope's person and the `approval`'s. The rows are pure functions of one fact.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from app.drawers import safe_tables as tables
from app.drawers.count_drawer_facts import ByTender
from app.drawers.facts import Denomination
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.ledger_accounts import TENDERS_HELD


class BagEvent(StrEnum):
    """What can happen to a sealed bag after its sealing; the last event says where it is.

    `NOT_THERE`: expected when bags were received, and not brought. `COUNTED` and `MISSED`: found, or not, by a count.
    """

    RECEIVED = "received"
    NOT_THERE = "not_there"
    GIVEN_BACK = "given_back"
    COUNTED = "counted"
    MISSED = "missed"
    DEPOSIT_PREPARED = "deposit_prepared"
    DEPOSIT_VERIFIED = "deposit_verified"
    DEPOSIT_SENT = "deposit_sent"
    DEPOSIT_CONFIRMED = "deposit_confirmed"
    DEPOSIT_REJECTED = "deposit_rejected"


class SafeBag(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed bag: the fact that sealed it, its number ("" where it has none), whose, and what is in it."""

    sealed_by: str
    bag: str
    drawer: str
    shift: str
    held: ByTender


class SafeBagsReceived(FactBody, frozen=True, kw_only=True):
    """Bags were put into the safe unopened. `not_there`: bags that were expected and not brought."""

    bags: tuple[SafeBag, ...]
    not_there: tuple[SafeBag, ...] = ()
    approval: Approval
    policies: tuple[str, ...]


class SafeBagsGivenBack(FactBody, frozen=True, kw_only=True):
    """Bags left the safe for their cashier, to be counted again. `reason`: a code of policy `safe`."""

    bags: tuple[SafeBag, ...]
    reason: str
    reason_names: dict[str, str]
    approval: Approval
    policies: tuple[str, ...]


class SafeMoved(FactBody, frozen=True, kw_only=True):
    """Cash came into the safe (`amount_cents` above zero) or went out of it. `reason`: a code of policy `safe`.

    `ledger_account` is the other side; "" where the money is posted by another fact, such as a float by its shift.
    `note`: a salted hash of what somebody wrote.
    """

    reason: str
    reason_names: dict[str, str]
    ledger_account: str
    amount_cents: int
    denominations: tuple[Denomination, ...]
    note: str | None = None
    approval: Approval
    policies: tuple[str, ...]


class SafeCounted(FactBody, frozen=True, kw_only=True):
    """The loose cash of the safe by denomination, and which sealed bags lay there; three values, none hides another.

    `first`: the opening content, whose difference goes to the change fund. Otherwise a count posts nothing.
    """

    denominations: tuple[Denomination, ...]
    counted_cents: int
    expected_cents: int
    difference_cents: int
    first: bool = False
    bags: tuple[SafeBag, ...] = ()
    missed: tuple[SafeBag, ...] = ()
    approval: Approval
    policies: tuple[str, ...]


class SafeDiscrepancyRecorded(FactBody, frozen=True, kw_only=True):
    """What a count found too much (above zero) or too little went to over and short, for a reason."""

    count: str
    difference_cents: int
    reason: str
    reason_names: dict[str, str]
    note: str | None = None
    approval: Approval
    policies: tuple[str, ...]


def safe_row(fact: Fact, approval: Approval, reason: str = "", held: ByTender | None = None, sign: int = 1) -> Row:
    """The row of a fact in the safe's log; `held` times `sign` is what it put in."""
    cents = tuple(sign * held.of(tender) if held else 0 for tender in TENDERS_HELD)
    envelope, (person, second) = fact.envelope, hands(fact, approval)
    return tables.safe_entry, (
        *fact.key,
        *(envelope.fact_id, envelope.kind, reason, person, second, envelope.recorded_at_us),
        *cents,
    )


def custody_row(fact: Fact, approval: Approval | None, sealed_by: str, event: BagEvent) -> Row:
    """The row of one bag's next hand."""
    envelope, (person, second) = fact.envelope, hands(fact, approval)
    what = (envelope.fact_id, event.value, person, second, envelope.recorded_at_us)
    return tables.bag_custody, (sealed_by, *fact.key, *what)


def hands(fact: Fact, approval: Approval | None) -> tuple[str, str]:
    """Who did it, and who else was there; "" where nobody was."""
    person = fact.envelope.person or ""
    second = approval.approver if approval else ""
    return person, second if second != person else ""


def held_in(bags: tuple[SafeBag, ...]) -> ByTender:
    """What is in several bags together."""
    cash, checks, orders = (sum(bag.held.of(tender) for bag in bags) for tender in TENDERS_HELD)
    return ByTender(cash, checks, orders)


def _received_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, SafeBagsReceived):
        yield safe_row(fact, body.approval, held=held_in(body.bags))
        yield from _custody(fact, body.approval, body.bags, BagEvent.RECEIVED)
        yield from _custody(fact, body.approval, body.not_there, BagEvent.NOT_THERE)


def _given_back_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, SafeBagsGivenBack):
        yield safe_row(fact, body.approval, body.reason, held_in(body.bags), -1)
        yield from _custody(fact, body.approval, body.bags, BagEvent.GIVEN_BACK)


def _moved_row(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, SafeMoved):
        held = ByTender(body.amount_cents if body.ledger_account else 0)
        yield safe_row(fact, body.approval, body.reason, held)


def _counted_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, SafeCounted):
        found = (body.counted_cents, body.expected_cents, body.difference_cents, int(body.first))
        yield tables.safe_count, (*fact.key, fact.envelope.fact_id, fact.envelope.recorded_at_us, *found)
        yield safe_row(fact, body.approval, held=ByTender(body.difference_cents if body.first else 0))
        yield from _custody(fact, body.approval, body.bags, BagEvent.COUNTED)
        yield from _custody(fact, body.approval, body.missed, BagEvent.MISSED)


def _discrepancy_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, SafeDiscrepancyRecorded):
        yield tables.safe_discrepancy, (body.count, fact.envelope.fact_id, body.reason)
        yield safe_row(fact, body.approval, body.reason, ByTender(body.difference_cents))


def _custody(fact: Fact, approval: Approval, bags: tuple[SafeBag, ...], event: BagEvent) -> Iterator[Row]:
    return (custody_row(fact, approval, bag.sealed_by, event) for bag in bags)


KINDS = (
    Kind(SafeBagsReceived, project=_received_rows),
    Kind(SafeBagsGivenBack, project=_given_back_rows),
    Kind(SafeMoved, project=_moved_row),
    Kind(SafeCounted, project=_counted_rows),
    Kind(SafeDiscrepancyRecorded, project=_discrepancy_rows),
)
