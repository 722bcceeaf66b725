"""How a call ended, so that a test row is one line."""

from collections.abc import Callable
from enum import StrEnum

from app.errors import Refused


def refused(call: Callable[[], object]) -> StrEnum:
    """The code of the refusal that `call` ends with. Fails when it ends otherwise."""
    try:
        call()
    except Refused as refusal:
        return refusal.code
    raise AssertionError("nothing was refused")
