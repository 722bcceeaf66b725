"""The code that brings a workstation in: typed once, within ten minutes, on the machine that is to be enrolled.

120 random bits in six groups (`app/store/check_signs.py`): 40 name the login that may do nothing but enrol, 80 are its
password. The centre keeps neither in the clear.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from app.errors import Refused
from app.ids import Ids
from app.store.check_signs import Mistyped, WrongLength, grouped, plain_signs, ungrouped

CODE_BYTES = 15
_LOGIN_BYTES = 5


class EnrolmentCodeRefusal(StrEnum):
    """Why what was typed is no code, in the order in which it is tested."""

    CODE_LENGTH = "code_length"
    CODE_MISTYPED = "code_mistyped"


@dataclass(frozen=True, repr=False)
class EnrolmentCode:
    """The secret bytes; never logged, never stored."""

    secret: bytes

    @classmethod
    def new(cls, ids: Ids) -> Self:
        """A fresh code."""
        return cls(ids.random_bytes(CODE_BYTES))

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Reads what a person typed. Raises Refused: CODE_LENGTH, or CODE_MISTYPED with the `group` (from 1)."""
        try:
            return cls(ungrouped(typed, CODE_BYTES))
        except WrongLength as error:
            refusal = EnrolmentCodeRefusal.CODE_LENGTH
            raise Refused(refusal, signs=error.signs, expected=error.expected) from error
        except Mistyped as error:
            raise Refused(EnrolmentCodeRefusal.CODE_MISTYPED, group=error.group) from error

    @property
    def text(self) -> str:
        """Six groups of five signs, with hyphens between them."""
        return "-".join(grouped(self.secret))

    @property
    def login(self) -> str:
        """The login at the centre that may enrol, and nothing else."""
        return f"enrol_{self.secret[:_LOGIN_BYTES].hex()}"

    @property
    def password(self) -> str:
        """That login's password."""
        return plain_signs("".join(grouped(self.secret[_LOGIN_BYTES:])))
