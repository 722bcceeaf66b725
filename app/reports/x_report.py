"""The X report: what happened in the open shift so far and what the drawer should hold; making it changes nothing.

What is expected needs the permission `drawer.see_expected`: under a blind count nobody sees it before counting.
"""

import msgspec
from sqlalchemy import Connection, bindparam, func, select, true

from app.drawers.movement_queries import earlier_cashiers, movement_sums
from app.drawers.queries import Shift, drawer_content, open_shift, shift_sums
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.identity.queries import person_name
from app.payments import card_attempt, receipt_numbers
from app.payments.tables import Part, receipt, receipt_void
from app.payments.take_payment import PaymentRefusal
from app.payments.undo_tables import corrected_tender
from app.workplace import Services


class XReport(msgspec.Struct, frozen=True):
    """Amounts in cents, instants UTC µs. `taken`: tender, how many, cents, without voided receipts and change given.

    `unknown_cards` and their sum: card attempts that nobody could say the outcome of; in no other figure here.
    `expected`: tender → cents that should be there; `ledger`: account → cents.
    `earlier_cashiers`: who had the drawer before `cashier`, each until when, in order.
    `movements`: kind of fact, how many, cents that they put into the drawer (below zero: took out).
    """

    city: str
    office: str
    counter: str
    drawer: str
    cashier: str
    business_date: str
    time_zone: str
    opened_at_us: int
    made_at_us: int
    float_cents: int
    receipts: int
    voids: int
    first_receipt: str | None
    last_receipt: str | None
    taken: tuple[tuple[str, int, int], ...]
    expected: tuple[tuple[str, int], ...]
    ledger: tuple[tuple[str, int], ...]
    unknown_cards: int = 0
    unknown_cards_cents: int = 0
    movements: tuple[tuple[str, int, int], ...] = ()
    earlier_cashiers: tuple[tuple[str, int], ...] = ()

    @property
    def cash_taken_cents(self) -> int:
        """Cash that came in less what was given back: what is expected less the float and what else moved."""
        moved = sum(cents for _, _, cents in self.movements)
        return dict(self.expected)["cash"] - self.float_cents - moved


_RECEIPTS = (
    select(
        func.count(receipt.c.number).label("receipts"),
        func.count(receipt_void.c.fact_id).label("voids"),
        func.min(receipt.c.number).label("first"),
        func.max(receipt.c.number).label("last"),
    )
    .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
    .where(receipt.c.shift == bindparam("shift"))
)

_CHANGE = (
    select(func.coalesce(func.sum(receipt.c.change_cents), 0))
    .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
    .where(receipt.c.shift == bindparam("shift"), receipt_void.c.fact_id.is_(None))
)

_TENDER = Part(receipt.c.tenders)
_TAKEN = (
    select(_TENDER.kind, func.count(), func.sum(_TENDER.value))
    .select_from(receipt)
    .join(_TENDER.rows, true())
    .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
    .where(receipt.c.shift == bindparam("shift"), receipt_void.c.fact_id.is_(None))
    .group_by(_TENDER.kind)
    .order_by(_TENDER.kind)
)


_CORRECTED = select(corrected_tender.c.was, corrected_tender.c.now, corrected_tender.c.amount_cents).where(
    corrected_tender.c.shift == bindparam("shift")
)


def x_report(services: Services, session: Session) -> XReport:
    """The report of this workstation's open shift. Raises Refused(NOT_PERMITTED or NO_SHIFT)."""
    require(session, Permission.DRAWER_SEE_EXPECTED)
    with services.read_journal() as connection:
        shift = open_shift(connection, services.device.code)
        if shift is None:
            raise Refused(PaymentRefusal.NO_SHIFT, drawer=services.device.code)
        return _report(services, connection, shift)


def _report(services: Services, connection: Connection, shift: Shift) -> XReport:
    place, asked = services.place, {"shift": shift.shift}
    found = connection.execute(_RECEIPTS, asked).one()
    content, unknown = drawer_content(connection, shift), card_attempt.exceptions(connection, shift)
    return XReport(
        city=place.city,
        office=place.office_name,
        counter=place.counter,
        drawer=shift.drawer,
        cashier=person_name(connection, shift.person),
        business_date=shift.business_date,
        time_zone=place.time_zone,
        opened_at_us=shift.opened_at_us,
        made_at_us=services.clock.now_us(),
        float_cents=shift.float_cents,
        receipts=found.receipts,
        voids=found.voids,
        first_receipt=_spoken(services, found.first),
        last_receipt=_spoken(services, found.last),
        taken=_taken(connection, shift.shift),
        expected=(
            ("cash", content.cash_cents),
            ("check", content.check_cents),
            ("money_order", content.money_order_cents),
            ("card", content.card_cents),
        ),
        ledger=tuple(sorted(shift_sums(connection, shift.shift).items())),
        unknown_cards=len(unknown),
        unknown_cards_cents=sum(attempt.amount_cents for attempt in unknown),
        movements=movement_sums(connection, shift.shift),
        earlier_cashiers=earlier_cashiers(connection, shift.shift),
    )


def _taken(connection: Connection, shift: str) -> tuple[tuple[str, int, int], ...]:
    """As the tenders truly were: a corrected one counts where it belongs."""
    change_cents = int(connection.scalar(_CHANGE, {"shift": shift}) or 0)
    sums = {kind: (int(count), int(cents)) for kind, count, cents in connection.execute(_TAKEN, {"shift": shift})}
    for was, now, cents in connection.execute(_CORRECTED, {"shift": shift}):
        for kind, sign in ((was, -1), (now, 1)):
            count, total = sums.get(kind, (0, 0))
            sums[kind] = (count + sign, total + sign * int(cents))
    if "cash" in sums:
        sums["cash"] = (sums["cash"][0], sums["cash"][1] - change_cents)
    return tuple((kind, count, cents) for kind, (count, cents) in sorted(sums.items()) if count)


def _spoken(services: Services, number: int | None) -> str | None:
    if number is None:
        return None
    return receipt_numbers.spoken(services.device.code, services.device.generation, number)
