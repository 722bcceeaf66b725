"""Keeps a workstation's reference file with the centre: follows the feed, and loads everything where that is needed.

The feed is read on the sync's lane over its connection, some seconds at most between two rounds of the exchange. A bulk
load takes minutes, so it has a lane and a connection of its own; the exchange goes on meanwhile.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.accounts.import_types import ImportProgress, ImportRefusal, ImportSettings, settings_from
from app.clock import local_date
from app.errors import Refused, Unavailable
from app.lanes import Lanes
from app.store.reference import ReferenceFiles
from app.sync.exchange import NoAnswer
from app.sync.reference_connection import reference_connection
from app.sync.reference_feed import ReferenceFollower
from app.sync.reference_load import load_reference
from app.sync.reference_place import Followed
from app.sync.reference_questions import Call

if TYPE_CHECKING:
    from app.workplace import Services

TURN_SECONDS = 5.0
"""So long the feed is read before the exchange has its round again."""
ASK_SECONDS = 60.0
"""How often the centre is asked for its newest load, and a load that failed is tried again."""


@dataclass(frozen=True)
class ReferenceStanding:
    """What is known of the reference data: `loading` while a bulk load runs, `failure` why the last try stopped."""

    followed: Followed | None = None
    loading: ImportProgress | None = None
    failure: Unavailable | Refused | None = None


class ReferenceTurns:
    """One workstation's; `turn` on the sync's lane. `standing` may be read on any thread; `changed` comes on a lane."""

    def __init__(
        self,
        files: ReferenceFiles,
        lanes: Lanes,
        dsn: Callable[[], str],
        settings: ImportSettings,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._files, self._lanes, self._dsn, self._settings, self._changed = files, lanes, dsn, settings, changed
        self._follower = ReferenceFollower(files)
        self._due = 0.0
        self.cancelled = False
        self.standing = ReferenceStanding()

    def turn(self, call: Call, stopping: Callable[[], bool]) -> bool:
        """Asks the centre, where that is due, and applies what changed; true if more waits already."""
        if self.standing.loading is not None or time.monotonic() < self._due or self.cancelled:
            return False
        try:
            followed = self._follow(call, stopping)
        except NoAnswer:
            return False
        except Unavailable as failure:  # the disk, or somebody loads a set of CSV files right now
            self.standing, self._due = ReferenceStanding(None, None, failure), time.monotonic() + ASK_SECONDS
            return False
        self.standing = ReferenceStanding(followed)
        if self._follower.applied:
            self._follower.applied = 0
            self._changed()
        if followed is Followed.MORE:
            return True
        self._due = time.monotonic() + ASK_SECONDS
        if followed is Followed.LOAD_ANEW:
            self._begin_load()
        return False

    def load_again(self) -> None:
        """Somebody wants the load after all, or does not want to wait for the next try."""
        self.cancelled, self._due = False, 0.0

    def cancel(self) -> None:
        """Stops a load that runs; what is loaded stays for `load_again`."""
        self.cancelled = True

    def close(self) -> None:
        """Lets go of the file, once the lanes have stopped."""
        self._follower.close()

    def _follow(self, call: Call, stopping: Callable[[], bool]) -> Followed:
        until = time.monotonic() + TURN_SECONDS
        while (followed := self._follower.follow(call, stopping)) is Followed.MORE:
            if stopping() or time.monotonic() >= until:
                break
        return followed

    def _begin_load(self) -> None:
        self._follower.close()
        self.standing = ReferenceStanding(Followed.LOAD_ANEW, ImportProgress("", 0, 1))
        self._lanes.background("reference").submit(self._load)

    def _load(self) -> None:
        failure: Unavailable | Refused | None = None
        try:
            with reference_connection(self._dsn()) as centre:
                load_reference(centre, self._files, self._tell, self._stops, self._settings)
            self._due = 0.0
            self._changed()
        except (Unavailable, Refused) as error:
            failure = error
        finally:
            self.standing = ReferenceStanding(Followed.MORE if failure is None else None, None, failure)
        if failure is not None and failure.code is not ImportRefusal.CANCELLED:
            logging.getLogger(__name__).info("the bulk load stopped: %s", failure.code)

    def _tell(self, progress: ImportProgress) -> None:
        self.standing = ReferenceStanding(Followed.LOAD_ANEW, progress)

    def _stops(self) -> bool:
        return self.cancelled or self._lanes.stopped


def reference_turns(services: "Services", dsn: Callable[[], str], changed: Callable[[], None]) -> ReferenceTurns:
    """For an open workstation, by its policies. `changed` is called whenever other rows are in force."""
    today = local_date(services.clock.now_us(), "UTC")
    settings = settings_from(services.policies.at("reference_import", today).values)
    return ReferenceTurns(services.reference, services.lanes, dsn, settings, changed)
