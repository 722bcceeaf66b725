"""New identities, in one place so that tests and the simulator can own them."""

import os
from typing import Protocol


class Ids(Protocol):
    """Makes identities: `new_id` a UUIDv7 as text, `random_bytes` for keys and salts."""

    def new_id(self) -> str: ...

    def random_bytes(self, count: int) -> bytes: ...


class SystemIds:
    """UUIDv7 (RFC 9562) from the machine's clock, and the operating system's randomness."""

    def new_id(self) -> str:
        """A UUIDv7 as 36 characters; later ones sort later."""
        import uuid_utils

        return str(uuid_utils.uuid7())

    def random_bytes(self, count: int) -> bytes:
        """`count` bytes fit for keys."""
        return os.urandom(count)


def stable_id(what: str, name: str) -> str:
    """The same id for the same thing on every workstation: a UUID made from its name (RFC 9562, version 5)."""
    import uuid

    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"civic-counter/{what}/{name}"))
