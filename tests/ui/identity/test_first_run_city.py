"""The wizard's last step where a center gives the city's rows: it begins by itself, and Esc stops what runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.accounts.import_types import ImportProgress, ImportSettings
from app.store.reference import ReferenceFiles
from app.sync.reference_place import Followed
from app.sync.reference_turns import ReferenceStanding, ReferenceTurns
from app.workplace import Services
from tests.factories.city import KEY
from tests.factories.workstation import open_workstation
from ui.identity.first_run_city import CentreDataStep
from ui.identity.first_run_draft import FirstRunDraft
from ui.operations import Operations


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_workstation(tmp_path)
    yield opened
    opened.close()


def test_nobody_has_to_answer_or_to_wait(qtbot: QtBot, services: Services) -> None:
    step = CentreDataStep(FirstRunDraft(joining=True), Operations(services))
    qtbot.addWidget(step)
    step.open()
    assert step.take() and not step.why_not() and not step.step_back()


def test_esc_stops_a_load_that_runs(qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    turns = ReferenceTurns(ReferenceFiles(tmp_path, KEY), services.lanes, lambda: "", ImportSettings())
    turns.standing = ReferenceStanding(Followed.LOAD_ANEW, ImportProgress("", 1, 4))
    services.sync.reference = turns
    step = CentreDataStep(FirstRunDraft(joining=True), Operations(services))
    qtbot.addWidget(step)
    step.load.look()
    assert step.step_back() and turns.cancelled
