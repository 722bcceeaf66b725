"""A workstation for the spool, with a clock that the test moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workplace import Services
from tests.factories.workstation import open_workstation


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_workstation(tmp_path / "data")
    yield opened
    opened.close()
