"""Printer settings, the test page's honest outcome, and the papers that need a person's word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.config import PRINTER
from app.device_settings import change_setting, device_settings
from app.identity.demo_people import BRANDT
from app.print_jobs import queue
from app.print_jobs.queries import job
from app.print_jobs.sample_page import SamplePage
from app.print_jobs.sample_page import queue as queue_sample
from app.print_jobs.types import RECEIPT_PRINTER, JobState
from printing.spool import Spool
from tests.factories.settings import OpenSettings
from tests.fakes.printer import FakePrinter, Script
from ui.settings.printer_section import PrinterSection

PAGE = SamplePage("City", "Office", "A2", "usb:", "80mm", 0, "UTC", "en")


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """Settings with a running spool."""
    opened = OpenSettings(qtbot, tmp_path)
    spool = Spool(opened.office.services, retry_seconds=0.05)
    opened.context.changed.connect(lambda _: spool.wake())
    yield opened
    spool.stop()
    opened.close()


def printer(settings: OpenSettings) -> PrinterSection:
    """The section, loaded."""
    section = settings.section(2)
    assert isinstance(section, PrinterSection)
    return section


def choose(settings: OpenSettings, section: PrinterSection, host: str, port: int) -> None:
    """Types a network printer's address."""
    section.form.kind.set_value("network")
    section.form.kind.chosen.emit("network")
    section.form.number.setText(str(port))
    section.form.place.setText(host)
    section.form.place.editingFinished.emit()
    settings.until(lambda: "printer.address" in settings.heard)


def test_an_address_is_saved_when_it_is_whole(settings: OpenSettings) -> None:
    section = printer(settings)
    section.form.kind.set_value("network")
    section.form.kind.chosen.emit("network")
    section.form.place.editingFinished.emit()
    assert section.form._place_field.error
    assert settings.heard == []
    choose(settings, section, "127.0.0.1", 9)
    assert device_settings(settings.office.services).printer == "network:127.0.0.1:9"


def test_paper_language_and_drawer(settings: OpenSettings) -> None:
    section = printer(settings)
    section.profile.chosen.emit("58mm")
    section.language.chips["es"].click()
    section.kick.click()
    settings.until(lambda: len(settings.heard) == 3)
    found = device_settings(settings.office.services)
    assert (found.printer_profile, found.paper_language, found.kick_drawer) == ("58mm", "es", False)


def test_a_test_page_that_prints(settings: OpenSettings) -> None:
    section = printer(settings)
    with FakePrinter(Script()) as fake:
        choose(settings, section, "127.0.0.1", fake.port)
        settings.keyboard.press("Ctrl+T")
        settings.until(lambda: "It printed" in section.sample.outcome.words)
    assert len(fake.printed) >= 1


def test_a_mute_printer_asks_the_person(settings: OpenSettings) -> None:
    section = printer(settings)
    with FakePrinter(Script(mute=True)) as fake:
        choose(settings, section, "127.0.0.1", fake.port)
        section.sample.print_page()
        settings.until(lambda: "Did it print?" in section.sample.outcome.words)
        section.sample.yes.click()
        settings.until(lambda: "It printed" in section.sample.outcome.words)


def test_no_paper_is_said_and_prints_later(settings: OpenSettings) -> None:
    section = printer(settings)
    with FakePrinter(Script(paper_out=True)) as fake:
        choose(settings, section, "127.0.0.1", fake.port)
        section.sample.print_page()
        settings.until(lambda: "out of paper" in section.sample.outcome.words)
        fake.script.paper_out = False
        settings.until(lambda: "It printed" in section.sample.outcome.words)


def test_papers_of_unknown_outcome_are_answered(settings: OpenSettings) -> None:
    services = settings.office.services
    change_setting(services, settings.office.session(BRANDT), PRINTER, "screen:")
    jobs = []
    for _ in range(2):
        jobs.append(queue_sample(services, PAGE, None))
        queue.claim_next(services, RECEIPT_PRINTER)
        queue.expire_stale(services)
    section = printer(settings)
    settings.until(lambda: len(section.table.rows) == 2)
    assert section.printed_button.isHidden()
    section.table.choose(jobs[0])
    section.printed_button.click()
    settings.until(lambda: len(section.table.rows) == 1)
    section.table.choose(jobs[1])
    settings.keyboard.press("Ctrl+P")
    settings.until(lambda: not section.table.rows)
    with services.read_journal() as connection:
        assert job(connection, jobs[0]).state is JobState.CONFIRMED
