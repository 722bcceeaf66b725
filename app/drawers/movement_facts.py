"""Facts about a drawer between its receipts (pay in, pay out, safe drop, no-sale opening), and the rows they give."""

from collections.abc import Iterator

from app.drawers import movement_tables as tables
from app.drawers.facts import Denomination
from app.drawers.sealed_bags import bag_key
from app.identity.approvals import Approval
from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.ledger_accounts import TENDERS_HELD


class CashMoved(FactBody, frozen=True, kw_only=True):
    """Cash into or out of a drawer without a receipt. `reason`: a code of policy `pay_in_out`.

    `reason_names`: language → what the policy called it then. `note`: what somebody wrote, a salted hash.
    """

    drawer: str
    reason: str
    reason_names: dict[str, str]
    ledger_account: str
    amount_cents: int
    approval: Approval
    policies: tuple[str, ...]
    note: str | None = None


class PaidIn(CashMoved, frozen=True, kw_only=True):
    """Money came into the drawer."""


class PaidOut(CashMoved, frozen=True, kw_only=True):
    """Money went out of the drawer."""


class SafeDropped(FactBody, frozen=True, kw_only=True):
    """Notes went from the drawer into a sealed bag for the safe; `approval`: who witnessed it."""

    drawer: str
    bag: str
    denominations: tuple[Denomination, ...]
    amount_cents: int
    approval: Approval
    policies: tuple[str, ...]


class DrawerOpenedWithoutSale(FactBody, frozen=True, kw_only=True):
    """Somebody had the drawer opened without a sale. `reason`: a code of policy `cash_control`."""

    drawer: str
    reason: str
    reason_names: dict[str, str]
    policies: tuple[str, ...]


def movement_row(fact: Fact, cash_cents: int = 0) -> Row:
    """The row of any fact that stands between the receipts of a shift."""
    envelope = fact.envelope
    place = (envelope.fact_id, envelope.shift, envelope.generation, envelope.sequence)
    return tables.drawer_movement, (*place, envelope.kind, envelope.person or "", envelope.recorded_at_us, cash_cents)


def _paid_in_row(fact: Fact) -> Iterator[Row]:
    if isinstance(fact.body, PaidIn):
        yield movement_row(fact, fact.body.amount_cents)


def _paid_out_row(fact: Fact) -> Iterator[Row]:
    if isinstance(fact.body, PaidOut):
        yield movement_row(fact, -fact.body.amount_cents)


def _drop_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if isinstance(body, SafeDropped):
        yield movement_row(fact, -body.amount_cents)
        yield bag_row(fact, body.drawer, body.bag, {"cash": body.amount_cents})


def bag_row(fact: Fact, drawer: str, bag: str, cents: dict[str, int]) -> Row:
    """The row of a bag that a fact sealed; `cents`: tender → what is in it."""
    envelope = fact.envelope
    who = (drawer, envelope.shift, envelope.person or "", envelope.recorded_at_us)
    held = tuple(cents.get(tender, 0) for tender in TENDERS_HELD)
    return tables.sealed_bag, (bag_key(bag), envelope.fact_id, bag, *who, *held)


def _no_sale_row(fact: Fact) -> Iterator[Row]:
    if isinstance(fact.body, DrawerOpenedWithoutSale):
        yield movement_row(fact)


KINDS = (
    Kind(PaidIn, project=_paid_in_row),
    Kind(PaidOut, project=_paid_out_row),
    Kind(SafeDropped, project=_drop_rows),
    Kind(DrawerOpenedWithoutSale, project=_no_sale_row),
)
