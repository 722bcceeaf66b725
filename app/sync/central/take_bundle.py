"""`central bundle`: takes a workstation's bundle through the same push as the network's, and writes the answer.

Everything is verified before anything is pushed: seal, signature, size, and each fact's link and signature. Whoever
runs it needs a login with `counter_carrier` (`counter_admin` has it); the session then acts on behalf of that
workstation and of no other. The pushes are committed first, then the answer is made and written: what it acknowledges
is durable. Where it cannot be written, the same bundle is simply taken again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.clock import Clock
from app.errors import Refused
from app.journal.chain import ChainFault, Links
from app.journal.values_beside import values_bytes, values_hold
from app.sync.bundle.content import ROOM_BYTES, Request, Run, read, written
from app.sync.bundle.seal import BundleKind, opened, reader_of, sealed
from app.sync.bundle.stick import read_bundle, require_place, write_bundle
from app.sync.bundle.types import BundleRefusal, TakeBundle, Taken
from app.sync.central.answer_bundle import answer_request, ask
from app.sync.central.bundle_keys import BundleKeys, bundle_keys
from app.sync.central.connection import central_failures, open_connection
from app.sync.protocol import PROTOCOL, PROTOCOL_MIN, Push, PushAnswer, PushStatus

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

ANSWER_SPARE_BYTES = 1024 * 1024
"""Looked for on the answer's stick before anything is pushed."""

_REFUSALS = {
    PushStatus.FORK: BundleRefusal.FORK,
    PushStatus.BAD_HASH: BundleRefusal.BROKEN_CHAIN,
    PushStatus.REVOKED: BundleRefusal.REVOKED,
    PushStatus.OLD_PROTOCOL: BundleRefusal.OLD_PROTOCOL,
    PushStatus.UNKNOWN_GENERATION: BundleRefusal.UNKNOWN_GENERATION,
}


@dataclass(frozen=True)
class _Opened:
    """A bundle that verifies."""

    request: Request
    runs: tuple[Run, ...]

    @property
    def facts(self) -> int:
        return sum(len(run.facts) for run in self.runs)


@dataclass(frozen=True)
class _Pushed:
    """`status`: GAP if one chain had a gap, DUPLICATE if nothing was new, else OK."""

    status: PushStatus
    facts_new: int


def take_bundle(dsn: str, command: TakeBundle, clock: Clock, room_bytes: int = ROOM_BYTES) -> Taken:
    """Takes it and answers. Raises Refused(BundleRefusal), Unavailable(BundleFailure, CentralFailure)."""
    content = read_bundle(command.file)
    with central_failures(), open_connection(dsn) as connection:
        connection.autocommit = True
        keys = bundle_keys(connection)
        bundle = _open(connection, content, keys)
        sign = keys.signers[reader_of(content)].sign
        require_place(command.answer, ANSWER_SPARE_BYTES)
        request = bundle.request
        connection.execute("SELECT set_config('counter.on_behalf_of', %s, false)", (request.workstation,))
        pushed = _push_all(connection, bundle)
        answer, back = answer_request(connection, request, pushed.status, clock.now_us(), room_bytes)
    file = sealed(BundleKind.ANSWER, written(answer), written(back), sign, request.reply_key)
    write_bundle(command.answer, file)
    return Taken(
        request.workstation,
        request.number,
        pushed.status,
        bundle.facts,
        pushed.facts_new,
        command.answer,
        sum(len(run.facts) for run in back.runs),
        len(back.activity),
        answer.facts_complete and answer.activity_complete,
    )


# Opening


def _open(connection: "Connection", content: bytes, keys: BundleKeys) -> _Opened:
    """Raises Refused for the first thing that is wrong, in the order of the enum."""
    letter = opened(content, BundleKind.REQUEST, keys.opening)
    request = read(letter.letter, Request)
    chains = _chains(connection, request)
    letter.verify(chains[request.generation])
    runs = read(letter.content(), tuple[Run, ...])
    if request.protocol < PROTOCOL_MIN or request.protocol > PROTOCOL:
        raise Refused(BundleRefusal.OLD_PROTOCOL, found=request.protocol)
    if request.generation != max(chains):
        raise Refused(BundleRefusal.STALE_GENERATION, workstation=request.workstation)
    for run in runs:
        _verify(run, request, chains)
    return _Opened(request, runs)


def _chains(connection: "Connection", request: Request) -> dict[int, bytes]:
    """The public key of each generation of a workstation that may come in."""
    whose = {"workstation": request.workstation[:20]}
    found = connection.execute(
        "SELECT revoked_at FROM counter.workstation WHERE workstation = %s", (request.workstation,)
    ).fetchone()
    if found is None:
        raise Refused(BundleRefusal.UNKNOWN_WORKSTATION, **whose)
    if found[0] is not None:
        raise Refused(BundleRefusal.REVOKED, **whose)
    chains = "SELECT generation, public_key FROM counter.chain WHERE workstation = %s"
    keys = dict(connection.execute(chains, (request.workstation,)).fetchall())
    if request.generation not in keys:
        raise Refused(BundleRefusal.UNKNOWN_GENERATION, **whose)
    return keys


def _verify(run: Run, request: Request, chains: dict[int, bytes]) -> None:
    """Each fact follows the one before and is signed; whether the first follows the centre's head, push says."""
    key = chains.get(run.generation)
    if run.workstation != request.workstation or key is None or not run.facts:
        raise Refused(BundleRefusal.MALFORMED)
    links = Links(key, run.first_sequence - 1, run.previous_hash)
    for fact in run.sealed_facts():
        fault = links.follow(fact) or (None if values_hold(fact) else ChainFault.ALTERED)
        if fault is not None:
            place = f"{run.workstation}-{run.generation}-{links.sequence + 1}"
            raise Refused(BundleRefusal.BROKEN_CHAIN, place=place, fault=fault.value)


# Pushing


def _push_all(connection: "Connection", bundle: _Opened) -> _Pushed:
    new, gap = 0, False
    for run in bundle.runs:
        push = run.push()
        head = ask(connection, replace(push, facts=()), PushAnswer)
        for batch in _batches(push, head.facts_max, head.bytes_max):
            answer = ask(connection, batch, PushAnswer)
            if answer.status in _REFUSALS:
                raise Refused(_REFUSALS[answer.status], workstation=bundle.request.workstation)
            gap = gap or answer.status is PushStatus.GAP
            new += answer.head_sequence - head.head_sequence
            head = answer
    if gap:
        return _Pushed(PushStatus.GAP, new)
    return _Pushed(PushStatus.OK if new else PushStatus.DUPLICATE, new)


def _batches(push: Push, facts_max: int, bytes_max: int) -> Iterator[Push]:
    """As much at once as the centre takes; one fact at least."""
    first, previous, batch, size = push.first_sequence, push.previous_hash, list(push.facts[:0]), 0
    for fact in push.facts:
        weight = len(fact.envelope_bytes) + len(fact.body_bytes) + values_bytes(fact.values)
        if batch and (len(batch) == facts_max or size + weight > bytes_max):
            yield Push(push.generation, first, previous, tuple(batch))
            first, previous, batch, size = first + len(batch), batch[-1].hash, [], 0
        batch.append(fact)
        size += weight
    yield Push(push.generation, first, previous, tuple(batch))
