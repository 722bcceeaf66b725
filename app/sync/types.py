"""What a workstation keeps about its sync, and what it may come to know: frozen values, no I/O.

Confusable words: a *stop* ends the pushing of this workstation until a person acts; a *trouble* is one other chain that
does not fit, while everything else goes on.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.sync.protocol import START, Cursor


class Chain(NamedTuple):
    """One generation of one workstation."""

    workstation: str
    generation: int


class Stop(StrEnum):
    """Why this workstation pushes no more. Nothing is lost: its facts stand here and wait."""

    CLONE = "clone"
    """A copy of this workstation spoke to the centre."""
    BEHIND = "behind"
    """The centre has facts of ours that we have not: an old backup was restored, or a copy works elsewhere."""
    FORK = "fork"
    """The centre has other facts in our places."""
    STALE_GENERATION = "stale_generation"
    """Another machine took this code over."""
    REVOKED = "revoked"
    OLD_PROTOCOL = "old_protocol"
    """The centre understands this program no more: update it first."""
    BAD_HASH = "bad_hash"
    """The centre found our own bytes not to give their hash: this journal or this machine is damaged."""


ASKED_AGAIN = frozenset({Stop.REVOKED, Stop.OLD_PROTOCOL})
"""What the centre may change its mind about: asked again at each poll. The others wait for a new generation."""


class TroubleKind(StrEnum):
    """What is wrong with a chain that came from the centre, or with the activity of a bucket of workstations."""

    FORKED = "forked"
    """It has another fact in a place that we hold: two machines wrote as one, and the centre lost what one sent."""
    BROKEN = "broken"
    """The next fact does not follow, was altered, or is not signed by its workstation."""
    UNREADABLE = "unreadable"
    """Its bytes verify, but are not what this program takes for such a fact."""
    ACTIVITY_DIFFERS = "activity_differs"
    """Count or sum of a bucket's postings is not the centre's, even after all were fetched."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One chain that is held up at `sequence`; everything before it stands. For a bucket: ("", its number)."""

    chain: Chain
    sequence: int
    kind: TroubleKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SyncState:
    """What must outlive a crash. `sent` is for showing only: pushing begins at the centre's head, never at ours.

    `place` and `activity` are the cursors of the two feeds; both are hints, the audit proves completeness.
    """

    nonce: bytes = b""
    next_nonce: bytes = b""
    epoch: int = 0
    place: Cursor = START
    activity: Cursor = START
    activity_line: int = 0
    sent: int = 0
    stopped: Stop | None = None
    skew_us: int = 0
    exchanged_at_us: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How often and how much, in seconds and rows."""

    poll_seconds: float = 60.0
    audit_seconds: float = 300.0
    activity_audit_seconds: float = 6 * 3600.0
    retry_seconds_min: float = 1.0
    retry_seconds_max: float = 300.0
    pull_limit: int = 500


PARKED_MAX = 10_000
"""Facts that wait for those before them. What comes beyond is let go: the audit fetches it by its place."""
