"""The recovery sheet: a fresh recovery code for paper, shown once and stored nowhere. The sheet before it is void.

The database key is sealed to the code; the second copy takes the new seal within seconds. The code also answers the
unlock challenge of the last person locked out (`app/identity/recovery_unlock.py`).
"""

from dataclasses import dataclass, field

from app.identity.permissions import Permission, Session, require
from app.identity.recovery_unlock import keep_unlock_key
from app.store.check_signs import plain_signs
from app.store.recovery import RecoveryCode, keep_seal, seal_key
from app.workplace import Place, Services


@dataclass(frozen=True)
class RecoverySheet:
    """What the sheet says. `groups` is secret: eight groups of five signs; `made_at_us` UTC microseconds."""

    place: Place
    workstation: str
    groups: tuple[str, ...] = field(repr=False)
    made_at_us: int


def issue_recovery_code(services: Services, session: Session) -> RecoverySheet:
    """Makes a new recovery code and voids the one before. Raises Refused(NOT_PERMITTED) or Unavailable."""
    require(session, Permission.SETTINGS_CHANGE)
    code = RecoveryCode.new(services.ids)
    made_at_us = services.clock.now_us()

    def keep() -> None:
        with services.plain_work() as work:
            keep_seal(work.connection, seal_key(services.key, code, services.ids), made_at_us)
            keep_unlock_key(work.connection, services.device.code, code.text)
            work.commit()

    services.lanes.write_now(keep)
    return RecoverySheet(services.place, services.device.code, code.groups, made_at_us)


def is_last_group(sheet: RecoverySheet, typed: str) -> bool:
    """Did somebody read the last group from the paper? Spaces, small letters and look-alikes do not matter."""
    return plain_signs(typed) == sheet.groups[-1]


def refuse_mistyped_code(typed: str) -> None:
    """Says at once what is wrong with a code that was typed from a sheet. Raises Refused(RecoveryRefusal)."""
    RecoveryCode.parse(typed)
