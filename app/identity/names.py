"""What may stand in a name that is shown and printed: letters of any script, nothing that hides or turns the text.

Control characters, NUL, direction marks (Unicode TR 36 §3.4) and unassigned code points are refused, not dropped, so
that what was entered is what is stored. The two joiners stay: Persian and Indic names need them.
"""

import unicodedata
from enum import StrEnum

from app.errors import Refused

NAME_LENGTH_MAX = 80
"""Characters, after spaces are put in order."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"


def clean_name(entered: str, *, missing: StrEnum, too_long: StrEnum, characters: StrEnum, field: str = "name") -> str:
    """The name in NFC with single spaces. Raises Refused with the caller's own codes."""
    if len(entered) > 4 * NAME_LENGTH_MAX:
        raise Refused(too_long, field=field, limit=NAME_LENGTH_MAX)
    name = " ".join(word for word in unicodedata.normalize("NFC", entered).split(" ") if word)
    if not name:
        raise Refused(missing, field=field)
    if len(name) > NAME_LENGTH_MAX:
        raise Refused(too_long, field=field, limit=NAME_LENGTH_MAX)
    if has_hidden_characters(name):
        raise Refused(characters, field=field)
    return name


def has_hidden_characters(text: str) -> bool:
    """Is there something that would not show, would break a line or would turn its direction?"""
    if text.isprintable():  # nothing of those categories, whatever the script
        return False
    return any(unicodedata.category(sign) in _INVISIBLE and sign not in _JOINERS for sign in text)


def initials_of(name: str) -> str:
    """One or two letters for the disc beside a name: "M. Reyes" → "MR"."""
    words = [word for word in name.split(" ") if word[0].isalnum()] or [name]
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)
