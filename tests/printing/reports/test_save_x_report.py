"""The X report as a file: named so that none replaces another; a folder that cannot be written is said."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.errors import Unavailable
from app.reports.x_report import XReport
from printing.reports.save_x_report import save_x_report
from printing.save_pdf import FOLDER, SaveFailure

REPORT = XReport(
    city="City of Cypress Springs", office="Utility service center", counter="Counter A2", drawer="A2",
    cashier="M. Reyes", business_date="2026-11-20", time_zone="America/New_York", opened_at_us=1_795_180_000_000_000,
    made_at_us=1_795_189_327_000_000, float_cents=20000, receipts=2, voids=1, first_receipt="A2-000001",
    last_receipt="A2-000002", taken=(("cash", 1, 7415),), expected=(("cash", 27415), ("check", 0)),
    ledger=(("safe", -20000),),
)  # fmt: skip


def test_the_file_holds_the_report_and_says_when_it_was_made(tmp_path: Path) -> None:
    path = save_x_report(REPORT, "en", tmp_path)
    assert path == tmp_path / FOLDER / "X report A2 2026-11-20 104207.pdf"
    words = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert "X REPORT" in words and "274.15" in words


def test_it_goes_to_the_persons_own_documents() -> None:
    path = save_x_report(REPORT, "es")
    assert path.parent.name == FOLDER and path.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the way", "utf-8")
    with pytest.raises(Unavailable) as failure:
        save_x_report(REPORT, "en", tmp_path)
    assert failure.value.code is SaveFailure.NOT_WRITTEN and "X report" in str(failure.value.values["path"])
