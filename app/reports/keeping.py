"""How the data is kept: the second copy, the recovery sheet, the key; for the settings page."""

from dataclasses import dataclass

from sqlalchemy import select

from app.journal.copy_facts import CopyStatus
from app.safekeeping.second_copy import second_copy_status
from app.store.recovery import recovery_seal
from app.workplace import Services


@dataclass(frozen=True)
class Keeping:
    """`sheet_made_at_us`: when the recovery sheet in force was made, None before the first (UTC microseconds)."""

    copy: CopyStatus
    sheet_made_at_us: int | None
    now_us: int


def keeping(services: Services) -> Keeping:
    """How it is now; may wait for the folder of the copy."""
    with services.read_journal() as connection:
        made_at_us = connection.scalar(select(recovery_seal.c.made_at_us))
    return Keeping(second_copy_status(services), made_at_us, services.clock.now_us())
