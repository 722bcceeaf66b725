"""`central status`: who is enrolled, what came from whom and when, and what somebody should look at."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.sync.central.connection import connected
from app.sync.central.init import revision

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

_WORKSTATIONS = """
    SELECT w.workstation, w.office, w.generation, c.facts, c.cents, d.pushed_at, w.seen_at, w.revoked_at,
        (SELECT count(*) FROM pg_stat_activity a WHERE a.usename = w.login)
    FROM counter.workstation w
    LEFT JOIN LATERAL (
        SELECT sum(head_sequence)::bigint AS facts, sum(activity_cents)::bigint AS cents
        FROM counter.chain c WHERE c.workstation = w.workstation
    ) c ON true
    LEFT JOIN LATERAL (
        SELECT f.pushed_at FROM counter.feed f
        WHERE f.workstation = w.workstation ORDER BY f.generation DESC, f.last_sequence DESC LIMIT 1
    ) d ON true
    ORDER BY w.workstation
"""
_SERVER = """
    SELECT counter.epoch(), now(),
        (SELECT count(*) FROM counter.exception),
        (SELECT count(*) FROM counter.enrolment WHERE used_at IS NULL AND valid_until > now()),
        (SELECT extract(epoch FROM max(now() - xact_start))::float FROM pg_stat_activity
            WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid())
"""


@dataclass(frozen=True)
class WorkstationStatus:
    """One workstation. `facts` of all its generations; `activity_cents` what they posted to accounts."""

    workstation: str
    office: str
    generation: int
    facts: int
    activity_cents: int
    pushed_at: datetime | None
    seen_at: datetime | None
    revoked_at: datetime | None
    sessions: int


@dataclass(frozen=True)
class CentralStatus:
    """The centre as it stands. `stalled_seconds`: how long the oldest running transaction keeps the feed waiting."""

    revision: str
    epoch: int
    at: datetime
    exceptions: int
    open_enrolments: int
    stalled_seconds: float
    workstations: tuple[WorkstationStatus, ...]


def central_status(dsn: str) -> CentralStatus:
    """Reads it. Raises Unavailable(CentralFailure)."""
    with connected(dsn) as connection:
        epoch, at, exceptions, enrolments, stalled = connection.execute(_SERVER).fetchall()[0]
        workstations = _workstations(connection)
        return CentralStatus(revision(connection), epoch, at, exceptions, enrolments, stalled or 0.0, workstations)


def _workstations(connection: "Connection") -> tuple[WorkstationStatus, ...]:
    return tuple(WorkstationStatus(*row) for row in connection.execute(_WORKSTATIONS))
