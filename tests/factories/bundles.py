"""Bundles as a workstation makes them, from a chain of test facts, and what tests read of the answers."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.journal.chain import GENESIS, Signer
from app.sync.bundle.content import Answer, AnswerContent, Held, Request, Run, Sum, read, run_of, written
from app.sync.bundle.seal import BundleKind, key_id, opened, sealed
from app.sync.bundle.types import TakeBundle, Taken
from app.sync.central.take_bundle import take_bundle
from app.sync.protocol import PROTOCOL, START, Cursor
from tests.factories.central import Central
from tests.factories.central_chain import Chain
from tests.fakes.clock import FakeClock

REPLY_PRIVATE = bytes(31) + b"r"
REPLY_PUBLIC = X25519PrivateKey.from_private_bytes(REPLY_PRIVATE).public_key().public_bytes_raw()


@dataclass
class Courier:
    """Carries one workstation's bundles on a stick: a folder."""

    central: Central
    chain: Chain
    stick: Path
    number: int = 0
    sent: int = 0
    held: dict[tuple[str, int], int] = field(default_factory=dict)
    epoch: int = 0
    activity: tuple[Cursor, int] = (START, 0)
    sums: dict[int, tuple[int, int]] = field(default_factory=dict)

    def keys(self) -> tuple[bytes, bytes]:
        """The centre's public keys."""
        with self.central.workstation(self.chain.workstation) as session:
            row = session.execute("SELECT * FROM counter.bundle_keys(1)").fetchone()
        assert row
        return row[0], row[1]

    def request(self) -> Request:
        """The next letter."""
        self.number += 1
        held = tuple(Held(*chain, sequence) for chain, sequence in self.held.items())
        sums = tuple(Sum(bucket, *values) for bucket, values in self.sums.items())
        place = (self.chain.workstation, self.chain.generation, self.number, REPLY_PUBLIC, self.sent)
        return Request(PROTOCOL, *place, self.epoch, held, astuple(self.activity[0]), self.activity[1], sums)

    def runs(self, first: int = 1, last: int | None = None) -> tuple[Run, ...]:
        """Facts `first` to `last`, as one run."""
        facts = self.chain.facts[first - 1 : last]
        return (run_of(self.chain.workstation, self.chain.generation, first, facts),) if facts else ()

    def write(
        self, runs: Sequence[Run] | None = None, request: Request | None = None, signer: Signer | None = None
    ) -> Path:
        """A bundle on the stick, of everything not sent yet unless said otherwise."""
        content = self.runs(self.sent + 1) if runs is None else tuple(runs)
        letter = written(request or self.request())
        sign = (signer or self.chain.signer).sign
        file = sealed(BundleKind.REQUEST, letter, written(content), sign, self.keys()[0])
        path = self.stick / f"{self.chain.workstation}-{self.number}.bundle"
        path.write_bytes(file)
        return path

    def take(self, bundle: Path, limit: int = 1 << 26) -> Taken:
        """The centre takes a bundle."""
        command = TakeBundle(bundle, bundle.with_suffix(".answer"))
        return take_bundle(self.central.dsn, command, FakeClock(), limit)

    def answer(self, taken: Taken) -> tuple[Answer, AnswerContent]:
        """Opens the answer, and remembers what it says."""
        letter = opened(taken.answer.read_bytes(), BundleKind.ANSWER, {key_id(REPLY_PUBLIC): REPLY_PRIVATE})
        letter.verify(self.keys()[1])
        answer, content = read(letter.letter, Answer), read(letter.content(), AnswerContent)
        for run in content.runs:
            before = self.held.get((run.workstation, run.generation), 0)
            assert run.first_sequence == before + 1
            assert before or run.previous_hash == GENESIS
            self.held[run.workstation, run.generation] = before + len(run.facts)
        if answer.facts_complete and answer.activity_complete:
            self.epoch = answer.epoch
        if self.epoch == answer.epoch:
            self.activity = (answer.activity, answer.activity_line)
        own = (self.chain.workstation, self.chain.generation)
        self.sent = next(head.sequence for head in answer.heads if (head.workstation, head.generation) == own)
        return answer, content

    def round(self, limit: int = 1 << 26) -> tuple[Answer, AnswerContent]:
        """There and back again."""
        return self.answer(self.take(self.write(), limit))
