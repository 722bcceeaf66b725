"""What the drawer page shows: whether a shift is open and whose, its receipts, and what the drawer should hold.

Expected amounts and totals need the permission `drawer.see_expected` (blind count); the receipts themselves do not.
"""

from datetime import date

import msgspec

from app.drawers.movement_queries import MovementRow, movements
from app.drawers.queries import Shift, open_shift
from app.identity.permissions import Permission, Session, may
from app.identity.queries import person_name, today
from app.payments import card_attempt
from app.payments.card_attempt import Attempt
from app.payments.queries import ReceiptRow, last_receipts
from app.reports.x_report import XReport, x_report
from app.workplace import Services

RECEIPTS_SHOWN = 300
"""The newest receipts of the shift that the tape shows."""


class DrawerPage(msgspec.Struct, frozen=True):
    """`shift` is None while none is open. `expected` is None without a shift or without leave to see it.

    `denominations_cents`: what a float is counted in, largest first. `receipts` newest first, and `movements` too: what
    happened between them.
    `unknown_cards`: card attempts of every shift that nobody could say the outcome of yet, oldest first; shown under a
    blind count too.
    """

    drawer: str
    counter: str
    time_zone: str
    on: date
    denominations_cents: tuple[int, ...]
    shift: Shift | None
    cashier: str
    own: bool
    receipts: tuple[ReceiptRow, ...]
    expected: XReport | None
    unknown_cards: tuple[Attempt, ...] = ()
    movements: tuple[MovementRow, ...] = ()


def drawer_page(services: Services, session: Session) -> DrawerPage:
    """The page of this workstation's drawer. Raises Unavailable."""
    device, on = services.device, today(services)
    with services.read_journal() as connection:
        shift = open_shift(connection, device.code)
        cashier = person_name(connection, shift.person) if shift else ""
        receipts = last_receipts(connection, shift.shift, RECEIPTS_SHOWN) if shift else []
        moved = movements(connection, services.kinds, shift.shift, RECEIPTS_SHOWN) if shift else []
        unknown = card_attempt.exceptions(connection) if shift else []
    sees = shift is not None and may(session, Permission.DRAWER_SEE_EXPECTED)
    return DrawerPage(
        drawer=shift.drawer if shift else device.code,
        counter=services.place.counter,
        time_zone=device.time_zone,
        on=on,
        denominations_cents=tuple(services.policies.at("tenders", on).values["denominations_cents"]),
        shift=shift,
        cashier=cashier,
        own=shift is not None and shift.person == session.person_id,
        receipts=tuple(receipts),
        expected=x_report(services, session) if sees else None,
        unknown_cards=tuple(unknown),
        movements=tuple(moved),
    )
