"""All drawers of the office as this workstation knows them: state, cashier, since when, content, and what to mind.

What should be in a drawer needs the permission `drawer.see_expected`; a close and its difference are for those who see
it or settle it (`drawer.accept`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from app.clock import MICROSECONDS
from app.drawers.close_shift import difference_waits
from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.count_drawer import expected_content
from app.drawers.count_drawer_facts import ByTender
from app.drawers.counts import Close, people_of, read_close, standing_close
from app.drawers.queries import SHIFTS, TO_BE_COUNTED, UNDER_WAY, Shift, ShiftEvent, shift_of
from app.drawers.reasons import Reason, reasons
from app.drawers.tables import shift as shift_table
from app.drawers.tables import shift_event
from app.drawers.undone_closes import UndoneClose, undone_closes
from app.identity.permissions import Permission, Session, may, require
from app.identity.queries import person_name, today
from app.workplace import Services

SETTLED_SHOWN_DAYS = 7
LONGEST_SHIFT_US = 16 * 3600 * MICROSECONDS
"""A storm shift; whatever is open for longer was forgotten."""


class DrawerWarning(StrEnum):
    """What somebody who looks after the drawers should mind, in this order."""

    SENT_BACK = "sent_back"
    APPROVAL_PENDING = "approval_pending"
    OVER_SHORT = "over_short"
    NO_BAG_NUMBER = "no_bag_number"
    CASH_HIGH = "cash_high"
    OPEN_LONG = "open_long"


@dataclass(frozen=True)
class DrawerRow:
    """One shift of one drawer. `content` and `body` are None where this person may not see them.

    `since_us`: when the state began. `close` stands, `body` is its whole fact. `own`: this person had the drawer.
    `undone`: closes that were sent back or reopened, the newest first.
    """

    shift: Shift
    cashier: str
    since_us: int
    content: ByTender | None
    close: Close | None
    body: ShiftClosed | None
    closed_by: str
    here: bool
    own: bool
    warnings: tuple[DrawerWarning, ...]
    undone: tuple[UndoneClose, ...] = ()


@dataclass(frozen=True)
class AllDrawers:
    """Every shift not accepted, and the accepted ones of the last week, newest first; reasons to choose from."""

    rows: tuple[DrawerRow, ...]
    reject: tuple[Reason, ...]
    reopen: tuple[Reason, ...]
    time_zone: str
    on: date


def all_drawers(services: Services, session: Session) -> AllDrawers:
    """The page as things stand now. Raises Refused(NOT_PERMITTED), Unavailable."""
    require(session, Permission.DRAWER_SEE_ALL)
    on = today(services)
    since = (on - timedelta(days=SETTLED_SHOWN_DAYS)).isoformat()
    newest_first = SHIFTS.order_by(shift_table.c.opened_at_us.desc())
    with services.read_journal() as connection:
        shifts = [shift_of(row) for row in connection.execute(newest_first)]
        shown = [each for each in shifts if each.state is not ShiftEvent.ACCEPTED or each.business_date >= since]
        rows = tuple(_row(services, session, connection, shift) for shift in shown)
    policy = services.policies.at("cash_control", on).values
    return AllDrawers(rows, reasons(policy["reject"]), reasons(policy["reopen"]), services.device.time_zone, on)


def _row(services: Services, session: Session, connection: Connection, shift: Shift) -> DrawerRow:
    close = standing_close(connection, shift.shift)
    sees = may(session, Permission.DRAWER_SEE_EXPECTED)
    holds = shift.state in UNDER_WAY or shift.state in TO_BE_COUNTED
    content = expected_content(connection, shift) if holds else None
    body = read_close(connection, services.kinds, close.fact_id) if close is not None else None
    return DrawerRow(
        shift=shift,
        cashier=person_name(connection, shift.person),
        since_us=_since(connection, shift),
        content=content if sees else None,
        close=close,
        body=body if sees or may(session, Permission.DRAWER_ACCEPT) else None,
        closed_by=person_name(connection, close.closed_by) if close is not None else "",
        here=shift.drawer == services.device.code,
        own=session.person_id in people_of(connection, shift.shift),
        warnings=_warnings(
            services,
            shift,
            content,
            close,
            body,
            difference_open=close is not None and difference_waits(services, connection, close),
        ),
        undone=undone_closes(connection, services.kinds, shift.shift),
    )


def _since(connection: Connection, shift: Shift) -> int:
    newest = select(shift_event.c.at_us).where(shift_event.c.shift == shift.shift)
    in_order = newest.order_by(shift_event.c.generation.desc(), shift_event.c.sequence.desc()).limit(1)
    return int(connection.scalar(in_order) or shift.opened_at_us)


def _warnings(
    services: Services,
    shift: Shift,
    content: ByTender | None,
    close: Close | None,
    body: ShiftClosed | None,
    *,
    difference_open: bool,
) -> tuple[DrawerWarning, ...]:
    warn_cents: int = services.policies.at("cash_control", date.fromisoformat(shift.business_date)).values[
        "drawer_warn_cents"
    ]
    under_way = shift.state in UNDER_WAY
    waits = close is not None and shift.state is ShiftEvent.CLOSED
    found = {
        DrawerWarning.SENT_BACK: shift.state in TO_BE_COUNTED,
        DrawerWarning.APPROVAL_PENDING: waits and difference_open,
        DrawerWarning.OVER_SHORT: waits and close is not None and bool(close.over_short_cents),
        DrawerWarning.NO_BAG_NUMBER: waits and body is not None and bool(body.bagged.held_cents) and not body.bag,
        DrawerWarning.CASH_HIGH: under_way and content is not None and 0 < warn_cents <= content.cash_cents,
        DrawerWarning.OPEN_LONG: under_way and services.clock.now_us() - shift.opened_at_us > LONGEST_SHIFT_US,
    }
    return tuple(warning for warning, holds in found.items() if holds)
