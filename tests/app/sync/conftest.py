"""An office for the exchange between real workstations and a real centre."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.factories.central import Central
from tests.factories.replicas import open_as
from tests.factories.synced import Synced


@pytest.fixture
def office(central: Central, tmp_path: Path) -> Iterator[dict[str, Synced]]:
    """A2 and A3 of the main office, H1 of the hub: set up, enrolled, not exchanged yet."""
    with ExitStack() as stack:
        found = {}
        for number, (code, place) in enumerate((("A2", "main"), ("A3", "main"), ("H1", "hub")), 1):
            services = open_as(tmp_path / code, code, place, number)
            stack.callback(services.close)
            found[code] = Synced.enrolled(central, services)
            stack.callback(found[code].link.close)
        yield found
