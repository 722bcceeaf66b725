"""The sync of one workstation as a state machine without I/O: answers and time come in, requests and waits go out.

`Exchange.run` is a generator that yields an `Ask` or a `Wait`. Whoever drives it (the worker with a connection, the
simulator with its scheduler) sends back `Answered` or the time, and throws `NoAnswer` where a request failed; whether
the centre did it is then unknown, and nothing here depends on knowing. Crash it anywhere: a new one goes on from what
the `Replica` keeps.

Pushing begins at the centre's head in every session; what this workstation remembers of acknowledgements is never
trusted. Pulled facts are hints in a loose order; only whole chains count, and the audit of heads proves them whole.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from app.journal.fact import SealedFact
from app.sync.audit import Differences, differences
from app.sync.protocol import (
    BYTES_MAX,
    FACTS_MAX,
    START,
    Activity,
    ActivityAnswer,
    ActivityBuckets,
    Answer,
    BucketsAnswer,
    Cursor,
    Fetch,
    FetchActivity,
    GenerationAnswer,
    GenerationStatus,
    Head,
    Heads,
    HeadsAnswer,
    Hello,
    HelloAnswer,
    HelloStatus,
    NextGeneration,
    Pull,
    PullActivity,
    PullAnswer,
    PulledFact,
    Push,
    PushAnswer,
    PushStatus,
    Request,
)
from app.sync.types import ASKED_AGAIN, Chain, Pace, Stop, SyncState, Trouble, TroubleKind

NONCE_BYTES = 16


class NoAnswer(Exception):
    """The request was lost, or its answer, or it took too long: the centre may have done it or not."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Send this to the centre."""

    request: Request


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do for so long; new facts of our own end it early."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answered:
    """What the centre said; `monotonic` seconds now, `clock_us` our wall clock in the middle of the round trip."""

    answer: Answer
    monotonic: float
    clock_us: int


class Chance(Protocol):
    """Randomness: for jitter a share in [0, 1), and bytes for nonces."""

    def share(self) -> float: ...

    def random_bytes(self, count: int) -> bytes: ...


class Replica(Protocol):
    """This workstation's own facts and what it holds of others. Each method is one transaction, durable at return."""

    @property
    def own(self) -> Chain: ...

    @property
    def public_key(self) -> bytes: ...

    def state(self) -> SyncState: ...

    def keep(self, state: SyncState) -> None: ...

    def own_facts(self, generation: int, after: int, facts_max: int, bytes_max: int) -> tuple[SealedFact, ...]:
        """The next facts of one of our generations; at least one where there is one, whatever its size."""

    def hash_at(self, chain: Chain, sequence: int) -> bytes | None:
        """The hash of a fact that is held; GENESIS at 0; None beyond."""

    def heads(self) -> Mapping[Chain, tuple[int, bytes]]:
        """(sequence, hash) of every chain that is held, in whole from its beginning to there."""

    def learn(self, heads: Sequence[Head]) -> None:
        """New chains and their public keys."""

    def knows(self, chain: Chain) -> bool: ...

    def add(self, facts: Sequence[PulledFact], state: SyncState) -> None:
        """Adds what follows, parks what comes too early, notes troubles, and keeps the state."""

    def add_activity(self, rows: Sequence[Activity], state: SyncState) -> None:
        """Adds those that are not there, and keeps the state."""

    def buckets(self) -> Mapping[int, tuple[int, int]]:
        """(rows, sum in cents) of the activity held, by bucket."""

    def note(self, kind: TroubleKind, troubles: Sequence[Trouble]) -> None:
        """All troubles of this kind that there are now; others of it are over."""


A = TypeVar("A", bound=Answer)
T = TypeVar("T")
Steps = Generator[Ask | Wait, Answered | None, T]


def ask(request: Request, expected: type[A]) -> Steps[tuple[A, Answered]]:
    """Sends one request; an answer of another shape counts as none."""
    answered = yield Ask(request)
    if answered is None or not isinstance(answered.answer, expected):
        raise NoAnswer
    return answered.answer, answered


