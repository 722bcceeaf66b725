"""Reads how many notes or coins a person typed: `20`, straps added up as `20+5`, rolls as `2*40+7`.

Exact or refused, never guessed.
"""

import re
from enum import StrEnum
from math import prod

from app.drawers.open_shift import PIECES_MAX
from app.errors import Refused

TYPED_LENGTH_MAX = 32
_SUM = re.compile(r"\s*\d{1,9}\s*(?:[+*]\s*\d{1,9}\s*)*", re.ASCII)


class PiecesRefusal(StrEnum):
    """Why a count is refused, in the order in which it is tested."""

    TOO_LONG = "too_long"
    NOT_A_COUNT = "not_a_count"
    TOO_MANY = "too_many"


def typed_pieces(typed: str) -> int:
    """Pieces; 0 for an empty field. Raises Refused(PiecesRefusal)."""
    if len(typed) > TYPED_LENGTH_MAX:
        raise Refused(PiecesRefusal.TOO_LONG, limit=TYPED_LENGTH_MAX)
    if not typed.strip():
        return 0
    if not _SUM.fullmatch(typed):
        raise Refused(PiecesRefusal.NOT_A_COUNT)
    pieces = sum(prod(int(factor) for factor in part.split("*")) for part in typed.split("+"))
    if pieces > PIECES_MAX:
        raise Refused(PiecesRefusal.TOO_MANY, limit=PIECES_MAX)
    return pieces
