"""Commands, results and refusals of bundles: what the window and the command line see.

Confusable words: a *bundle* goes from a workstation to the centre, its *answer* comes back. Both are one file. A
bundle's *number* counts the bundles of one workstation from 1; an answer names the number that it answers.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.sync.protocol import PushStatus


class BundleRefusal(StrEnum):
    """Why a bundle or an answer is not taken, in the order in which it is tested. Nothing is changed by any of them."""

    NOT_ENROLLED = "not_enrolled"
    """This workstation knows no centre: there is nobody to seal it to."""
    NOT_A_BUNDLE = "not_a_bundle"
    FORMAT_NEWER = "format_newer"
    NOT_A_REQUEST = "not_a_request"
    """An answer was brought to the centre."""
    NOT_AN_ANSWER = "not_an_answer"
    """A workstation's own bundle was brought to a workstation."""
    TOO_BIG = "too_big"
    TRUNCATED = "truncated"
    OTHER_CITY = "other_city"
    """Sealed to another centre, or answered by one."""
    OTHER_WORKSTATION = "other_workstation"
    """The answer is sealed to another workstation."""
    TAMPERED = "tampered"
    """Its bytes are not those that were sealed."""
    MALFORMED = "malformed"
    """Sealed to us, but not what this program takes for a bundle."""
    UNKNOWN_WORKSTATION = "unknown_workstation"
    REVOKED = "revoked"
    UNKNOWN_GENERATION = "unknown_generation"
    """The centre lost what it minted, or this machine began a generation without it."""
    FORGED = "forged"
    """Not signed by the workstation that it names."""
    BOMB = "bomb"
    """It would unpack to more than a bundle may hold."""
    OLD_PROTOCOL = "old_protocol"
    STALE_GENERATION = "stale_generation"
    """Another machine took this workstation's code over."""
    BROKEN_CHAIN = "broken_chain"
    """A fact in it does not follow the one before, was altered, it or a value beside it, or is not signed by its
    workstation."""
    FORK = "fork"
    """The centre has other facts in these places: a copy of this workstation worked too."""
    BEHIND = "behind"
    """The centre has facts of this workstation that it has not itself: an old backup, or a copy works elsewhere."""
    OLDER_THAN_TAKEN = "older_than_taken"
    """A newer answer was taken already; all that is in this one came with it."""


class BundleFailure(StrEnum):
    """Why a file cannot be read or written."""

    NOT_FOUND = "not_found"
    ANOTHER_FILE = "another_file"
    """A file of this name is there, and it is no bundle: it is not overwritten."""
    READ_ONLY = "read_only"
    STICK_FULL = "stick_full"
    STICK_ERROR = "stick_error"


@dataclass(frozen=True)
class ExportBundle:
    """Write what the centre does not have yet, as far as this workstation knows."""

    file: Path


@dataclass(frozen=True)
class Exported:
    """What stands in the file. `facts_left`: those for the next bundle, because one holds so much only."""

    file: Path
    number: int
    facts: int
    facts_left: int
    file_bytes: int


@dataclass(frozen=True)
class TakeBundle:
    """At the centre: take a workstation's bundle, write the answer."""

    file: Path
    answer: Path


@dataclass(frozen=True)
class Taken:
    """What the centre did. `status`: OK, DUPLICATE (it had them all) or GAP (it lacks facts before these).

    `complete` False: the answer was full before everything was in it; the next one goes on.
    """

    workstation: str
    number: int
    status: PushStatus
    facts: int
    facts_new: int
    answer: Path
    facts_back: int
    activity_back: int
    complete: bool


@dataclass(frozen=True)
class ImportAnswer:
    """Take the centre's answer in."""

    file: Path


@dataclass(frozen=True)
class Imported:
    """What came. `facts_waiting`: our own facts that the centre still has not; with them a next bundle is due."""

    number: int
    facts_new: int
    activity_new: int
    facts_waiting: int
    complete: bool
    answered_at_us: int
