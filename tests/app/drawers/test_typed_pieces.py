"""How many pieces: exact, or refused by the first rule that is broken."""

from functools import partial

import pytest

from app.drawers.typed_pieces import PiecesRefusal, typed_pieces
from tests.factories.outcomes import refused


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("", 0),
        ("  ", 0),
        ("0", 0),
        ("20", 20),
        (" 20 ", 20),
        ("020", 20),
        ("20+5", 25),
        ("20 + 5 + 3", 28),
        ("10000", 10000),
    ],
)
def test_what_is_typed_is_exact(typed: str, pieces: int) -> None:
    assert typed_pieces(typed) == pieces


REFUSED = {
    PiecesRefusal.TOO_LONG: ("1" * 33, "9" * 10_000_000),
    PiecesRefusal.NOT_A_COUNT: ("1,5", "1.5", "-3", "+5", "5+", "1e3", "٣", "2\x00", "½", "0x10", "\u202e20", "1 2"),
    PiecesRefusal.TOO_MANY: ("10001", "9999+2", str(2**29)),
}


@pytest.mark.parametrize("member", PiecesRefusal)
def test_each_rule_refuses_with_its_own_code(member: PiecesRefusal) -> None:
    assert {refused(partial(typed_pieces, typed)) for typed in REFUSED[member]} == {member}
