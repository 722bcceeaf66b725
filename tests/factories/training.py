"""A training workstation on a tiny practice city; afterwards this process is out of training again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import training_mode
from app.training.make_training import open_training
from app.workplace import Services
from tests.fakes.clock import FakeClock, FakeIds


@contextmanager
def training(folder: Path, language: str = "en") -> Iterator[Services]:
    """Open services of the training workstation in `folder`."""
    services = open_training(folder, language, clock=FakeClock(), ids=FakeIds(7), accounts=12)
    try:
        yield services
    finally:
        services.close()
        training_mode.enter("A2")
