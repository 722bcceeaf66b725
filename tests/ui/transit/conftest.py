"""Counter A2 for the transit pages; each brings the timetable that it needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.counter import Counter, open_counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()
