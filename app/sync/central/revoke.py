"""`central revoke`: a workstation is put out. Its login may not log in, its sessions end, its leases are burnt.

What it pushed before stays: facts are facts. What it still holds comes in when the code is enrolled again by name: the
same machine then goes on where it was, another one in a new generation.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.errors import Refused
from app.sync.central.connection import connected


class RevocationRefusal(StrEnum):
    """Why nothing was revoked."""

    WORKSTATION_UNKNOWN = "workstation_unknown"


@dataclass(frozen=True)
class Revoked:
    """How many sessions were ended."""

    workstation: str
    sessions: int


def revoke(dsn: str, workstation: str) -> Revoked:
    """Committed first, then the sessions end: whoever came in just before is ended too. Again does no harm."""
    with connected(dsn) as connection:
        found = connection.execute("SELECT counter.revoke(%s)", (workstation,)).fetchall()
        if found[0][0] is None:
            raise Refused(RevocationRefusal.WORKSTATION_UNKNOWN, workstation=workstation)
    with connected(dsn) as connection:
        ended = connection.execute("SELECT counter.end_sessions(%s)", (workstation,)).fetchall()
    return Revoked(workstation, ended[0][0])
