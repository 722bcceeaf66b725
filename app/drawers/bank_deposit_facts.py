"""Facts of a bank deposit: prepared, verified, sent, then confirmed by the bank's advice or rejected.

Custody of the sealed bags that a deposit opened goes on in `bag_custody`, so every later fact names them again.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from app.drawers import bank_deposit_tables as tables
from app.drawers.count_drawer_facts import ByTender, FoundPaper
from app.drawers.facts import Denomination
from app.drawers.safe_facts import BagEvent, custody_row, hands, safe_row
from app.drawers.sealed_bags import bag_key
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.ledger_accounts import TENDERS_HELD, safe


class BankDepositState(StrEnum):
    """Where a bank deposit stands."""

    PREPARED = "prepared"
    VERIFIED = "verified"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class DepositedShift(msgspec.Struct, frozen=True, kw_only=True):
    """All that a shift gave: its bags (the facts that sealed them), their cents, its checks and money orders."""

    shift: str
    drawer: str
    cashier: str
    business_date: str
    bags: tuple[str, ...]
    held: ByTender
    papers: tuple[FoundPaper, ...] = ()


class BankDepositPrepared(FactBody, frozen=True, kw_only=True):
    """Accepted shifts were put together for the bank, intact. `bag`: the bank's own sealed bag.

    `total` is what goes to the bank: all of its shifts, and `difference_cents` where the cash in the bags was more or
    less than their closes said (`reason`: a code of policy `bank_deposit`).
    """

    number: int
    shifts: tuple[DepositedShift, ...]
    denominations: tuple[Denomination, ...]
    total: ByTender
    difference_cents: int = 0
    reason: str = ""
    reason_names: dict[str, str]
    bag: str
    approval: Approval | None = None
    policies: tuple[str, ...]


class DepositStep(FactBody, frozen=True, kw_only=True):
    """One step of a deposit that was prepared; `bags` are those that it opened."""

    deposit: str
    number: int
    bags: tuple[str, ...]
    total: ByTender
    approval: Approval
    policies: tuple[str, ...]


class BankDepositVerified(DepositStep, frozen=True, kw_only=True):
    """Another person (`approval`) counted it again and found the same."""

    denominations: tuple[Denomination, ...]


class BankDepositSent(DepositStep, frozen=True, kw_only=True):
    """The bank's bag left the safe. `carrier`: a salted hash of who took it."""

    carrier: str | None = None


class BankDepositConfirmed(DepositStep, frozen=True, kw_only=True):
    """The bank's advice came: what it credited, on which day, under which reference; a difference has a reason."""

    confirmed_cents: int
    confirmed_on: str
    reference: str
    reason: str = ""
    reason_names: dict[str, str]


class BankDepositRejected(DepositStep, frozen=True, kw_only=True):
    """It did not go to the bank, or came back: its shifts are free for another. `reason`: a code of policy."""

    reason: str
    reason_names: dict[str, str]


_EVENTS: dict[type[FactBody], tuple[BankDepositState, BagEvent]] = {
    BankDepositVerified: (BankDepositState.VERIFIED, BagEvent.DEPOSIT_VERIFIED),
    BankDepositSent: (BankDepositState.SENT, BagEvent.DEPOSIT_SENT),
    BankDepositConfirmed: (BankDepositState.CONFIRMED, BagEvent.DEPOSIT_CONFIRMED),
    BankDepositRejected: (BankDepositState.REJECTED, BagEvent.DEPOSIT_REJECTED),
}


def _prepared_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, BankDepositPrepared):
        return
    bag = (bag_key(body.bag), body.bag, envelope.person or "", envelope.recorded_at_us)
    place = (envelope.workstation, envelope.generation, body.number, envelope.business_date)
    yield tables.bank_deposit, (envelope.fact_id, *place, *bag, *_cents(body.total), body.difference_cents)
    for part in body.shifts:
        yield tables.bank_deposit_shift, (part.shift, envelope.fact_id, *_cents(part.held))
        for sealed_by in part.bags:
            yield custody_row(fact, body.approval, sealed_by, BagEvent.DEPOSIT_PREPARED)
    if body.difference_cents and body.approval is not None:
        yield safe_row(fact, body.approval, body.reason, ByTender(body.difference_cents))


def _step_rows(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, DepositStep):
        return
    state, event = _EVENTS[type(body)]
    place = (body.deposit, envelope.generation, envelope.sequence, envelope.fact_id)
    yield tables.bank_deposit_event, (*place, state.value, *hands(fact, body.approval), envelope.recorded_at_us)
    for sealed_by in body.bags:
        yield custody_row(fact, body.approval, sealed_by, event)
    moved = _moved(body)
    if any(_cents(moved)):
        yield safe_row(fact, body.approval, getattr(body, "reason", ""), moved)


def _moved(body: DepositStep) -> ByTender:
    """What the step put into the safe, by its own postings."""
    sums = {posting.ledger_account: posting.amount_cents for posting in body.postings}
    cash, checks, orders = (sums.get(safe(tender), 0) for tender in TENDERS_HELD)
    return ByTender(cash, checks, orders)


def _cents(held: ByTender) -> tuple[int, ...]:
    return tuple(held.of(tender) for tender in TENDERS_HELD)


KINDS = (
    Kind(BankDepositPrepared, project=_prepared_rows),
    *(Kind(body, project=_step_rows) for body in _EVENTS),
)
