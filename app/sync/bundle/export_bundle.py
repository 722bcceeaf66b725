"""`civic-counter sync export`: writes what the centre does not have yet, as far as this workstation knows.

The bundle holds the same batches as the push of the network, and begins where the last answer or the last session left
off. Written twice, taken twice or taken in another order, it changes nothing more: the centre knows each fact by its
place. Also the way to ask for what others did: a bundle without facts is answered as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import TypeVar

from sqlalchemy import Connection

from app.lanes import Priority
from app.sync import queries
from app.sync.bundle.content import ROOM_BYTES, Held, Request, Run, Sum, bytes_of, run_of, written
from app.sync.bundle.kept import KeptBundles, acknowledged, count_bundle, kept_bundles
from app.sync.bundle.seal import BundleKind, sealed
from app.sync.bundle.stick import require_place, write_bundle
from app.sync.bundle.types import ExportBundle, Exported
from app.sync.protocol import BYTES_MAX, FACTS_MAX, PROTOCOL
from app.sync.replica import JournalReplica
from app.sync.types import Chain, SyncState
from app.training_mode import TrainingRefusal, refuse_in_training
from app.workplace import Services

T = TypeVar("T")


@dataclass(frozen=True)
class Waiting:
    """Facts of one of our chains, after `sequence` up to `head`, that the centre is not known to have."""

    chain: Chain
    sequence: int
    head: int

    @property
    def count(self) -> int:
        """How many."""
        return self.head - self.sequence


def export_bundle(services: Services, command: ExportBundle, room_bytes: int = ROOM_BYTES) -> Exported:
    """Not for the writer lane or the UI thread. Raises Refused(BundleRefusal, NO_EXPORT), Unavailable(BundleFailure).

    `room_bytes`: what fits into one bundle; `Exported.facts_left` says what waits for the next.
    """
    refuse_in_training(services.device.code, TrainingRefusal.NO_EXPORT)
    with services.read_journal() as connection:
        kept_bundles(connection)
        waiting = waiting_facts(connection, services)
        state = queries.kept_state(connection) or SyncState()
    require_place(command.file)
    kept = write(services, lambda connection: count_bundle(connection, services.ids))
    replica = JournalReplica(services)
    letter = _letter(replica, state, kept)
    runs = tuple(_runs(replica, waiting, room_bytes))
    signer = services.device.signer
    content = sealed(BundleKind.REQUEST, written(letter), written(runs), signer.sign, kept.sealing_key)
    write_bundle(command.file, content)
    facts = sum(len(run.facts) for run in runs)
    left = sum(part.count for part in waiting) - facts
    return Exported(command.file, kept.number, facts, left, len(content))


def waiting_facts(connection: Connection, services: Services) -> list[Waiting]:
    """Oldest generation first. A session of the network leaves nothing of older generations behind."""
    state = queries.kept_state(connection) or SyncState()
    own = Chain(services.device.code, services.device.generation)
    known = acknowledged(connection)
    found = []
    for chain, (head, _) in sorted(queries.held_heads(connection).items()):
        if chain.workstation != own.workstation:
            continue
        elsewhere = head if state.exchanged_at_us else 0
        sent = state.sent if chain == own else known.get(chain.generation, elsewhere)
        found.append(Waiting(chain, min(sent, head), head))
    return found


def write(services: Services, change: Callable[[Connection], T]) -> T:
    """One small transaction on the writer lane, behind payments."""

    def work() -> T:
        with services.plain_work() as unit:
            outcome = change(unit.connection)
            unit.commit()
        return outcome

    return services.lanes.write_now(work, Priority.BACKGROUND)


def _letter(replica: JournalReplica, state: SyncState, kept: KeptBundles) -> Request:
    held = tuple(Held(*chain, head[0]) for chain, head in replica.heads().items() if chain != replica.own)
    sums = tuple(Sum(bucket, *values) for bucket, values in sorted(replica.buckets().items()))
    own, cursor, line = replica.own, astuple(state.activity), state.activity_line
    known = (kept.number, kept.reply_public, state.sent, state.epoch)
    return Request(PROTOCOL, own.workstation, own.generation, *known, held, cursor, line, sums)


def _runs(replica: JournalReplica, waiting: list[Waiting], room_bytes: int) -> Iterator[Run]:
    """Batches until the bundle is full; one at least where there is one."""
    used = 0
    for part in waiting:
        sequence = part.sequence
        while sequence < part.head:
            facts = replica.own_facts(part.chain.generation, sequence, min(FACTS_MAX, part.head - sequence), BYTES_MAX)
            if used and used + bytes_of(facts) > room_bytes:
                return
            used += bytes_of(facts)
            yield run_of(*part.chain, sequence + 1, facts)
            sequence += len(facts)
