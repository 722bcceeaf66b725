"""`civic-counter sync import`: takes the centre's answer in, through the same door as what is pulled by wire.

All is opened, verified and measured before the first row is written; what is refused changes nothing. Each chain is
followed link by link and signature by signature, and only without holes. Facts are added in slices, so that payments
come between; a crash in the middle leaves whole facts, and the same answer is simply taken again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from app.errors import Refused
from app.sync import apply, queries
from app.sync.bundle.content import Answer, AnswerContent, read
from app.sync.bundle.export_bundle import waiting_facts, write
from app.sync.bundle.kept import KeptBundles, kept_bundles, note_taken
from app.sync.bundle.seal import BundleKind, opened
from app.sync.bundle.stick import read_bundle
from app.sync.bundle.types import BundleRefusal, ImportAnswer, Imported
from app.sync.protocol import PROTOCOL, PROTOCOL_MIN, Activity, Cursor, PulledFact
from app.sync.replica import SLICE, JournalReplica
from app.sync.types import Chain, SyncState
from app.training_mode import TrainingRefusal, refuse_in_training
from app.workplace import Services

T = TypeVar("T", contravariant=True)


class Adding(Protocol[T]):
    """Adds some rows in the caller's transaction; gives how many were new."""

    def __call__(self, connection: Connection, part: Sequence[T]) -> int: ...


def import_answer(services: Services, command: ImportAnswer, added: Callable[[], None] = lambda: None) -> Imported:
    """Not for the writer lane or the UI thread; `added` is told after each slice that brought something.

    Raises Refused(BundleRefusal, NO_EXPORT), Unavailable(BundleFailure, StoreFailure).
    """
    refuse_in_training(services.device.code, TrainingRefusal.NO_EXPORT)
    with services.read_journal() as connection:
        kept = kept_bundles(connection)
    answer, content = _open(read_bundle(command.file), kept, services)
    with services.read_journal() as connection:
        _refuse_other_history(connection, answer, Chain(services.device.code, services.device.generation))
    if answer.number < kept.taken:
        raise Refused(BundleRefusal.OLDER_THAN_TAKEN, number=answer.number, taken=kept.taken)
    JournalReplica(services).learn(answer.heads)
    facts, activity = _add(services, content, added)
    write(services, lambda connection: _finish(connection, answer, services))
    with services.read_journal() as connection:
        waiting = sum(part.count for part in waiting_facts(connection, services))
    complete = answer.facts_complete and answer.activity_complete
    return Imported(answer.number, facts, activity, waiting, complete, answer.answered_at_us)


def _open(content: bytes, kept: KeptBundles, services: Services) -> tuple[Answer, AnswerContent]:
    letter = opened(content, BundleKind.ANSWER, kept.opening)
    answer = read(letter.letter, Answer)
    letter.verify(kept.signing_key)
    back = read(letter.content(), AnswerContent)
    if answer.workstation != services.device.code:
        raise Refused(BundleRefusal.OTHER_WORKSTATION)
    if not PROTOCOL_MIN <= answer.protocol <= PROTOCOL:
        raise Refused(BundleRefusal.OLD_PROTOCOL, found=answer.protocol)
    return answer, back


def _refuse_other_history(connection: Connection, answer: Answer, own: Chain) -> None:
    """Is the centre's end of our own chain one of our places, and is no machine newer than this one?"""
    for head in answer.heads:
        if head.workstation == own.workstation and head.generation > own.generation:
            raise Refused(BundleRefusal.STALE_GENERATION, workstation=own.workstation)
    for head in answer.heads:
        if (head.workstation, head.generation) == own:
            mine = queries.hash_at(connection, own, head.sequence)
            if mine is not None and mine != head.hash:
                raise Refused(BundleRefusal.FORK, workstation=own.workstation)
            if mine is None:
                raise Refused(BundleRefusal.BEHIND, workstation=own.workstation)


def _add(services: Services, content: AnswerContent, added: Callable[[], None]) -> tuple[int, int]:
    """How many facts and rows of activity were new."""
    own = Chain(services.device.code, services.device.generation)

    def add_facts(connection: Connection, part: Sequence[PulledFact]) -> int:
        return apply.add_facts(connection, services.kinds, own, part, _state(connection))

    def add_activity(connection: Connection, part: Sequence[Activity]) -> int:
        return apply.add_activity(connection, part, _state(connection))

    facts = sum(_in_slices(services, list(run.pulled()), add_facts, added) for run in content.runs)
    rows = [moved.activity() for moved in content.activity]
    return facts, _in_slices(services, rows, add_activity, added)


def _in_slices(services: Services, rows: Sequence[T], add: Adding[T], added: Callable[[], None]) -> int:
    count = 0
    for start in range(0, len(rows), SLICE):
        new = write(services, partial(add, part=rows[start : start + SLICE]))
        count += new
        if new:
            added()
    return count


def _state(connection: Connection) -> SyncState:
    """As it is in this transaction: a session of the network may go on beside."""
    return queries.kept_state(connection) or SyncState()


def _finish(connection: Connection, answer: Answer, services: Services) -> None:
    own = Chain(services.device.code, services.device.generation)
    heads = {head.generation: head for head in answer.heads if head.workstation == own.workstation}
    apply.keep_state(
        connection, advanced(_state(connection), answer, heads[own.generation].sequence, services.clock.now_us())
    )
    note_taken(connection, answer.number, {g: head.sequence for g, head in heads.items() if g != own.generation})


def advanced(state: SyncState, answer: Answer, sent: int, now_us: int) -> SyncState:
    """The state once an answer is in: how far the centre has our facts, and where the feeds go on.

    The centre may have less than it had (restored): only what nobody learnt since the bundle was written goes back.
    Cursors of another epoch than the bundle's mean nothing; a new epoch begins once everything up to it is here.
    """
    if state.sent != answer.request_sent:
        sent = max(sent, state.sent)
    state = replace(state, sent=sent, exchanged_at_us=max(state.exchanged_at_us, now_us))
    if state.epoch != answer.request_epoch:
        return state
    place, feed = Cursor(answer.horizon), (answer.activity, answer.activity_line)
    if answer.epoch != state.epoch:
        if not (answer.facts_complete and answer.activity_complete):
            return state
        return replace(state, epoch=answer.epoch, place=place, activity=feed[0], activity_line=feed[1])
    mine = (state.activity, state.activity_line)
    if (answer.activity_from, answer.activity_line_from) <= mine:
        mine = max(mine, feed)
    place = max(state.place, place) if answer.facts_complete else state.place
    return replace(state, place=place, activity=mine[0], activity_line=mine[1])
