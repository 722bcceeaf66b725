"""How the data is kept, before and after a recovery sheet."""

from pathlib import Path

from app.reports.keeping import keeping
from app.safekeeping.recovery_sheet import issue_recovery_code
from tests.factories.people import open_office


def test_one_copy_and_no_sheet_at_first(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    before = keeping(office.services)
    sheet = issue_recovery_code(office.services, office.supervisor())
    after = keeping(office.services)
    office.services.close()
    assert before.copy.one_copy_only
    assert before.sheet_made_at_us is None
    assert after.sheet_made_at_us == sheet.made_at_us
