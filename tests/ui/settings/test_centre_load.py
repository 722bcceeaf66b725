"""How the city's data comes from the central database, as the settings say it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.accounts.import_types import ImportProgress, ImportRefusal, ImportSettings
from app.errors import Refused, Unavailable
from app.lanes import Lanes
from app.store.reference import ReferenceFiles
from app.sync.central.connection import CentralFailure
from app.sync.reference_place import Followed
from app.sync.reference_turns import ReferenceStanding, ReferenceTurns
from app.sync.running import Sync
from tests.factories.city import KEY
from ui.settings.centre_load import CentreLoad


@pytest.fixture
def sync(tmp_path: Path) -> Iterator[Sync]:
    """A workstation that has joined; nobody exchanges."""
    lanes, sync = Lanes(), Sync()
    sync.reference = ReferenceTurns(ReferenceFiles(tmp_path, KEY), lanes, lambda: "", ImportSettings())
    yield sync
    lanes.stop()


def shown(sync: Sync, standing: ReferenceStanding) -> CentreLoad:
    assert sync.reference is not None
    sync.reference.standing = standing
    load = CentreLoad(sync)
    load.look()
    return load


@pytest.mark.parametrize(
    ("standing", "words", "again"),
    [
        (ReferenceStanding(Followed.UP_TO_DATE), "Follows the central database.", False),
        (ReferenceStanding(Followed.NOTHING_THERE), "has no city data yet", False),
        (ReferenceStanding(failure=Refused(ImportRefusal.CANCELLED)), "What has come stays here", True),
        (ReferenceStanding(failure=Unavailable(CentralFailure.LOST)), "It is tried again by itself.", True),
    ],
)
def test_it_says_how_it_stands(qtbot: QtBot, sync: Sync, standing: ReferenceStanding, words: str, again: bool) -> None:
    load = shown(sync, standing)
    qtbot.addWidget(load)
    assert words in load.result.words
    assert load.again_button.isVisibleTo(load) is again


def test_a_load_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, sync: Sync) -> None:
    load = shown(sync, ReferenceStanding(Followed.LOAD_ANEW, ImportProgress("", 1, 4)))
    qtbot.addWidget(load)
    load.show()
    assert load.strip.bar.share == 0.25
    assert not load.result.isVisibleTo(load)
    load.strip.cancel_button.click()
    assert sync.reference is not None and sync.reference.cancelled
    shown_again = shown(sync, ReferenceStanding(failure=Refused(ImportRefusal.CANCELLED)))
    qtbot.addWidget(shown_again)
    shown_again.again_button.click()
    assert not sync.reference.cancelled
    load.hide()


def test_without_a_centre_it_is_empty(qtbot: QtBot) -> None:
    load = CentreLoad(Sync())
    qtbot.addWidget(load)
    assert not load.has_centre
    assert not load.result.isVisibleTo(load)
