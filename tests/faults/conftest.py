"""What the fault tests share: `seen`, by which a test says what became of its row of the fault list; a small disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.small_disk import mounted


@pytest.fixture
def seen(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says what was seen; it stands in the table of `./counter faults`."""

    def say(what: str) -> None:
        record_property("seen", what)

    return say


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MiB."""
    with mounted(tmp_path / "small") as folder:
        yield folder
