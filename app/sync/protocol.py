"""What a workstation and the centre say to each other: frozen requests and answers, one SQL function a request.

Both sides and the simulator's model of the centre keep to the words of this file. Confusable words: a *head* is the
last (sequence, hash) of one chain; the *cursor* is how far somebody has read the feed, and only a hint; the *epoch*
changes when the centre itself may have lost its newest commits (failover, restore); the *horizon* is the oldest
transaction that was still running: everything below it is visible to everybody, for good.

A chain is (workstation, generation). The caller's workstation is its login (`session_user`), never an argument. The
first argument of each function is `PROTOCOL`; fields follow in the order in which they stand here, `facts` as
four arrays (envelopes, bodies, hashes, signatures). Answers are rows with columns in the order of their fields.

Private values travel beside their facts and in the same transaction (`push_with_values`, `pull_with_values`,
`fetch_with_values`); a program that knows nothing of them asks `push`, `pull` and `fetch`, and goes on.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.journal.chain import GENESIS
from app.journal.fact import SealedFact

PROTOCOL = 1
PROTOCOL_MIN = 1
"""The oldest protocol that the centre still accepts: two years of clients."""

FACTS_MAX, BYTES_MAX = 500, 256 * 1024
"""One push: so many facts, or so many bytes of envelopes and bodies. An answer may ask for less."""


class HelloStatus(StrEnum):
    """In the order in which the centre tests them."""

    OLD_PROTOCOL = "old_protocol"
    REVOKED = "revoked"
    STALE_GENERATION = "stale_generation"
    """The centre minted a newer generation: another machine goes on under this code."""
    UNKNOWN_GENERATION = "unknown_generation"
    """A newer one than the centre knows: it lost what it minted. The workstation asks for the same one again."""
    CLONE = "clone"
    """Neither of the two nonces is the one expected: a copy of this workstation spoke to the centre meanwhile."""
    OK = "ok"


class PushStatus(StrEnum):
    """In the order in which the centre tests them. All but OK change nothing."""

    OLD_PROTOCOL = "old_protocol"
    REVOKED = "revoked"
    UNKNOWN_GENERATION = "unknown_generation"
    """Never minted here. An older generation may be continued: a centre that lost its tail is given it again."""
    TOO_MUCH = "too_much"
    """More facts or bytes than the answer's `facts_max`, `bytes_max`."""
    GAP = "gap"
    """`first_sequence` is beyond head + 1."""
    FORK = "fork"
    """A fact at or below the head has another hash there, or the first does not follow the head's hash."""
    BAD_HASH = "bad_hash"
    """The bytes do not give the hash, or an envelope names another workstation, generation or sequence; or a private
    value is not what its fact's body has the hash of."""
    DUPLICATE = "duplicate"
    """All of them are there already, byte for byte."""
    OK = "ok"
    """The centre has them durably; those it had already are not counted twice."""


class EnrolStatus(StrEnum):
    """In the order in which the centre tests them. All but OK change nothing."""

    OLD_PROTOCOL = "old_protocol"
    EXPIRED = "expired"
    """The code was used already, or its ten minutes are over."""
    WRONG_CODE = "wrong_code"
    """The enrolment was made for a workstation of another code."""
    CODE_TAKEN = "code_taken"
    """A workstation of this code is enrolled. Revoke that one first, or take another code."""
    MALFORMED = "malformed"
    OK = "ok"


class GenerationStatus(StrEnum):
    """In the order in which the centre tests them."""

    OLD_PROTOCOL = "old_protocol"
    REVOKED = "revoked"
    OK = "ok"


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the feed: (xid, workstation, generation, sequence), compared in this order."""

    xid: int = 0
    workstation: str = ""
    generation: int = 0
    sequence: int = 0


START = Cursor()
"""Before the first fact of the feed."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Begins each session. Both nonces are durable at the workstation before it asks.

    The centre has one. It is `nonce`: it becomes `next_nonce`, OK. It is `next_nonce` already, because the answer was
    lost: OK. Anything else: CLONE; two copies soon propose different ones. In the first hello of an epoch any nonce is
    taken: the centre may have lost the newest.
    """

    generation: int
    nonce: bytes
    next_nonce: bytes


@dataclass(frozen=True, slots=True)
class HelloAnswer:
    """`head_…` of the asked generation; `horizon` the xid below which nothing new can appear any more."""

    status: HelloStatus
    epoch: int
    now_us: int
    head_sequence: int = 0
    head_hash: bytes = GENESIS
    retry_after_ms: int = 0
    facts_max: int = FACTS_MAX
    bytes_max: int = BYTES_MAX
    horizon: int = 0


@dataclass(frozen=True, slots=True)
class Push:
    """One generation's facts in order, dense from `first_sequence`; `previous_hash` is that of the fact before."""

    generation: int
    first_sequence: int
    previous_hash: bytes
    facts: tuple[SealedFact, ...]


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """`head_…` as it is after the push, whatever the status."""

    status: PushStatus
    head_sequence: int = 0
    head_hash: bytes = GENESIS
    retry_after_ms: int = 0
    facts_max: int = FACTS_MAX
    bytes_max: int = BYTES_MAX


