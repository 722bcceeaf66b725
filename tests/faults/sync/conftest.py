"""An office of two counters at a real centre for the faults of sync."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.central import Central
from tests.faults.sync.office import Office, office


@pytest.fixture
def city(central: Central, tmp_path: Path) -> Iterator[Office]:
    """A2 behind a proxy and A3, enrolled, one exchange behind them."""
    with office(central, tmp_path) as made:
        yield made