class Exchange:
    """One session after another, for as long as the program runs."""

    def __init__(self, replica: Replica, chance: Chance, pace: Pace = Pace()) -> None:  # noqa: B008 - frozen
        self._replica, self._chance, self._pace = replica, chance, pace
        self._failures = 0
        self._facts_max, self._bytes_max = FACTS_MAX, BYTES_MAX
        self._shrunk = 1
        self._audit_at, self._activity_audit_at = 0.0, 0.0
        self._retry_after = 0.0

    def run(self) -> Steps[None]:
        """Rounds without end."""
        while True:
            yield Wait((yield from self.round()))

    def round(self) -> Steps[float]:
        """One round; gives the seconds to wait before the next."""
        try:
            yield from self._round()
        except NoAnswer:
            self._failures += 1
            return max(self._backoff(), self._retry_after)
        self._failures = 0
        return max(self._pace.poll_seconds * (0.5 + 0.5 * self._chance.share()), self._retry_after)

    def _backoff(self) -> float:
        """Full jitter: anything up to a limit that doubles with each failure, so that thousands do not come at once."""
        limit = self._pace.retry_seconds_min * (1 << min(self._failures - 1, 20))
        return min(limit, self._pace.retry_seconds_max) * self._chance.share()

    def _round(self) -> Steps[None]:
        state = self._replica.state()
        if state.stopped is not None and state.stopped not in ASKED_AGAIN:
            return
        hello, answered = yield from self._greet(state)
        if hello is None:
            return
        own = self._replica.own
        if hello.epoch != self._replica.state().epoch:
            yield from self._begin_epoch(hello)
        if not (yield from self._push(own.generation, hello.head_sequence, hello.head_hash)):
            return
        yield from self._pull()
        yield from self._pull_activity()
        if answered.monotonic >= self._audit_at:
            yield from self.audit()
            self._audit_at = answered.monotonic + self._pace.audit_seconds
        if answered.monotonic >= self._activity_audit_at:
            yield from self._audit_activity()
            self._activity_audit_at = answered.monotonic + self._pace.activity_audit_seconds

    # Greeting

    def _greet(self, state: SyncState) -> Steps[tuple[HelloAnswer | None, Answered]]:
        """Says hello with the kept pair of nonces; None when this workstation stops or has to say hello again."""
        if not state.next_nonce:
            state = replace(state, next_nonce=self._chance.random_bytes(NONCE_BYTES))
            self._replica.keep(state)
        generation = self._replica.own.generation
        hello, answered = yield from ask(Hello(generation, state.nonce, state.next_nonce), HelloAnswer)
        self._heed(hello)
        if hello.status is HelloStatus.UNKNOWN_GENERATION:
            yield from self._announce_generation(state)
            return None, answered
        if hello.status is not HelloStatus.OK:
            self._stop(Stop(hello.status.value))
            return None, answered
        self._replica.keep(
            replace(
                state,
                nonce=state.next_nonce,
                next_nonce=self._chance.random_bytes(NONCE_BYTES),
                stopped=None,
                skew_us=hello.now_us - answered.clock_us,
                exchanged_at_us=answered.clock_us,
            )
        )
        return hello, answered

    def _announce_generation(self, state: SyncState) -> Steps[None]:
        """The centre lost what it minted, or this machine began a generation without it: it is minted as it is."""
        own = self._replica.own
        request = NextGeneration(own.generation, self._replica.public_key, state.nonce)
        minted, _ = yield from ask(request, GenerationAnswer)
        if minted.status is not GenerationStatus.OK:
            self._stop(Stop(minted.status.value))
        elif minted.generation != own.generation:
            self._stop(Stop.STALE_GENERATION)
        else:
            raise NoAnswer  # say hello again, after the usual wait

    def _stop(self, why: Stop) -> None:
        self._replica.keep(replace(self._replica.state(), stopped=why))

    def _heed(self, answer: HelloAnswer | PushAnswer) -> None:
        """Backpressure: how much at once, and not before when."""
        self._facts_max, self._bytes_max = max(1, answer.facts_max), max(1, answer.bytes_max)
        self._retry_after = answer.retry_after_ms / 1000

    # Pushing

    def _push(self, generation: int, sequence: int, digest: bytes) -> Steps[bool]:
        """Sends what is behind the centre's head until nothing is. False when this workstation had to stop."""
        chain = Chain(self._replica.own.workstation, generation)
        while True:
            stop = self._misfit(chain, sequence, digest)
            if stop is not None:
                self._stop(stop)
                return False
            facts = self._batch(generation, sequence)
            if not facts:
                break
            answer = yield from self._push_batch(Push(generation, sequence + 1, digest, facts))
            if answer.status in (PushStatus.FORK, PushStatus.BAD_HASH, PushStatus.REVOKED, PushStatus.OLD_PROTOCOL):
                self._stop(Stop(answer.status.value))
                return False
            if answer.head_sequence <= sequence:
                raise NoAnswer  # nothing gained, whatever the reason: begin with a new hello, later
            sequence, digest = answer.head_sequence, answer.head_hash
        if chain == self._replica.own and sequence != self._replica.state().sent:
            self._replica.keep(replace(self._replica.state(), sent=sequence))
        return True

    def _misfit(self, chain: Chain, sequence: int, digest: bytes) -> Stop | None:
        """Is the centre's head one of our own places?"""
        mine = self._replica.hash_at(chain, sequence)
        if mine is None:
            return Stop.BEHIND
        return None if mine == digest else Stop.FORK

    def _batch(self, generation: int, after: int) -> tuple[SealedFact, ...]:
        facts_max = max(1, self._facts_max // self._shrunk)
        return self._replica.own_facts(generation, after, facts_max, max(1, self._bytes_max // self._shrunk))

    def _push_batch(self, push: Push) -> Steps[PushAnswer]:
        """One batch; half as much the next time where no answer comes, twice as much again where one does."""
        try:
            answer, _ = yield from ask(push, PushAnswer)
        except NoAnswer:
            self._shrunk = min(self._shrunk * 2, FACTS_MAX)
            raise
        self._shrunk = max(1, self._shrunk // 2)
        self._heed(answer)
        return answer

    # Pulling

    def _pull(self) -> Steps[None]:
        """The feed of facts until it gives fewer than were asked for."""
        while True:
            state = self._replica.state()
            answer, _ = yield from ask(Pull(state.place, self._pace.pull_limit), PullAnswer)
            yield from self._meet({Chain(row.cursor.workstation, row.cursor.generation) for row in answer.rows})
            if answer.rows:
                self._replica.add(answer.rows, replace(state, place=answer.rows[-1].cursor))
            if len(answer.rows) < self._pace.pull_limit:
                return

    def _meet(self, chains: set[Chain]) -> Steps[None]:
        """Asks for the keys of chains that were not met before."""
        if not all(map(self._replica.knows, chains)):
            answer, _ = yield from ask(Heads(), HeadsAnswer)
            self._replica.learn(answer.heads)

    def _pull_activity(self) -> Steps[None]:
        """The feed of what other offices did to accounts."""
        while True:
            state = self._replica.state()
            request = PullActivity(state.activity, state.activity_line, self._pace.pull_limit)
            answer, _ = yield from ask(request, ActivityAnswer)
            if answer.rows:
                last = answer.rows[-1]
                self._replica.add_activity(answer.rows, replace(state, activity=last.cursor, activity_line=last.line))
            if len(answer.rows) < self._pace.pull_limit:
                return

    # Auditing

    def _begin_epoch(self, hello: HelloAnswer) -> Steps[None]:
        """The centre may have lost its newest commits and given their transaction ids out again.

        What is visible now is audited in whole; the feeds go on behind it. Only then the epoch is kept, so that a crash
        in between begins anew.
        """
        yield from self.audit()
        yield from self._audit_activity()
        behind = Cursor(hello.horizon)
        state = self._replica.state()
        self._replica.keep(replace(state, epoch=hello.epoch, place=behind, activity=behind, activity_line=0))

    def audit(self) -> Steps[None]:
        """Compares every head in scope; fetches what is missing here, pushes what the centre lost of ours."""
        answer, _ = yield from ask(Heads(), HeadsAnswer)
        self._replica.learn(answer.heads)
        found = differences(self._replica.own, answer.heads, self._replica.heads(), self._replica.hash_at)
        self._replica.note(TroubleKind.FORKED, found.troubles)
        yield from self._fetch_missing(found)
        for head in found.behind_us:
            yield from self._push(head.generation, head.sequence, head.hash)

    def _fetch_missing(self, found: Differences) -> Steps[None]:
        for hole in found.holes:
            first = hole.from_sequence
            while first <= hole.to_sequence:
                last = min(first + self._pace.pull_limit - 1, hole.to_sequence)
                request = Fetch(hole.workstation, hole.generation, first, last)
                answer, _ = yield from ask(request, PullAnswer)
                if not answer.rows:
                    break
                self._replica.add(answer.rows, self._replica.state())
                first = answer.rows[-1].cursor.sequence + 1

    def _audit_activity(self) -> Steps[None]:
        """Compares count and sum of each bucket of workstations; fetches those that differ."""
        answer, _ = yield from ask(ActivityBuckets(), BucketsAnswer)
        theirs = {bucket.bucket: (bucket.rows, bucket.amount_cents) for bucket in answer.buckets}
        before = self._replica.buckets()
        for bucket, sums in theirs.items():
            if before.get(bucket, (0, 0)) != sums:
                yield from self._fetch_bucket(bucket)
        mine = self._replica.buckets()
        off = sorted(b for b in {*mine, *theirs} if mine.get(b, (0, 0))[0] > theirs.get(b, (0, 0))[0])
        troubles = [Trouble(Chain("", bucket), 0, TroubleKind.ACTIVITY_DIFFERS) for bucket in off]
        self._replica.note(TroubleKind.ACTIVITY_DIFFERS, troubles)

    def _fetch_bucket(self, bucket: int) -> Steps[None]:
        cursor, line = START, 0
        while True:
            request = FetchActivity(bucket, cursor, line, self._pace.pull_limit)
            answer, _ = yield from ask(request, ActivityAnswer)
            self._replica.add_activity(answer.rows, self._replica.state())
            if len(answer.rows) < self._pace.pull_limit:
                return
            cursor, line = answer.rows[-1].cursor, answer.rows[-1].line
