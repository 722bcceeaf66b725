"""Numbers of sealed, tamper-evident bags: how they are compared, and that none is used twice (domain rules §8)."""

import re
import unicodedata
from enum import StrEnum

from sqlalchemy import Connection, bindparam, select

from app.drawers.movement_tables import sealed_bag
from app.errors import Refused
from app.identity.names import has_hidden_characters
from app.store.prepared import Prepared

_NUMBER = re.compile(r"[\w./-]*\d[\w./-]*")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_SHIFT_OF_BAG = Prepared(select(sealed_bag.c.shift).where(sealed_bag.c.bag_key == bindparam("bag_key")))


class BagRefusal(StrEnum):
    """Why a bag number is not taken, in the order in which it is tested."""

    BAG_MISSING = "bag_missing"
    BAG_NOT_A_NUMBER = "bag_not_a_number"
    BAG_USED = "bag_used"


def bag_key(typed: str) -> str:
    """What a bag number is compared by: "b-00 71" is "B-0071", however somebody typed signs, spaces and zeros."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return _LEADING_ZEROS.sub("", "".join(folded.split()))


def refuse_bag(connection: Connection, typed: str, length_max: int) -> str:
    """The number as it is kept. Raises Refused(BagRefusal) for none, for what is none, and for one used before."""
    bag = "".join(typed.split()).upper()
    if not bag:
        raise Refused(BagRefusal.BAG_MISSING)
    if len(bag) > length_max or has_hidden_characters(bag) or not _NUMBER.fullmatch(bag):
        raise Refused(BagRefusal.BAG_NOT_A_NUMBER, limit=length_max)
    if _SHIFT_OF_BAG.first(connection, bag_key=bag_key(bag)) is not None:
        raise Refused(BagRefusal.BAG_USED, bag=bag)
    return bag
