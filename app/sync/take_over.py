"""A new generation: this copy of a workstation goes on, after a clone, a restored backup or a lost machine.

The centre mints the generation. What this copy recorded and the centre never got stands behind the last place that both
share; it is appended again in the new generation, each fact with its id, its bytes and its old signature, and counted
once. The other copy finds its generation stale at its next hello.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from app.journal.chain import GENESIS
from app.sync.exchange import Chance, Exchange, NoAnswer, Replica, Steps, ask
from app.sync.protocol import (
    Fetch,
    GenerationAnswer,
    GenerationStatus,
    Head,
    Heads,
    HeadsAnswer,
    NextGeneration,
    PullAnswer,
)
from app.sync.types import Chain, Stop


class Successor(Replica, Protocol):
    """A replica that can go on as another generation."""

    def pending_key(self) -> bytes:
        """The public key for the next generation: made once and kept, so that asking twice is asking the same."""

    def begin_generation(self, generation: int, shared: int, nonce: bytes) -> None:
        """Takes our facts after `shared` out of the current generation and appends them to the new one, at once.

        Those whose id stands in another of our chains already are left out: they were recovered before.
        """


def take_over(replica: Successor, exchange: Exchange, chance: Chance) -> Steps[bool]:
    """Goes on as a new generation. False when the centre does not allow it; NoAnswer: try again, nothing happened."""
    state = replica.state()
    nonce = state.next_nonce or chance.random_bytes(16)
    replica.keep(replace(state, next_nonce=nonce))
    minted, _ = yield from ask(NextGeneration(0, replica.pending_key(), nonce), GenerationAnswer)
    if minted.status is not GenerationStatus.OK:
        replica.keep(replace(state, stopped=Stop(minted.status.value)))
        return False
    yield from exchange.audit()
    answer, _ = yield from ask(Heads(), HeadsAnswer)
    heads = {Chain(head.workstation, head.generation): head for head in answer.heads}
    shared = yield from _last_shared(replica, heads)
    replica.begin_generation(minted.generation, shared, nonce)
    return True


def _last_shared(replica: Replica, heads: Mapping[Chain, Head]) -> Steps[int]:
    """The last place where the centre's facts of our generation are ours; found by halving."""
    own = replica.own
    if own not in heads:
        return 0
    low, high = 0, heads[own].sequence
    while low < high:
        middle = (low + high + 1) // 2
        if replica.hash_at(own, middle) is None or (yield from _hash_there(own, middle)) != replica.hash_at(
            own, middle
        ):
            high = middle - 1
        else:
            low = middle
    return low


def _hash_there(chain: Chain, sequence: int) -> Steps[bytes]:
    if sequence == 0:
        return GENESIS
    answer, _ = yield from ask(Fetch(chain.workstation, chain.generation, sequence, sequence), PullAnswer)
    if not answer.rows:
        raise NoAnswer
    return answer.rows[0].sealed.hash
