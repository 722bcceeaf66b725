"""The centre's newest public keys for bundles, asked for over the network once in a while.

A workstation that comes by stick alone goes on with those that it has; the centre answers under the same.
"""

import time
from collections.abc import Callable

from sqlalchemy import update

from app.lanes import Priority
from app.sync.enrol import kept_centre
from app.sync.exchange import NoAnswer
from app.sync.reference_questions import Call
from app.sync.tables import sync_centre
from app.workplace import Services

ASK_SECONDS = 3600.0


class RenewedKeys:
    """One workstation's; `turn` on the sync's lane, after a round that the centre answered."""

    def __init__(self, services: Services, now: Callable[[], float] = time.monotonic) -> None:
        self._services, self._now = services, now
        self._due = 0.0

    def turn(self, call: Call) -> None:
        """Asks where that is due, and keeps what is new."""
        if self._now() < self._due:
            return
        try:
            found = call("bundle_keys")
        except NoAnswer:
            return
        self._due = self._now() + ASK_SECONDS
        if found:
            self._keep(bytes(found[0][0]), bytes(found[0][1]))

    def _keep(self, sealing_key: bytes, signing_key: bytes) -> None:
        with self._services.read_journal() as connection:
            centre = kept_centre(connection)
        if centre is None or (centre.sealing_key, centre.signing_key) == (sealing_key, signing_key):
            return

        def write() -> None:
            with self._services.plain_work() as work:
                newest = update(sync_centre).values(sealing_key=sealing_key, signing_key=signing_key)
                work.connection.execute(newest)
                work.commit()

        self._services.lanes.write_now(write, Priority.BACKGROUND)
