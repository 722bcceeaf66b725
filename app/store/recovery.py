"""The recovery code: 160 random bits on paper that open the database key when the machine is gone.

The key is sealed to the code (HKDF-SHA256, RFC 5869; AES-256-GCM) and the sealed key travels with the second copy. The
code itself is stored nowhere. Written as eight groups of four signs and a check sign (`check_signs`). Whoever has the
code *and* a copy has the data: the sheet belongs in a safe.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, select
from sqlalchemy.dialects.sqlite import insert

from app.errors import Refused
from app.ids import Ids
from app.store.check_signs import Mistyped, WrongLength, grouped, ungrouped
from app.store.schema import journal_metadata

CODE_BYTES = 20
_TAG = b"civic-counter recovery 1"
_SALT_BYTES, _NONCE_BYTES = 16, 12


class RecoveryRefusal(StrEnum):
    """Why a typed code does not open a key, in the order in which it is tested."""

    CODE_LENGTH = "code_length"
    CODE_MISTYPED = "code_mistyped"
    WRONG_CODE = "wrong_code"


recovery_seal = Table(
    "recovery_seal",
    journal_metadata,
    Column("only", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("sealed_key", LargeBinary, nullable=False),
    Column("made_at_us", Integer, nullable=False),
)
"""The database key as the present recovery code opens it; one row at most."""


@dataclass(frozen=True, repr=False)
class RecoveryCode:
    """The 20 secret bytes; never logged, never stored."""

    secret: bytes

    @classmethod
    def new(cls, ids: Ids) -> Self:
        """A fresh code."""
        return cls(ids.random_bytes(CODE_BYTES))

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Reads what a person typed; spaces, hyphens, small letters, O for 0 and I or L for 1 do not matter.

        Raises Refused: CODE_LENGTH, or CODE_MISTYPED with the `group` (from 1) whose check sign is wrong.
        """
        try:
            return cls(ungrouped(typed, CODE_BYTES))
        except WrongLength as error:
            raise Refused(RecoveryRefusal.CODE_LENGTH, signs=error.signs, expected=error.expected) from error
        except Mistyped as error:
            raise Refused(RecoveryRefusal.CODE_MISTYPED, group=error.group) from error

    @property
    def groups(self) -> tuple[str, ...]:
        """Eight groups of five signs, as the sheet prints them."""
        return grouped(self.secret)

    @property
    def text(self) -> str:
        """The groups with hyphens between them."""
        return "-".join(self.groups)


class SealedKey(msgspec.Struct, frozen=True):
    """A database key that only a recovery code opens; all bytes, safe to lie beside the copy."""

    salt: bytes
    nonce: bytes
    sealed_key: bytes


def seal_key(key: bytes, code: RecoveryCode, ids: Ids) -> SealedKey:
    """Seals a database key to a code."""
    salt, nonce = ids.random_bytes(_SALT_BYTES), ids.random_bytes(_NONCE_BYTES)
    return SealedKey(salt, nonce, AESGCM(derived_key(code.secret, salt, _TAG)).encrypt(nonce, key, _TAG))


def open_key(sealed: SealedKey, code: RecoveryCode) -> bytes:
    """The database key. Raises Refused(WRONG_CODE)."""
    try:
        return AESGCM(derived_key(code.secret, sealed.salt, _TAG)).decrypt(sealed.nonce, sealed.sealed_key, _TAG)
    except (InvalidTag, ValueError) as error:
        raise Refused(RecoveryRefusal.WRONG_CODE) from error


def derived_key(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """32 bytes for one purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), 32, salt, purpose).derive(secret)


def keep_seal(connection: Connection, sealed: SealedKey, made_at_us: int) -> None:
    """Stores the sealed key in place of an earlier one; the caller commits."""
    row = {"only": 1, **msgspec.structs.asdict(sealed), "made_at_us": made_at_us}
    connection.execute(insert(recovery_seal).values(row).on_conflict_do_update(index_elements=["only"], set_=row))


def kept_seal(connection: Connection) -> SealedKey | None:
    """The sealed key that goes with the second copy; None before the first recovery code."""
    found = connection.execute(select(recovery_seal)).first()
    return SealedKey(found.salt, found.nonce, found.sealed_key) if found else None
