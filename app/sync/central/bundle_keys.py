"""The centre's keys for bundles: private ones stay in its database, where only who may carry bundles reads them.

Whoever can read them can read every fact there as well; they keep sticks private, not the centre.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.ids import Ids
from app.journal.chain import Signer
from app.sync.bundle.seal import key_id
from app.sync.central.connection import connected

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

_INSERT = (
    "INSERT INTO counter.bundle_key (sealing_private, sealing_public, signing_private, signing_public) "
    "VALUES (%b, %b, %b, %b)"
)
_ALL = "SELECT sealing_public, sealing_private, signing_private FROM counter.bundle_key ORDER BY id"


@dataclass(frozen=True, repr=False)
class BundleKeys:
    """By the id of a sealing key: its private half, and who signs the answers to bundles that were sealed to it.

    So a workstation that only knows older keys is answered under keys that it knows.
    """

    opening: Mapping[bytes, bytes]
    signers: Mapping[bytes, Signer]


def make_first_key(connection: "Connection", ids: Ids) -> None:
    """Makes the keys where there are none yet."""
    if connection.execute("SELECT 1 FROM counter.bundle_key").fetchone() is None:
        _make_key(connection, ids)


def renew_keys(dsn: str, ids: Ids) -> int:
    """Makes new keys; gives how many there are now. Raises Unavailable(CentralFailure).

    Workstations take them with their next exchange (`app/sync/bundle/renewed_keys.py`); older ones go on opening
    bundles until their rows are deleted.
    """
    with connected(dsn) as connection:
        _make_key(connection, ids)
        return int(connection.execute("SELECT count(*) FROM counter.bundle_key").fetchall()[0][0])


def _make_key(connection: "Connection", ids: Ids) -> None:
    sealing, signing = ids.random_bytes(32), ids.random_bytes(32)
    public = X25519PrivateKey.from_private_bytes(sealing).public_key().public_bytes_raw()
    connection.execute(_INSERT, (sealing, public, signing, Signer(signing).public_bytes))


def bundle_keys(connection: "Connection") -> BundleKeys:
    """Reads them."""
    rows = connection.execute(_ALL).fetchall()
    opening = {key_id(public): private for public, private, _ in rows}
    return BundleKeys(opening, {key_id(public): Signer(signing) for public, _, signing in rows})
