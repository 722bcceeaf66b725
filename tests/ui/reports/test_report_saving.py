"""A file that takes long shows that it is being made, can be given up, and then leaves none."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Unavailable
from app.reports.report import Report, ReportKind
from printing.reports.save_report import FileKind
from printing.save_pdf import SaveFailure
from tests.factories.counter import Counter, open_counter
from tests.factories.reports import a_bit_of_everything, ask
from ui.context import WindowContext
from ui.operations import Failure, Operations
from ui.reports.report_saving import ReportSaving


class Desk:
    """A strip at work, and what it told."""

    def __init__(self, qtbot: QtBot, counter: Counter) -> None:
        self.saved: list[Path] = []
        self.failed: list[Failure] = []
        context = WindowContext(Operations(counter.services), counter.session, counter.services.clock.now_us)
        self.strip = ReportSaving(context, self.saved.append, self.failed.append)
        self.report: Report = ask(counter, ReportKind.DAY_CLOSE)
        qtbot.addWidget(self.strip)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    counter = open_counter(tmp_path)
    a_bit_of_everything(counter)
    yield Desk(qtbot, counter)
    counter.services.close()


def endless(pages: list[int]) -> Callable[..., Path]:
    """A file of pages without end."""

    def save(_report: Report, _kind: FileKind, _language: str, *, on_page: Callable[[], None]) -> Path:
        while True:
            on_page()
            pages.append(1)
            time.sleep(0.005)

    return save


def test_a_long_save_is_given_up_and_the_next_one_goes_on(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[int] = []
    monkeypatch.setattr("ui.reports.report_saving.save_report", endless(pages))
    desk.strip.save(desk.report, FileKind.PDF)
    desk.strip.save(desk.report, FileKind.CSV)
    qtbot.waitUntil(lambda: bool(pages) and desk.strip.cancel_button.isVisible())
    desk.strip.cancel_button.click()
    assert not desk.strip.under_way and desk.strip.isHidden()
    monkeypatch.setattr("ui.reports.report_saving.save_report", lambda *_arguments, **_named: tmp_path)
    desk.strip.save(desk.report, FileKind.CSV)
    qtbot.waitUntil(lambda: desk.saved == [tmp_path])
    assert desk.failed == [] and not desk.strip.under_way


def test_one_file_waits_for_another(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(_report: Report, kind: FileKind, *_arguments: Any, **_named: Any) -> Path:
        return Path(kind.value)

    monkeypatch.setattr("ui.reports.report_saving.save_report", save)
    for kind in FileKind:
        desk.strip.save(desk.report, kind)
    qtbot.waitUntil(lambda: [path.name for path in desk.saved] == ["pdf", "csv", "xlsx"])


def test_a_file_that_cannot_be_written_is_said(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(*_arguments: Any, **_named: Any) -> Path:
        raise Unavailable(SaveFailure.NOT_WRITTEN, path="here")

    monkeypatch.setattr("ui.reports.report_saving.save_report", save)
    desk.strip.save(desk.report, FileKind.PDF)
    qtbot.waitUntil(lambda: bool(desk.failed))
    desk.strip.give_up()
    assert desk.saved == [] and not desk.strip.under_way
