"""Heads compared: what is missing here, what the centre lost of ours, what cannot be."""

import pytest

from app.journal.chain import GENESIS
from app.sync.audit import Differences, differences
from app.sync.protocol import Fetch, Head
from app.sync.types import Chain, Trouble, TroubleKind

OWN, OLD, OTHER = Chain("A2", 2), Chain("A2", 1), Chain("A3", 1)


def head(chain: Chain, sequence: int, digest: bytes = b"h") -> Head:
    return Head(*chain, sequence, digest, b"key", "main")


@pytest.mark.parametrize(
    ("theirs", "mine", "found"),
    [
        (head(OTHER, 5), None, Differences((Fetch("A3", 1, 1, 5),), (), ())),
        (head(OTHER, 5), 3, Differences((Fetch("A3", 1, 4, 5),), (), ())),
        (head(OTHER, 5), 5, Differences((), (), ())),
        (head(OTHER, 0, GENESIS), None, Differences((), (), ())),
        (head(OTHER, 3), 5, Differences((), (), ())),
        (head(OTHER, 5, b"x"), 5, Differences((), (), (Trouble(OTHER, 5, TroubleKind.FORKED),))),
        (head(OLD, 3), 5, Differences((), (head(OLD, 3),), ())),
        (head(OLD, 0, GENESIS), 5, Differences((), (head(OLD, 0, GENESIS),), ())),
        (head(OLD, 5), 3, Differences((Fetch("A2", 1, 4, 5),), (), ())),
        (head(OWN, 9), 1, Differences((), (), ())),
    ],
)
def test_each_case_has_its_answer(theirs: Head, mine: int | None, found: Differences) -> None:
    chain = Chain(theirs.workstation, theirs.generation)
    held = {} if mine is None else {chain: (mine, b"h")}
    assert differences(OWN, [theirs], held, lambda *_: b"h") == found


def test_a_centre_that_lost_more_than_is_held_of_a_chain_is_not_judged() -> None:
    assert differences(OWN, [head(OTHER, 3)], {OTHER: (9, b"h")}, lambda *_: None) == Differences((), (), ())
