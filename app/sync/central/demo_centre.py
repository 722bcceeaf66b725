"""A centre of our own for the demo of an office: on a private server, gone with it; never one that runs already."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from app.ids import Ids
from app.sync.central.connection import central_failures, connected, open_connection
from app.sync.central.init import init
from app.sync.central.private_cluster import private_cluster

DATABASE = "civic"

_HEADS = "SELECT workstation || '-' || generation, head_sequence, encode(head_hash, 'hex') FROM counter.chain"
_ACTIVITY = "SELECT account, sum(amount_cents)::bigint FROM counter.account_activity GROUP BY account"


@dataclass(frozen=True)
class DemoCentre:
    """`dsn` is its administrator's, `port` the server's."""

    dsn: str
    port: int


class CentreHolds(msgspec.Struct, frozen=True):
    """What stands at the centre: head (sequence, hash in hex) by chain ("A2-1"), cents moved by account."""

    heads: dict[str, tuple[int, str]]
    moved: dict[str, int]


@contextmanager
def demo_centre(ids: Ids) -> Iterator[DemoCentre]:
    """A fresh centre without workstations. Raises Unavailable(ClusterFailure) where no server can be had."""
    with private_cluster(ids, durable=False) as cluster:
        with central_failures(), open_connection(cluster.dsn()) as connection:
            connection.autocommit = True  # a database is not made within a transaction
            connection.execute("CREATE DATABASE civic")
        init(cluster.dsn(DATABASE), ids)
        yield DemoCentre(cluster.dsn(DATABASE), cluster.port)


def centre_holds(dsn: str) -> CentreHolds:
    """Everybody's heads, and what all published facts moved on accounts. Raises Unavailable(CentralFailure)."""
    with connected(dsn) as connection:
        heads = {chain: (sequence, digest) for chain, sequence, digest in connection.execute(_HEADS)}
        return CentreHolds(heads, dict(connection.execute(_ACTIVITY).fetchall()))
