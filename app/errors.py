"""The two failures a workflow may raise; anything else is a bug.

*Refused*: the user can act on it. *Unavailable*: disk, network or device cannot be used now.
Both carry a code of the workflow's own enum and plain values; `ui/error_messages.py` words them.
"""

from enum import StrEnum


class _Coded(Exception):
    def __init__(self, code: StrEnum, **values: object) -> None:
        super().__init__(
            f"{type(code).__name__}.{code.name} {values}" if values else f"{type(code).__name__}.{code.name}"
        )
        self.code = code
        self.values = values


class Refused(_Coded):
    """A rule said no and the user can act on it; `code` says which rule, `values` the facts of it."""


class Unavailable(_Coded):
    """The disk, network or a device cannot serve now; nothing that was acknowledged is lost."""
