"""Sorts facts that arrive: which follow now, which come too early and wait, which do not fit. Pure.

The feed gives facts in the order of transactions, of many workstations mixed, doubled after a crash, with holes after a
failover. A fact is added only when every earlier one of its chain is.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from app.journal.chain import ChainFault, Links, read_envelope
from app.journal.fact import SealedFact
from app.journal.values_beside import values_hold
from app.sync.protocol import PulledFact
from app.sync.types import Chain, Trouble, TroubleKind


class Shelf(Protocol):
    """What is held and what waits."""

    def links(self, chain: Chain) -> Links | None:
        """The chain's end, to be followed further; None for one whose key is not known."""

    def hash_at(self, chain: Chain, sequence: int) -> bytes | None: ...

    def park(self, chain: Chain, sequence: int, sealed: SealedFact) -> None: ...

    def unpark(self, chain: Chain, sequence: int) -> SealedFact | None:
        """Takes what waits at this place off the shelf."""


class Arrivals:
    """Goes through what arrived. `troubles`: chains that are held up; `followed`: chains that were followed further.

    `own`, the chain that this workstation writes itself, never takes anything from outside: that would be a copy's.
    """

    def __init__(self, shelf: Shelf, own: Chain) -> None:
        self._shelf, self._own = shelf, own
        self._links: dict[Chain, Links | None] = {}
        self.troubles: dict[Chain, Trouble] = {}
        self.followed: set[Chain] = set()

    def sort(self, facts: Iterable[PulledFact]) -> Iterator[SealedFact]:
        """The facts to be added, in an order in which each follows its chain."""
        for fact in facts:
            chain = Chain(fact.cursor.workstation, fact.cursor.generation)
            if chain == self._own:
                continue
            yield from self._take(chain, fact.cursor.sequence, fact.sealed)

    def hold_up(self, chain: Chain, sequence: int, kind: TroubleKind, detail: str = "") -> None:
        """Nothing more of this chain is taken now."""
        self.troubles[chain] = Trouble(chain, sequence, kind, detail)

    def _take(self, chain: Chain, sequence: int, sealed: SealedFact) -> Iterator[SealedFact]:
        links = self._end_of(chain)
        if chain in self.troubles:
            return
        if links is None or sequence > links.sequence + 1:
            self._shelf.park(chain, sequence, sealed)
        elif sequence <= links.sequence:
            if self._shelf.hash_at(chain, sequence) not in (None, sealed.hash):
                self.hold_up(chain, sequence, TroubleKind.FORKED)
        else:
            yield from self._follow(chain, links, sealed)

    def _follow(self, chain: Chain, links: Links, sealed: SealedFact | None) -> Iterator[SealedFact]:
        """This one, and those that waited for it."""
        while sealed is not None and chain not in self.troubles:
            fault = _mislabelled(chain, sealed) or _mistold(sealed) or links.follow(sealed)
            if fault is not None:
                self.hold_up(chain, links.sequence + 1, TroubleKind.BROKEN, fault.value)
                return
            self.followed.add(chain)
            yield sealed
            sealed = self._shelf.unpark(chain, links.sequence + 1)

    def _end_of(self, chain: Chain) -> Links | None:
        if chain not in self._links:
            self._links[chain] = self._shelf.links(chain)
        return self._links[chain]


def _mislabelled(chain: Chain, sealed: SealedFact) -> ChainFault | None:
    """Facts stand in the chain that their own envelope names."""
    envelope = read_envelope(sealed.envelope_bytes)
    named = envelope and (envelope.workstation, envelope.generation)
    return None if named == chain else ChainFault.MISLABELLED


def _mistold(sealed: SealedFact) -> ChainFault | None:
    """Private values beside a fact are those whose hashes its body has; else it is fetched again."""
    return None if values_hold(sealed) else ChainFault.ALTERED
