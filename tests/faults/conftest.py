"""What the fault tests share: `seen`, by which a test says what became of its row of the fault list."""

from collections.abc import Callable

import pytest


@pytest.fixture
def seen(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says what was seen; it stands in the table of `./counter faults`."""

    def say(what: str) -> None:
        record_property("seen", what)

    return say
