"""What the status strip says: business date, drawer, printer, second copy; asked of the rows each time, never kept."""

from dataclasses import dataclass

from app.clock import MICROSECONDS, local_date
from app.config import PRINTER
from app.drawers.count_draft import is_counting
from app.drawers.queries import Shift, open_shift
from app.identity.queries import person_name
from app.journal.copy_facts import CopyStatus
from app.print_jobs.queries import Waiting, to_be_answered, waiting
from app.print_jobs.types import RECEIPT_PRINTER
from app.safekeeping.second_copy import second_copy_status
from app.store.settings import read_setting
from app.workplace import Services

ASK_FOR_SECONDS = 8 * 3600
"""How far back a paper of unknown outcome is still asked about."""


@dataclass(frozen=True)
class Status:
    """`business_date` ISO: the open shift's, else the office's day. `unanswered`: papers that need a person's word."""

    business_date: str
    shift: Shift | None
    shift_person: str
    counting: bool
    """Somebody has begun to count the drawer."""
    printer: Waiting
    on_screen: bool
    """No printer: receipts show on the screen."""
    unanswered: int
    second_copy: CopyStatus
    now_us: int


def status(services: Services) -> Status:
    """The state of this workstation now."""
    now_us = services.clock.now_us()
    with services.read_journal() as connection:
        shift = open_shift(connection, services.device.code)
        today = local_date(now_us, services.device.time_zone).isoformat()
        return Status(
            business_date=shift.business_date if shift else today,
            shift=shift,
            shift_person=person_name(connection, shift.person) if shift else "",
            counting=shift is not None and is_counting(connection, shift.shift),
            printer=waiting(connection, RECEIPT_PRINTER),
            on_screen=read_setting(connection, PRINTER).startswith("screen:"),
            unanswered=len(to_be_answered(connection, now_us - ASK_FOR_SECONDS * MICROSECONDS)),
            second_copy=second_copy_status(services),
            now_us=now_us,
        )
