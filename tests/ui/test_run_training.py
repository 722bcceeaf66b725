"""`civic-counter training`: at work on a practice city, kept for the next time; why it cannot be opened."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import training_mode
from app.store.keys import FILE_NAME
from resources.texts import current_language
from tests.factories.training import training
from tests.fakes.driver import closes, drive, presses, shows
from ui.cannot_open import CannotOpenPage
from ui.payments.take_payment_page import TakePaymentPage
from ui.run_training import run_training
from ui.shell.main_window import MainWindow
from ui.training.start_over_page import StartOverPage


def test_it_is_made_once_and_begins_at_work(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        assert drive(lambda: run_training(tmp_path, "en", 12), shows(TakePaymentPage), closes) == 0
    training_mode.enter("A2")
    assert (tmp_path / "training" / "journal.db").exists()


def test_starting_over_brings_another_city_and_window(qtbot: QtBot, tmp_path: Path) -> None:
    before: list[bytes] = []

    def keeps(window: MainWindow) -> bool:
        before.append((tmp_path / "training" / FILE_NAME).read_bytes())
        return True

    def begins_anew(window: MainWindow) -> bool:
        return (tmp_path / "training" / FILE_NAME).read_bytes() != before[0]

    steps = (shows(TakePaymentPage), keeps, presses("Ctrl+Shift+O"), shows(StartOverPage), presses("Ctrl+Return"))
    assert drive(lambda: run_training(tmp_path, "es", 12), *steps, begins_anew, shows(TakePaymentPage), closes) == 0
    training_mode.enter("A2")
    assert current_language() == "es" and not (tmp_path / "training.old").exists()


def test_a_second_one_says_that_it_is_open(qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with training(tmp_path / "training"):
        assert drive(lambda: run_training(tmp_path, "en", 12), shows(CannotOpenPage), closes) == 1
    assert "already open" in capsys.readouterr().err
