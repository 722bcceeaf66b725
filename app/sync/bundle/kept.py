"""What a workstation keeps about bundles, read and written in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from app.errors import Refused
from app.ids import Ids
from app.sync.bundle.seal import key_id
from app.sync.bundle.tables import bundle_acknowledged, bundle_state
from app.sync.bundle.types import BundleRefusal
from app.sync.enrol import kept_centre


@dataclass(frozen=True, repr=False)
class KeptBundles:
    """The centre's public keys, our private key for answers, and the two newest numbers."""

    sealing_key: bytes
    signing_key: bytes
    reply_key: bytes
    number: int
    taken: int

    @property
    def reply_public(self) -> bytes:
        """What answers are sealed to."""
        return X25519PrivateKey.from_private_bytes(self.reply_key).public_key().public_bytes_raw()

    @property
    def opening(self) -> Mapping[bytes, bytes]:
        """Our private key by its id."""
        return {key_id(self.reply_public): self.reply_key} if self.reply_key else {}


def kept_bundles(connection: Connection) -> KeptBundles:
    """Raises Refused(NOT_ENROLLED) where no centre is known. Before the first bundle there is no key for answers."""
    centre = kept_centre(connection)
    if centre is None or not centre.sealing_key:
        raise Refused(BundleRefusal.NOT_ENROLLED)
    found = connection.execute(select(bundle_state)).first()
    return KeptBundles(centre.sealing_key, centre.signing_key, *(found[1:] if found else (b"", 0, 0)))


def count_bundle(connection: Connection, ids: Ids) -> KeptBundles:
    """One bundle more; the first makes the key for answers."""
    row = {"one": 1, "reply_key": ids.random_bytes(32), "number": 1, "taken": 0}
    statement = insert(bundle_state).values(row)
    one_more = {"number": bundle_state.c.number + 1}
    connection.execute(statement.on_conflict_do_update(index_elements=["one"], set_=one_more))
    return kept_bundles(connection)


def note_taken(connection: Connection, number: int, acknowledged: Mapping[int, int]) -> None:
    """The answer of this number is in; the centre has each of our older generations so far."""
    connection.execute(update(bundle_state).values(taken=number))
    for generation, sequence in acknowledged.items():
        statement = insert(bundle_acknowledged).values(generation=generation, sequence=sequence)
        statement = statement.on_conflict_do_update(index_elements=["generation"], set_={"sequence": sequence})
        connection.execute(statement)


def acknowledged(connection: Connection) -> dict[int, int]:
    """How far the centre has each of our older generations, where an answer said it."""
    return {row.generation: row.sequence for row in connection.execute(select(bundle_acknowledged))}
