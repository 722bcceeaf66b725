"""What somebody writes beside a movement of cash: plain, short, and never a card number (PCI)."""

from dataclasses import dataclass
from enum import StrEnum

from app.card_numbers import holds_card_number
from app.errors import Refused
from app.identity.names import has_hidden_characters


@dataclass(frozen=True)
class NoteCodes:
    """The caller's own refusals, in the order in which they are tested."""

    not_plain: StrEnum
    card_number: StrEnum


def refuse_note(note: str, length_max: int, codes: NoteCodes) -> str:
    """The note without spaces around it. Raises Refused with the caller's codes."""
    if len(note) > length_max or has_hidden_characters(note):
        raise Refused(codes.not_plain, limit=length_max)
    if holds_card_number(note):
        raise Refused(codes.card_number)
    return note.strip()
