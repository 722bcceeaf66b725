"""Money that nobody could say the account of: what still stands in suspense, oldest first.

Whoever finds out identifies it (`correct_account`), or gives it back (`refund`); both name the receipt's line, and the
list is what of those lines still stands.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select, true

from app.identity.permissions import Permission, Session, require
from app.journal.tables import fact as fact_table
from app.journal.tables import private_data
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import is_voided
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.standing import standing_lines
from app.payments.tables import Part, receipt
from app.workplace import Services


@dataclass(frozen=True)
class SuspenseItem:
    """A line of a receipt that nobody has identified. `description`: what was known of it; amounts in cents."""

    receipt: str
    receipt_number: str
    line: int
    description: str
    payor: str
    tenders: tuple[str, ...]
    amount_cents: int
    taken_at_us: int

    @property
    def key(self) -> str:
        """What names it in a list."""
        return f"{self.receipt}#{self.line}"


_LINE = Part(receipt.c.lines)
_LINES = (
    select(fact_table.c.envelope, fact_table.c.body, _LINE.n.label("line"), receipt.c.fact_id)
    .select_from(receipt)
    .join(_LINE.rows, true())
    .join(fact_table, fact_table.c.fact_id == receipt.c.fact_id)
    .where(_LINE.kind == "suspense")
    .order_by(receipt.c.taken_at_us, receipt.c.fact_id, _LINE.n)
)


def in_suspense(services: Services, session: Session) -> list[SuspenseItem]:
    """Everything that still stands in suspense. Raises Refused(NOT_PERMITTED)."""
    require(session, Permission.PAYMENT_IDENTIFY)
    with services.read_journal() as journal:
        rows = journal.execute(_LINES).all()
        found = [_item(services, journal, row.fact_id, row.line, row.envelope, row.body) for row in rows]
    return [item for item in found if item is not None]


def _item(
    services: Services, journal: Connection, fact_id: str, line: int, envelope: bytes, body: bytes
) -> SuspenseItem | None:
    fact = services.kinds.read(envelope, body)
    payment = fact.body
    if not isinstance(payment, PaymentTaken) or is_voided(journal, fact_id):
        return None
    standing = standing_lines(journal, services.kinds, fact_id, payment)[line]
    if not standing.in_suspense or returns_of_receipt(journal, services.kinds, fact_id):
        return None
    return SuspenseItem(
        receipt=fact_id,
        receipt_number=receipt_numbers.spoken(*fact.key[:2], payment.number),
        line=line,
        description=_private(journal, payment.lines[line - 1].description),
        payor=_private(journal, payment.payor),
        tenders=tuple(dict.fromkeys(tender.kind for tender in payment.tenders)),
        amount_cents=standing.amount_cents,
        taken_at_us=fact.envelope.recorded_at_us,
    )


def _private(journal: Connection, digest: str | None) -> str:
    """The value behind a salted hash; "" where there is none or it was erased."""
    return journal.scalar(select(private_data.c.value).where(private_data.c.digest == digest)) or "" if digest else ""
