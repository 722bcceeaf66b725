"""A report saved in the person's documents: three kinds of file, each under a name of its own."""

from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app import training_mode
from app.errors import Unavailable
from app.reports.report import ReportKind
from printing.reports.save_report import FileKind, save_report
from tests.factories.counter import CASHIER, open_counter
from tests.factories.payments import pay
from tests.factories.reports import ask

BEGINS = {FileKind.PDF: b"%PDF", FileKind.CSV: "\ufeff".encode(), FileKind.XLSX: b"PK"}


def test_every_kind_of_file(tmp_path: Path) -> None:
    counter = open_counter(tmp_path / "data")
    pay(counter)
    narrowed = ask(counter, ReportKind.TENDER_LIST, drawer="A2", of="cash", person=CASHIER.person_id)
    whole = ask(counter, ReportKind.TENDER_LIST)
    counter.services.close()
    for kind, begins in BEGINS.items():
        paths = [save_report(report, kind, "en", tmp_path) for report in (whole, narrowed)]
        assert [path.read_bytes()[: len(begins)] for path in paths] == [begins, begins]
        assert paths[0].name == f"Tender list 2026-11-20 100000.{kind.value}"
        assert paths[1].name.startswith("Tender list 2026-11-20 A2 ") and "Cash" in paths[1].name
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable):
        save_report(whole, FileKind.CSV, "en", tmp_path / "file")


def test_what_is_given_up_leaves_no_file(tmp_path: Path) -> None:
    """Between pages of a PDF, and before any file is written."""

    def given_up() -> None:
        raise CancelledError

    counter = open_counter(tmp_path / "data")
    report = ask(counter, ReportKind.DAY_CLOSE)
    counter.services.close()
    for kind in FileKind:
        with pytest.raises(CancelledError):
            save_report(report, kind, "en", tmp_path / "documents", on_page=given_up)
    assert not (tmp_path / "documents").exists()


def test_in_training_every_file_says_so(tmp_path: Path) -> None:
    counter = open_counter(tmp_path / "data")
    pay(counter)
    report = ask(counter, ReportKind.DAY_CLOSE)
    counter.services.close()
    training_mode.enter("TRAIN")
    try:
        table, book = (save_report(report, kind, "en", tmp_path) for kind in (FileKind.CSV, FileKind.XLSX))
    finally:
        training_mode.enter("A2")
    assert table.name.startswith("TRAINING Day close") and book.name.startswith("TRAINING Day close")
    lines = table.read_text("utf-8-sig").splitlines()
    assert lines[:3] == ["TRAINING,Practice only. No money was taken.", "", "Shifts"]
    for sheet in load_workbook(book).worksheets:
        assert sheet["A1"].value == "TRAINING" and sheet["A2"].value not in (None, "TRAINING")
