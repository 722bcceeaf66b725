"""Counting the cash of a drawer: count, expected and difference are stored as three values of one fact.

The count is entered before anything expected is shown (blind count); closing a shift builds on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.changed import Changed
from app.drawers.facts import DrawerCounted
from app.drawers.open_shift import counted, refuse_pieces
from app.drawers.queries import drawer_content, open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, is_recorded
from app.workplace import Services


class CountRefusal(StrEnum):
    """Why a count is not stored (after the permission; the pieces are refused as when opening)."""

    NO_SHIFT = "no_shift"


@dataclass(frozen=True)
class CountDrawer:
    """`intent`: id made when the count was begun; `pieces`: value in cents → how many."""

    intent: str
    pieces: Mapping[int, int]


def record(services: Services, session: Session, command: CountDrawer) -> Changed:
    """Stores the count. The same intent again stores nothing. Raises Refused(CountRefusal, OpenShiftRefusal).

    Whoever may open a shift may count: a surprise count is made by somebody else than the drawer's own cashier.
    """
    require(session, Permission.DRAWER_OPEN_SHIFT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return work.changed
        shift = open_shift(work.connection, work.device.code)
        if shift is None:
            raise Refused(CountRefusal.NO_SHIFT)
        rules = services.policies.at("tenders", date.fromisoformat(shift.business_date))
        refuse_pieces(command.pieces, rules.values["denominations_cents"])
        counted_cents = sum(value * count for value, count in command.pieces.items())
        expected_cents = drawer_content(work.connection, shift).cash_cents
        body = DrawerCounted(
            drawer=shift.drawer,
            denominations=counted(command.pieces),
            counted_cents=counted_cents,
            expected_cents=expected_cents,
            difference_cents=counted_cents - expected_cents,
        )
        work.append(body, Author(session.person_id, shift.shift, shift.business_date), fact_id=command.intent)
        work.commit()
        return work.changed
