"""An office with the demo city's people, and a workstation where nobody works yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workplace import Services
from tests.factories.people import Office, open_office
from tests.factories.workstation import open_workstation


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = open_office(tmp_path / "data")
    yield made
    made.services.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Services]:
    services = open_workstation(tmp_path / "data")
    yield services
    services.close()
