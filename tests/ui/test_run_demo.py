"""The demo: a city of its own, M. Reyes at work with the drawer open, and nothing left afterwards."""

import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.driver import closes, drive
from ui.payments.take_payment_page import TakePaymentPage
from ui.run_demo import run_demo
from ui.shell.main_window import MainWindow


def test_the_demo_begins_at_work_and_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    there: list[bool] = []

    def is_ready(window: MainWindow) -> bool:
        page = window.current_page
        ready = isinstance(page, TakePaymentPage) and page.desk.is_mine
        if ready:
            there.append(bool(list(tmp_path.glob("civic-counter-demo-*"))))
        return ready

    assert drive(lambda: run_demo(15), is_ready, closes) == 0
    assert capsys.readouterr().out == "Making a city of 15 accounts …\n"
    assert there == [True] and list(tmp_path.iterdir()) == []
