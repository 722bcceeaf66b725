"""`central status`: who is enrolled, what came from whom and when, and what somebody should look at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.sync.central.connection import connected
from app.sync.central.init import revision

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


_ODD = """
    SELECT kind, workstation, generation, sequence, detail, noticed_at FROM counter.exception
    ORDER BY id DESC LIMIT %s
"""
_RISKS = """
    SELECT name FROM (VALUES
        ('unencrypted', current_setting('ssl') = 'off'
            AND EXISTS (SELECT FROM unnest(string_to_array(current_setting('listen_addresses'), ',')) AS address
                WHERE trim(address) NOT IN ('', 'localhost', '127.0.0.1', '::1'))),
        ('weak_passwords', current_setting('password_encryption') <> 'scram-sha-256'),
        ('not_durable', current_setting('fsync') = 'off' OR current_setting('synchronous_commit') = 'off'
            OR current_setting('full_page_writes') = 'off')
    ) AS risk (name, here) WHERE here
"""
ODD_SHOWN = 5


class Risk(StrEnum):
    """What about the server may lose or give away facts."""

    UNENCRYPTED = "unencrypted"
    """It listens beyond this machine without TLS."""
    WEAK_PASSWORDS = "weak_passwords"
    NOT_DURABLE = "not_durable"
    """fsync, synchronous_commit or full_page_writes is off: a power cut loses what was acknowledged."""


@dataclass(frozen=True)
class Odd:
    """An exception: a fact that entered all the same. `detail` says what is odd about it."""

    kind: str
    workstation: str
    generation: int
    sequence: int
    detail: str
    noticed_at: datetime


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
    newest_exceptions: tuple[Odd, ...] = ()
    risks: tuple[Risk, ...] = ()


def central_status(dsn: str) -> CentralStatus:
    """Reads it. Raises Unavailable(CentralFailure)."""
    with connected(dsn) as connection:
        epoch, at, exceptions, enrolments, stalled = connection.execute(_SERVER).fetchall()[0]
        workstations = tuple(WorkstationStatus(*row) for row in connection.execute(_WORKSTATIONS))
        odd = tuple(Odd(*row) for row in connection.execute(_ODD, (ODD_SHOWN,)))
        risks = tuple(Risk(name) for (name,) in connection.execute(_RISKS))
        schema = revision(connection)
    return CentralStatus(schema, epoch, at, exceptions, enrolments, stalled or 0.0, workstations, odd, risks)
