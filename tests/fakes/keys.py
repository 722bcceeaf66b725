"""A keystore in memory."""

from app.store.keys import KeyPlace


class FakeKeyStore:
    """Keeps the key while the test lasts."""

    place = KeyPlace.KEYSTORE

    def __init__(self, key: bytes | None = None) -> None:
        self.key = key

    def load(self) -> bytes | None:
        return self.key

    def save(self, key: bytes) -> None:
        self.key = key
