"""Opening a shift: a cashier counts the float by denomination and takes over the workstation's drawer.

The business date is the office's calendar day at that moment and stays with the shift, past midnight too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app import ledger_accounts
from app.changed import Changed
from app.clock import local_date
from app.drawers.bank_deposits import refuse_locked_day
from app.drawers.facts import Denomination, ShiftOpened
from app.drawers.queries import Shift, open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, require
from app.identity.workstation import load_place
from app.journal.append import Author, is_recorded
from app.journal.fact import Posting
from app.workplace import Services

PIECES_MAX = 10_000


class OpenShiftRefusal(StrEnum):
    """Why a shift is not opened, in the order in which it is tested (after the permission)."""

    ALREADY_OPEN = "already_open"
    DAY_LOCKED = "day_locked"
    DENOMINATION_UNKNOWN = "denomination_unknown"
    COUNT_NOT_POSSIBLE = "count_not_possible"


@dataclass(frozen=True)
class OpenShift:
    """`shift` is the id made before the drawer opens; `pieces` value in cents → how many."""

    shift: str
    pieces: Mapping[int, int]


@dataclass(frozen=True)
class ShiftIsOpen:
    """The shift, and what changed."""

    shift: Shift
    changed: Changed


def record(services: Services, session: Session, command: OpenShift) -> ShiftIsOpen:
    """Opens the shift. The same `shift` id again gives the same shift. Raises Refused(OpenShiftRefusal)."""
    require(session, Permission.DRAWER_OPEN_SHIFT)
    drawer = services.device.code
    with services.unit_of_work() as work:
        found = open_shift(work.connection, services.device.code)
        if found is not None and is_recorded(work.connection, command.shift):
            return ShiftIsOpen(found, work.changed)
        place = load_place(work.connection, drawer, services.device.generation)  # a change waits for this shift
        business_date = local_date(services.clock.now_us(), place.time_zone)
        denominations = services.policies.at("tenders", business_date).values["denominations_cents"]
        if found is not None:
            raise Refused(OpenShiftRefusal.ALREADY_OPEN, person=found.person, drawer=found.drawer)
        refuse_locked_day(services.policies, work.connection, business_date, OpenShiftRefusal.DAY_LOCKED)
        refuse_pieces(command.pieces, denominations)
        float_cents = sum(value * count for value, count in command.pieces.items())
        work.append(
            ShiftOpened(
                drawer=drawer,
                float_cents=float_cents,
                denominations=counted(command.pieces),
                postings=float_postings(drawer, float_cents),
            ),
            Author(session.person_id, command.shift, business_date.isoformat()),
            fact_id=command.shift,
        )
        opened = open_shift(work.connection, services.device.code)
        work.commit()
        services.here.move(place)
        if opened is None:
            raise RuntimeError("the shift that was just opened is not there")
        return ShiftIsOpen(opened, work.changed)


def counted(pieces: Mapping[int, int]) -> tuple[Denomination, ...]:
    """Pieces by falling value, without those that are none."""
    return tuple(Denomination(value, count) for value, count in sorted(pieces.items(), reverse=True) if count)


def float_postings(drawer: str, float_cents: int) -> tuple[Posting, ...]:
    """The float goes from the safe into the drawer; none for an empty float."""
    if not float_cents:
        return ()
    return (
        Posting(ledger_account=ledger_accounts.drawer(drawer, "cash"), amount_cents=float_cents),
        Posting(ledger_account=ledger_accounts.SAFE, amount_cents=-float_cents),
    )


def refuse_pieces(pieces: Mapping[int, int], denominations: list[int]) -> None:
    """Raises Refused for a denomination that is not money here, or a count below zero or beyond reason."""
    for value in pieces:
        if value not in denominations:
            raise Refused(OpenShiftRefusal.DENOMINATION_UNKNOWN, value_cents=value)
    for value, count in pieces.items():
        if not 0 <= count <= PIECES_MAX:
            raise Refused(OpenShiftRefusal.COUNT_NOT_POSSIBLE, value_cents=value, count=count, limit=PIECES_MAX)
