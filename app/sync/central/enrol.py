"""`central enrol`: a code with which one workstation of an office may come in, once, within ten minutes."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.clock import Clock, local_date
from app.errors import Refused
from app.identity.set_up_workstation import CODE
from app.ids import Ids
from app.policies import Policies
from app.sync.central.connection import connected
from app.sync.central.enrolment_code import EnrolmentCode

VALID_MINUTES = 10
OFFICE_DAYS = 90
"""As the policy is shipped; `office_days_now` is what a city made of it."""
WHOLE_DAYS = 36_500
"""A century: everything."""
OFFICE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""As `office_key` makes them: "main", "utility-service-center"."""


class EnrolmentRefusal(StrEnum):
    """Why no code is made, in the order in which it is tested."""

    OFFICE_MALFORMED = "office_malformed"
    CODE_MALFORMED = "code_malformed"
    CODE_TAKEN = "code_taken"
    OTHER_OFFICE = "other_office"
    """The code belongs to a workstation of another office, whose chains stay there."""


@dataclass(frozen=True, repr=False)
class Enrolment:
    """What is read out to whoever stands at the new workstation."""

    code: EnrolmentCode
    valid_until: datetime


def office_days_now(clock: Clock) -> int:
    """What policy `sync_scope` says today. Raises PolicyError."""
    return int(Policies().at("sync_scope", local_date(clock.now_us(), "UTC")).values["office_days"])


def make_enrolment(
    dsn: str, office: str, workstation: str | None, ids: Ids, *, office_days: int = OFFICE_DAYS
) -> Enrolment:
    """Makes the code. Without `workstation` the machine keeps the code that it has, as one with facts of its own must.

    `office_days`: so far back it is sent the facts of its office (policy `sync_scope`); before that, only what changed
    accounts. A code that was revoked may come in again, in a new generation.

    Raises Refused(EnrolmentRefusal), Unavailable.
    """
    if not OFFICE.fullmatch(office):
        raise Refused(EnrolmentRefusal.OFFICE_MALFORMED, entered=office[:40])
    if workstation is not None and not CODE.fullmatch(workstation):
        raise Refused(EnrolmentRefusal.CODE_MALFORMED, entered=workstation[:20])
    code = EnrolmentCode.new(ids)
    with connected(dsn) as connection:
        known = connection.execute(
            "SELECT office, revoked_at FROM counter.workstation WHERE workstation = %s", (workstation,)
        ).fetchone()
        if known and known[1] is None:
            raise Refused(EnrolmentRefusal.CODE_TAKEN, workstation=workstation)
        if known and known[0] != office:
            raise Refused(EnrolmentRefusal.OTHER_OFFICE, workstation=workstation, office=known[0])
        made = connection.execute(
            "SELECT counter.make_enrolment(%s, %s, %s, %s, %s, %s)",
            (code.login, code.password, office, workstation, VALID_MINUTES, office_days),
        ).fetchall()
    return Enrolment(code, made[0][0])
