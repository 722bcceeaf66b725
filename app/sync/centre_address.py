"""Where the centre is, as a person types it: `db.city.gov`, `db.city.gov:5433/civic`, `db1.city.gov,db2.city.gov`.

Off this machine the connection is TLS to a server whose certificate names it (`verify-full`), checked with the city's
own `centre-ca.pem` in the data folder where there is one, else with what the system trusts. No server is sent a
password in the clear (`require_auth`); of several the one that takes writes is used.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from app.errors import Refused

PORT, DATABASE = 5432, "civic"
CA_FILE = "centre-ca.pem"
ADDRESS_LENGTH_MAX = 400
_ADDRESS = re.compile(r"([A-Za-z0-9.,:\-\[\]]+)(?:/([A-Za-z0-9_\-]{1,63}))?")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,252}[A-Za-z0-9])?)(?::([0-9]{1,5}))?")


class CentreAddressRefusal(StrEnum):
    """Why what was typed is no address."""

    ADDRESS_MALFORMED = "address_malformed"


@dataclass(frozen=True)
class CentreAddress:
    """One centre: its servers as (host, port), and the database there."""

    servers: tuple[tuple[str, int], ...]
    database: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Reads what a person typed. Raises Refused(ADDRESS_MALFORMED)."""
        found = _ADDRESS.fullmatch(typed.strip()[:ADDRESS_LENGTH_MAX])
        hosts = [_HOST.fullmatch(part) for part in found[1].split(",")] if found else []
        servers = [(host[1].strip("[]"), int(host[2] or PORT)) for host in hosts if host]
        if not found or len(servers) != len(hosts) or not all(0 < port < 1 << 16 for _, port in servers):
            raise Refused(CentreAddressRefusal.ADDRESS_MALFORMED, entered=typed.strip()[:60])
        return cls(tuple(servers), found[2] or DATABASE)

    def dsn(self, login: str, password: str, folder: Path) -> str:
        """How a login of this centre connects; `folder` is where the city's own certificate may lie."""
        values = {
            "host": ",".join(host for host, _ in self.servers),
            "port": ",".join(str(port) for _, port in self.servers),
            "dbname": self.database,
            "user": login,
            "password": password,
            "require_auth": "scram-sha-256",
            "target_session_attrs": "read-write",
            **self._trust(folder),
        }
        return " ".join(f"{name}={_quoted(value)}" for name, value in values.items())

    def _trust(self, folder: Path) -> dict[str, str]:
        if all(_is_here(host) for host, _ in self.servers):
            return {"sslmode": "prefer"}
        own = folder / CA_FILE
        return {"sslmode": "verify-full", "sslrootcert": str(own) if own.exists() else "system"}


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