@dataclass(frozen=True, slots=True)
class Pull:
    """The next facts of the caller's scope after `cursor` and below the horizon, in the cursor's order.

    Scope: every generation of the caller's own chain, and its office's facts from each head's `first_sequence` on.
    """

    cursor: Cursor
    limit: int


@dataclass(frozen=True, slots=True)
class PulledFact:
    """A fact with its place in the feed; columns xid, workstation, generation, sequence, then those of the fact."""

    cursor: Cursor
    sealed: SealedFact


@dataclass(frozen=True, slots=True)
class PullAnswer:
    """Fewer rows than the limit: that was all for now."""

    rows: tuple[PulledFact, ...] = ()


@dataclass(frozen=True, slots=True)
class PullActivity:
    """As `Pull`, but of what is out of scope, and only what changes accounts' balances."""

    cursor: Cursor
    line: int
    """The posting's line within the fact: the last part of this feed's cursor."""
    limit: int


@dataclass(frozen=True, slots=True)
class Activity:
    """One posting with an account, of a fact that stands in no chain here. Counted once by (fact_id, line)."""

    cursor: Cursor
    fact_id: str
    line: int
    account: str
    charge: str | None
    amount_cents: int
    business_date: str | None
    service_category: str | None = None
    due_on: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityAnswer:
    """Fewer rows than the limit: that was all for now."""

    rows: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """Asks for the head of every chain in the caller's scope, its own older generations too."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends at the centre, and the key that its facts are signed with."""

    workstation: str
    generation: int
    sequence: int
    hash: bytes
    public_key: bytes
    office: str
    first_sequence: int = 1
    """The oldest fact in scope: what is before it is not sent to others (policy's days)."""
    first_previous_hash: bytes = GENESIS


@dataclass(frozen=True, slots=True)
class HeadsAnswer:
    """In order of (workstation, generation)."""

    heads: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """The facts of one chain from `from_sequence` to `to_sequence`, both included, in order; at most FACTS_MAX rows."""

    workstation: str
    generation: int
    from_sequence: int
    to_sequence: int


@dataclass(frozen=True, slots=True)
class ActivityBuckets:
    """Count and sum of the activity out of scope, by bucket of workstations: compared, they prove completeness."""


BUCKETS = 256
"""A bucket is the first byte of SHA-256 over the *workstation's* code in UTF-8.

Buckets of workstations and not of accounts, because the centre then keeps both sums beside each chain's head: an audit
reads one row a chain, a push writes no row more, and no index over all postings is needed.
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Every row of the feed so far whose workstation falls into this bucket."""

    bucket: int
    rows: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class BucketsAnswer:
    """In order; a bucket without rows may be missing."""

    buckets: tuple[Bucket, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchActivity:
    """Every activity row of one bucket, in the cursor's order; `cursor`, `line` and `limit` as in `PullActivity`."""

    bucket: int
    cursor: Cursor
    line: int
    limit: int


@dataclass(frozen=True, slots=True)
class NextGeneration:
    """Asks the centre to mint a generation for the caller, signed with a new key; its hello begins at `nonce`.

    A key that is known already gets its generation again: the answer was lost. `wanted` is minted where it is newer
    than all that the centre knows (it lost it in a failover), else the next one; 0 asks for the next.
    """

    wanted: int
    public_key: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True)
class GenerationAnswer:
    """`generation` 0 unless OK."""

    status: GenerationStatus
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Enrol:
    """Said once, by the login that an enrolment code gives: this machine is that workstation from now on.

    All chains that it has, oldest first; a fresh machine has one. `scram_verifier`: of a password that was made here
    and never leaves (`PGconn.encrypt_password`). The first hello begins at `nonce`, 16 bytes or more.
    """

    workstation: str
    generations: tuple[int, ...]
    public_keys: tuple[bytes, ...]
    scram_verifier: str
    nonce: bytes


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """`login`, `office` and the `generation` to write in, another where another machine had this code before.

    The two public keys are the centre's for bundles: what they are sealed to (X25519), and what signs the answers
    (Ed25519).
    """

    status: EnrolStatus
    login: str = ""
    office: str = ""
    generation: int = 0
    sealing_key: bytes = b""
    signing_key: bytes = b""


REVOKED_STATE, OLD_PROTOCOL_STATE = "CC002", "CC001"
"""SQLSTATEs of questions that have no status: no rows must not look like nothing new."""

Request = Hello | Push | Pull | PullActivity | Heads | Fetch | ActivityBuckets | FetchActivity | NextGeneration
Answer = HelloAnswer | PushAnswer | PullAnswer | ActivityAnswer | HeadsAnswer | BucketsAnswer | GenerationAnswer
