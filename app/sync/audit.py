"""Compares the centre's heads with what is held here: pure, so that worker and simulator judge alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.sync.protocol import Fetch, Head
from app.sync.types import Chain, Trouble, TroubleKind

Held = Mapping[Chain, tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Differences:
    """`holes`: what is missing here; `behind_us`: our own chains of which the centre has less; and what cannot be."""

    holes: tuple[Fetch, ...]
    behind_us: tuple[Head, ...]
    troubles: tuple[Trouble, ...]


def differences(
    own: Chain, heads: Sequence[Head], held: Held, hash_at: Callable[[Chain, int], bytes | None]
) -> Differences:
    """Our current generation is left out: its session judges it by the head that hello gave.

    A head below the part of a chain that is held (None) says nothing: the centre lost more than that.
    """
    holes, behind, troubles = [], [], []
    for head in heads:
        chain = Chain(head.workstation, head.generation)
        if chain == own:
            continue
        mine = held[chain][0] if chain in held else head.first_sequence - 1
        if mine < head.sequence:
            holes.append(Fetch(head.workstation, head.generation, mine + 1, head.sequence))
        elif head.sequence and hash_at(chain, head.sequence) not in (None, head.hash):
            troubles.append(Trouble(chain, head.sequence, TroubleKind.FORKED))
        elif mine > head.sequence and head.workstation == own.workstation:
            behind.append(head)
    return Differences(tuple(holes), tuple(behind), tuple(troubles))
