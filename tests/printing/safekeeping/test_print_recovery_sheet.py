"""The sheet goes straight to the printer: it prints, and nothing of it stands in the queue."""

from pathlib import Path

from app.config import PRINTER
from app.device_settings import change_setting
from app.print_jobs.queries import latest
from app.print_jobs.types import JobState
from app.safekeeping.recovery_sheet import issue_recovery_code
from printing.safekeeping.print_recovery_sheet import print_recovery_sheet
from tests.factories.people import open_office


def test_it_prints_past_the_queue(tmp_path: Path) -> None:
    office = open_office(tmp_path / "data")
    paper = tmp_path / "paper"
    paper.mkdir()
    services, session = office.services, office.supervisor()
    change_setting(services, session, PRINTER, f"file:{paper}")
    sheet = issue_recovery_code(services, session)
    outcome = print_recovery_sheet(services, sheet, "en")
    with services.read_journal() as connection:
        queued = latest(connection)
    services.close()
    assert outcome.state is JobState.CONFIRMED
    assert queued == ()
    printed = (paper / "00001.escpos").read_bytes()
    assert all(group.encode() in printed for group in sheet.groups)
